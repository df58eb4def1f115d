import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Jenis, Laporan, Status } from '../domain/laporan.ts'
import { LAPORAN_COLUMNS } from './laporan-store.ts'

/** The case that came from SP4N-LAPOR! under this tracking id, locked. */
export function lockLaporanOfLapor(tx: Tx, trackingId: string): Promise<Laporan | undefined> {
  return maybeRow(
    tx,
    sql<Laporan>`select ${LAPORAN_COLUMNS} from citizen_reports.laporan l
    where l.kanal = 'lapor' and l.kanal_rujukan = ${trackingId} for update`,
  )
}

/** Has an officer of ours moved the case? Then its state is ours, whatever a file says. */
export async function isHandledHere(tx: Tx, laporanId: string): Promise<boolean> {
  const { isHandled } = await oneRow(
    tx,
    sql<{ isHandled: boolean }>`select exists (select 1 from citizen_reports.riwayat r
    where r.laporan_id = ${laporanId}::uuid and r.pelaku_jenis = 'petugas' and r.status is not null)
      as "isHandled"`,
  )
  return isHandled
}

/** Everything up to here can be undone in one step, the transaction goes on. */
export async function markStart(tx: Tx): Promise<void> {
  await run(tx, sql`savepoint impor`)
}

export async function undoToStart(tx: Tx): Promise<void> {
  await run(tx, sql`rollback to savepoint impor`)
}

export type LaporExported = Readonly<{
  id: string
  nomor: string
  kanal: string
  kanalRujukan: string | null
  jenis: Jenis
  judul: string
  isi: string
  kategoriKode: string
  unitKode: string | null
  patokan: string | null
  lat: number | null
  lon: number | null
  diterimaAt: Date
  status: Status
  isAnonim: boolean
  tindakLanjut: string | null
  tindakLanjutAt: Date | null
}>

export type LaporCursor = Readonly<{ diterimaAt: Date; id: string }>

/** Published cases, oldest first, a page by key, each with its last public word. */
export function listForLapor(
  tx: Tx,
  page: Readonly<{ after: LaporCursor | undefined; limit: number }>,
): Promise<LaporExported[]> {
  const { after } = page
  const behind =
    after === undefined
      ? sql``
      : sql`and (l.diterima_at, l.id) > (${after.diterimaAt}, ${after.id}::uuid)`
  return rows(
    tx,
    sql<LaporExported>`select l.id, l.nomor, l.kanal, l.kanal_rujukan as "kanalRujukan", l.jenis, l.judul,
      l.isi, l.kategori_kode as "kategoriKode", l.unit_kode as "unitKode", l.patokan, l.lat, l.lon,
      l.diterima_at as "diterimaAt", l.status, l.is_anonim as "isAnonim", w.pesan as "tindakLanjut",
      w.waktu as "tindakLanjutAt"
    from citizen_reports.laporan l
    left join lateral (select r.pesan, r.waktu from citizen_reports.riwayat r
      where r.laporan_id = l.id and r.is_publik and r.pesan is not null
      order by r.waktu desc, r.id desc limit 1) w on true
    where l.is_publik ${behind}
    order by l.diterima_at, l.id limit ${page.limit}`,
  )
}
