import { type Db, oneRow, run, sql, type Tx, transaction } from '../../platform/db/database.ts'
import { putAsideIndexes, restoreIndexes } from './bulk-load.ts'

/**
 * Many invented reports over three years, written as SQL for benches and gates. The region, its areas,
 * agencies and catalogues must be loaded. The same count and end give the same rows at every run:
 * chance is a hash of the row's number.
 *
 * A case has its timeline, reporter's code and pauses; its state follows from its age, as in a region
 * that keeps most promises: 60 in 100 confirmed, 25 silent, 5 refused, 3 merged, some reopened, one in
 * a hundred secret, one in fifty of the old still open and overdue.
 */
export type SeedPlan = Readonly<{
  /** Owner of the database: the seed goes around triggers. */
  owner: Db
  count: number
  /** Instant of the newest report. */
  until: Date
  /** Builds the counters anew once everything is there. */
  rebuild: () => Promise<void>
  onProgress?: (done: number) => void
}>

const CHUNK = 50_000
const DAYS = 1_096
/** The tables of many rows: filled without their secondary indexes and references. */
const LARGE = ['laporan', 'riwayat', 'pelapor'].map((name) => `citizen_reports.${name}`)

export async function seedReports(plan: SeedPlan): Promise<void> {
  const { owner, count } = plan
  await transaction(owner, (tx) => prepare(tx))
  const aside = await transaction(owner, (tx) => putAsideIndexes(tx, LARGE))
  for (let from = 1; from <= count; from += CHUNK) {
    const to = Math.min(from + CHUNK - 1, count)
    await transaction(owner, (tx) => writeChunk(tx, plan, { from, to }))
    plan.onProgress?.(to)
  }
  await transaction(owner, (tx) => restoreIndexes(tx, aside))
  await transaction(owner, (tx) => finish(tx, plan))
  await run(owner, sql`analyze`)
  await plan.rebuild()
  // As autovacuum leaves a table that was filled: readable from its indexes alone.
  await run(owner, sql`vacuum analyze`)
}

/** A number from 0 to below 1 that belongs to row i and a purpose. */
const chance = (purpose: number) =>
  sql.raw(`((hashint8extended(i, ${purpose}) & 2147483647)::float8 / 2147483648)`)

/** Texts, places and agencies to draw from, numbered; search words are made once a text and not once a row. */
async function prepare(tx: Tx): Promise<void> {
  await run(tx, sql`drop schema if exists bench cascade`)
  await run(tx, sql`create schema bench`)
  await run(
    tx,
    sql`create table bench.tempat as select row_number() over (order by w.kode)::int as n, w.kode, w.induk_kode as kecamatan, w.nama,
      b.lat_dalam as lat, b.lon_dalam as lon
    from reference.wilayah w join reference.batas b on b.kode = w.kode and b.bagian = 0 where w.tingkat in ('desa', 'kelurahan')`,
  )
  const { banyak } = await oneRow(
    tx,
    sql<{ banyak: number }>`select count(*)::int as banyak from bench.tempat`,
  )
  if (banyak === 0) throw new Error('Load a region with boundaries before the reports.')
  await run(
    tx,
    sql`create table bench.masalah as select row_number() over (order by hashtext(k.kode))::int as n, k.kode, k.nama_id as nama,
      k.kelas, k.is_rahasia, (select v.unit_kode from citizen_reports.wewenang v where v.unit_kode not like '@%' and v.wilayah_kode is null
        and (v.kategori_kode = k.kode or k.kode like v.kategori_kode || '.%') order by length(v.kategori_kode) desc, v.prioritas desc, v.id limit 1) as unit_kode
    from citizen_reports.kategori k where k.induk_kode is not null and k.is_active and not k.is_rahasia`,
  )
  await run(
    tx,
    sql`create table bench.teks as select m.n as masalah, t.n as tempat, left(m.nama || ' di ' || t.nama, 120) as judul,
      m.nama || ' di ' || t.nama || ' RT ' || 1 + t.n % 9 || '/RW ' || 1 + m.n % 7 || ', sudah ' || 2 + (m.n + t.n) % 20
        || ' hari dan belum ada petugas yang datang. Warga khawatir anak sekolah yang lewat setiap pagi celaka.' as isi, ''::tsvector as cari
    from bench.masalah m cross join bench.tempat t`,
  )
  await run(
    tx,
    sql`update bench.teks set cari = setweight(to_tsvector('indonesian', citizen_reports.kata_cari(judul)), 'A')
      || to_tsvector('indonesian', citizen_reports.kata_cari(isi))`,
  )
  await run(tx, sql`alter table bench.teks add primary key (masalah, tempat)`)
}

