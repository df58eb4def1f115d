import type { Instant, TimeZone } from '../../../kernel/date.ts'
import { maskPersonalData } from '../../../kernel/personal-data.ts'
import type { CsvCell, CsvColumn } from '../../../platform/csv/write-csv.ts'
import type { CaraTutup, Jenis, Kanal, Status } from '../domain/laporan.ts'
import { toRequestStatus } from '../open311/status-map.ts'
import type { RequestStatus } from '../open311/types.ts'
import { formatW3cDatetime } from '../open311/w3c-datetime.ts'

/**
 * One public case in the open data export: CSV and JSON, the same names and values in both. There
 * is no reporter in it, no officer, and no secret case; words are those that were published, and
 * are masked for personal data once more, because a file cannot be called back.
 */
export type ExportRow = Readonly<{
  nomor: string
  jenis: Jenis
  kategoriKode: string
  kategori: string
  judul: string
  isi: string
  status: Status
  caraTutup: CaraTutup | null
  kanal: Kanal
  kecamatan: string | null
  desa: string | null
  lat: number | null
  lon: number | null
  perangkatDaerah: string | null
  diterimaAt: Instant
  diubahAt: Instant
  tenggatAt: Instant | null
  selesaiAt: Instant | null
  hariKerjaSelesai: number | null
  isTepatWaktu: boolean | null
  isBerbukti: boolean
  jumlahDibukaKembali: number
  jumlahDukungan: number
}>

/** The row as it leaves the house. Names are Indonesian, times in the region's zone with offset. */
export type ExportRecord = Readonly<{
  nomor: string
  jenis: Jenis
  kategori_kode: string
  kategori: string
  judul: string
  isi: string
  status: Status
  status_open311: RequestStatus
  cara_tutup: CaraTutup | null
  kanal: Kanal
  kecamatan: string | null
  desa: string | null
  lintang: number | null
  bujur: number | null
  perangkat_daerah: string | null
  diterima: string
  diubah: string
  tenggat: string | null
  selesai: string | null
  hari_kerja_selesai: number | null
  tepat_waktu: boolean | null
  berbukti: boolean
  dibuka_kembali: number
  dukungan: number
}>

/** What each column holds, for the data dictionary beside the file. */
export const EXPORT_DICTIONARY: Readonly<Record<keyof ExportRecord, string>> = {
  nomor: 'Nomor laporan dengan huruf pemeriksa',
  jenis: 'pengaduan, aspirasi, atau permintaan_informasi',
  kategori_kode: 'Kode kategori masalah',
  kategori: 'Nama kategori masalah',
  judul: 'Judul seperti yang diterbitkan, data pribadi disamarkan',
  isi: 'Isi seperti yang diterbitkan, data pribadi disamarkan',
  status: 'Status penanganan',
  status_open311: 'open atau closed menurut Open311 GeoReport v2',
  cara_tutup: 'dikonfirmasi, tanpa_konfirmasi, ditolak, atau digabung; kosong bila belum ditutup',
  kanal: 'Saluran masuknya laporan',
  kecamatan: 'Nama kecamatan',
  desa: 'Nama desa atau kelurahan',
  lintang: 'Lintang WGS 84 dalam derajat, lima desimal (sekitar satu meter)',
  bujur: 'Bujur WGS 84 dalam derajat, lima desimal (sekitar satu meter)',
  perangkat_daerah: 'Perangkat daerah yang menangani',
  diterima: 'Waktu laporan diterima',
  diubah: 'Waktu perubahan terakhir',
  tenggat: 'Waktu janji berikutnya jatuh tempo; kosong bila ditutup atau dijeda',
  selesai: 'Waktu laporan ditutup',
  hari_kerja_selesai: 'Hari kerja bersih dari diterima sampai ditutup, tanpa jeda',
  tepat_waktu: 'true bila ditutup sebelum tenggat',
  berbukti: 'true bila penyelesaian disertai foto bukti yang lolos pemeriksaan',
  dibuka_kembali: 'Berapa kali dibuka kembali oleh pelapor',
  dukungan: 'Jumlah warga lain yang mendukung',
}

export function toExportRecord(row: ExportRow, zone: TimeZone): ExportRecord {
  const time = (at: Instant | null) => (at === null ? null : formatW3cDatetime(at, zone))
  return {
    nomor: row.nomor,
    jenis: row.jenis,
    kategori_kode: row.kategoriKode,
    kategori: row.kategori,
    judul: maskPersonalData(row.judul),
    isi: maskPersonalData(row.isi),
    status: row.status,
    status_open311: toRequestStatus(row.status),
    cara_tutup: row.caraTutup,
    kanal: row.kanal,
    kecamatan: row.kecamatan,
    desa: row.desa,
    lintang: roundDegrees(row.lat),
    bujur: roundDegrees(row.lon),
    perangkat_daerah: row.perangkatDaerah,
    diterima: formatW3cDatetime(row.diterimaAt, zone),
    diubah: formatW3cDatetime(row.diubahAt, zone),
    tenggat: time(row.tenggatAt),
    selesai: time(row.selesaiAt),
    hari_kerja_selesai: row.hariKerjaSelesai,
    tepat_waktu: row.isTepatWaktu,
    berbukti: row.isBerbukti,
    dibuka_kembali: row.jumlahDibukaKembali,
    dukungan: row.jumlahDukungan,
  }
}

function roundDegrees(degrees: number | null): number | null {
  return degrees === null ? null : Number(degrees.toFixed(5))
}

/** Columns for csvStream; their order is part of the contract. */
export const exportColumns: readonly CsvColumn<ExportRecord>[] = (
  Object.keys(EXPORT_DICTIONARY) as (keyof ExportRecord)[]
).map((header) => ({ header, value: (record): CsvCell => record[header] }))

/** Rows as records, one at a time: for csvStream and exportJsonStream. */
export async function* toExportRecords(
  rows: AsyncIterable<ExportRow> | Iterable<ExportRow>,
  zone: TimeZone,
): AsyncGenerator<ExportRecord, void, undefined> {
  for await (const row of rows) yield toExportRecord(row, zone)
}

const CHUNK_CHARS = 16_384

/** A JSON array as text, in pieces of about 16 KiB, in constant memory. */
export async function* exportJsonStream(
  records: AsyncIterable<ExportRecord>,
): AsyncGenerator<string, void, undefined> {
  let chunk = '['
  let separator = '\n'
  for await (const record of records) {
    chunk += separator + JSON.stringify(record)
    separator = ',\n'
    if (chunk.length < CHUNK_CHARS) continue
    yield chunk
    chunk = ''
  }
  yield `${chunk}\n]\n`
}
