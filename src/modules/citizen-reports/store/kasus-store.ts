import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Status } from '../domain/laporan.ts'

export type RelatedCase = Readonly<{ nomor: string; judul: string; status: Status }>

const RELATED_MAX = 50

/** The published case this one was merged into. */
export function findInduk(tx: Tx, indukId: string): Promise<RelatedCase | undefined> {
  return maybeRow(
    tx,
    sql<RelatedCase>`select l.nomor, l.judul, l.status from citizen_reports.laporan l
    where l.id = ${indukId}::uuid and l.is_publik`,
  )
}

/** Published duplicates merged into this case, oldest first. */
export function listAnak(tx: Tx, indukId: string): Promise<RelatedCase[]> {
  return rows(
    tx,
    sql<RelatedCase>`select l.nomor, l.judul, l.status from citizen_reports.laporan l
    where l.induk_id = ${indukId}::uuid and l.is_publik order by l.diterima_at, l.id limit ${RELATED_MAX}`,
  )
}

/** How this account or browser stands to the case: counted as supporter, told of each step. */
export async function findTies(
  tx: Tx,
  laporanId: string,
  visitor: Readonly<{ pendukung: string; akunId: string | null }>,
): Promise<Readonly<{ isSupporter: boolean; isFollower: boolean }>> {
  const [ties] = await rows(
    tx,
    sql<{ isSupporter: boolean; isFollower: boolean }>`select
      exists (select 1 from citizen_reports.dukungan d where d.laporan_id = ${laporanId}::uuid and d.pendukung = ${visitor.pendukung}) as "isSupporter",
      exists (select 1 from citizen_reports.langganan s where s.laporan_id = ${laporanId}::uuid and s.akun_id = ${visitor.akunId}::uuid) as "isFollower"`,
  )
  return ties ?? { isSupporter: false, isFollower: false }
}

export type KomentarShown = Readonly<{ id: string; nama: string; isi: string; waktu: Date }>

const COMMENTS_SHOWN_MAX = 100

/** Comments an officer approved, oldest first. */
export function listKomentarShown(tx: Tx, laporanId: string): Promise<KomentarShown[]> {
  return rows(
    tx,
    sql<KomentarShown>`select k.id, k.nama, k.isi, k.waktu from citizen_reports.komentar k
    where k.laporan_id = ${laporanId}::uuid and k.status = 'tampil' order by k.waktu, k.id limit ${COMMENTS_SHOWN_MAX}`,
  )
}

export async function insertKomentar(
  tx: Tx,
  row: Readonly<{
    id: string
    laporanId: string
    akunId: string
    nama: string
    isi: string
    waktu: Date
  }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.komentar (id, laporan_id, akun_id, nama, isi, waktu)
    values (${row.id}, ${row.laporanId}, ${row.akunId}, ${row.nama}, ${row.isi}, ${row.waktu})`,
  )
}
