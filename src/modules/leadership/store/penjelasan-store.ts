import { sql } from 'kysely'
import { rows, run, type Tx } from '../../../platform/db/database.ts'

export type Penjelasan = Readonly<{
  bulan: number
  isi: string
  olehNama: string
  waktu: Date
}>

/** What an agency said in a year, newest first. */
export function listPenjelasan(
  tx: Tx,
  of: Readonly<{ tahun: number; skpdId: number; limit: number }>,
): Promise<Penjelasan[]> {
  return rows(
    tx,
    sql<Penjelasan>`select p.bulan::int as bulan, p.isi, p.oleh_nama as "olehNama", p.waktu from leadership.penjelasan p
    where p.tahun = ${of.tahun} and p.skpd_id = ${of.skpdId} order by p.waktu desc, p.id limit ${of.limit}`,
  )
}

/** Agencies that explained a month. */
export async function listExplained(
  tx: Tx,
  of: Readonly<{ tahun: number; bulan: number }>,
): Promise<ReadonlySet<number>> {
  const found = await rows(
    tx,
    sql<{ skpdId: number }>`select distinct p.skpd_id as "skpdId" from leadership.penjelasan p
    where p.tahun = ${of.tahun} and p.bulan = ${of.bulan}`,
  )
  return new Set(found.map(({ skpdId }) => skpdId))
}

export type NewPenjelasan = Readonly<{
  id: string
  tahun: number
  bulan: number
  skpdId: number
  isi: string
  oleh: string
  olehNama: string
  now: Date
}>

export function insertPenjelasan(tx: Tx, row: NewPenjelasan): Promise<number> {
  return run(
    tx,
    sql`insert into leadership.penjelasan (id, tahun, bulan, skpd_id, isi, oleh, oleh_nama, waktu)
    values (${row.id}, ${row.tahun}, ${row.bulan}, ${row.skpdId}, ${row.isi}, ${row.oleh}, ${row.olehNama}, ${row.now})`,
  )
}
