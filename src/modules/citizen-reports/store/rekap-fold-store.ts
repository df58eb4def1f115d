import { oneRow, type Query, run, sql, type Tx } from '../../../platform/db/database.ts'
import { SEL_DERAJAT } from '../domain/map-cells.ts'

/** Counts of `rekap`, as columns. */
export const COUNTED = [
  'masuk',
  'terbuka',
  'dikonfirmasi',
  'tanpa_konfirmasi',
  'ditolak',
  'tepat',
  'terlambat',
  'berbukti',
  'dibuka_kembali',
  'inspeksi_sesuai',
  'inspeksi_tidak',
  'inspeksi_gagal',
] as const

const SELESAI = `s.cara_tutup in ('dikonfirmasi', 'tanpa_konfirmasi')`

/** What each change adds to each count. */
const CONDITIONS: Readonly<Record<(typeof COUNTED)[number], string>> = {
  masuk: 'true',
  terbuka: `s.cara_tutup = ''`,
  dikonfirmasi: `s.cara_tutup = 'dikonfirmasi'`,
  tanpa_konfirmasi: `s.cara_tutup = 'tanpa_konfirmasi'`,
  ditolak: `s.cara_tutup = 'ditolak'`,
  tepat: `${SELESAI} and s.is_tepat_waktu`,
  terlambat: `${SELESAI} and not s.is_tepat_waktu`,
  berbukti: `${SELESAI} and s.is_berbukti`,
  dibuka_kembali: 's.is_dibuka_kembali',
  inspeksi_sesuai: `s.hasil_inspeksi = 'sesuai'`,
  inspeksi_tidak: `s.hasil_inspeksi = 'tidak_sesuai'`,
  inspeksi_gagal: `s.hasil_inspeksi = 'tidak_dapat_diperiksa'`,
}
const MEASURES = COUNTED.map(
  (name) => `coalesce(sum(s.n) filter (where ${CONDITIONS[name]}), 0)::int as ${name}`,
).join(', ')
const SUMS = COUNTED.map((name) => `sum(p.${name})::int as ${name}`).join(', ')

/** The public face of a case as the trigger would have noted it. */
const FROM_LAPORAN = `select 1 as n, l.diterima_at, coalesce(l.unit_kode, '') as unit_kode,
  coalesce(l.kecamatan_kode, '') as kecamatan_kode, l.kategori_kode, coalesce(l.cara_tutup, '') as cara_tutup, l.is_tepat_waktu,
  l.is_berbukti, l.jumlah_dibuka_kembali > 0 as is_dibuka_kembali, l.hari_kerja_selesai as hari_kerja, l.hasil_inspeksi, l.lat, l.lon
  from citizen_reports.laporan l where l.is_publik and l.induk_id is null and not l.is_rahasia`
const fromDelta = (
  table: string,
) => `select d.arah::int as n, d.diterima_at, d.unit_kode, d.kecamatan_kode, d.kategori_kode,
  d.cara_tutup, d.is_tepat_waktu, d.is_berbukti, d.is_dibuka_kembali, d.hari_kerja, d.hasil_inspeksi, d.lat, d.lon
  from ${table} d`

/**
 * Rows of `rekap` made from a source: counted by everything first, so that the eight sides are made of
 * few rows and not of a million. The zone comes from a closed list, so its text may stand in the statement.
 */
function rekapRows(source: string, zona: string): string {
  return `select grouping(p.unit_kode, p.kecamatan_kode, p.grup, p.kategori_kode)::smallint as sudut, p.bulan,
    coalesce(p.unit_kode, '*') as unit_kode, coalesce(p.kecamatan_kode, '*') as kecamatan_kode,
    coalesce(p.kategori_kode, p.grup, '*') as kategori_kode, ${SUMS}, citizen_reports.jumlah_hari(p.hari, p.banyak) as hari
    from (select date_trunc('month', s.diterima_at at time zone '${zona}')::date as bulan, s.unit_kode, s.kecamatan_kode,
        split_part(s.kategori_kode, '.', 1) as grup, s.kategori_kode, case when ${SELESAI} then s.hari_kerja end as hari,
        ${MEASURES}, sum(s.n)::int as banyak
      from (${source}) s group by 1, 2, 3, 4, 5, 6) p
    group by p.bulan, grouping sets ((), (p.unit_kode), (p.kecamatan_kode), (p.grup), (p.grup, p.kategori_kode),
      (p.unit_kode, p.grup), (p.unit_kode, p.kecamatan_kode), (p.kecamatan_kode, p.grup))`
}

/** Rows of `rekap_sel` made from a source. */
function selRows(source: string): string {
  const levels = SEL_DERAJAT.map((side, level) => `(${level}::smallint, ${side}::float8)`)
  return `select c.tingkat, floor(round((s.lon / c.sisi)::numeric, 6))::int as x, floor(round((s.lat / c.sisi)::numeric, 6))::int as y,
    split_part(s.kategori_kode, '.', 1) as grup,
    case when s.cara_tutup = '' then 'terbuka' when ${SELESAI} then 'selesai' else s.cara_tutup end as kelompok,
    sum(s.n)::int as jumlah, sum(s.n * round(s.lat * 1e6)::bigint)::bigint as jumlah_lat,
    sum(s.n * round(s.lon * 1e6)::bigint)::bigint as jumlah_lon
    from (${source}) s cross join (values ${levels.join(', ')}) c (tingkat, sisi)
    where s.lat is not null and s.n <> 0 group by 1, 2, 3, 4, 5`
}

