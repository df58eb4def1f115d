import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { KeputusanFoto, PeranFoto } from '../domain/photo.ts'

/** A box over a face or a number plate, in parts of the upright picture (0 to 1). */
export type Kotak = Readonly<{ x: number; y: number; w: number; h: number }>

/** A photo after cleaning. Fingerprints stay in the database: nothing reads them row by row. */
export type Foto = Readonly<{
  id: string
  laporanId: string | null
  drafId: string | null
  peran: PeranFoto
  sha256: string
  kecilSha256: string
  /** In the sealed store, once boxes cover something. */
  asliSha256: string | null
  lebar: number
  tinggi: number
  ukuran: number
  keputusan: KeputusanFoto
  alasanTahan: string | null
  redaksi: readonly Kotak[]
  /** Facts of the taking; only proofs and inspections keep any. */
  ditangkap: Readonly<Record<string, unknown>>
  perangkat: string | null
  oleh: string | null
  dibuatAt: Date
}>

export const FOTO_COLUMNS = sql.raw(`
  f.id, f.laporan_id as "laporanId", f.draf_id as "drafId", f.peran, f.sha256, f.kecil_sha256 as "kecilSha256",
  f.asli_sha256 as "asliSha256", f.lebar, f.tinggi, f.ukuran, f.keputusan, f.alasan_tahan as "alasanTahan", f.redaksi,
  f.ditangkap, f.perangkat, f.oleh, f.dibuat_at as "dibuatAt"`)

export type NewFoto = Pick<
  Foto,
  | 'id'
  | 'laporanId'
  | 'drafId'
  | 'peran'
  | 'sha256'
  | 'kecilSha256'
  | 'lebar'
  | 'tinggi'
  | 'ukuran'
  | 'ditangkap'
  | 'perangkat'
  | 'oleh'
  | 'dibuatAt'
> &
  Readonly<{
    kirimanSha256: string
    /** Fingerprints as 16 hex digits. */
    phash: string
    dhash: string
    isKosong: boolean
  }>

/** @returns false when the same bytes are already there */
export async function insertFoto(tx: Tx, row: NewFoto): Promise<boolean> {
  const added = await run(
    tx,
    sql`insert into citizen_reports.foto (id, laporan_id, draf_id, peran, sha256, kecil_sha256, kiriman_sha256, phash, dhash,
      pita, is_kosong, lebar, tinggi, ukuran, ditangkap, perangkat, oleh, dibuat_at)
    values (${row.id}, ${row.laporanId}, ${row.drafId}, ${row.peran}, ${row.sha256}, ${row.kecilSha256}, ${row.kirimanSha256},
      ${signed64(row.phash)}::bigint, ${signed64(row.dhash)}::bigint, ${signedBands(row.phash)}::smallint[], ${row.isKosong},
      ${row.lebar}, ${row.tinggi}, ${row.ukuran}, ${JSON.stringify(row.ditangkap)}::jsonb, ${row.perangkat}, ${row.oleh},
      ${row.dibuatAt})
    on conflict do nothing`,
  )
  return added === 1
}

/** PostgreSQL counts with a sign: the same 64 bits, read as a number from −2⁶³. */
export function signed64(hex: string): string {
  return BigInt.asIntN(64, BigInt(`0x${hex}`)).toString()
}

/** Four bands of 16 bits as smallint, which has a sign too. */
export function signedBands(hex: string): readonly number[] {
  return [0, 4, 8, 12].map((at) => signed16(Number.parseInt(hex.slice(at, at + 4), 16)))
}

export function signed16(value: number): number {
  return value > 32_767 ? value - 65_536 : value
}