type Range = Readonly<{ from: number; to: number }>

async function writeChunk(tx: Tx, plan: SeedPlan, range: Range): Promise<void> {
  await run(tx, sql`alter table citizen_reports.laporan disable trigger user`)
  await run(tx, sql`drop table if exists bench.kasus`)
  await run(tx, drawCases(plan, range))
  await run(tx, WRITE_CASES)
  await run(tx, WRITE_TIMELINE)
  await run(tx, WRITE_REPORTERS)
  await run(tx, WRITE_PAUSES)
  await run(tx, WRITE_SECRETS)
  await run(tx, WRITE_INSPECTIONS)
  await run(tx, sql`alter table citizen_reports.laporan enable trigger user`)
}

/** What chance decides of each case, then what follows from its age. */
function drawCases({ count, until }: SeedPlan, { from, to }: Range) {
  return sql`create table bench.kasus as
    with dadu as (
      select i, date_trunc('milliseconds', ${until}::timestamptz - (${count}::bigint - i) * (interval '1 day' * ${sql.lit(DAYS)} / ${count}::bigint)) as terima,
        ${chance(1)} as nasib, ${chance(2)} as lama, ${chance(3)} as dukung, ${chance(4)} as rahasia, ${chance(5)} as buka, ${chance(6)} as bukti,
        ${chance(7)} as utara, ${chance(8)} as timur, ${chance(9)} as periksa, ${chance(10)} as jeda,
        1 + floor(power(${chance(11)}, 2) * (select count(*) from bench.masalah))::int as masalah,
        1 + floor(power(${chance(12)}, 1.5) * (select count(*) from bench.tempat))::int as tempat
      from generate_series(${range(from)}, ${range(to)}) i),
    umur as (
      select d.*, extract(epoch from ${until}::timestamptz - d.terima) / 86400 as hari, least(100, floor(-ln(1 - d.lama) * 6))::int as hari_kerja from dadu d)
    select u.i, u.terima, u.hari, u.hari_kerja, u.dukung, u.utara, u.timur, u.periksa, u.bukti, u.jeda, u.buka, u.masalah, u.tempat,
      u.rahasia < 0.01 as is_rahasia,
      case when u.hari < 2 then case when u.nasib < 0.6 then 'masuk' when u.nasib < 0.9 then 'terverifikasi' else 'disposisi' end
        when u.hari < 4 + u.hari_kerja * 1.4 or (u.nasib > 0.98 and u.hari < 400) then
          case when u.lama < 0.1 then 'disposisi' when u.lama < 0.15 then 'koordinasi' when u.lama < 0.8 then 'proses' when u.lama < 0.9 then 'menunggu_validasi'
            when u.buka < 0.05 then 'dibuka_kembali' else 'menunggu_konfirmasi' end
        when u.nasib < 0.05 then 'ditolak' when u.nasib < 0.08 and u.i > 20 then 'digabung' when u.nasib < 0.33 then 'ditutup_tanpa_konfirmasi' else 'selesai' end as status,
      (lpad(to_hex((extract(epoch from u.terima) * 1000)::bigint), 12, '0') || '7000' || '8' || lpad(to_hex(u.i), 15, '0'))::uuid as id,
      extract(year from u.terima)::int as tahun, 100000 + u.i % 800000 as urut
    from umur u`
}

const range = (value: number) => sql.raw(`${Math.trunc(value)}::bigint`)

/** The check letter of a number, as kernel/nomor.ts makes it. */
const NOMOR = sql.raw(
  `'ADU-' || k.tahun || '-' || lpad(k.urut::text, 6, '0') || '-' || substr('ABCDEFGHJKLMNPRSTUVWXYZ', ((11600000000000 + k.tahun::bigint * 1000000 + k.urut) % 23)::int + 1, 1)`,
)
const IS_SOLVED = sql.raw(`k.status in ('selesai', 'ditutup_tanpa_konfirmasi')`)
const PROMISE_DAYS = sql.raw(
  `case m.kelas when 'ringan' then 5 when 'normatif' then 5 when 'bukan_pengawasan' then 14 else 60 end`,
)
const CLOSED_AT = sql.raw(`k.terima + (1 + k.hari_kerja * 1.4) * interval '1 day'`)

