import { rows, run, sql, type Tx } from '../../../platform/db/database.ts'

const FOLLOWERS_MAX = 5_000

/** Accounts that follow this case, those of merged duplicates included. */
export async function listFollowers(tx: Tx, laporanId: string): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{ akunId: string }>`select distinct s.akun_id as "akunId" from citizen_reports.langganan s
    where s.akun_id is not null and s.laporan_id in (
      select ${laporanId}::uuid union all select l.id from citizen_reports.laporan l where l.induk_id = ${laporanId}::uuid)
    limit ${FOLLOWERS_MAX}`,
  )
  return found.map((row) => row.akunId)
}

export type NewLangganan = Readonly<{
  id: string
  akunId: string | null
  email: string | null
  push: unknown
  bahasa: 'id' | 'en'
  laporanId: string | null
  kecamatanKode: string | null
  kategoriKode: string | null
  unitKode: string | null
  kodeHenti: string
  dikonfirmasiAt: Date | null
  dibuatAt: Date
}>

export async function insertLangganan(tx: Tx, row: NewLangganan): Promise<boolean> {
  const inserted = await run(
    tx,
    sql`insert into citizen_reports.langganan
    (id, akun_id, email, push, bahasa, laporan_id, kecamatan_kode, kategori_kode, unit_kode, kode_henti, dikonfirmasi_at, dibuat_at)
    values (${row.id}, ${row.akunId}, ${row.email}, ${row.push === undefined || row.push === null ? null : JSON.stringify(row.push)}::jsonb, ${row.bahasa}, ${row.laporanId},
      ${row.kecamatanKode}, ${row.kategoriKode}, ${row.unitKode}, ${row.kodeHenti}, ${row.dikonfirmasiAt}, ${row.dibuatAt})
    on conflict do nothing`,
  )
  return inserted === 1
}
