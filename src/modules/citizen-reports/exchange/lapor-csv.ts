import { z } from 'zod'
import type { Instant, TimeZone } from '../../../kernel/date.ts'
import type { ByteSource } from '../../../platform/csv/decode-text.ts'
import {
  type CsvItem,
  type CsvProblem,
  type CsvRow,
  readCsv,
} from '../../../platform/csv/read-csv.ts'
import type { CsvColumn } from '../../../platform/csv/write-csv.ts'
import type { Jenis } from '../domain/laporan.ts'
import { formatW3cDatetime } from '../open311/w3c-datetime.ts'
import {
  degreesCell,
  jenisCell,
  optionalCell,
  optionalTimeCell,
  statusCell,
  textCell,
  timeCell,
  yesNoCell,
} from './lapor-cell.ts'
import type { LaporStatus } from './lapor-status.ts'

/**
 * Exchange with SP4N-LAPOR! by file: cases in, answers and statuses in and out. The national
 * system's API is documented only for its own developers, so an operator maps the headers of
 * whatever export they have with `rename`; everything after that is the same.
 */
export type LaporKasus = Readonly<{
  /** Tracking id of the national system; unique in a file. */
  trackingId: string
  /** Our own number when the case is already here. */
  nomor: string | null
  jenis: Jenis
  judul: string
  isi: string
  kategori: string | null
  instansi: string | null
  lokasi: string | null
  lat: number | null
  lon: number | null
  waktuLapor: Instant
  status: LaporStatus
  isAnonim: boolean
  isRahasia: boolean
  tindakLanjut: string | null
  waktuTindakLanjut: Instant | null
}>

/** A change of status or an answer for a case that is known by its tracking id. */
export type LaporTindakLanjut = Readonly<{
  trackingId: string
  status: LaporStatus
  waktu: Instant
  pesan: string | null
}>

/** Columns of the case file, with what each holds. Columns without a star may be absent. */
export const LAPOR_KASUS_KOLOM = {
  tracking_id: '* Nomor lacak SP4N-LAPOR!, tanpa ganda dalam satu berkas',
  nomor: 'Nomor laporan kami bila sudah ada',
  klasifikasi: '* pengaduan, aspirasi, atau permintaan informasi',
  judul: '* Judul laporan, 3 sampai 160 huruf',
  isi: '* Isi laporan, paling banyak 8.000 huruf',
  kategori: 'Nama atau kode kategori',
  instansi: 'Instansi tujuan disposisi',
  lokasi: 'Lokasi kejadian dalam kata-kata',
  lintang: 'Lintang WGS 84, derajat desimal',
  bujur: 'Bujur WGS 84, derajat desimal',
  waktu_lapor: '* Tanggal dan jam laporan; tanpa zona berarti waktu daerah ini',
  status: '* Salah satu dari enam status SP4N-LAPOR!',
  anonim: 'ya atau tidak: nama pelapor disembunyikan dari semua orang',
  rahasia: 'ya atau tidak: laporan disembunyikan dari umum',
  tindak_lanjut: 'Tindak lanjut terakhir',
  waktu_tindak_lanjut: 'Tanggal dan jam tindak lanjut terakhir',
} as const

/** Columns of the status file. */
export const LAPOR_STATUS_KOLOM = {
  tracking_id: '* Nomor lacak SP4N-LAPOR!',
  status: '* Salah satu dari enam status SP4N-LAPOR!',
  waktu: '* Tanggal dan jam perubahan',
  pesan: 'Isi tindak lanjut',
} as const

export type LaporImport<T> = Readonly<{ kind: 'data'; row: number; data: T }> | CsvProblem

export type LaporReadOptions = Readonly<{
  zone: TimeZone
  rename?: Readonly<Record<string, string>>
}>

const trackingIdCell = textCell(1, 40).regex(/^[\w-]*$/, 'Nomor lacak berisi huruf dan angka saja.')

/** Read cases; every row that cannot be taken is a problem with row, column and sentence. */
export async function* readLaporKasus(
  source: ByteSource,
  options: LaporReadOptions,
): AsyncGenerator<LaporImport<LaporKasus>, void, undefined> {
  const schema = kasusSchema(options.zone)
  const firstRows = new Map<string, number>()
  for await (const item of readCsv(source, csvOptions(LAPOR_KASUS_KOLOM, options))) {
    const read = readItem(item, schema)
    yield read.kind === 'data' ? refuseSecond(read, firstRows) : read
  }
}

/** Read changes of status; the same case may come several times, in the order of the file. */
export async function* readLaporStatus(
  source: ByteSource,
  options: LaporReadOptions,
): AsyncGenerator<LaporImport<LaporTindakLanjut>, void, undefined> {
  const schema = statusSchema(options.zone)
  for await (const item of readCsv(source, csvOptions(LAPOR_STATUS_KOLOM, options))) {
    yield readItem(item, schema)
  }
}

function csvOptions(columns: Readonly<Record<string, string>>, { rename = {} }: LaporReadOptions) {
  const names = Object.keys(columns)
  const isRequired = (name: string) => columns[name]?.startsWith('*') === true
  return {
    required: names.filter(isRequired),
    optional: names.filter((name) => !isRequired(name)),
    rename,
  }
}

function readItem<T>(item: CsvItem, schema: z.ZodType<T, unknown>): LaporImport<T> {
  if (item.kind === 'problem') return item
  const parsed = schema.safeParse(item.cells)
  return parsed.success
    ? { kind: 'data', row: item.row, data: parsed.data }
    : toProblem(item, parsed.error.issues)
}

/**
 * One problem per row, so that a wrong column does not bury the other rows; all its reasons in it.
 */
