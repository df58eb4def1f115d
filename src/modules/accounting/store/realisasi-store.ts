import { fromDecimalString, type Sen } from '../../../kernel/money.ts'
import { rows, sql, type Tx } from '../../../platform/db/database.ts'

/** What was realised per budget position in a year, in sen, counted on the side its account grows on. */
export async function listRealisasi(tx: Tx, tahun: number): Promise<ReadonlyMap<string, Sen>> {
  const found = await rows(
    tx,
    sql<{
      id: string
      jumlah: string
    }>`select p.mata_anggaran_id as id, sum(p.jumlah)::numeric(20,2)::text as jumlah
    from accounting.pub_realisasi p where p.tahun = ${tahun} and p.mata_anggaran_id is not null
    group by p.mata_anggaran_id`,
  )
  return new Map(found.map(({ id, jumlah }) => [id, fromDecimalString(jumlah)]))
}
