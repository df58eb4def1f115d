import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import type { Command } from '../command.ts'
import type { Installation } from '../installation.ts'
import { type ApbdMapping, createImportApbd, isApbdColumn } from '../modules/budget/index.ts'
import { readCsv } from '../platform/csv/read-csv.ts'
import { formatRupiah } from '../ui/format.ts'
import { readArguments, withInstallation, wrongUsage } from './with-installation.ts'

const SHOWN_MAX = 50
const OPTIONS = ['tahun', 'dasar', 'tanggal', 'judul', 'kolom', 'tambah-kode', 'periksa']

export const command: Command = {
  summary: 'Memuat APBD yang sudah sah dari berkas, sampai rincian terakhirnya',
  usage: `pendopo import apbd <berkas.csv|berkas.csv.gz> --tahun 2025 --dasar "Perda 8/2024" --tanggal 2024-12-30 [--judul "APBD 2025"] [--kolom jumlah=Pagu,skpd=Kode] [--tambah-kode] [--periksa]

  --kolom        nama kolom di berkas bila tidak dikenali sendiri: skpd, skpdNama, sub, subNama, rekening, uraian, sumberDana, jumlah
  --tambah-kode  kode yang belum dikenal ditambahkan sebagai belum diverifikasi
  --periksa      hanya memeriksa, tidak menyimpan apa pun

Baris jumlah di atas rincian terakhir diabaikan. Berkas tanpa kode rekening dimuat sebagai pagu KUA-PPAS.
Setiap kesalahan disebut barisnya; bila ada satu saja, tidak ada yang disimpan.`,
  run: async (args) => {
    const { words, flags } = readArguments(args, ['tahun', 'dasar', 'tanggal', 'judul', 'kolom'])
    const [path] = words
    const bad = Object.keys(flags).find((name) => !OPTIONS.includes(name))
    if (bad !== undefined) return wrongUsage(`Pilihan --${bad} tidak dikenal.`)
    const tahun = Number(flags.tahun)
    if (path === undefined) return wrongUsage(command.usage)
    if (!Number.isInteger(tahun) || tahun < 2000 || tahun > 2100)
      return wrongUsage('--tahun harus tahun anggaran, misalnya 2025.')
    if (typeof flags.dasar !== 'string' || typeof flags.tanggal !== 'string')
      return wrongUsage('--dasar dan --tanggal harus diisi.')
    const kolom = readMapping(flags.kolom)
    if (kolom === undefined) return wrongUsage('--kolom ditulis nama=judul, dipisah koma.')
    const order = {
      path,
      tahun,
      dasar: flags.dasar,
      tanggal: flags.tanggal,
      judul: typeof flags.judul === 'string' ? flags.judul : `APBD ${tahun}`,
      kolom,
      isTambahKode: flags['tambah-kode'] !== undefined,
      isPeriksa: flags.periksa !== undefined,
    }
    return withInstallation((installation) => runImportApbd(installation, order))
  },
}

function readMapping(text: string | true | undefined): ApbdMapping | undefined {
  if (text === undefined) return {}
  if (text === true) return undefined
  const pairs = text.split(',').map((pair) => pair.split('='))
  const isSound = pairs.every(([name = '', heading]) => isApbdColumn(name) && heading !== undefined)
  return isSound ? Object.fromEntries(pairs) : undefined
}

export type Order = Readonly<{
  path: string
  tahun: number
  dasar: string
  tanggal: string
  judul: string
  kolom: ApbdMapping
  isTambahKode: boolean
  isPeriksa: boolean
}>

/** The command on an open installation; tests call it with the program they started. */
export async function runImportApbd(
  { app }: Pick<Installation, 'app'>,
  { path, ...order }: Order,
): Promise<number> {
  const file = createReadStream(path)
  const bytes = path.endsWith('.gz') ? file.pipe(createGunzip()) : file
  const done = await createImportApbd(app.budget.deps)(app.jobDb, readCsv(bytes), {
    ...order,
    sumber: path.split('/').at(-1) ?? path,
  })
  if (!done.ok) {
    for (const { message } of done.refusals.slice(0, SHOWN_MAX))
      process.stderr.write(`${message}\n`)
    const rest = done.refusals.length - SHOWN_MAX
    if (rest > 0) process.stderr.write(`Dan ${rest} kesalahan lain.\n`)
    return 1
  }
  const { baris, diabaikan, tanpaRincian, kode, ...sums } = done.value
  const rupiah = (label: string, amount: (typeof sums)['pagu']) =>
    amount === 0n ? [] : [`${label} ${formatRupiah(amount, 'id')}`]
  const added = kode.skpd.length + kode.sub.length + kode.rekening.length + kode.sumberDana.length
  const parts = [
    `${baris} baris dimuat`,
    `${diabaikan} baris jumlah diabaikan`,
    ...(tanpaRincian === 0 ? [] : [`${tanpaRincian} di antaranya tanpa rincian`]),
    ...rupiah('pendapatan', sums.pendapatan),
    ...rupiah('belanja', sums.belanja),
    ...rupiah('pembiayaan', sums.pembiayaan),
    ...rupiah('pagu', sums.pagu),
    `${added} kode belum diverifikasi`,
  ]
  const head = order.isPeriksa ? 'Diperiksa, tidak disimpan' : 'Selesai'
  process.stdout.write(`${head}: ${parts.join(', ')}.\n`)
  return 0
}
