import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Lingkup } from '../domain/antrean.ts'

export type KomentarStatus = 'menunggu' | 'tampil' | 'disembunyikan'

export type KomentarRow = Readonly<{
  id: string
  nama: string
  isi: string
  status: KomentarStatus
  alasan: string | null
  waktu: Date
  diputusAt: Date | null
  nomor: string
  judul: string
  unitKode: string | null
}>

const COLUMNS =
  sql.raw(`k.id, k.nama, k.isi, k.status, k.alasan, k.waktu, k.diputus_at as "diputusAt", l.nomor, l.judul,
  l.unit_kode as "unitKode"`)

/** Comments of cases the officer answers for: the region, or the units held. */
const within = ({ isRegionWide, units }: Lingkup) =>
  isRegionWide ? sql`not l.is_rahasia` : sql`not l.is_rahasia and l.unit_kode = any(${[...units]})`

export type KomentarPage = Readonly<{
  lingkup: Lingkup
  after?: Readonly<{ waktu: Date; id: string }>
  limit: number
}>

/** What waits to be read, oldest first. */
export function listWaiting(
  tx: Tx,
  { lingkup, after, limit }: KomentarPage,
): Promise<KomentarRow[]> {
  const key =
    after === undefined ? sql`true` : sql`(k.waktu, k.id) > (${after.waktu}, ${after.id}::uuid)`
  return rows(
    tx,
    sql<KomentarRow>`select ${COLUMNS} from citizen_reports.komentar k join citizen_reports.laporan l on l.id = k.laporan_id
    where k.status = 'menunggu' and ${within(lingkup)} and ${key} order by k.waktu, k.id limit ${limit}`,
  )
}

/** What was decided lately, newest first: a shown comment can still be hidden, a hidden one shown. */
export function listDecided(tx: Tx, { lingkup, limit }: KomentarPage): Promise<KomentarRow[]> {
  return rows(
    tx,
    sql<KomentarRow>`select ${COLUMNS} from citizen_reports.komentar k join citizen_reports.laporan l on l.id = k.laporan_id
    where k.status <> 'menunggu' and k.diputus_at is not null and ${within(lingkup)}
    order by k.diputus_at desc, k.id desc limit ${limit}`,
  )
}

export type KomentarLocked = Readonly<{
  id: string
  laporanId: string
  akunId: string
  nomor: string
  judul: string
  /** Of the case. */
  version: number
  status: KomentarStatus
}>

export function lockKomentar(
  tx: Tx,
  id: string,
  lingkup: Lingkup,
): Promise<KomentarLocked | undefined> {
  return maybeRow(
    tx,
    sql<KomentarLocked>`select k.id, k.laporan_id as "laporanId", k.akun_id as "akunId", k.status, l.nomor, l.judul, l.version
    from citizen_reports.komentar k join citizen_reports.laporan l on l.id = k.laporan_id
    where k.id = ${id}::uuid and ${within(lingkup)} for update of k`,
  )
}

export async function decideKomentar(
  tx: Tx,
  id: string,
  decision: Readonly<{ status: KomentarStatus; alasan: string | null; oleh: string; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update citizen_reports.komentar set status = ${decision.status}, alasan = ${decision.alasan},
    diputus_oleh = ${decision.oleh}, diputus_at = ${decision.at} where id = ${id}::uuid`,
  )
}

/** The number shown beside a case counts what is shown; added to, never counted again. */
export async function addToJumlahKomentar(
  tx: Tx,
  laporanId: string,
  change: 1 | -1,
): Promise<void> {
  await run(
    tx,
    sql`update citizen_reports.laporan set jumlah_komentar = greatest(0, jumlah_komentar + ${change}) where id = ${laporanId}::uuid`,
  )
}
