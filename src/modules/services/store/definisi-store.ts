import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

export type DefinisiStatus = 'draf' | 'ditinjau' | 'terbit' | 'ditarik'

export type DefinisiRow = Readonly<{
  kode: string
  versi: number
  jenis: 'layanan' | 'rujukan'
  status: DefinisiStatus
  isi: unknown
  berlakuMulai: string
  dibuatOleh: string | null
  ditinjauOleh: string | null
  diubahAt: Date
  terbitAt: Date | null
  catatan: string | null
}>

const COLUMNS =
  sql.raw(`d.kode, d.versi, d.jenis, d.status, d.isi, d.berlaku_mulai as "berlakuMulai",
  d.dibuat_oleh as "dibuatOleh", d.ditinjau_oleh as "ditinjauOleh", d.diubah_at as "diubahAt",
  d.terbit_at as "terbitAt", d.catatan`)

/** Every published definition, for the catalogue kept in memory. */
export function listTerbit(tx: Tx): Promise<DefinisiRow[]> {
  return rows(
    tx,
    sql<DefinisiRow>`select ${COLUMNS} from services.definisi d where d.status = 'terbit' order by d.kode`,
  )
}

export function findDefinisi(
  tx: Tx,
  key: Readonly<{ kode: string; versi: number }>,
): Promise<DefinisiRow | undefined> {
  return maybeRow(
    tx,
    sql<DefinisiRow>`select ${COLUMNS} from services.definisi d where d.kode = ${key.kode} and d.versi = ${key.versi}::int`,
  )
}

/** Locked, so that two people cannot publish or edit it at once. */
export function lockDefinisi(
  tx: Tx,
  key: Readonly<{ kode: string; versi: number }>,
): Promise<DefinisiRow | undefined> {
  return maybeRow(
    tx,
    sql<DefinisiRow>`select ${COLUMNS} from services.definisi d
    where d.kode = ${key.kode} and d.versi = ${key.versi}::int for update`,
  )
}

/** Versions of one service, newest first. */
export function listVersi(tx: Tx, kode: string, limit: number): Promise<DefinisiRow[]> {
  return rows(
    tx,
    sql<DefinisiRow>`select ${COLUMNS} from services.definisi d where d.kode = ${kode}
    order by d.versi desc limit ${limit}`,
  )
}

/** What is being written or waits for a second person. */
export function listKerja(tx: Tx, limit: number): Promise<DefinisiRow[]> {
  return rows(
    tx,
    sql<DefinisiRow>`select ${COLUMNS} from services.definisi d where d.status in ('draf', 'ditinjau')
    order by d.diubah_at desc limit ${limit}`,
  )
}

export type NewDefinisi = Readonly<{
  kode: string
  versi: number
  jenis: 'layanan' | 'rujukan'
  status: DefinisiStatus
  isi: unknown
  sha256: Uint8Array
  berlakuMulai: string
  dibuatOleh: string | null
  at: Date
}>

/** @returns whether it is new; a version that is there already stays as it is */
export async function insertDefinisi(tx: Tx, row: NewDefinisi): Promise<boolean> {
  const isTerbit = row.status === 'terbit'
  const made = await run(
    tx,
    sql`insert into services.definisi (kode, versi, jenis, status, isi, sha256, berlaku_mulai, dibuat_oleh, dibuat_at,
      diubah_at, terbit_at)
    values (${row.kode}, ${row.versi}::int, ${row.jenis}, ${row.status}, ${JSON.stringify(row.isi)}::jsonb,
      ${Buffer.from(row.sha256)}, ${row.berlakuMulai}::date, ${row.dibuatOleh}::uuid, ${row.at}, ${row.at},
      ${isTerbit ? row.at : null}) on conflict (kode, versi) do nothing`,
  )
  return made === 1
}

/** @returns whether the draft was there and still a draft of this writer's last reading */
export async function updateDraf(
  tx: Tx,
  row: Readonly<{
    kode: string
    versi: number
    isi: unknown
    sha256: Uint8Array
    berlakuMulai: string
    at: Date
  }>,
): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update services.definisi d set isi = ${JSON.stringify(row.isi)}::jsonb, sha256 = ${Buffer.from(row.sha256)},
      berlaku_mulai = ${row.berlakuMulai}::date, diubah_at = ${row.at}
    where d.kode = ${row.kode} and d.versi = ${row.versi}::int and d.status = 'draf'`,
  )
  return changed === 1
}

export async function setStatus(
  tx: Tx,
  change: Readonly<{
    kode: string
    versi: number
    status: DefinisiStatus
    at: Date
    ditinjauOleh?: string | null
    catatan?: string | null
  }>,
): Promise<void> {
  await run(
    tx,
    sql`update services.definisi d set status = ${change.status}, diubah_at = ${change.at},
      ditinjau_oleh = coalesce(${change.ditinjauOleh ?? null}::uuid, d.ditinjau_oleh),
      catatan = coalesce(${change.catatan ?? null}, d.catatan),
      terbit_at = case when ${change.status} = 'terbit' then ${change.at}::timestamptz else d.terbit_at end,
      ditarik_at = case when ${change.status} = 'ditarik' then ${change.at}::timestamptz else d.ditarik_at end
    where d.kode = ${change.kode} and d.versi = ${change.versi}::int`,
  )
}

/** The version that was in force until now makes room; one of a service is published at a time. */
export async function withdrawTerbit(tx: Tx, kode: string, at: Date): Promise<void> {
  await run(
    tx,
    sql`update services.definisi d set status = 'ditarik', ditarik_at = ${at}, diubah_at = ${at}
    where d.kode = ${kode} and d.status = 'terbit'`,
  )
}

/** @returns the number all processes compare to know whether to read the catalogue again */
export async function katalogVersi(tx: Tx): Promise<string> {
  const { nomor } = await oneRow(
    tx,
    sql<{ nomor: string }>`select k.nomor from services.katalog_versi k`,
  )
  return nomor
}

export async function raiseKatalogVersi(tx: Tx): Promise<void> {
  await run(tx, sql`update services.katalog_versi set nomor = nomor + 1`)
}

export type ShippedRow = Readonly<{
  kode: string
  versi: number
  jenis: string
  isi: unknown
  sha256: string
  berlaku_mulai: string
}>

/** @returns how many were not there yet */
export function insertShipped(tx: Tx, list: readonly ShippedRow[], at: Date): Promise<number> {
  return run(
    tx,
    sql`insert into services.definisi (kode, versi, jenis, status, isi, sha256, berlaku_mulai, dibuat_at, diubah_at, terbit_at)
    select r.kode, r.versi, r.jenis, 'terbit', r.isi, decode(r.sha256, 'hex'), r.berlaku_mulai, ${at}::timestamptz,
      ${at}::timestamptz, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb)
      as r (kode text, versi integer, jenis text, isi jsonb, sha256 text, berlaku_mulai date)
    where not exists (select 1 from services.definisi d where d.kode = r.kode)`,
  )
}

/** Is there any definition at all? */
export async function hasDefinisi(tx: Tx): Promise<boolean> {
  const { has } = await oneRow(
    tx,
    sql<{ has: boolean }>`select exists (select 1 from services.definisi) as has`,
  )
  return has
}
