import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { LaporanChanges } from '../domain/act.ts'
import type { Laporan, LaporanId } from '../domain/laporan.ts'

/** The columns of a case as decisions see it, `l` being the table. */
export const LAPORAN_COLUMNS = sql.raw(`
  l.id, l.nomor, l.jenis, l.kategori_kode as "kategoriKode", l.judul, l.isi, l.lat, l.lon, l.lokasi_sumber as "lokasiSumber",
  l.patokan, l.wilayah_kode as "wilayahKode", l.kecamatan_kode as "kecamatanKode", l.is_anonim as "isAnonim",
  l.is_rahasia as "isRahasia", l.is_publik as "isPublik", l.nama_tampil as "namaTampil", l.pelapor_akun_id as "pelaporAkunId",
  l.kanal, l.status, l.unit_kode as "unitKode", l.petugas_id as "petugasId", l.is_koordinator as "isKoordinator",
  l.jumlah_kembali as "jumlahKembali", l.diterima_at as "diterimaAt", l.terverifikasi_at as "terverifikasiAt",
  l.disposisi_at as "disposisiAt", l.tindak_lanjut_at as "tindakLanjutAt", l.klaim_selesai_at as "klaimSelesaiAt",
  l.klaim_oleh as "klaimOleh", l.selesai_at as "selesaiAt", l.cara_tutup as "caraTutup",
  l.hari_kerja_selesai as "hariKerjaSelesai", l.is_tepat_waktu as "isTepatWaktu", l.is_berbukti as "isBerbukti",
  l.jumlah_dibuka_kembali as "jumlahDibukaKembali", l.alasan_kode as "alasanKode", l.tenggat_at as "tenggatAt",
  l.tenggat_jenis as "tenggatJenis", l.is_tenggat_pasti as "isTenggatPasti", l.peringatan_at as "peringatanAt",
  l.tingkat_eskalasi as "tingkatEskalasi", l.jeda_sejak as "jedaSejak", l.induk_id as "indukId",
  l.jumlah_dukungan as "jumlahDukungan", l.jumlah_komentar as "jumlahKomentar", l.barang_label as "barangLabel", l.version, l.updated_at as "updatedAt"`)

export function findLaporanByNomor(tx: Tx, nomor: string): Promise<Laporan | undefined> {
  return maybeRow(
    tx,
    sql<Laporan>`select ${LAPORAN_COLUMNS} from citizen_reports.laporan l where l.nomor = ${nomor}`,
  )
}

/** The latest of these numbers that exists and is not secret. */
export async function findOneOfNomor(
  tx: Tx,
  nomor: readonly string[],
): Promise<string | undefined> {
  const found = await maybeRow(
    tx,
    sql<{ nomor: string }>`select l.nomor from citizen_reports.laporan l
    where l.nomor = any(${[...nomor]}) and not l.is_rahasia order by l.diterima_at desc limit 1`,
  )
  return found?.nomor
}

export function findLaporanById(tx: Tx, id: string): Promise<Laporan | undefined> {
  return maybeRow(
    tx,
    sql<Laporan>`select ${LAPORAN_COLUMNS} from citizen_reports.laporan l where l.id = ${id}::uuid`,
  )
}

/** Several cases by number, in the order they came in; bounded by the caller. */
export function listLaporanByNomor(tx: Tx, nomor: readonly string[]): Promise<Laporan[]> {
  return rows(
    tx,
    sql<Laporan>`select ${LAPORAN_COLUMNS} from citizen_reports.laporan l
    where l.nomor = any(${[...nomor]}) order by l.diterima_at, l.id`,
  )
}

/** The case, locked until the transaction ends: of two officers at once one waits and then sees the new version. */
export function lockLaporan(tx: Tx, id: string): Promise<Laporan | undefined> {
  return maybeRow(
    tx,
    sql<Laporan>`select ${LAPORAN_COLUMNS} from citizen_reports.laporan l where l.id = ${id}::uuid for update`,
  )
}

/** The same by number: for callers that do not have the id yet. */
export function lockLaporanByNomor(tx: Tx, nomor: string): Promise<Laporan | undefined> {
  return maybeRow(
    tx,
    sql<Laporan>`select ${LAPORAN_COLUMNS} from citizen_reports.laporan l where l.nomor = ${nomor} for update`,
  )
}

export function findLaporanByKunciKlien(
  tx: Tx,
  kunciKlien: string,
): Promise<Pick<Laporan, 'id' | 'nomor' | 'isRahasia'> | undefined> {
  return maybeRow(
    tx,
    sql<Pick<Laporan, 'id' | 'nomor' | 'isRahasia'>>`
    select l.id, l.nomor, l.is_rahasia as "isRahasia" from citizen_reports.laporan l where l.kunci_klien = ${kunciKlien}::uuid`,
  )
}

/** The sender's key of a case: the tracking code is derived from it. */
export function findKunciKlien(
  tx: Tx,
  nomor: string,
): Promise<Readonly<{ kunciKlien: string }> | undefined> {
  return maybeRow(
    tx,
    sql<{
      kunciKlien: string
    }>`select l.kunci_klien as "kunciKlien" from citizen_reports.laporan l where l.nomor = ${nomor}`,
  )
}

