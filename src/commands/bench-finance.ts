import type { Command } from '../command.ts'
import { runFinanceBench } from './bench/finance/run.ts'
import { readPlan } from './bench/plan.ts'
import { readArguments, wrongUsage } from './with-installation.ts'

const SIZES = '10000,1000000,10000000'
const BORONGAN = '775000'
const OWN = ['berkas', 'borongan'] as const

const usage = `pendopo bench finance [pilihan]

  --ukuran ${SIZES}   banyak baris jurnal, SPP, dan kartu aset, berurutan naik; di atas 1000000 hanya laporan
  --putaran 5                          putaran bergantian tiap perbandingan; yang dicatat mediannya
  --detik 2                            lama satu putaran beban
  --borongan ${BORONGAN}                    banyak SP2D yang diterbitkan sekaligus
  --berkas apbd.csv.gz                 APBD asli untuk mengukur import apbd; tanpa berkas tidak diukur
  --hanya posting,lra                  hanya ukuran dengan awalan ini (posting lra neraca fold export import sp2d periksa
                                       P2 P14 G1 G3 p95 growth)`

export const command: Command = {
  summary: 'Mengukur keuangan sebagai perbandingan, pada basis data sementara miliknya sendiri',
  usage,
  run: async (args) => {
    const { flags } = readArguments(args, ['ukuran', 'putaran', 'hanya', 'detik', ...OWN])
    const plan = readPlan(
      args.filter((_, at) => !isOwn(args[at]) && !isOwn(args[at - 1])),
      { bench: 'finance', sizes: SIZES, usage },
    )
    if (typeof plan === 'number') return plan
    const borongan = Number(flags.borongan ?? BORONGAN)
    if (!Number.isInteger(borongan) || borongan < 1 || flags.berkas === true)
      return wrongUsage(usage)
    const command = `pendopo bench finance ${args.join(' ')}`.trim()
    await runFinanceBench({ ...plan, command, borongan, berkas: flags.berkas })
    return 0
  },
}

const isOwn = (word: string | undefined) => OWN.some((name) => word === `--${name}`)
