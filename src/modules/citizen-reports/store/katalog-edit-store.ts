import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { StoredAturan } from '../domain/katalog-edit/tenggat.ts'

/** Counts up with every change of a catalogue, by whichever process. */
export async function readVersi(tx: Tx): Promise<string> {
  const { versi } = await oneRow(
    tx,
    sql<{ versi: string }>`select v.versi from citizen_reports.katalog_versi v where v.id = 1`,
  )
  return versi
}

/** Editors take turns: whoever comes second waits here and then sees what the first has done. */
export async function lockVersi(tx: Tx): Promise<void> {
  await run(tx, sql`select v.versi from citizen_reports.katalog_versi v where v.id = 1 for update`)
}

export async function deleteKategori(tx: Tx, kode: string): Promise<void> {
  await run(tx, sql`delete from citizen_reports.kategori where kode = ${kode}`)
}

/** Has any report ever been filed under it? Answered from two partial indexes. */
export async function isKategoriUsed(tx: Tx, kode: string): Promise<boolean> {
  const { isUsed } = await oneRow(
    tx,
    sql<{ isUsed: boolean }>`select
      exists (select 1 from citizen_reports.laporan l where l.kategori_kode = ${kode} and l.is_publik)
      or exists (select 1 from citizen_reports.laporan l where l.kategori_kode = ${kode} and not l.is_publik) as "isUsed"`,
  )
  return isUsed
}

export async function deleteWewenang(tx: Tx, id: string): Promise<void> {
  await run(tx, sql`delete from citizen_reports.wewenang where id = ${id}::uuid`)
}

export async function deleteAlasan(tx: Tx, kode: string): Promise<void> {
  await run(tx, sql`delete from citizen_reports.alasan where kode = ${kode}`)
}

export async function deleteTemplat(tx: Tx, id: string): Promise<void> {
  await run(tx, sql`delete from citizen_reports.templat where id = ${id}::uuid`)
}

export function listAturan(tx: Tx): Promise<StoredAturan[]> {
  return rows(
    tx,
    sql<StoredAturan>`select t.id, t.kode, t.jenis, t.kelas, t.hari_kerja as "hariKerja", t.berlaku_mulai as "berlakuMulai",
    t.berlaku_sampai as "berlakuSampai", t.dasar, t.is_terverifikasi as "isTerverifikasi"
    from citizen_reports.tenggat_aturan t order by t.kode, t.jenis nulls first, t.kelas nulls first, t.berlaku_mulai desc`,
  )
}

export async function endAturan(tx: Tx, id: string, sampai: string): Promise<void> {
  await run(
    tx,
    sql`update citizen_reports.tenggat_aturan set berlaku_sampai = ${sampai}::date where id = ${id}::uuid`,
  )
}

export async function markAturanVerified(tx: Tx, id: string): Promise<void> {
  await run(
    tx,
    sql`update citizen_reports.tenggat_aturan set is_terverifikasi = true where id = ${id}::uuid`,
  )
}

export type KatalogRiwayatRow = Readonly<{
  id: string
  tabel: string
  kunci: string
  sebelum: unknown
  sesudah: unknown
  oleh: string
  waktu: Date
}>

const RIWAYAT_COLUMNS = sql.raw('h.id, h.tabel, h.kunci, h.sebelum, h.sesudah, h.oleh, h.waktu')

export type RiwayatPage = Readonly<{
  tabel?: string
  kunci?: string
  after?: Readonly<{ waktu: Date; id: string }>
  limit: number
}>

/** Changes of all catalogues, or of one thing in one, newest first. */
export function listRiwayat(tx: Tx, page: RiwayatPage): Promise<KatalogRiwayatRow[]> {
  const { tabel, kunci, after } = page
  const conditions = [
    ...(tabel === undefined ? [] : [sql`h.tabel = ${tabel}`]),
    ...(kunci === undefined ? [] : [sql`h.kunci = ${kunci}`]),
    ...(after === undefined ? [] : [sql`(h.waktu, h.id) < (${after.waktu}, ${after.id}::uuid)`]),
  ]
  const where = conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
  return rows(
    tx,
    sql<KatalogRiwayatRow>`select ${RIWAYAT_COLUMNS} from citizen_reports.katalog_riwayat h
    where ${where} order by h.waktu desc, h.id desc limit ${page.limit}`,
  )
}

export function findRiwayat(tx: Tx, id: string): Promise<KatalogRiwayatRow | undefined> {
  return maybeRow(
    tx,
    sql<KatalogRiwayatRow>`select ${RIWAYAT_COLUMNS} from citizen_reports.katalog_riwayat h where h.id = ${id}::uuid`,
  )
}
