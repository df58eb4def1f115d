import {
  maybeRow,
  oneRow,
  type Query,
  rows,
  run,
  sql,
  type Tx,
} from '../../../platform/db/database.ts'

/** One run over one file. */
export type ImporRun = Readonly<{
  id: string
  berkas: string
  sha256: string
  format: string
  sumber: string
  baris: number
  mulaiAt: Date
}>

export async function insertImpor(tx: Tx, row: ImporRun): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.impor (id, berkas, sha256, format, sumber, baris, mulai_at)
    values (${row.id}, ${row.berkas}, ${row.sha256}, ${row.format}, ${row.sumber}, ${row.baris}, ${row.mulaiAt})`,
  )
}

/** Counted in the same transaction as the cases themselves, so that the sum is never wrong. */
export async function addToImpor(
  tx: Tx,
  id: string,
  done: { tersimpan: number; sudahAda: number },
): Promise<void> {
  await run(
    tx,
    sql`update citizen_reports.impor set tersimpan = tersimpan + ${done.tersimpan}, sudah_ada = sudah_ada + ${done.sudahAda}
    where id = ${id}::uuid`,
  )
}

/** The file is in: runs of it that were cut off before have nothing left to do either. */
export async function finishImpor(tx: Tx, sha256: string, at: Date): Promise<void> {
  await run(
    tx,
    sql`update citizen_reports.impor set selesai_at = ${at} where sha256 = ${sha256} and selesai_at is null`,
  )
}

/** How many cases a run of this file stored before it was cut off; undefined when none was. */
export async function findUnfinishedImpor(tx: Tx, sha256: string): Promise<number | undefined> {
  const found = await maybeRow(
    tx,
    sql<{
      tersimpan: number | null
    }>`select sum(i.tersimpan)::int as tersimpan from citizen_reports.impor i
    where i.sha256 = ${sha256} and i.selesai_at is null`,
  )
  return found?.tersimpan ?? undefined
}

/** Which of these cases are here already. */
export async function listKnownKeys(tx: Tx, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await rows(
    tx,
    sql<{ kunci: string }>`select l.kunci_klien as kunci from citizen_reports.laporan l
    where l.kunci_klien = any(${[...keys]}::uuid[])`,
  )
  return new Set(found.map((row) => row.kunci))
}

/** Reserve so many serial numbers of a year, in rising order. */
export async function nextSerials(tx: Tx, tahun: number, count: number): Promise<number[]> {
  const found = await rows(
    tx,
    sql<{
      serial: string
    }>`select citizen_reports.next_serial(${tahun}::int) as serial from generate_series(1, ${count}::int)`,
  )
  return found.map((row) => Number(row.serial)).toSorted((a, b) => a - b)
}

/** Only one import writes at a time, and the counters are left alone: they are rebuilt at the end. */
export async function beginImporBatch(tx: Tx): Promise<void> {
  await run(
    tx,
    sql`select pg_advisory_xact_lock(hashtext('impor laporan')), set_config('pendopo.tanpa_rekap', 'ya', true)`,
  )
}

type Values = Readonly<Record<string, unknown>>

/** A case ready to be stored: names are those of the columns. */
export type ImporRecord = Readonly<{
  laporan: Values
  pelapor: Values
  rahasia: Values | null
  riwayat: readonly Values[]
}>

/**
 * Store a batch by set: cases, reporters, secret contents and timelines, each with one statement. None of
 * the cases may be there already: `listKnownKeys` told so under the lock that imports hold.
 */
export async function insertImporBatch(tx: Tx, records: readonly ImporRecord[]): Promise<void> {
  await insertCases(
    tx,
    records.map((one) => one.laporan),
  )
  await insertReporters(
    tx,
    records.map((one) => one.pelapor),
  )
  const secrets = records.flatMap((one) => (one.rahasia === null ? [] : [one.rahasia]))
  if (secrets.length > 0) await insertSecrets(tx, secrets)
  await insertTimelines(
    tx,
    records.flatMap((one) => one.riwayat),
  )
}

/** The list as a table `r`, an array a column: the server reads arrays in half the time of JSON. */
function asTable(columns: Readonly<Record<string, string>>, list: readonly Values[]): Query {
  const arrays = Object.entries(columns).map(
    ([name, type]) => sql`${list.map((one) => one[name] ?? null)}::${sql.raw(type)}[]`,
  )
  return sql`unnest(${sql.join(arrays)}) as r (${sql.raw(Object.keys(columns).join(', '))})`
}

const CASE = {
  id: 'uuid',
  nomor: 'text',
  kunci_klien: 'uuid',
  jenis: 'text',
  kategori_kode: 'text',
  judul: 'text',
  isi: 'text',
  lat: 'double precision',
  lon: 'double precision',
  lokasi_sumber: 'text',
  patokan: 'text',
  wilayah_kode: 'text',
  kecamatan_kode: 'text',
  is_anonim: 'boolean',
  is_rahasia: 'boolean',
  is_publik: 'boolean',
  kanal_rujukan: 'text',
  status: 'text',
  unit_kode: 'text',
  diterima_at: 'timestamptz',
  tindak_lanjut_at: 'timestamptz',
  selesai_at: 'timestamptz',
  cara_tutup: 'text',
  hari_kerja_selesai: 'integer',
  is_tepat_waktu: 'boolean',
  tenggat_at: 'timestamptz',
  tenggat_jenis: 'text',
  is_tenggat_pasti: 'boolean',
  tingkat_eskalasi: 'integer',
  updated_at: 'timestamptz',
  kata_judul: 'text',
  kata_isi: 'text',
} as const

/**
 * `kata_judul` and `kata_isi` are the words that `kata_cari` would find, prepared outside: in the database
 * they cost more than all indexes together.
 */
async function insertCases(tx: Tx, cases: readonly Values[]): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.laporan
    (id, nomor, kunci_klien, jenis, kategori_kode, judul, isi, lat, lon, lokasi_sumber, patokan, wilayah_kode, kecamatan_kode,
     is_anonim, is_rahasia, is_publik, kanal, kanal_rujukan, status, unit_kode, diterima_at, tindak_lanjut_at, selesai_at, cara_tutup,
     hari_kerja_selesai, is_tepat_waktu, tenggat_at, tenggat_jenis, is_tenggat_pasti, tingkat_eskalasi, updated_at, cari)
    select r.id, r.nomor, r.kunci_klien, r.jenis, r.kategori_kode, r.judul, r.isi, r.lat, r.lon, r.lokasi_sumber, r.patokan, r.wilayah_kode, r.kecamatan_kode,
     r.is_anonim, r.is_rahasia, r.is_publik, 'impor', r.kanal_rujukan, r.status, r.unit_kode, r.diterima_at, r.tindak_lanjut_at, r.selesai_at, r.cara_tutup,
     r.hari_kerja_selesai, r.is_tepat_waktu, r.tenggat_at, r.tenggat_jenis, r.is_tenggat_pasti, r.tingkat_eskalasi, r.updated_at,
     setweight(to_tsvector('indonesian', r.kata_judul), 'A') || to_tsvector('indonesian', r.kata_isi)
    from ${asTable(CASE, cases)}`,
  )
}

