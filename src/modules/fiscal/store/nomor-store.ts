import { sql } from 'kysely'
import { maybeRow, oneRow, type Tx } from '../../../platform/db/database.ts'

export type PolaRow = Readonly<{ pola: string; lingkup: 'daerah' | 'skpd' }>

/** How numbers of a kind are written in a year. */
export function findPola(tx: Tx, jenis: string, tahun: number): Promise<PolaRow | undefined> {
  return maybeRow(
    tx,
    sql<PolaRow>`select p.pola, p.lingkup from fiscal.pola_nomor p
    where p.jenis = ${jenis} and p.tahun_mulai <= ${tahun} order by p.tahun_mulai desc limit 1`,
  )
}

/** @returns the last of as many serials, which are this transaction's until it ends */
export async function raiseNomor(
  tx: Tx,
  counter: Readonly<{ tahun: number; jenis: string; lingkup: string }>,
  count: number,
): Promise<number> {
  const row = await oneRow(
    tx,
    sql<{ terakhir: number }>`insert into fiscal.nomor_urut as n (tahun, jenis, lingkup, terakhir)
    values (${counter.tahun}, ${counter.jenis}, ${counter.lingkup}, ${count})
    on conflict (tahun, jenis, lingkup) do update set terakhir = n.terakhir + excluded.terakhir
    returning n.terakhir`,
  )
  return row.terakhir
}
