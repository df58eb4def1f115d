import { maybeRow, sql, type Tx } from '../../../platform/db/database.ts'

/** What a line's id stands for in every version. */
export function findKunci(
  tx: Tx,
  id: string,
): Promise<Readonly<{ tahun: number; skpdId: number }> | undefined> {
  return maybeRow(
    tx,
    sql<{ tahun: number; skpdId: number }>`select k.tahun, k.skpd_id as "skpdId"
    from planning.rkpd_kunci k where k.id = ${id}::uuid`,
  )
}
