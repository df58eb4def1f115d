import { rows, sql, type Tx } from '../../../platform/db/database.ts'

export type BarisAkun = Readonly<{
  jurnalId: string
  skpdId: number
  tahun: number
  kelas: number
  rekeningId: number
  rekeningAnggaranId: number | null
}>

/** Accounts of journals, each once. */
export function listAccountsOf(tx: Tx, jurnalIds: readonly string[]): Promise<BarisAkun[]> {
  return rows(
    tx,
    sql<BarisAkun>`select distinct b.jurnal_id::text as "jurnalId", b.skpd_id as "skpdId", b.tahun::int as tahun, j.kelas::int as kelas,
      b.rekening_id as "rekeningId", b.rekening_anggaran_id as "rekeningAnggaranId"
    from accounting.jurnal_baris b join accounting.jurnal j on j.id = b.jurnal_id
    where b.jurnal_id = any(${[...jurnalIds]}::bigint[])`,
  )
}

/** Newest journals on accounts of some books in a year: a few of each account, then the newest of all. */
export function listJournalsOn(
  tx: Tx,
  on: Readonly<{
    tahun: number
    skpdIds: readonly number[]
    rekeningIds: readonly number[]
    perAccount: number
    limit: number
  }>,
): Promise<{ jurnalId: string; skpdId: number }[]> {
  return rows(
    tx,
    sql<{
      jurnalId: string
      skpdId: number
    }>`select n.jurnal_id::text as "jurnalId", s.skpd_id as "skpdId"
    from unnest(${[...on.skpdIds]}::int[]) as s (skpd_id)
    cross join unnest(${[...on.rekeningIds]}::int[]) as r (rekening_id)
    cross join lateral (select b.jurnal_id, b.tanggal from accounting.jurnal_baris b
      where b.rekening_id = r.rekening_id and b.skpd_id = s.skpd_id and b.tahun = ${on.tahun}::smallint
      order by b.tanggal desc, b.jurnal_id desc limit ${on.perAccount}) n
    group by n.jurnal_id, s.skpd_id
    order by max(n.tanggal) desc, n.jurnal_id desc limit ${on.limit}`,
  )
}
