import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { LogName } from '../types.ts'

export type Entri = Readonly<{
  indeks: number
  jenis: string
  acuan: string
  garam: Buffer | null
  waktu: Date
}>

const ENTRI = sql`select e.indeks::float8 as indeks, e.jenis, e.acuan, e.garam, e.waktu from public_log.entri e`

export function findEntri(tx: Tx, log: LogName, acuan: string): Promise<Entri | undefined> {
  return maybeRow(tx, sql<Entri>`${ENTRI} where e.acuan = ${acuan} and e.log = ${log}`)
}

export function findEntriAt(tx: Tx, log: LogName, indeks: number): Promise<Entri | undefined> {
  return maybeRow(tx, sql<Entri>`${ENTRI} where e.log = ${log} and e.indeks = ${indeks}`)
}

/** Entries from a place on, in order. */
export function listEntri(
  tx: Tx,
  where: Readonly<{ log: LogName; from: number; limit: number }>,
): Promise<Entri[]> {
  return rows(
    tx,
    sql<Entri>`${ENTRI} where e.log = ${where.log} and e.indeks >= ${where.from} order by e.indeks limit ${where.limit}`,
  )
}

/** The newest entries, last first. */
export function listNewestEntri(tx: Tx, limit: number): Promise<Entri[]> {
  return rows(tx, sql<Entri>`${ENTRI} where e.log = 'publik' order by e.indeks desc limit ${limit}`)
}

/** Does an act wait for its place? */
export async function isWaiting(tx: Tx, log: LogName, acuan: string): Promise<boolean> {
  const found = await maybeRow(
    tx,
    sql`select 1 from public_log.titipan t where t.log = ${log} and t.acuan = ${acuan} limit 1`,
  )
  return found !== undefined
}

/** Erase the salt of an act: its digest can no longer be tied to any document. */
export async function eraseGaram(tx: Tx, acuan: string): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update public_log.entri set garam = null where acuan = ${acuan} and garam is not null`,
  )
  return changed > 0
}
