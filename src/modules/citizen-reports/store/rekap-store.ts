import type { Tanggal } from '../../../kernel/date.ts'
import { oneRow, type Query, rows, sql, type Tx } from '../../../platform/db/database.ts'
import type { Kotak } from '../domain/list-filter.ts'
import { cellOf } from '../domain/map-cells.ts'
import type { Angka, Sudut } from '../domain/rekap.ts'
import { waitingRekap, waitingSel } from './rekap-fold-store.ts'

export type RekapKeadaan = Readonly<{
  versi: string
  zona: string | null
  /** Changes waiting to be folded. */
  menunggu: number
}>

/** How fresh the counters are. */
export function readKeadaan(tx: Tx): Promise<RekapKeadaan> {
  return oneRow(
    tx,
    sql<RekapKeadaan>`select k.versi::text as versi, k.zona,
      (select count(*)::int from citizen_reports.rekap_delta) as menunggu
    from citizen_reports.rekap_keadaan k where k.id = 1`,
  )
}

/** Which counters: a side, months from and to, and one value of the columns it tells apart. */
export type RekapQuestion = Readonly<{
  sudut: Sudut
  zona: string
  /** First days of months, both included. */
  dari?: Tanggal | undefined
  sampai?: Tanggal | undefined
  unit?: string | undefined
  kecamatan?: string | undefined
  /** A group or a leaf; with side `kategori` a group means its leaves. */
  kategori?: string | undefined
}>

export type RekapRow = Readonly<{
  bulan: string
  unitKode: string
  kecamatanKode: string
  kategoriKode: string
}> &
  Angka

type StoredRow = Omit<RekapRow, 'hari'> & Readonly<{ hari: string }>

function conditionsOf(question: RekapQuestion): Query {
  const { sudut, dari, sampai, unit, kecamatan, kategori } = question
  return sql.join(
    [
      sql`r.sudut = ${sudut}`,
      ...(dari === undefined ? [] : [sql`r.bulan >= ${dari}::date`]),
      ...(sampai === undefined ? [] : [sql`r.bulan <= ${sampai}::date`]),
      ...(unit === undefined ? [] : [sql`r.unit_kode = ${unit}`]),
      ...(kecamatan === undefined ? [] : [sql`r.kecamatan_kode = ${kecamatan}`]),
      ...(kategori === undefined
        ? []
        : [sql`(r.kategori_kode = ${kategori} or r.kategori_kode like ${`${kategori}.%`})`]),
    ],
    sql` and `,
  )
}

/** Counters by month and key, waiting changes added, in one look. */
export async function listRekap(tx: Tx, question: RekapQuestion): Promise<RekapRow[]> {
  const where = conditionsOf(question)
  const columns =
    sql.raw(`r.bulan, r.unit_kode as "unitKode", r.kecamatan_kode as "kecamatanKode", r.kategori_kode as "kategoriKode",
    r.masuk, r.terbuka, r.dikonfirmasi, r.tanpa_konfirmasi as "tanpaKonfirmasi", r.ditolak, r.tepat, r.terlambat, r.berbukti,
    r.dibuka_kembali as "dibukaKembali", r.inspeksi_sesuai as "inspeksiSesuai", r.inspeksi_tidak as "inspeksiTidak",
    r.inspeksi_gagal as "inspeksiGagal", array_to_string(r.hari, ',') as hari`)
  const found = await rows(
    tx,
    sql<StoredRow>`select ${columns} from citizen_reports.rekap r where ${where}
    union all select ${columns} from (${waitingRekap(question.zona)}) r where ${where}`,
  )
  return found.map((row) => ({ ...row, hari: row.hari.split(',').map(Number) }))
}

export type Sel = Readonly<{
  x: number
  y: number
  jumlah: number
  /** Middle of the cases of the cell. */
  lat: number
  lon: number
}>

export type SelQuestion = Readonly<{
  tingkat: number
  kotak: Kotak
  sisi: number
  grup?: string | undefined
  /** Empty: every state. */
  kelompok: readonly string[]
}>

/** Cases per cell of a part of the map. */
export function listSel(tx: Tx, question: SelQuestion): Promise<Sel[]> {
  const { tingkat, kotak, sisi, grup, kelompok } = question
  const where = sql.join(
    [
      sql`c.tingkat = ${tingkat}`,
      sql`c.x between ${cellOf(kotak.barat, sisi)} and ${lastCell(kotak.timur, sisi)}`,
      sql`c.y between ${cellOf(kotak.selatan, sisi)} and ${lastCell(kotak.utara, sisi)}`,
      ...(grup === undefined ? [] : [sql`c.grup = ${grup}`]),
      ...(kelompok.length === 0 ? [] : [sql`c.kelompok = any(${[...kelompok]})`]),
    ],
    sql` and `,
  )
  const columns = sql.raw('c.x, c.y, c.jumlah, c.jumlah_lat, c.jumlah_lon')
  return rows(
    tx,
    sql<Sel>`select s.x, s.y, sum(s.jumlah)::int as jumlah, (sum(s.jumlah_lat) / sum(s.jumlah) / 1e6)::float8 as lat,
      (sum(s.jumlah_lon) / sum(s.jumlah) / 1e6)::float8 as lon
    from (select ${columns} from citizen_reports.rekap_sel c where ${where}
      union all select ${columns} from (${waitingSel()}) c where ${where}) s
    group by s.x, s.y having sum(s.jumlah) > 0 order by s.x, s.y`,
  )
}

/** The edge of a view that lies on the edge of a cell shows nothing of the next cell. */
function lastCell(edge: number, sisi: number): number {
  const cell = cellOf(edge, sisi)
  return Math.abs(edge - cell * sisi) < sisi / 1000 ? cell - 1 : cell
}