/** Photos of one draft or case are added one after the other: the limit holds for two at once. */
export async function lockFotoOwner(tx: Tx, ownerId: string): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`foto ${ownerId}`}, 0))`)
}

export type FotoOwner = Readonly<{ laporanId: string } | { drafId: string }>

function ownedBy(owner: FotoOwner) {
  return 'drafId' in owner
    ? sql`f.draf_id = ${owner.drafId}::uuid`
    : sql`f.laporan_id = ${owner.laporanId}::uuid`
}

export async function countFoto(tx: Tx, owner: FotoOwner, peran: PeranFoto): Promise<number> {
  const { jumlah } = await oneRow(
    tx,
    sql<{ jumlah: number }>`select count(*)::int as jumlah from citizen_reports.foto f
    where ${ownedBy(owner)} and f.peran = ${peran}`,
  )
  return jumlah
}

export function findFotoBySent(
  tx: Tx,
  owner: FotoOwner,
  sent: Readonly<{ peran: PeranFoto; kirimanSha256: string }>,
): Promise<Foto | undefined> {
  return maybeRow(
    tx,
    sql<Foto>`select ${FOTO_COLUMNS} from citizen_reports.foto f
    where ${ownedBy(owner)} and f.peran = ${sent.peran} and f.kiriman_sha256 = ${sent.kirimanSha256}`,
  )
}

export function findFoto(tx: Tx, id: string): Promise<Foto | undefined> {
  return maybeRow(
    tx,
    sql<Foto>`select ${FOTO_COLUMNS} from citizen_reports.foto f where f.id = ${id}::uuid`,
  )
}

/** The photo, locked until the transaction ends: two reviewers at once decide one after the other. */
export function lockFoto(tx: Tx, id: string): Promise<Foto | undefined> {
  return maybeRow(
    tx,
    sql<Foto>`select ${FOTO_COLUMNS} from citizen_reports.foto f where f.id = ${id}::uuid for update`,
  )
}

/** All photos of a draft or case, oldest first; bounded by the limits per role. */
export function listFoto(tx: Tx, owner: FotoOwner): Promise<Foto[]> {
  return rows(
    tx,
    sql<Foto>`select ${FOTO_COLUMNS} from citizen_reports.foto f where ${ownedBy(owner)}
    order by f.dibuat_at, f.id limit 100`,
  )
}

/** Taken off a draft by whoever is writing it. @returns false when it was not there */
export async function deleteDraftFoto(
  tx: Tx,
  which: Readonly<{ id: string; drafId: string }>,
): Promise<boolean> {
  return (
    (await run(
      tx,
      sql`delete from citizen_reports.foto where id = ${which.id}::uuid and draf_id = ${which.drafId}::uuid`,
    )) === 1
  )
}

/** Photos of a draft become photos of its report. */
export async function adoptFoto(tx: Tx, drafId: string, laporanId: string): Promise<number> {
  return run(
    tx,
    sql`update citizen_reports.foto set laporan_id = ${laporanId}::uuid, draf_id = null, perangkat = null
    where draf_id = ${drafId}::uuid and laporan_id is null`,
  )
}

export type FotoDecision = Readonly<{
  id: string
  keputusan: Exclude<KeputusanFoto, 'menunggu'>
  alasanTahan: string | null
  redaksi: readonly Kotak[]
  sha256: string
  kecilSha256: string
  asliSha256: string | null
  lebar: number
  tinggi: number
  ukuran: number
  at: Date
}>

export async function saveFotoDecision(tx: Tx, row: FotoDecision): Promise<void> {
  await run(
    tx,
    sql`update citizen_reports.foto set keputusan = ${row.keputusan}, is_publik = ${row.keputusan === 'terbit'},
      alasan_tahan = ${row.alasanTahan}, redaksi = ${JSON.stringify(row.redaksi)}::jsonb, sha256 = ${row.sha256},
      kecil_sha256 = ${row.kecilSha256}, asli_sha256 = ${row.asliSha256}, lebar = ${row.lebar}, tinggi = ${row.tinggi},
      ukuran = ${row.ukuran}, ditinjau_at = ${row.at}
    where id = ${row.id}::uuid`,
  )
}

/** The picture lists show is the first published one of the reporter; none while none is published. */
export async function refreshCover(tx: Tx, laporanId: string): Promise<void> {
  await run(
    tx,
    sql`update citizen_reports.laporan l set foto_id = (
      select f.id from citizen_reports.foto f
      where f.laporan_id = l.id and f.is_publik and f.peran in ('pelapor', 'pelengkap')
      order by f.dibuat_at, f.id limit 1)
    where l.id = ${laporanId}::uuid`,
  )
}

export type TinjauanFoto = Readonly<{
  id: string
  fotoId: string
  tindakan: 'terbit' | 'tahan' | 'lihat_asli'
  kotak: readonly Kotak[]
  alasan: string | null
  oleh: string
  waktu: Date
}>

export async function insertTinjauan(tx: Tx, row: TinjauanFoto): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.foto_tinjauan (id, foto_id, tindakan, kotak, alasan, oleh, waktu)
    values (${row.id}, ${row.fotoId}, ${row.tindakan}, ${JSON.stringify(row.kotak)}::jsonb, ${row.alasan}, ${row.oleh},
      ${row.waktu})`,
  )
}

/** What was done with the photos of one case, newest first. */
export function listTinjauan(tx: Tx, laporanId: string): Promise<TinjauanFoto[]> {
  return rows(
    tx,
    sql<TinjauanFoto>`select t.id, t.foto_id as "fotoId", t.tindakan, t.kotak, t.alasan, t.oleh, t.waktu
    from citizen_reports.foto f join citizen_reports.foto_tinjauan t on t.foto_id = f.id
    where f.laporan_id = ${laporanId}::uuid order by t.waktu desc, t.id limit 100`,
  )
}