const WRITE_CASES = sql`insert into citizen_reports.laporan (id, nomor, kunci_klien, jenis, kategori_kode, judul, isi, lat, lon, lokasi_sumber,
    wilayah_kode, kecamatan_kode, is_anonim, is_rahasia, is_publik, kanal, status, unit_kode, diterima_at, terverifikasi_at, disposisi_at, tindak_lanjut_at,
    klaim_selesai_at, selesai_at, cara_tutup, hari_kerja_selesai, is_tepat_waktu, is_berbukti, jumlah_dibuka_kembali, tenggat_at, tenggat_jenis,
    jeda_sejak, induk_id, jumlah_dukungan, hasil_inspeksi, updated_at, cari)
  select k.id, ${NOMOR}, k.id, case when k.i % 17 = 0 then 'aspirasi' when k.i % 23 = 0 then 'permintaan_informasi' else 'pengaduan' end,
    m.kode, case when k.is_rahasia then 'Laporan rahasia' else x.judul end, case when k.is_rahasia then '' else x.isi end,
    case when not k.is_rahasia then t.lat + (k.utara - 0.5) * 0.03 end, case when not k.is_rahasia then t.lon + (k.timur - 0.5) * 0.03 end,
    case when k.is_rahasia then null when k.i % 3 = 0 then 'gps' else 'peta' end, case when not k.is_rahasia then t.kode end,
    case when not k.is_rahasia then t.kecamatan end, k.i % 5 = 0, k.is_rahasia, not k.is_rahasia,
    case when k.i % 10 = 0 then 'whatsapp' when k.i % 11 = 0 then 'loket' else 'web' end, k.status,
    case when k.status not in ('masuk', 'terverifikasi', 'ditolak') then m.unit_kode end, k.terima,
    case when k.status <> 'masuk' then k.terima + interval '9 hours' end, case when k.status not in ('masuk', 'terverifikasi', 'ditolak') then k.terima + interval '1 day' end,
    case when k.status not in ('masuk', 'terverifikasi', 'disposisi', 'ditolak', 'digabung') then k.terima + interval '2 days' end,
    case when ${IS_SOLVED} or k.status = 'menunggu_konfirmasi' then ${CLOSED_AT} end,
    case when ${IS_SOLVED} or k.status in ('ditolak', 'digabung') then ${CLOSED_AT} end,
    case k.status when 'selesai' then 'dikonfirmasi' when 'ditutup_tanpa_konfirmasi' then 'tanpa_konfirmasi' when 'ditolak' then 'ditolak' when 'digabung' then 'digabung' end,
    case when ${IS_SOLVED} or k.status in ('ditolak', 'digabung') then k.hari_kerja end, case when ${IS_SOLVED} then k.hari_kerja <= ${PROMISE_DAYS} end,
    ${IS_SOLVED} and k.bukti < 0.93, case when k.buka < 0.03 and k.status not in ('masuk', 'terverifikasi', 'ditolak', 'digabung') then 1 else 0 end,
    case when k.status in ('selesai', 'ditutup_tanpa_konfirmasi', 'ditolak', 'digabung') or (k.status = 'proses' and k.jeda < 0.05) then null
      else k.terima + (4 + ${PROMISE_DAYS} * 1.4) * interval '1 day' end,
    case when k.status in ('selesai', 'ditutup_tanpa_konfirmasi', 'ditolak', 'digabung') then null when k.status = 'masuk' then 'verifikasi'
      when k.status = 'menunggu_konfirmasi' then 'konfirmasi' else 'penyelesaian' end,
    case when k.status = 'proses' and k.jeda < 0.05 then k.terima + interval '3 days' end,
    case when k.status = 'digabung' then (select p.id from citizen_reports.laporan p where p.nomor like 'ADU-%' and p.induk_id is null order by p.nomor limit 1) end,
    floor(-ln(1 - k.dukung) * 4)::int, case when ${IS_SOLVED} and k.periksa < 0.05 then case when k.periksa < 0.045 then 'sesuai' else 'tidak_sesuai' end end,
    least(k.terima + k.hari * interval '1 day', ${CLOSED_AT}), x.cari
  from bench.kasus k join bench.masalah m on m.n = k.masalah join bench.tempat t on t.n = k.tempat
  join bench.teks x on x.masalah = k.masalah and x.tempat = k.tempat order by k.i`

