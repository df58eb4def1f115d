import { sql } from 'kysely'
import { fromDecimalString, type Sen } from '../../../kernel/money.ts'
import { oneRow, rows, type Tx } from '../../../platform/db/database.ts'
import type { JenisSpp, Tahap } from '../domain/tahap.ts'

export type AntreanRow = Readonly<{
  id: string
  nomor: string
  jenis: JenisSpp
  skpdId: number
  uraian: string
  penerima: string
  jumlah: Sen
  tahap: Tahap
  tahapSejak: Date
  tenggatAt: Date | null
  dibuatAt: Date
}>

type AntreanText = Omit<AntreanRow, 'jumlah'> & Readonly<{ jumlah: string }>
const COLUMNS = sql`s.id, s.nomor, s.jenis, s.skpd_id as "skpdId", s.uraian, s.penerima, s.jumlah::text as jumlah,
  s.tahap, s.tahap_sejak as "tahapSejak", s.tenggat_at as "tenggatAt", s.dibuat_at as "dibuatAt"`
const toRow = (row: AntreanText): AntreanRow => ({ ...row, jumlah: fromDecimalString(row.jumlah) })

/** Stations whose offices have a clock. */
export type TahapBerjam = 'diajukan' | 'diverifikasi' | 'spm'

export type AntreanQuestion = Readonly<{
  tahap: Tahap
  /** Undefined: the whole region. */
  skpdIds: readonly number[] | undefined
  jenis: JenisSpp | undefined
  limit: number
  after?: Readonly<{ at: Date; id: string }> | undefined
}>

/** What waits at a station with a clock: least time left first. */
export async function listAntrean(
  tx: Tx,
  { tahap, skpdIds, jenis, limit, after }: AntreanQuestion,
): Promise<readonly AntreanRow[]> {
  const isBerjam = tahap === 'diajukan' || tahap === 'diverifikasi' || tahap === 'spm'
  const key = isBerjam ? sql`s.tenggat_at` : sql`s.tahap_sejak`
  const partial = isBerjam
    ? sql`s.tahap in ('diajukan', 'diverifikasi', 'spm')`
    : sql`s.tahap in ('dikembalikan', 'sp2d', 'cair')`
  const own = skpdIds === undefined ? sql`true` : sql`s.skpd_id = any(${[...skpdIds]}::integer[])`
  const kind = jenis === undefined ? sql`true` : sql`s.jenis = ${jenis}`
  const later =
    after === undefined ? sql`true` : sql`(${key}, s.id) > (${after.at}, ${after.id}::uuid)`
  const found = await rows(
    tx,
    sql<AntreanText>`select ${COLUMNS} from treasury.spp s
    where s.tahap = ${tahap} and ${partial} and ${own} and ${kind} and ${later} order by ${key}, s.id limit ${limit}`,
  )
  return found.map(toRow)
}

export type DaftarQuestion = Readonly<{
  tahun: number
  skpdIds: readonly number[] | undefined
  tahap: Tahap | undefined
  jenis: JenisSpp | undefined
  limit: number
  after?: Readonly<{ at: Date; id: string }> | undefined
}>

/** Every request of a year, newest first. */
export async function listDaftar(tx: Tx, at: DaftarQuestion): Promise<readonly AntreanRow[]> {
  const own =
    at.skpdIds === undefined ? sql`true` : sql`s.skpd_id = any(${[...at.skpdIds]}::integer[])`
  const kind = at.jenis === undefined ? sql`true` : sql`s.jenis = ${at.jenis}`
  const stage = at.tahap === undefined ? sql`true` : sql`s.tahap = ${at.tahap}`
  const later =
    at.after === undefined
      ? sql`true`
      : sql`(s.dibuat_at, s.id) < (${at.after.at}, ${at.after.id}::uuid)`
  const found = await rows(
    tx,
    sql<AntreanText>`select ${COLUMNS} from treasury.spp s
    where s.tahun = ${at.tahun} and ${own} and ${kind} and ${stage} and ${later}
    order by s.dibuat_at desc, s.id desc limit ${at.limit}`,
  )
  return found.map(toRow)
}

const COUNTED_MAX = 1_000

export type TahapCount = Readonly<{ jumlah: number; lewat: number }>

/** How much waits at a station, up to a bound, and how much of it is late. */
export function countTahap(
  tx: Tx,
  at: Readonly<{ tahap: Tahap; skpdIds: readonly number[] | undefined; now: Date }>,
): Promise<TahapCount> {
  const own =
    at.skpdIds === undefined ? sql`true` : sql`s.skpd_id = any(${[...at.skpdIds]}::integer[])`
  return oneRow(
    tx,
    sql<TahapCount>`select count(*)::int as jumlah, count(*) filter (where w.tenggat_at < ${at.now})::int as lewat
    from (select s.tenggat_at from treasury.spp s where s.tahap = ${at.tahap} and ${own} limit ${COUNTED_MAX}) w`,
  )
}