function toProblem(item: CsvRow, issues: readonly z.core.$ZodIssue[]): CsvProblem {
  const columns = [...new Set(issues.map((issue) => String(issue.path[0] ?? '')))]
  const message = issues
    .map((issue) => `${String(issue.path[0] ?? '')}: ${issue.message}`)
    .join(' ')
  const column = columns.length === 1 ? columns[0] : undefined
  return column === undefined
    ? { kind: 'problem', row: item.row, message }
    : {
        kind: 'problem',
        row: item.row,
        column,
        message: issues.map((issue) => issue.message).join(' '),
      }
}

function refuseSecond(
  read: Readonly<{ kind: 'data'; row: number; data: LaporKasus }>,
  firstRows: Map<string, number>,
): LaporImport<LaporKasus> {
  const first = firstRows.get(read.data.trackingId)
  if (first === undefined) {
    firstRows.set(read.data.trackingId, read.row)
    return read
  }
  const message = `Nomor lacak ini sudah ada di baris ${first}. Hapus salah satunya.`
  return { kind: 'problem', row: read.row, column: 'tracking_id', message }
}

function kasusSchema(zone: TimeZone) {
  return z
    .object({
      tracking_id: trackingIdCell,
      nomor: optionalCell(40).prefault(''),
      klasifikasi: jenisCell,
      judul: textCell(3, 160),
      isi: textCell(1, 8_000),
      kategori: optionalCell(200).prefault(''),
      instansi: optionalCell(200).prefault(''),
      lokasi: optionalCell(500).prefault(''),
      lintang: degreesCell(90).prefault(''),
      bujur: degreesCell(180).prefault(''),
      waktu_lapor: timeCell(zone),
      status: statusCell,
      anonim: yesNoCell.prefault(''),
      rahasia: yesNoCell.prefault(''),
      tindak_lanjut: optionalCell(8_000).prefault(''),
      waktu_tindak_lanjut: optionalTimeCell(zone).prefault(''),
    })
    .refine(({ lintang, bujur }) => (lintang === null) === (bujur === null), {
      path: ['lintang'],
      error: 'Isi lintang dan bujur bersama-sama, atau kosongkan keduanya.',
    })
    .transform(toKasus)
}

type KasusCells = Readonly<{
  tracking_id: string
  nomor: string | null
  klasifikasi: Jenis
  judul: string
  isi: string
  kategori: string | null
  instansi: string | null
  lokasi: string | null
  lintang: number | null
  bujur: number | null
  waktu_lapor: Instant
  status: LaporStatus
  anonim: boolean
  rahasia: boolean
  tindak_lanjut: string | null
  waktu_tindak_lanjut: Instant | null
}>

function toKasus(cells: KasusCells): LaporKasus {
  const { nomor, judul, isi, kategori, instansi, lokasi, status } = cells
  return {
    trackingId: cells.tracking_id,
    nomor,
    jenis: cells.klasifikasi,
    judul,
    isi,
    kategori,
    instansi,
    lokasi,
    lat: cells.lintang,
    lon: cells.bujur,
    waktuLapor: cells.waktu_lapor,
    status,
    isAnonim: cells.anonim,
    isRahasia: cells.rahasia,
    tindakLanjut: cells.tindak_lanjut,
    waktuTindakLanjut: cells.waktu_tindak_lanjut,
  }
}

function statusSchema(zone: TimeZone) {
  return z
    .object({
      tracking_id: trackingIdCell,
      status: statusCell,
      waktu: timeCell(zone),
      pesan: optionalCell(8_000).prefault(''),
    })
    .transform(
      ({ tracking_id: trackingId, status, waktu, pesan }): LaporTindakLanjut => ({
        trackingId,
        status,
        waktu,
        pesan,
      }),
    )
}

/** Columns of a case file we write; read again by readLaporKasus it gives the same cases. */
export function laporKasusColumns(zone: TimeZone): readonly CsvColumn<LaporKasus>[] {
  const time = (at: Instant | null) => (at === null ? null : formatW3cDatetime(at, zone))
  const degrees = (value: number | null) => (value === null ? null : { decimal: value.toFixed(6) })
  const yesNo = (flag: boolean) => (flag ? 'ya' : 'tidak')
  const cells: Readonly<Record<keyof typeof LAPOR_KASUS_KOLOM, CsvColumn<LaporKasus>['value']>> = {
    tracking_id: (kasus) => kasus.trackingId,
    nomor: (kasus) => kasus.nomor,
    klasifikasi: (kasus) => kasus.jenis.replace('_', ' '),
    judul: (kasus) => kasus.judul,
    isi: (kasus) => kasus.isi,
    kategori: (kasus) => kasus.kategori,
    instansi: (kasus) => kasus.instansi,
    lokasi: (kasus) => kasus.lokasi,
    lintang: (kasus) => degrees(kasus.lat),
    bujur: (kasus) => degrees(kasus.lon),
    waktu_lapor: (kasus) => time(kasus.waktuLapor),
    status: (kasus) => kasus.status,
    anonim: (kasus) => yesNo(kasus.isAnonim),
    rahasia: (kasus) => yesNo(kasus.isRahasia),
    tindak_lanjut: (kasus) => kasus.tindakLanjut,
    waktu_tindak_lanjut: (kasus) => time(kasus.waktuTindakLanjut),
  }
  return Object.entries(cells).map(([header, value]) => ({ header, value }))
}

/** Columns of a status file we write. */
export function laporStatusColumns(zone: TimeZone): readonly CsvColumn<LaporTindakLanjut>[] {
  return [
    { header: 'tracking_id', value: (change) => change.trackingId },
    { header: 'status', value: (change) => change.status },
    { header: 'waktu', value: (change) => formatW3cDatetime(change.waktu, zone) },
    { header: 'pesan', value: (change) => change.pesan },
  ]
}
