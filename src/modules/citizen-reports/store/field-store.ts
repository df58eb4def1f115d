import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Laporan } from '../domain/laporan.ts'
import { FOTO_COLUMNS, type Foto } from './foto-store.ts'
import { LAPORAN_COLUMNS } from './laporan-store.ts'

/** What this officer is to do outside: assigned and still in hand, the next promise first. */
export function listShortlist(tx: Tx, petugasId: string, limit: number): Promise<Laporan[]> {
  return rows(
    tx,
    sql<Laporan>`select ${LAPORAN_COLUMNS} from citizen_reports.laporan l
    where l.petugas_id = ${petugasId}::uuid and l.cara_tutup is null and l.status in ('proses', 'koordinasi', 'dibuka_kembali')
      and not l.is_rahasia
    order by l.tenggat_at nulls last, l.id limit ${limit}`,
  )
}

/** The reporter's first photo of each of these cases. */
export function listFirstPhotos(tx: Tx, laporanIds: readonly string[]): Promise<Foto[]> {
  return rows(
    tx,
    sql<Foto>`select distinct on (f.laporan_id) ${FOTO_COLUMNS} from citizen_reports.foto f
    where f.laporan_id = any(${[...laporanIds]}::uuid[]) and f.peran = 'pelapor'
    order by f.laporan_id, f.dibuat_at, f.id`,
  )
}

/** One phone's id at a time: the same sending twice waits for itself. */
export async function lockKiriman(tx: Tx, kunci: string): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`kiriman ${kunci}`}, 0))`)
}

export async function isKirimanKnown(
  tx: Tx,
  sent: Readonly<{ kunci: string; akunId: string }>,
): Promise<boolean> {
  const found = await maybeRow(
    tx,
    sql<{ kunci: string }>`select k.kunci from citizen_reports.kiriman_lapangan k
    where k.kunci = ${sent.kunci}::uuid and k.akun_id = ${sent.akunId}::uuid`,
  )
  return found !== undefined
}

export async function insertKiriman(
  tx: Tx,
  row: Readonly<{ kunci: string; akunId: string; laporanId: string; aksi: string; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.kiriman_lapangan (kunci, akun_id, laporan_id, aksi, diterima_at)
    values (${row.kunci}, ${row.akunId}, ${row.laporanId}, ${row.aksi}, ${row.at})
    on conflict (kunci) do nothing`,
  )
}

/** Long after any phone stopped trying. */
export async function deleteOldKiriman(tx: Tx, before: Date): Promise<number> {
  return run(tx, sql`delete from citizen_reports.kiriman_lapangan where diterima_at < ${before}`)
}