const rowId = (salt: number) =>
  sql.raw(
    `(substr(k.id::text, 1, 14) || '7' || lpad('${salt}', 3, '0') || substr(k.id::text, 19))::uuid`,
  )

const WRITE_TIMELINE = sql`insert into citizen_reports.riwayat (id, laporan_id, waktu, kejadian, status, pelaku_jenis, pelaku_label, is_publik)
  select ${rowId(1)}, k.id, k.terima, 'diterima', 'masuk', 'warga', 'Pelapor', true from bench.kasus k
  union all select ${rowId(2)}, k.id, k.terima + interval '9 hours', 'verifikasi', 'terverifikasi', 'petugas', 'Koordinator pengaduan', true
    from bench.kasus k where k.status not in ('masuk', 'ditolak')
  union all select ${rowId(3)}, k.id, k.terima + interval '1 day', 'disposisi', 'disposisi', 'petugas', 'Koordinator pengaduan', true
    from bench.kasus k where k.status not in ('masuk', 'terverifikasi', 'ditolak', 'digabung')
  union all select ${rowId(4)}, k.id, k.terima + interval '2 days', 'tindak_lanjut', 'proses', 'petugas', 'Perangkat daerah', true
    from bench.kasus k where k.status not in ('masuk', 'terverifikasi', 'disposisi', 'ditolak', 'digabung')
  union all select ${rowId(5)}, k.id, ${CLOSED_AT}, case k.status when 'selesai' then 'konfirmasi' when 'ditolak' then 'tolak' when 'digabung' then 'gabung' else 'tutup_tanpa_konfirmasi' end,
    k.status, 'petugas', 'Perangkat daerah', true from bench.kasus k where k.status in ('selesai', 'ditutup_tanpa_konfirmasi', 'ditolak', 'digabung')`

const WRITE_REPORTERS = sql`insert into citizen_reports.pelapor (laporan_id, kode_lacak_digest)
  select k.id, sha256(convert_to('bench ' || k.i, 'UTF8')) from bench.kasus k`

const WRITE_PAUSES = sql`insert into citizen_reports.jeda (id, laporan_id, alasan_kode, mulai, sampai)
  select ${rowId(6)}, k.id, (select a.kode from citizen_reports.alasan a where a.jenis = 'jeda' order by a.kode limit 1), k.terima + interval '3 days',
    case when k.status = 'proses' then null else k.terima + interval '5 days' end
  from bench.kasus k where k.jeda < 0.05 and k.status in ('proses', 'selesai', 'ditutup_tanpa_konfirmasi')`

const WRITE_SECRETS = sql`insert into citizen_reports.isi_rahasia (laporan_id, judul, isi)
  select k.id, x.judul, x.isi from bench.kasus k join bench.teks x on x.masalah = k.masalah and x.tempat = k.tempat where k.is_rahasia`

const WRITE_INSPECTIONS = sql`insert into citizen_reports.pemeriksaan_ulang (id, laporan_id, unit_kode, dipilih_at, hasil, catatan, diperiksa_at)
  select ${rowId(7)}, l.id, coalesce(l.unit_kode, 'setda'), l.selesai_at, l.hasil_inspeksi, 'Diperiksa di tempat.', l.selesai_at + interval '2 days'
  from bench.kasus k join citizen_reports.laporan l on l.id = k.id where l.hasil_inspeksi is not null`

/** The next real report goes on counting where the seed ended. */
async function finish(tx: Tx, { until }: SeedPlan): Promise<void> {
  // Written, so that the vacuum that follows may call every page visible to all.
  await run(tx, sql`set local synchronous_commit = on`)
  await run(tx, sql`drop schema bench cascade`)
  for (const year of [until.getUTCFullYear(), until.getUTCFullYear() + 1]) {
    await run(tx, sql`select citizen_reports.next_serial(${year}::int)`)
    await run(tx, sql`select setval(${`citizen_reports.nomor_${year}`}::regclass, 950000)`)
  }
}
