import { createReadStream } from 'node:fs'
import type { Command } from '../command.ts'
import type { Installation } from '../installation.ts'
import type { Refusal } from '../kernel/result.ts'
import { toBaris } from '../modules/fiscal/index.ts'
import { readCsv } from '../platform/csv/read-csv.ts'
import { transaction } from '../platform/db/database.ts'
import { readArguments, withInstallation, wrongUsage } from './with-installation.ts'

const TABEL = {
  rekening: 'rekening',
  nomenklatur: 'nomenklatur',
  skpd: 'skpd',
  'sumber-dana': 'sumber_dana',
} as const
const SHOWN_MAX = 50
const OPTIONS = ['tahun', 'dasar', 'tambah', 'periksa']

export const command: Command = {
  summary: 'Memuat daftar kode atau standar harga untuk suatu tahun anggaran dan sesudahnya',
  usage: `pendopo import kode <${Object.keys(TABEL).join(' | ')} | standar-harga> <berkas.csv> --tahun 2027 --dasar "Kepmendagri ..." [--tambah] [--periksa]

  --tahun     tahun anggaran pertama daftar ini berlaku
  --dasar     peraturan yang menetapkannya
  --tambah    hanya menambah kode yang belum ada; tanpa ini daftar dianggap lengkap dan yang tidak disebut berakhir
  --periksa   hanya memeriksa, tidak menyimpan apa pun

Kolom daftar kode: kode, nama, dan menurut tabelnya saldo_normal, jenis, induk_kode, unit_kode, is_ditentukan, is_terverifikasi.
Kolom standar harga: jenis, kode, uraian, spesifikasi, satuan, harga, rekening.
Setiap kesalahan disebut barisnya; bila ada satu saja, tidak ada yang disimpan. Kode yang berakhir tidak dihapus.`,
  run: async (args) => {
    const { words, flags } = readArguments(args, ['tahun', 'dasar'])
    const [tabel = '', path] = words
    const bad = Object.keys(flags).find((name) => !OPTIONS.includes(name))
    if (bad !== undefined) return wrongUsage(`Pilihan --${bad} tidak dikenal.`)
    const isKnown = Object.hasOwn(TABEL, tabel) || tabel === 'standar-harga'
    if (!isKnown || path === undefined) return wrongUsage(command.usage)
    const tahun = Number(flags.tahun)
    if (!Number.isInteger(tahun) || tahun < 2000 || tahun > 2100)
      return wrongUsage('--tahun harus tahun anggaran, misalnya 2027.')
    if (typeof flags.dasar !== 'string') return wrongUsage('--dasar harus diisi.')
    const order: Order = {
      tabel,
      path,
      tahun,
      dasar: flags.dasar,
      isTambah: flags.tambah !== undefined,
      isPeriksa: flags.periksa !== undefined,
    }
    return withInstallation((installation) => runImportKode(installation, order))
  },
}

export type Order = Readonly<{
  tabel: string
  path: string
  tahun: number
  dasar: string
  isTambah: boolean
  isPeriksa: boolean
}>

/** The command on an open installation; tests call it with the program they started. */
export async function runImportKode(
  { app }: Pick<Installation, 'app'>,
  order: Order,
): Promise<number> {
  const { rows, problems } = await read(order.path)
  if (problems.length > 0) return fail(problems)
  const { fiscal, jobDb } = app
  const shared = {
    dasar: order.dasar,
    sumber: order.path,
    oleh: 'perintah',
    isPeriksa: order.isPeriksa,
  }
  if (order.tabel === 'standar-harga') {
    const done = await transaction(jobDb, (tx) =>
      fiscal.muatStandar(tx, { ...shared, tahun: order.tahun, rows }),
    )
    if (!done.ok) return fail(done.refusals.map(messageOf))
    return say(order, [`${done.value} standar harga`])
  }
  const done = await transaction(jobDb, (tx) =>
    fiscal.muatKode(tx, {
      ...shared,
      tabel: TABEL[order.tabel as keyof typeof TABEL],
      cara: order.isTambah ? 'tambah' : 'lengkap',
      mulai: order.tahun,
      baris: rows.map(({ row, cells }) => ({ ...toBaris(cells, 0), baris: row })),
    }),
  )
  if (!done.ok) return fail(done.refusals.map(messageOf))
  const { tambah, tutup, gantiNama, padanan, tetap } = done.value
  return say(order, [
    `${tambah.length} kode baru`,
    `${tutup.length} berakhir`,
    `${gantiNama.length} berganti nama`,
    `${padanan.length} berganti lebar`,
    `${tetap} tetap`,
  ])
}

const messageOf = ({ message }: Refusal) => message

async function read(path: string) {
  const rows: { row: number; cells: Readonly<Record<string, string>> }[] = []
  const problems: string[] = []
  for await (const item of readCsv(createReadStream(path))) {
    if (item.kind === 'row') rows.push({ row: item.row, cells: item.cells })
    else problems.push(`Baris ${item.row}: ${item.message}`)
  }
  return { rows, problems }
}

function say(order: Order, parts: readonly string[]): number {
  const head = order.isPeriksa ? 'Diperiksa, tidak disimpan' : 'Selesai'
  process.stdout.write(`${head}: ${parts.join(', ')}.\n`)
  return 0
}

function fail(messages: readonly string[]): number {
  for (const message of messages.slice(0, SHOWN_MAX)) process.stderr.write(`${message}\n`)
  const rest = messages.length - SHOWN_MAX
  if (rest > 0) process.stderr.write(`Dan ${rest} kesalahan lain.\n`)
  return 1
}