const REPORTER = {
  laporan_id: 'uuid',
  nama: 'text',
  telepon: 'text',
  email: 'text',
  judul_asli: 'text',
  isi_asli: 'text',
  kode_lacak_digest: 'bytea',
} as const

async function insertReporters(tx: Tx, reporters: readonly Values[]): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.pelapor (laporan_id, nama, telepon, email, judul_asli, isi_asli, kode_lacak_digest)
    select r.laporan_id, r.nama, r.telepon, r.email, r.judul_asli, r.isi_asli, r.kode_lacak_digest
    from ${asTable(REPORTER, reporters)}`,
  )
}

const SECRET = {
  laporan_id: 'uuid',
  judul: 'text',
  isi: 'text',
  lat: 'double precision',
  lon: 'double precision',
  patokan: 'text',
  wilayah_kode: 'text',
} as const

async function insertSecrets(tx: Tx, secrets: readonly Values[]): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.isi_rahasia (laporan_id, judul, isi, lat, lon, patokan, wilayah_kode)
    select r.laporan_id, r.judul, r.isi, r.lat, r.lon, r.patokan, r.wilayah_kode
    from ${asTable(SECRET, secrets)}`,
  )
}

const STEP = {
  id: 'uuid',
  laporan_id: 'uuid',
  waktu: 'timestamptz',
  kejadian: 'text',
  status: 'text',
  pelaku_jenis: 'text',
  pelaku_label: 'text',
  pesan: 'text',
  data: 'jsonb',
} as const

async function insertTimelines(tx: Tx, steps: readonly Values[]): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.riwayat (id, laporan_id, waktu, kejadian, status, pelaku_jenis, pelaku_label, is_publik, pesan, data)
    select r.id, r.laporan_id, r.waktu, r.kejadian, r.status, r.pelaku_jenis, r.pelaku_label, true, r.pesan, r.data
    from ${asTable(STEP, steps)}`,
  )
}

/** Was anything taken in from another system? Then some endings are not ours to explain. */
export async function hasImported(tx: Tx): Promise<boolean> {
  const { isSome } = await oneRow(
    tx,
    sql<{
      isSome: boolean
    }>`select exists (select 1 from citizen_reports.impor i where i.tersimpan > 0) as "isSome"`,
  )
  return isSome
}
