import { rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Laporan } from '../domain/laporan.ts'
import { LAPORAN_COLUMNS } from './laporan-store.ts'

const OPEN = sql.raw(
  `l.status in ('masuk', 'terverifikasi', 'disposisi', 'koordinasi', 'proses', 'menunggu_validasi', 'dibuka_kembali')`,
)

/** Open cases whose half time has passed and whose holder has not been warned. */
export function listToWarn(tx: Tx, now: Date, limit: number): Promise<Laporan[]> {
  return rows(
    tx,
    sql<Laporan>`select ${LAPORAN_COLUMNS} from citizen_reports.laporan l
    where ${OPEN} and l.peringatan_at <= ${now} order by l.tenggat_at nulls last, l.id limit ${limit} for update skip locked`,
  )
}

/** The warning was given: it is not given again for this promise. */
export async function clearWarning(tx: Tx, ids: readonly string[]): Promise<void> {
  await run(
    tx,
    sql`update citizen_reports.laporan set peringatan_at = null where id = any(${[...ids]}::uuid[])`,
  )
}

/** Open cases past their date that have not reached the last level, after a key for paging through all. */
export function listOverdue(
  tx: Tx,
  page: {
    now: Date
    levelMax: number
    after: { tenggatAt: Date; id: string } | undefined
    limit: number
  },
): Promise<Laporan[]> {
  const after =
    page.after === undefined
      ? sql`true`
      : sql`(l.tenggat_at, l.id) > (${page.after.tenggatAt}, ${page.after.id}::uuid)`
  return rows(
    tx,
    sql<Laporan>`select ${LAPORAN_COLUMNS} from citizen_reports.laporan l
    where ${OPEN} and l.tenggat_at <= ${page.now} and l.tingkat_eskalasi < ${page.levelMax} and ${after}
    order by l.tenggat_at, l.id limit ${page.limit}`,
  )
}

export async function setEscalation(tx: Tx, id: string, level: number): Promise<boolean> {
  return (
    (await run(
      tx,
      sql`update citizen_reports.laporan set tingkat_eskalasi = ${level} where id = ${id}::uuid and tingkat_eskalasi < ${level}`,
    )) === 1
  )
}

/** Cases whose reporter has been silent past the date: numbers, since each is closed by its own action. */
export async function listSilent(tx: Tx, now: Date, limit: number): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{ nomor: string }>`select l.nomor from citizen_reports.laporan l
    where l.status = 'menunggu_konfirmasi' and l.tenggat_at <= ${now} order by l.tenggat_at limit ${limit}`,
  )
  return found.map((row) => row.nomor)
}

/** Closed with proof since a moment and not yet drawn for re-inspection. */
export function listInspectable(
  tx: Tx,
  since: Date,
  limit: number,
): Promise<{ id: string; unitKode: string }[]> {
  return rows(
    tx,
    sql<{
      id: string
      unitKode: string
    }>`select l.id, l.unit_kode as "unitKode" from citizen_reports.laporan l
    where l.cara_tutup in ('dikonfirmasi', 'tanpa_konfirmasi') and l.unit_kode is not null and l.selesai_at >= ${since} and l.updated_at >= ${since}
      and not exists (select 1 from citizen_reports.pemeriksaan_ulang p where p.laporan_id = l.id)
    order by l.updated_at, l.id limit ${limit}`,
  )
}

export async function insertPemeriksaan(
  tx: Tx,
  row: { id: string; laporanId: string; unitKode: string; dipilihAt: Date },
): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.pemeriksaan_ulang (id, laporan_id, unit_kode, dipilih_at) values (${row.id}, ${row.laporanId}, ${row.unitKode}, ${row.dipilihAt})`,
  )
}

/** Drafts and upload photos nobody finished. */
export async function deleteOldDrafts(tx: Tx, before: Date): Promise<number> {
  await run(
    tx,
    sql`delete from citizen_reports.foto f using citizen_reports.draf d where f.draf_id = d.id and f.laporan_id is null and d.updated_at < ${before}`,
  )
  return run(tx, sql`delete from citizen_reports.draf where updated_at < ${before}`)
}

/** Cases under a running promise, by id for paging through all. */
export async function listPromised(
  tx: Tx,
  page: { after: string; limit: number },
): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{ id: string }>`select l.id from citizen_reports.laporan l
    where l.tenggat_at is not null and l.cara_tutup is null and l.id > ${page.after}::uuid order by l.id limit ${page.limit}`,
  )
  return found.map((row) => row.id)
}
