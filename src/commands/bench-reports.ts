import type { Command } from '../command.ts'
import { runReportsBench } from './bench/reports/run.ts'
import { readArguments, wrongUsage } from './with-installation.ts'

const VALUED = ['ukuran', 'putaran', 'hanya', 'detik'] as const
const SIZES = '10000,100000'

export const command: Command = {
  summary:
    'Mengukur laporan warga sebagai perbandingan, pada basis data sementara miliknya sendiri',
  usage: `pendopo bench reports [pilihan]

  --ukuran ${SIZES}   banyak laporan, berurutan naik; pertumbuhan dihitung terhadap yang pertama
  --putaran 5              putaran bergantian tiap perbandingan; yang dicatat mediannya
  --detik 2                lama satu putaran beban
  --hanya P1,G1            hanya ukuran dengan awalan ini (P1 P2 P3 P12 P14 P16 G1 G3 G4 p95 submit)`,
  run: async (args) => {
    const { flags, words } = readArguments(args, VALUED)
    const stranger = Object.keys(flags).find((name) => !VALUED.some((known) => known === name))
    if (stranger !== undefined) return wrongUsage(`Pilihan --${stranger} tidak dikenal.`)
    const sizes = text(flags.ukuran, SIZES).split(',').map(Number)
    const rounds = Number(text(flags.putaran, '5'))
    const seconds = Number(text(flags.detik, '2'))
    const isSound =
      sizes.every((size, at) => Number.isInteger(size) && size > (sizes[at - 1] ?? 99)) &&
      Number.isInteger(rounds) &&
      rounds > 0 &&
      seconds > 0
    if (!isSound || words.length > 0) return wrongUsage(command.usage)
    await runReportsBench({
      sizes,
      rounds,
      loadMs: seconds * 1000,
      only: text(flags.hanya, '').split(',').filter(Boolean),
      command: `pendopo bench reports ${args.join(' ')}`.trim(),
      write: (line) => process.stdout.write(`${JSON.stringify(line)}\n`),
    })
    return 0
  },
}

function text(flag: string | true | undefined, fallback: string): string {
  return typeof flag === 'string' ? flag : fallback
}
