import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

export type Ruang = Readonly<{ id: number; skpdId: number; kode: string; nama: string }>

const ROOMS_MAX = 500

export function listRuang(tx: Tx, skpdIds: readonly number[]): Promise<readonly Ruang[]> {
  return rows(
    tx,
    sql<Ruang>`select r.id, r.skpd_id as "skpdId", r.kode, r.nama from assets.ruang r
    where r.skpd_id = any(${skpdIds as number[]}::int[]) order by r.skpd_id, r.kode limit ${ROOMS_MAX}`,
  )
}

export async function hasRuang(tx: Tx, skpdId: number, id: number): Promise<boolean> {
  const found = await maybeRow(
    tx,
    sql<{
      id: number
    }>`select r.id from assets.ruang r where r.id = ${id} and r.skpd_id = ${skpdId}`,
  )
  return found !== undefined
}

/** @returns false when the code is in use */
export async function insertRuang(tx: Tx, row: Omit<Ruang, 'id'>): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into assets.ruang (skpd_id, kode, nama) values (${row.skpdId}, ${row.kode}, ${row.nama})
    on conflict (skpd_id, kode) do nothing`,
  )
  return made === 1
}
