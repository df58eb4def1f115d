import { fromDecimalString, type Sen } from '../../../kernel/money.ts'
import { rows, sql, type Tx } from '../../../platform/db/database.ts'

/** What the budget in force holds for each line of a year's plan, by the line's id. */
export async function readAnggaran(tx: Tx, tahun: number): Promise<ReadonlyMap<string, Sen>> {
  const found = await rows(
    tx,
    sql<{
      id: string
      jumlah: string
    }>`select e.dari_id as id, sum(n.jumlah)::numeric(20,2)::text as jumlah
    from planning.pub_rkpd_baris b
    join budget.pub_jejak e on e.dari_jenis = 'rkpd' and e.dari_id = b.id::text
    join budget.pub_jejak_simpul n on n.jenis = 'rka' and n.id = e.ke_id
    where b.tahun = ${tahun} group by e.dari_id`,
  )
  return new Map(found.map(({ id, jumlah }) => [id, fromDecimalString(jumlah)]))
}
