import { createReadStream } from 'node:fs'
import type { Command } from '../command.ts'
import type { Installation } from '../installation.ts'
import { zoneOf } from '../kernel/date.ts'
import {
  createImportLaporKasus,
  createImportLaporStatus,
  type LaporReport,
} from '../modules/citizen-reports/index.ts'
import { createProgress, readArguments, withInstallation, wrongUsage } from './with-installation.ts'

const SHOWN_MAX = 50

export const command: Command = {
  summary: 'Memuat kasus atau status SP4N-LAPOR! dari CSV',
  usage: `pendopo import lapor <berkas.csv> [--status] [--periksa] [--kolom "ID Laporan=tracking_id"]

  --status    berkas berisi perubahan status, bukan kasus
  --periksa   mencoba setiap baris tanpa menyimpan apa pun
  --kolom     nama kolom berkas = nama kolom di sini; beberapa dipisah titik koma

Pemisah koma, titik koma, atau tab; UTF-8 atau UTF-16. Setiap baris yang salah disebut dengan alasannya;
bila ada satu saja, tidak ada yang disimpan. Boleh diulang: nomor lacak yang sudah ada tidak menjadi kasus kedua.`,
  run: async (args) => {
    const { words, flags } = readArguments(args, ['kolom'])
    const [path] = words
    const bad = Object.keys(flags).find((name) => !['status', 'periksa', 'kolom'].includes(name))
    if (path === undefined || words.length !== 1 || bad !== undefined)
      return wrongUsage(bad === undefined ? command.usage : `Pilihan --${bad} tidak dikenal.`)
    const rename = typeof flags.kolom === 'string' ? readRename(flags.kolom) : {}
    if (rename === undefined) return wrongUsage('--kolom ditulis "nama di berkas=nama di sini".')
    return withInstallation((installation) =>
      runImportLapor(installation, {
        path,
        rename,
        isStatus: flags.status !== undefined,
        isDryRun: flags.periksa !== undefined,
      }),
    )
  },
}

function readRename(text: string): Readonly<Record<string, string>> | undefined {
  const pairs = text.split(';').map((pair) => pair.split('=').map((part) => part.trim()))
  const isWhole = pairs.every((pair) => pair.length === 2 && pair.every((part) => part !== ''))
  if (!isWhole) return undefined
  return Object.fromEntries(pairs.map(([from = '', to = '']) => [from.toLowerCase(), to]))
}

export type LaporOrder = Readonly<{
  path: string
  rename: Readonly<Record<string, string>>
  isStatus: boolean
  isDryRun: boolean
}>

/** The command on an open installation; tests call it with the program they started. */
export async function runImportLapor(
  { app }: Pick<Installation, 'app'>,
  { path, rename, isStatus, isDryRun }: LaporOrder,
): Promise<number> {
  const timezone = zoneOf(app.kit.region())
  const deps = { ...app.citizenReports.deps, kit: { ...app.kit, db: app.jobDb } }
  const load = isStatus
    ? createImportLaporStatus(deps)
    : createImportLaporKasus(deps, app.citizenReports.submit)
  const report = await load(createReadStream(path), {
    zone: timezone,
    rename,
    isDryRun,
    onProgress: createProgress('baris'),
  })
  return tell(report, isDryRun)
}

function tell({ baru, berubah, sama, problems }: LaporReport, isDryRun: boolean): number {
  for (const { row, column, message } of problems.slice(0, SHOWN_MAX))
    process.stderr.write(`baris ${row}${column === undefined ? '' : `, ${column}`}: ${message}\n`)
  if (problems.length > 0) {
    const more = problems.length - SHOWN_MAX
    if (more > 0) process.stderr.write(`… dan ${more} kesalahan lain.\n`)
    process.stderr.write('Tidak ada yang disimpan.\n')
    return 1
  }
  const end = isDryRun ? '; tidak ada yang disimpan.' : '.'
  process.stdout.write(`${baru} kasus baru, ${berubah} berubah, ${sama} sudah sama${end}\n`)
  return 0
}
