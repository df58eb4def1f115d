import { sql } from 'kysely'
import { fromDecimalString, type Sen, ZERO_SEN } from '../../../kernel/money.ts'
import { rows, type Tx } from '../../../platform/db/database.ts'

/** Revenue, or spending. */
export type Sisi = 'pendapatan' | 'belanja'
/** Accounts of both sides, and which one an account belongs to. */
const SIDES = sql`split_part(r.kode, '.', 1) in ('4', '5')`
const SIDE = sql`case split_part(r.kode, '.', 1) when '4' then 'pendapatan' else 'belanja' end`
const SPENDING = sql`split_part(r.kode, '.', 1) = '5'`

export type MonthlyRow = Readonly<{ sisi: Sisi; skpdId: number; bulan: number; jumlah: Sen }>
type Raw = Omit<MonthlyRow, 'jumlah'> & Readonly<{ jumlah: string }>
export type RealisasiRow = Omit<MonthlyRow, 'sisi'> &
  Readonly<{ tahun: number; sisi: Sisi | 'pembiayaan' }>
const toRow = <R extends Readonly<{ jumlah: string }>>(row: R) => ({
  ...row,
  jumlah: fromDecimalString(row.jumlah),
})

/** The cash plan per agency and month. */
export async function listRencana(tx: Tx, tahun: number): Promise<MonthlyRow[]> {
  const found = await rows(
    tx,
    sql<Raw>`select ${SIDE} as sisi, k.skpd_id as "skpdId", k.bulan::int as bulan, sum(k.jumlah)::numeric(20,2)::text as jumlah
    from budget.pub_kas k join fiscal.pub_rekening r on r.id = k.rekening_id
    where k.tahun = ${tahun} and ${SIDES} group by 1, k.skpd_id, k.bulan`,
  )
  return found.map(toRow)
}

/**
 * What was spent, received or financed per agency and month, in a year and the one before. Financing is left to the
 * reader to drop: asked for two kinds only, the planner takes the accounts for one or two and looks through all per sum.
 */
export async function listRealisasi(tx: Tx, tahun: number): Promise<RealisasiRow[]> {
  const found = await rows(
    tx,
    sql<
      Omit<RealisasiRow, 'jumlah'> & Readonly<{ jumlah: string }>
    >`select k.tahun, case k.akun when '4' then 'pendapatan' when '5' then 'belanja' else 'pembiayaan' end as sisi, k.skpd_id as "skpdId", k.bulan,
      sum(k.jumlah)::numeric(20,2)::text as jumlah
    from accounting.pub_realisasi_bulanan k
    where k.tahun in (${tahun}, ${tahun - 1}) group by k.tahun, k.akun, k.skpd_id, k.bulan`,
  )
  return found.map(toRow)
}

/** Amounts in force per agency. */
export async function listAnggaran(
  tx: Tx,
  tahun: number,
): Promise<Readonly<{ sisi: Sisi; skpdId: number; jumlah: Sen }>[]> {
  const found = await rows(
    tx,
    sql<
      Omit<Raw, 'bulan'>
    >`select ${SIDE} as sisi, m.skpd_id as "skpdId", sum(m.anggaran)::numeric(20,2)::text as jumlah
    from budget.pub_mata_anggaran m join fiscal.pub_rekening r on r.id = m.rekening_id
    where m.tahun = ${tahun} and ${SIDES} group by 1, m.skpd_id`,
  )
  return found.map((row) => ({ ...row, jumlah: fromDecimalString(row.jumlah) }))
}

export type Tertahan = Readonly<{
  id: string
  nomor: string
  skpdId: number
  jenis: string
  jumlah: Sen
  tahap: string
  sejak: Date
  tenggat: Date | null
}>

/** Payments that an office holds longer than it may, the longest first; of one agency or of all. */
export async function listTertahan(
  tx: Tx,
  of: Readonly<{ now: Date; skpdId?: number; limit: number }>,
): Promise<Tertahan[]> {
  const skpd = of.skpdId === undefined ? sql`` : sql`and a.skpd_id = ${of.skpdId}`
  const found = await rows(
    tx,
    sql<
      Omit<Tertahan, 'jumlah'> & Readonly<{ jumlah: string }>
    >`select a.id::text as id, a.nomor, a.skpd_id as "skpdId", a.jenis,
      a.jumlah::text as jumlah, a.tahap, a.tahap_sejak as sejak, a.tenggat_at as tenggat
    from treasury.pub_antrean a where a.tenggat_at < ${of.now} ${skpd} order by a.tenggat_at, a.id limit ${of.limit}`,
  )
  return found.map((row) => ({ ...row, jumlah: fromDecimalString(row.jumlah) }))
}

export type Menunggu = Readonly<{ n: number; jumlah: Sen; terlambat: number }>

/** How much waits at the offices now, and how many of it too long. */
export async function countMenunggu(tx: Tx, now: Date): Promise<Menunggu> {
  const [found] = await rows(
    tx,
    sql<{
      n: number
      jumlah: string | null
      terlambat: number
    }>`select count(a.id)::int as n, sum(a.jumlah)::numeric(20,2)::text as jumlah,
      count(a.id) filter (where a.tenggat_at < ${now})::int as terlambat from treasury.pub_antrean a`,
  )
  if (found === undefined) return { n: 0, jumlah: ZERO_SEN, terlambat: 0 }
  return { ...found, jumlah: found.jumlah === null ? ZERO_SEN : fromDecimalString(found.jumlah) }
}

export type Posisi = Readonly<{
  mataAnggaranId: string
  rekening: string
  subKegiatan: string
  anggaran: Sen
  rencana: Sen
  realisasi: Sen
}>

/** Positions of an agency that are furthest from their plan by the end of a month, furthest first. */
export async function listPosisi(
  tx: Tx,
  of: Readonly<{ tahun: number; skpdId: number; bulan: number; limit: number }>,
): Promise<Posisi[]> {
  const found = await rows(
    tx,
    sql<{
      mataAnggaranId: string
      rekening: string
      subKegiatan: string
      anggaran: string
      rencana: string
      realisasi: string
    }>`select p."mataAnggaranId", p.rekening, p."subKegiatan", p.anggaran, p.rencana, p.realisasi from (
      select m.id::text as "mataAnggaranId", r.kode || ' ' || r.nama as rekening, coalesce(n.nama, '') as "subKegiatan",
        m.anggaran::text as anggaran,
        (select coalesce(sum(k.jumlah), 0)::numeric(20,2)::text from budget.pub_kas k where k.mata_anggaran_id = m.id and k.bulan <= ${of.bulan}) as rencana,
        coalesce(l.jumlah, 0)::numeric(20,2)::text as realisasi
      from budget.pub_mata_anggaran m join fiscal.pub_rekening r on r.id = m.rekening_id
      left join fiscal.pub_nomenklatur n on n.id = m.sub_kegiatan_id
      left join (select x.mata_anggaran_id, sum(x.jumlah) as jumlah from accounting.pub_realisasi x
        where x.tahun = ${of.tahun} and x.skpd_id = ${of.skpdId} group by x.mata_anggaran_id) l on l.mata_anggaran_id = m.id
      where m.tahun = ${of.tahun} and m.skpd_id = ${of.skpdId} and m.anggaran > 0 and ${SPENDING}
    ) p order by p.realisasi::numeric - p.rencana::numeric limit ${of.limit}`,
  )
  return found.map((row) => ({
    ...row,
    anggaran: fromDecimalString(row.anggaran),
    rencana: fromDecimalString(row.rencana),
    realisasi: fromDecimalString(row.realisasi),
  }))
}
