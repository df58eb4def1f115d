import { fromDecimalString, type Sen } from '../../../kernel/money.ts'
import { oneRow, rows, sql, type Tx } from '../../../platform/db/database.ts'

/** Lines and reports that fold at the same time would wait for each other's rows: one folds. */
export async function lockFold(tx: Tx): Promise<boolean> {
  const { mine } = await oneRow(
    tx,
    sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(7302) as mine`,
  )
  return mine
}

/**
 * Fold the oldest journals of the queue into the sums, and take them from the queue, in one statement: nobody ever sees
 * one without the other.
 *
 * @returns how many were folded
 */
export async function foldSome(tx: Tx, limit: number): Promise<number> {
  const { banyak } = await oneRow(
    tx,
    sql<{ banyak: number }>`with ambil as (
      delete from accounting.antrean_rekap a where a.jurnal_id in (
        select q.jurnal_id from accounting.antrean_rekap q order by q.jurnal_id limit ${limit})
      returning a.jurnal_id
    ), baris as (
      select b.tahun, extract(month from b.tanggal)::smallint as bulan, extract(day from b.tanggal)::smallint as hari,
        b.skpd_id, b.rekening_id, coalesce(b.rekening_anggaran_id, 0) as rekening_anggaran_id, j.kelas,
        coalesce(b.sub_kegiatan_id, 0) as sub_kegiatan_id,
        coalesce(b.mata_anggaran_id, '00000000-0000-0000-0000-000000000000') as mata_anggaran_id, b.debit, b.kredit
      from ambil a
      cross join lateral (select j.kelas from accounting.jurnal j where j.id = a.jurnal_id offset 0) j
      cross join lateral (select b.tahun, b.tanggal, b.skpd_id, b.rekening_id, b.rekening_anggaran_id, b.sub_kegiatan_id,
        b.mata_anggaran_id, b.debit, b.kredit from accounting.jurnal_baris b where b.jurnal_id = a.jurnal_id offset 0) b
    ), jumlah as (
      insert into accounting.rekap as r (tahun, bulan, hari, skpd_id, rekening_id, rekening_anggaran_id, kelas, debit, kredit)
      select b.tahun, b.bulan, h.hari, b.skpd_id, b.rekening_id, b.rekening_anggaran_id, b.kelas, sum(b.debit), sum(b.kredit)
      from baris b cross join lateral (values (0::smallint), (b.hari)) as h (hari)
      group by 1, 2, 3, 4, 5, 6, 7
      on conflict (tahun, hari, bulan, skpd_id, rekening_id, rekening_anggaran_id, kelas)
        do update set debit = r.debit + excluded.debit, kredit = r.kredit + excluded.kredit
    ), daerah as (
      insert into accounting.rekap_daerah as r (tahun, bulan, hari, rekening_id, rekening_anggaran_id, kelas, debit, kredit)
      select b.tahun, b.bulan, h.hari, b.rekening_id, b.rekening_anggaran_id, b.kelas, sum(b.debit), sum(b.kredit)
      from baris b cross join lateral (values (0::smallint), (b.hari)) as h (hari)
      group by 1, 2, 3, 4, 5, 6
      on conflict (tahun, hari, bulan, rekening_id, rekening_anggaran_id, kelas)
        do update set debit = r.debit + excluded.debit, kredit = r.kredit + excluded.kredit
    ), realisasi as (
      insert into accounting.rekap_realisasi as r (tahun, skpd_id, rekening_id, sub_kegiatan_id, mata_anggaran_id, debit, kredit)
      select b.tahun, b.skpd_id, b.rekening_id, b.sub_kegiatan_id, b.mata_anggaran_id, sum(b.debit), sum(b.kredit)
      from baris b join fiscal.pub_rekening k on k.id = b.rekening_id
      where b.kelas = 1 and exists (select 1 from accounting.akun_anggaran g where g.is_realisasi and g.tahun_mulai <= b.tahun
        and starts_with(k.kode, g.awalan || '.'))
      group by 1, 2, 3, 4, 5
      on conflict (tahun, skpd_id, rekening_id, sub_kegiatan_id, mata_anggaran_id)
        do update set debit = r.debit + excluded.debit, kredit = r.kredit + excluded.kredit
    )
    select count(*)::int as banyak from ambil`,
  )
  return banyak
}

/** What stands on an account: opening, moves of the year, and the budget for it where the account is a budget's. */
export type Sum = Readonly<{
  rekeningId: number
  /** The account a budget line is for; 0 on every other line. */
  rekeningAnggaranId: number
  kelas: number
  debitSen: Sen
  kreditSen: Sen
}>
type SumRow = Omit<Sum, 'debitSen' | 'kreditSen'> & Readonly<{ debit: string; kredit: string }>

export type Span = Readonly<{
  tahun: number
  /** 1 to 12, and the last day of it that counts. */
  bulan: number
  hari: number
  tanggal: string
  /** undefined takes every book. */
  skpdIds: readonly number[] | undefined
}>

/**
 * The queue is long at one moment and empty at the next, and the planner learns of it late: one by one through the keys
 * (offset 0), or an empty queue would cost a look at every line there is.
 */
const partsOf = (
  { tahun, bulan, hari, tanggal, skpdIds }: Span,
  { isPerBook }: Readonly<{ isPerBook: boolean }>,
) => {
  const isRegion = skpdIds === undefined && !isPerBook
  const table = isRegion ? sql`accounting.rekap_daerah` : sql`accounting.rekap`
  const skpd = isRegion ? sql`0 as skpd_id` : sql`r.skpd_id`
  const days = Array.from({ length: hari }, (_, at) => at + 1)
  const books = (column: string) =>
    skpdIds === undefined ? sql`true` : sql`${sql.raw(column)} = any(${[...skpdIds]}::int[])`
  return sql`
    select ${skpd}, r.rekening_id, r.rekening_anggaran_id, r.kelas, r.debit, r.kredit from ${table} r
    where r.tahun = ${tahun} and r.hari = 0 and r.bulan < ${bulan} and ${books('r.skpd_id')}
    union all
    select ${skpd}, r.rekening_id, r.rekening_anggaran_id, r.kelas, r.debit, r.kredit from ${table} r
    where r.tahun = ${tahun} and r.hari = any(${days}::smallint[]) and r.bulan = ${bulan} and ${books('r.skpd_id')}
    union all
    select b.skpd_id, b.rekening_id, coalesce(b.rekening_anggaran_id, 0), j.kelas, b.debit, b.kredit
    from accounting.antrean_rekap a
    cross join lateral (select j.kelas from accounting.jurnal j where j.id = a.jurnal_id and j.tanggal <= ${tanggal}::date
      and ${books('j.skpd_id')} offset 0) j
    cross join lateral (select b.skpd_id, b.rekening_id, b.rekening_anggaran_id, b.debit, b.kredit
      from accounting.jurnal_baris b where b.jurnal_id = a.jurnal_id offset 0) b
    where a.tahun = ${tahun}`
}

/**
 * Sums of all accounts up to a day, from one look at the database: whole months and days that are folded, and the
 * journals that are not.
 */
export async function sumAccounts(tx: Tx, span: Span): Promise<Sum[]> {
  const found = await rows(
    tx,
    sql<SumRow>`select s.rekening_id as "rekeningId", s.rekening_anggaran_id as "rekeningAnggaranId", s.kelas,
      sum(s.debit)::text as debit, sum(s.kredit)::text as kredit
    from (${partsOf(span, { isPerBook: false })}) s group by s.rekening_id, s.rekening_anggaran_id, s.kelas
    order by s.rekening_id, s.rekening_anggaran_id, s.kelas`,
  )
  return found.map(toSum)
}

/** The same of one account, apart by book. */
export async function sumBooks(
  tx: Tx,
  span: Span,
  rekeningIds: readonly number[],
): Promise<readonly (Sum & Readonly<{ skpdId: number }>)[]> {
  const found = await rows(
    tx,
    sql<
      SumRow & Readonly<{ skpdId: number }>
    >`select s.skpd_id as "skpdId", s.rekening_id as "rekeningId",
      s.rekening_anggaran_id as "rekeningAnggaranId", s.kelas, sum(s.debit)::text as debit, sum(s.kredit)::text as kredit
    from (${partsOf(span, { isPerBook: true })}) s where s.rekening_id = any(${[...rekeningIds]}::int[])
    group by s.skpd_id, s.rekening_id, s.rekening_anggaran_id, s.kelas
    order by s.skpd_id, s.rekening_id`,
  )
  return found.map((row) => ({ ...toSum(row), skpdId: row.skpdId }))
}

function toSum({ rekeningId, rekeningAnggaranId, kelas, debit, kredit }: SumRow): Sum {
  return {
    rekeningId,
    rekeningAnggaranId,
    kelas,
    debitSen: fromDecimalString(debit),
    kreditSen: fromDecimalString(kredit),
  }
}
