import { maybeRow, oneRow, run, sql, type Tx } from '../../../platform/db/database.ts'

export type Pelapor = Readonly<{
  laporanId: string
  akunId: string | null
  nama: string | null
  telepon: string | null
  email: string | null
  bahasa: 'id' | 'en'
  judulAsli: string | null
  isiAsli: string | null
  patokanAsli: string | null
  jawabanAsli: Readonly<Record<string, unknown>> | null
}>

export async function insertPelapor(
  tx: Tx,
  row: Pelapor & {
    kodeLacakDigest: Buffer
    dibantuOleh?: string | null
    persetujuanAt?: Date | null
  },
): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.pelapor (laporan_id, akun_id, nama, telepon, email, bahasa, judul_asli, isi_asli,
      patokan_asli, jawaban_asli, kode_lacak_digest, dibantu_oleh, persetujuan_at)
    values (${row.laporanId}, ${row.akunId}, ${row.nama}, ${row.telepon}, ${row.email}, ${row.bahasa}, ${row.judulAsli}, ${row.isiAsli},
      ${row.patokanAsli}, ${row.jawabanAsli === null ? null : JSON.stringify(row.jawabanAsli)}::jsonb, ${row.kodeLacakDigest},
      ${row.dibantuOleh ?? null}::uuid, ${row.persetujuanAt ?? null})`,
  )
}

/** Personal data: callers record the look with audit.recordAccess in the same transaction. */
export function findPelapor(tx: Tx, laporanId: string): Promise<Pelapor | undefined> {
  return maybeRow(
    tx,
    sql<Pelapor>`select p.laporan_id as "laporanId", p.akun_id as "akunId", p.nama, p.telepon, p.email, p.bahasa,
    p.judul_asli as "judulAsli", p.isi_asli as "isiAsli",
    p.patokan_asli as "patokanAsli", p.jawaban_asli as "jawabanAsli" from citizen_reports.pelapor p where p.laporan_id = ${laporanId}::uuid`,
  )
}

export type Reach = Readonly<{
  akunId: string | null
  email: string | null
  telepon: string | null
  bahasa: 'id' | 'en'
}>

/** How a reporter is reached: the account behind the report, secret ones included, else the contact left. */
export function findReach(tx: Tx, laporanId: string): Promise<Reach | undefined> {
  return maybeRow(
    tx,
    sql<Reach>`select coalesce(l.pelapor_akun_id, p.akun_id) as "akunId", p.email, p.telepon, p.bahasa
    from citizen_reports.pelapor p join citizen_reports.laporan l on l.id = p.laporan_id
    where p.laporan_id = ${laporanId}::uuid`,
  )
}

/** A new tracking code: the old one opens nothing from now on. */
export async function replaceKodeLacak(tx: Tx, laporanId: string, digest: Buffer): Promise<void> {
  await run(
    tx,
    sql`update citizen_reports.pelapor set kode_lacak_digest = ${digest} where laporan_id = ${laporanId}::uuid`,
  )
}

/** Who helped at the counter; null when the citizen reported alone. */
export async function findHelper(tx: Tx, laporanId: string): Promise<string | null> {
  const row = await maybeRow(
    tx,
    sql<{ dibantuOleh: string | null }>`select p.dibantu_oleh as "dibantuOleh"
    from citizen_reports.pelapor p where p.laporan_id = ${laporanId}::uuid`,
  )
  return row?.dibantuOleh ?? null
}

export async function isKodeLacak(tx: Tx, laporanId: string, digest: Buffer): Promise<boolean> {
  const { isMatch } = await oneRow(
    tx,
    sql<{ isMatch: boolean }>`select exists (select 1 from citizen_reports.pelapor p
    where p.laporan_id = ${laporanId}::uuid and p.kode_lacak_digest = ${digest}) as "isMatch"`,
  )
  return isMatch
}

/** The account behind a report, secret ones included; only to decide whether someone is the reporter. */
export async function isReporterAccount(
  tx: Tx,
  laporanId: string,
  akunId: string,
): Promise<boolean> {
  const { isMatch } = await oneRow(
    tx,
    sql<{ isMatch: boolean }>`select exists (select 1 from citizen_reports.laporan l
    left join citizen_reports.pelapor p on p.laporan_id = l.id
    where l.id = ${laporanId}::uuid and (l.pelapor_akun_id = ${akunId}::uuid or p.akun_id = ${akunId}::uuid)) as "isMatch"`,
  )
  return isMatch
}

export type IsiRahasia = Readonly<{
  laporanId: string
  judul: string
  isi: string
  jawaban: Readonly<Record<string, unknown>>
  lat: number | null
  lon: number | null
  patokan: string | null
  wilayahKode: string | null
}>

export async function insertIsiRahasia(tx: Tx, row: IsiRahasia): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.isi_rahasia (laporan_id, judul, isi, jawaban, lat, lon, patokan, wilayah_kode)
    values (${row.laporanId}, ${row.judul}, ${row.isi}, ${JSON.stringify(row.jawaban)}::jsonb, ${row.lat}, ${row.lon}, ${row.patokan}, ${row.wilayahKode})`,
  )
}

/**
 * Contents of a secret report. Row security shows nothing unless the transaction has declared that a
 * keeper or the reporter is reading; the declaration ends with the transaction.
 */
export async function readIsiRahasia(tx: Tx, laporanId: string): Promise<IsiRahasia | undefined> {
  await run(tx, sql`select set_config('pendopo.baca_rahasia', 'ya', true)`)
  return maybeRow(
    tx,
    sql<IsiRahasia>`select s.laporan_id as "laporanId", s.judul, s.isi, s.jawaban, s.lat, s.lon, s.patokan, s.wilayah_kode as "wilayahKode"
    from citizen_reports.isi_rahasia s where s.laporan_id = ${laporanId}::uuid`,
  )
}
