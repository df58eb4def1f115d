import { rows, sql, type Tx } from '../../../platform/db/database.ts'

/** Something of a budget that waits for an officer. */
export type Waiting = Readonly<{
  apa: 'review' | 'returned' | 'enact'
  versiId: string
  skpdId: number | null
  tahun: number
  judul: string
  nama: string
  sejak: Date
}>

/** Parts with TAPD, parts given back to these offices, and documents handed in; the longest waiting first. */
export function listWaiting(
  tx: Tx,
  who: Readonly<{ isTapd: boolean; isPpkd: boolean; units: readonly string[]; limit: number }>,
): Promise<Waiting[]> {
  return rows(
    tx,
    sql<Waiting>`select w.apa, w.versi_id as "versiId", w.skpd_id as "skpdId", w.tahun, w.judul, w.nama, w.sejak from (
      select case b.status when 'diajukan' then 'review' else 'returned' end as apa, b.versi_id, b.skpd_id, v.tahun, v.judul,
        s.nama, b.diajukan_at as sejak
      from budget.versi v join budget.bagian b on b.versi_id = v.id join fiscal.pub_skpd s on s.id = b.skpd_id
      where v.status = 'disusun' and b.diajukan_at is not null
        and ((${who.isTapd} and b.status = 'diajukan') or (b.status = 'dikembalikan' and s.unit_kode = any(${[...who.units]})))
      union all
      select 'enact', v.id, null, v.tahun, v.judul, v.judul, v.diajukan_at from budget.versi v
      where ${who.isPpkd} and v.status = 'diajukan') w
    order by w.sejak, w.versi_id, w.skpd_id limit ${who.limit}`,
  )
}
