import { rows, sql, type Tx } from '../../../platform/db/database.ts'

/** The newest decisions that are looked at: enough to judge by, and the same work at any size. */
const DECISIONS_MAX = 5_000

const NEWEST = sql.raw(`newest as (
  select d.laporan_id, d.ke_unit, d.waktu, d.saran -> 'unit' as unit from citizen_reports.disposisi d
  where d.saran is not null and not d.is_kembali order by d.waktu desc, d.id desc limit ${DECISIONS_MAX})`)

export type Agreement = Readonly<{
  /** First day of the month. */
  bulan: string
  putusan: number
  /** The first suggestion was taken. */
  pertama: number
  /** One of the at most three was taken. */
  termasuk: number
}>

/** How often suggestions were taken, by month, newest first, over the newest 5,000 decisions. */
export function listAgreement(tx: Tx, zone: string): Promise<Agreement[]> {
  return rows(
    tx,
    sql<Agreement>`with ${NEWEST}
    select to_char(date_trunc('month', n.waktu at time zone ${zone}), 'YYYY-MM-DD') as bulan, count(*)::int as putusan,
      count(*) filter (where n.unit -> 0 ->> 'kode' = n.ke_unit)::int as pertama,
      count(*) filter (where n.unit @> jsonb_build_array(jsonb_build_object('kode', n.ke_unit)))::int as termasuk
    from newest n group by 1 order by 1 desc limit 24`,
  )
}

export type Confusion = Readonly<{ disarankan: string; dipilih: string; jumlah: number }>

/** First suggestions that people set aside, with what they chose, most frequent first. */
export function listConfusions(tx: Tx, most: number): Promise<Confusion[]> {
  return rows(
    tx,
    sql<Confusion>`with ${NEWEST}
    select n.unit -> 0 ->> 'kode' as disarankan, n.ke_unit as dipilih, count(*)::int as jumlah
    from newest n where n.unit -> 0 ->> 'kode' <> n.ke_unit
    group by 1, 2 order by 3 desc, 1, 2 limit ${most}`,
  )
}
