import { fromDecimalString, type Sen } from '../../../kernel/money.ts'
import { rows, sql, type Tx } from '../../../platform/db/database.ts'
import type { Posisi } from './mata-store.ts'

/** A position or a line whose amount is not the same in two versions, in sen. */
export type Beda = Posisi &
  Readonly<{ key: string; uraian: string; dari: Sen | null; menjadi: Sen | null }>
type Row = Omit<Beda, 'dari' | 'menjadi'> &
  Readonly<{ dari: string | null; menjadi: string | null }>

const toBeda = (row: Row): Beda => ({
  ...row,
  dari: row.dari === null ? null : fromDecimalString(row.dari),
  menjadi: row.menjadi === null ? null : fromDecimalString(row.menjadi),
})

/** Where two versions differ, by position or by line, the largest difference first; nothing that is the same. */
export async function listBeda(
  tx: Tx,
  order: Readonly<{ dari: string; ke: string; per: 'posisi' | 'baris'; limit: number }>,
): Promise<readonly Beda[]> {
  const key = order.per === 'posisi' ? sql`g.mata_anggaran_id` : sql`g.garis_asal`
  const found = await rows(
    tx,
    sql<Row>`select d.key::text as key, d.uraian, d.dari::text as dari, d.menjadi::text as menjadi, m.skpd_id as "skpdId",
      m.sub_kegiatan_id as "subKegiatanId", m.rekening_id as "rekeningId", m.sumber_dana_id as "sumberDanaId"
    from (select ${key} as key, max(g.uraian) as uraian,
        (array_agg(g.mata_anggaran_id order by (g.versi_id = ${order.ke}) desc))[1] as mata,
        sum(g.jumlah) filter (where g.versi_id = ${order.dari}) as dari, sum(g.jumlah) filter (where g.versi_id = ${order.ke}) as menjadi
      from budget.garis g where g.versi_id in (${order.dari}, ${order.ke}) group by ${key}) d
    join budget.mata_anggaran m on m.id = d.mata
    where d.dari is distinct from d.menjadi
    order by abs(coalesce(d.menjadi, 0) - coalesce(d.dari, 0)) desc, d.key limit ${order.limit}`,
  )
  return found.map(toBeda)
}

/** What all lines of each of two versions come to. */
export async function sumVersions(
  tx: Tx,
  dari: string,
  ke: string,
): Promise<Readonly<{ dari: Sen; menjadi: Sen }>> {
  const [row] = await rows(
    tx,
    sql<{
      dari: string
      menjadi: string
    }>`select coalesce(sum(g.jumlah) filter (where g.versi_id = ${dari}), 0)::text as dari,
      coalesce(sum(g.jumlah) filter (where g.versi_id = ${ke}), 0)::text as menjadi
    from budget.garis g where g.versi_id in (${dari}, ${ke})`,
  )
  return {
    dari: fromDecimalString(row?.dari ?? '0'),
    menjadi: fromDecimalString(row?.menjadi ?? '0'),
  }
}