const COLUMNS = `sudut, bulan, unit_kode, kecamatan_kode, kategori_kode, ${COUNTED.join(', ')}, hari`
const SEL_COLUMNS = 'tingkat, x, y, grup, kelompok, jumlah, jumlah_lat, jumlah_lon'
const ADDED = [
  ...COUNTED.map((name) => `${name} = r.${name} + excluded.${name}`),
  'hari = citizen_reports.gabung_hari(r.hari, excluded.hari)',
].join(', ')

/** Changes not yet folded, as rows of `rekap`: what a reader adds to the counters to have the truth. */
export function waitingRekap(zona: string): Query {
  return sql.raw(rekapRows(fromDelta('citizen_reports.rekap_delta'), zona))
}

/** Changes not yet folded, as rows of `rekap_sel`. */
export function waitingSel(): Query {
  return sql.raw(selRows(fromDelta('citizen_reports.rekap_delta')))
}

/**
 * One folds at a time. Taken as the first statement of a transaction, so that nothing was seen before
 * the wait for another that folds.
 */
export async function lockRekap(tx: Tx): Promise<void> {
  await run(tx, sql`lock table citizen_reports.rekap_keadaan in share row exclusive mode`)
}

/** Move waiting changes into the counters, all in one statement. @returns how many were moved */
export async function foldDelta(tx: Tx, zona: string, limit: number): Promise<number> {
  const { banyak } = await oneRow(
    tx,
    sql<{ banyak: number }>`with diambil as (
      delete from citizen_reports.rekap_delta where id in
        (select w.id from citizen_reports.rekap_delta w order by w.id limit ${limit})
      returning arah, diterima_at, unit_kode, kecamatan_kode, kategori_kode, cara_tutup, is_tepat_waktu, is_berbukti,
        is_dibuka_kembali, hari_kerja, hasil_inspeksi, lat, lon),
    terlipat as (select w.arah, w.diterima_at, w.unit_kode, w.kecamatan_kode, w.kategori_kode, w.cara_tutup, w.is_tepat_waktu,
      w.is_berbukti, w.is_dibuka_kembali, w.hari_kerja, w.hasil_inspeksi, w.lat, w.lon from diambil w where w.arah <> 0),
    angka as (insert into citizen_reports.rekap as r (${sql.raw(COLUMNS)}) ${sql.raw(rekapRows(fromDelta('terlipat'), zona))}
      on conflict (sudut, bulan, unit_kode, kecamatan_kode, kategori_kode) do update set ${sql.raw(ADDED)}),
    sel as (insert into citizen_reports.rekap_sel as r (${sql.raw(SEL_COLUMNS)}) ${sql.raw(selRows(fromDelta('terlipat')))}
      on conflict (tingkat, x, y, grup, kelompok) do update set jumlah = r.jumlah + excluded.jumlah,
        jumlah_lat = r.jumlah_lat + excluded.jumlah_lat, jumlah_lon = r.jumlah_lon + excluded.jumlah_lon)
    select count(*)::int as banyak from diambil`,
  )
  return banyak
}

export async function markFolded(tx: Tx, zona: string, at: Date): Promise<void> {
  await run(
    tx,
    sql`update citizen_reports.rekap_keadaan set versi = versi + 1, zona = ${zona}, dilipat_at = ${at} where id = 1`,
  )
}

/** The zone the counters count in; null until they were built. */
export async function readZona(tx: Tx): Promise<string | null> {
  const { zona } = await oneRow(
    tx,
    sql<{
      zona: string | null
    }>`select k.zona from citizen_reports.rekap_keadaan k where k.id = 1`,
  )
  return zona
}

/** Counting a million cases takes longer than a page may. */
export async function waitAsLongAsItTakes(tx: Tx): Promise<void> {
  await run(tx, sql`set local statement_timeout = 0`)
}

/** Everything of the counters, and the changes that this transaction sees. */
export async function clearRekap(tx: Tx): Promise<void> {
  await run(tx, sql`delete from citizen_reports.rekap_delta`)
  await run(tx, sql`delete from citizen_reports.rekap`)
  await run(tx, sql`delete from citizen_reports.rekap_sel`)
}

/** Count every published case that this transaction sees. */
export async function countAll(tx: Tx, zona: string): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.rekap (${sql.raw(COLUMNS)}) ${sql.raw(rekapRows(FROM_LAPORAN, zona))}`,
  )
  await run(
    tx,
    sql`insert into citizen_reports.rekap_sel (${sql.raw(SEL_COLUMNS)}) ${sql.raw(selRows(FROM_LAPORAN))}`,
  )
}