export async function nextSerial(tx: Tx, tahun: number): Promise<number> {
  const { serial } = await oneRow(
    tx,
    sql<{ serial: string }>`select citizen_reports.next_serial(${tahun}::int) as serial`,
  )
  return Number(serial)
}

export type NewLaporan = Readonly<
  Pick<
    Laporan,
    | 'nomor'
    | 'jenis'
    | 'kategoriKode'
    | 'judul'
    | 'isi'
    | 'lat'
    | 'lon'
    | 'lokasiSumber'
    | 'patokan'
    | 'wilayahKode'
    | 'kecamatanKode'
    | 'isAnonim'
    | 'isRahasia'
    | 'isPublik'
    | 'namaTampil'
    | 'pelaporAkunId'
    | 'kanal'
    | 'unitKode'
    | 'diterimaAt'
    | 'tenggatAt'
    | 'tenggatJenis'
    | 'isTenggatPasti'
    | 'peringatanAt'
    | 'barangLabel'
  > & {
    id: LaporanId
    kunciKlien: string
    kanalRujukan: string | null
    jawaban: Readonly<Record<string, unknown>>
  }
>

/** @returns false when a case with this client key is there already: the resend changes nothing */
export async function insertLaporan(tx: Tx, row: NewLaporan): Promise<boolean> {
  const inserted = await run(
    tx,
    sql`insert into citizen_reports.laporan
    (id, nomor, kunci_klien, jenis, kategori_kode, judul, isi, jawaban, lat, lon, lokasi_sumber, patokan, wilayah_kode, kecamatan_kode,
     is_anonim, is_rahasia, is_publik, nama_tampil, pelapor_akun_id, kanal, kanal_rujukan, status, unit_kode, diterima_at,
     tenggat_at, tenggat_jenis, is_tenggat_pasti, peringatan_at, barang_label, updated_at)
    values (${row.id}, ${row.nomor}, ${row.kunciKlien}, ${row.jenis}, ${row.kategoriKode}, ${row.judul}, ${row.isi}, ${JSON.stringify(row.jawaban)}::jsonb,
     ${row.lat}, ${row.lon}, ${row.lokasiSumber}, ${row.patokan}, ${row.wilayahKode}, ${row.kecamatanKode},
     ${row.isAnonim}, ${row.isRahasia}, ${row.isPublik}, ${row.namaTampil}, ${row.pelaporAkunId}, ${row.kanal}, ${row.kanalRujukan}, 'masuk', ${row.unitKode},
     ${row.diterimaAt}, ${row.tenggatAt}, ${row.tenggatJenis}, ${row.isTenggatPasti}, ${row.peringatanAt}, ${row.barangLabel}, ${row.diterimaAt})
    on conflict (kunci_klien) do nothing`,
  )
  return inserted === 1
}

/** Column of each field an action may change; the type makes a forgotten one a compile error. */
const CHANGE_COLUMNS: Readonly<Record<keyof LaporanChanges, string>> = {
  jenis: 'jenis',
  kategoriKode: 'kategori_kode',
  judul: 'judul',
  isi: 'isi',
  lat: 'lat',
  lon: 'lon',
  lokasiSumber: 'lokasi_sumber',
  patokan: 'patokan',
  wilayahKode: 'wilayah_kode',
  kecamatanKode: 'kecamatan_kode',
  isAnonim: 'is_anonim',
  isRahasia: 'is_rahasia',
  barangLabel: 'barang_label',
  isPublik: 'is_publik',
  namaTampil: 'nama_tampil',
  pelaporAkunId: 'pelapor_akun_id',
  status: 'status',
  unitKode: 'unit_kode',
  petugasId: 'petugas_id',
  isKoordinator: 'is_koordinator',
  jumlahKembali: 'jumlah_kembali',
  terverifikasiAt: 'terverifikasi_at',
  disposisiAt: 'disposisi_at',
  tindakLanjutAt: 'tindak_lanjut_at',
  klaimSelesaiAt: 'klaim_selesai_at',
  klaimOleh: 'klaim_oleh',
  selesaiAt: 'selesai_at',
  caraTutup: 'cara_tutup',
  hariKerjaSelesai: 'hari_kerja_selesai',
  isTepatWaktu: 'is_tepat_waktu',
  isBerbukti: 'is_berbukti',
  jumlahDibukaKembali: 'jumlah_dibuka_kembali',
  alasanKode: 'alasan_kode',
  tenggatAt: 'tenggat_at',
  tenggatJenis: 'tenggat_jenis',
  isTenggatPasti: 'is_tenggat_pasti',
  peringatanAt: 'peringatan_at',
  tingkatEskalasi: 'tingkat_eskalasi',
  jedaSejak: 'jeda_sejak',
  indukId: 'induk_id',
  updatedAt: 'updated_at',
}

/** Store the outcome of a decision; the version counts up so that a form drawn before it is refused. */
export async function updateLaporan(tx: Tx, id: string, changes: LaporanChanges): Promise<void> {
  const names = Object.keys(changes) as (keyof LaporanChanges)[]
  const parts = names
    .toSorted()
    .map((name) => sql`${sql.raw(CHANGE_COLUMNS[name])} = ${changes[name] ?? null}`)
  await run(
    tx,
    sql`update citizen_reports.laporan set ${sql.join(parts)}, version = version + 1 where id = ${id}::uuid`,
  )
}
