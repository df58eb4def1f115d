import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

export type HasilPemeriksaan = 'sesuai' | 'tidak_sesuai' | 'tidak_dapat_diperiksa'

/** A closed case drawn for a second look, with what a list shows of it. */
export type Pemeriksaan = Readonly<{
  id: string
  laporanId: string
  nomor: string
  judul: string
  unitKode: string
  wilayahKode: string | null
  lat: number | null
  lon: number | null
  dipilihAt: Date
  petugasId: string | null
  hasil: HasilPemeriksaan | null
  catatan: string | null
  fotoId: string | null
  diperiksaAt: Date | null
}>

const COLUMNS = sql.raw(`
  p.id, p.laporan_id as "laporanId", l.nomor, l.judul, p.unit_kode as "unitKode", l.wilayah_kode as "wilayahKode",
  l.lat, l.lon, p.dipilih_at as "dipilihAt", p.petugas_id as "petugasId", p.hasil, p.catatan, p.foto_id as "fotoId",
  p.diperiksa_at as "diperiksaAt"`)
const FROM = sql.raw(
  `citizen_reports.pemeriksaan_ulang p join citizen_reports.laporan l on l.id = p.laporan_id and not l.is_rahasia`,
)

/** Waiting, oldest first; of one inspector when told. */
export function listOpenPemeriksaan(
  tx: Tx,
  asked: Readonly<{ petugasId: string | undefined; limit: number }>,
): Promise<Pemeriksaan[]> {
  const whose =
    asked.petugasId === undefined ? sql`true` : sql`p.petugas_id = ${asked.petugasId}::uuid`
  return rows(
    tx,
    sql<Pemeriksaan>`select ${COLUMNS} from ${FROM}
    where p.hasil is null and ${whose} order by p.dipilih_at, p.id limit ${asked.limit}`,
  )
}

/** Done, newest first. */
export function listDonePemeriksaan(tx: Tx, limit: number): Promise<Pemeriksaan[]> {
  return rows(
    tx,
    sql<Pemeriksaan>`select ${COLUMNS} from ${FROM}
    where p.hasil is not null order by p.diperiksa_at desc, p.id limit ${limit}`,
  )
}

export function findPemeriksaan(tx: Tx, id: string): Promise<Pemeriksaan | undefined> {
  return maybeRow(tx, sql<Pemeriksaan>`select ${COLUMNS} from ${FROM} where p.id = ${id}::uuid`)
}

/** Whoever fixed, claimed or validated the case: they do not inspect it. */
export async function listInvolved(tx: Tx, laporanId: string): Promise<ReadonlySet<string>> {
  const found = await rows(
    tx,
    sql<{
      akunId: string
    }>`select distinct r.pelaku_akun_id as "akunId" from citizen_reports.riwayat r
    where r.laporan_id = ${laporanId}::uuid and r.pelaku_akun_id is not null
      and r.kejadian in ('tindak_lanjut', 'ajukan_selesai', 'validasi')`,
  )
  return new Set(found.map((row) => row.akunId))
}

/** @returns false when somebody has written a result meanwhile */
export async function assignPemeriksaan(
  tx: Tx,
  row: Readonly<{ id: string; petugasId: string; at: Date }>,
): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update citizen_reports.pemeriksaan_ulang set petugas_id = ${row.petugasId}::uuid, ditugaskan_at = ${row.at}
    where id = ${row.id}::uuid and hasil is null`,
  )
  return changed === 1
}

/** @returns false when there is a result already: results are never overwritten */
export async function savePemeriksaan(
  tx: Tx,
  row: Readonly<{
    id: string
    hasil: HasilPemeriksaan
    catatan: string | null
    fotoId: string | null
    oleh: string
    at: Date
  }>,
): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update citizen_reports.pemeriksaan_ulang set hasil = ${row.hasil}, catatan = ${row.catatan},
      foto_id = ${row.fotoId}, diperiksa_oleh = ${row.oleh}, diperiksa_at = ${row.at}
    where id = ${row.id}::uuid and hasil is null`,
  )
  return changed === 1
}

/** Results of re-inspections of one unit's closed cases. */
export type RekapPemeriksaan = Readonly<{
  unitKode: string
  dipilih: number
  sesuai: number
  tidakSesuai: number
  tidakDapatDiperiksa: number
}>

/** Counts per unit of what was drawn since a date: small, since it is a few of a hundred closed cases. */
export function countPemeriksaan(tx: Tx, since: Date): Promise<RekapPemeriksaan[]> {
  return rows(
    tx,
    sql<RekapPemeriksaan>`select p.unit_kode as "unitKode", count(*)::int as dipilih,
      count(*) filter (where p.hasil = 'sesuai')::int as sesuai,
      count(*) filter (where p.hasil = 'tidak_sesuai')::int as "tidakSesuai",
      count(*) filter (where p.hasil = 'tidak_dapat_diperiksa')::int as "tidakDapatDiperiksa"
    from citizen_reports.pemeriksaan_ulang p where p.dipilih_at >= ${since}
    group by p.unit_kode order by p.unit_kode`,
  )
}
