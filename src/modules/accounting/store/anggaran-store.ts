import { fromDecimalString, type Sen } from '../../../kernel/money.ts'
import { rows, sql, type Tx } from '../../../platform/db/database.ts'

/** How much of a budget position in force is not journalled yet; below zero where it was cut. */
export type BudgetGap = Readonly<{
  skpdId: number
  mataAnggaranId: string
  rekeningId: number
  subKegiatanId: number | null
  selisihSen: Sen
}>

/** Positions whose amount in force is not what the books say. */
export async function listBudgetGaps(tx: Tx, tahun: number): Promise<BudgetGap[]> {
  const found = await rows(
    tx,
    sql<Omit<BudgetGap, 'selisihSen'> & Readonly<{ selisih: string }>>`
    select m.skpd_id as "skpdId", m.id as "mataAnggaranId", m.rekening_id as "rekeningId",
      m.sub_kegiatan_id as "subKegiatanId", (m.anggaran - coalesce(k.jumlah, 0))::numeric(20,2)::text as selisih
    from budget.pub_mata_anggaran m
    left join (
      select b.mata_anggaran_id, sum(case when r.saldo_normal = 'K' then b.debit - b.kredit else b.kredit - b.debit end) as jumlah
      from accounting.jurnal_baris b join fiscal.pub_rekening r on r.id = b.rekening_anggaran_id
      where b.tahun = ${tahun} and b.rekening_anggaran_id is not null group by b.mata_anggaran_id
    ) k on k.mata_anggaran_id = m.id
    where m.tahun = ${tahun} and m.anggaran <> coalesce(k.jumlah, 0)
    order by m.skpd_id, m.id`,
  )
  return found.map(({ selisih, ...gap }) => ({ ...gap, selisihSen: fromDecimalString(selisih) }))
}
