import type { Tanggal } from '../../../kernel/date.ts'
import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

/** A warning as it was told at the upload. */
export type Peringatan = Readonly<{ code: string; message: string }>

export type Berkas = Readonly<{
  id: string
  pemilikAkunId: string | null
  perangkat: string | null
  jenisKode: string
  nama: string
  format: 'jpg' | 'pdf'
  sha256: string
  kirimanSha256: string
  /** Name in the sealed store; null once the bytes are gone. */
  segelSha256: string | null
  ukuran: number
  halaman: number
  tanggalDokumen: Tanggal | null
  berlakuSampai: Tanggal | null
  peringatan: readonly Peringatan[]
  isDisetujui: boolean
  olehAkunId: string | null
  dibuatAt: Date
  dihapusAt: Date | null
}>

const BERKAS_COLUMNS = sql.raw(`
  b.id, b.pemilik_akun_id as "pemilikAkunId", b.perangkat, b.jenis_kode as "jenisKode", b.nama, b.format, b.sha256,
  b.kiriman_sha256 as "kirimanSha256", b.segel_sha256 as "segelSha256", b.ukuran, b.halaman,
  b.tanggal_dokumen as "tanggalDokumen", b.berlaku_sampai as "berlakuSampai", b.peringatan,
  b.is_disetujui as "isDisetujui", b.oleh_akun_id as "olehAkunId", b.dibuat_at as "dibuatAt", b.dihapus_at as "dihapusAt"`)

export type BerkasOwner = Readonly<{ akunId: string } | { perangkat: string }>

const ownedBy = (owner: BerkasOwner) =>
  'akunId' in owner
    ? sql`b.pemilik_akun_id = ${owner.akunId}::uuid`
    : sql`b.perangkat = ${owner.perangkat}`

/** Uploads of one owner are stored one after the other: quota and sameness hold for two at once. */
export async function lockOwner(tx: Tx, owner: BerkasOwner): Promise<void> {
  const name = 'akunId' in owner ? `akun ${owner.akunId}` : `perangkat ${owner.perangkat}`
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`vault ${name}`}, 0))`)
}

export async function insertBerkas(tx: Tx, row: Berkas): Promise<void> {
  await run(
    tx,
    sql`insert into vault.berkas (id, pemilik_akun_id, perangkat, jenis_kode, nama, format, sha256, kiriman_sha256, segel_sha256,
      ukuran, halaman, tanggal_dokumen, berlaku_sampai, peringatan, is_disetujui, oleh_akun_id, dibuat_at)
    values (${row.id}, ${row.pemilikAkunId}, ${row.perangkat}, ${row.jenisKode}, ${row.nama}, ${row.format}, ${row.sha256},
      ${row.kirimanSha256}, ${row.segelSha256}, ${row.ukuran}, ${row.halaman}, ${row.tanggalDokumen}, ${row.berlakuSampai},
      ${JSON.stringify(row.peringatan)}::jsonb, ${row.isDisetujui}, ${row.olehAkunId}, ${row.dibuatAt})`,
  )
}

/** The date on a document that was kept without one. */
export async function setDate(
  tx: Tx,
  row: Pick<Berkas, 'id' | 'tanggalDokumen' | 'berlakuSampai'>,
): Promise<void> {
  await run(
    tx,
    sql`update vault.berkas set tanggal_dokumen = ${row.tanggalDokumen}, berlaku_sampai = ${row.berlakuSampai}
    where id = ${row.id}::uuid and tanggal_dokumen is distinct from ${row.tanggalDokumen}`,
  )
}

export type Kept = Readonly<{ jumlah: number; bytes: number }>

/** What an owner keeps; bounded by the quota it is read for. */
export function sumBerkas(tx: Tx, owner: BerkasOwner): Promise<Kept> {
  return oneRow(
    tx,
    sql<Kept>`select count(*)::int as jumlah, coalesce(sum(b.ukuran), 0)::int as bytes
    from vault.berkas b where ${ownedBy(owner)} and b.dihapus_at is null`,
  )
}

/** The same bytes under the same kind, kept already. */
export function findSame(
  tx: Tx,
  owner: BerkasOwner,
  sent: Pick<Berkas, 'jenisKode' | 'kirimanSha256'>,
): Promise<Berkas | undefined> {
  return maybeRow(
    tx,
    sql<Berkas>`select ${BERKAS_COLUMNS} from vault.berkas b where ${ownedBy(owner)} and b.jenis_kode = ${sent.jenisKode}
      and b.kiriman_sha256 = ${sent.kirimanSha256} and b.dihapus_at is null`,
  )
}

/** Whatever row security lets this transaction see. */
export function findBerkas(tx: Tx, id: string): Promise<Berkas | undefined> {
  return maybeRow(
    tx,
    sql<Berkas>`select ${BERKAS_COLUMNS} from vault.berkas b where b.id = ${id}::uuid`,
  )
}

/** Several of them, in one statement. */
export function findMany(tx: Tx, ids: readonly string[]): Promise<Berkas[]> {
  return rows(
    tx,
    sql<Berkas>`select ${BERKAS_COLUMNS} from vault.berkas b where b.id = any(${ids}::uuid[]) limit 500`,
  )
}

/** The same, locked: whoever removes waits for whoever is about to use it. */
export function lockBerkas(tx: Tx, id: string): Promise<Berkas | undefined> {
  return maybeRow(
    tx,
    sql<Berkas>`select ${BERKAS_COLUMNS} from vault.berkas b where b.id = ${id}::uuid for update`,
  )
}

export type Page = Readonly<{ limit: number; after?: Readonly<{ dibuatAt: Date; id: string }> }>

/** Everything an account has or had here, newest first. */
export function listOfOwner(tx: Tx, akunId: string, { limit, after }: Page): Promise<Berkas[]> {
  const from =
    after === undefined
      ? sql``
      : sql`and (b.dibuat_at, b.id) < (${after.dibuatAt}, ${after.id}::uuid)`
  return rows(
    tx,
    sql<Berkas>`select ${BERKAS_COLUMNS} from vault.berkas b where b.pemilik_akun_id = ${akunId}::uuid
      and (b.dihapus_at is null or b.segel_sha256 is not null) ${from}
    order by b.dibuat_at desc, b.id desc limit ${limit}`,
  )
}

/** What may be used today: there, decided on, not run out; newest first. */
export function listUsable(
  tx: Tx,
  owner: BerkasOwner,
  { today, jenisKode }: Readonly<{ today: Tanggal; jenisKode?: string }>,
): Promise<Berkas[]> {
  const kind = jenisKode === undefined ? sql`` : sql`and b.jenis_kode = ${jenisKode}`
  return rows(
    tx,
    sql<Berkas>`select ${BERKAS_COLUMNS} from vault.berkas b where ${ownedBy(owner)} and b.dihapus_at is null
      and b.is_disetujui and (b.berlaku_sampai is null or b.berlaku_sampai >= ${today}::date) ${kind}
    order by b.dibuat_at desc, b.id desc limit 200`,
  )
}

export async function acceptWarnings(tx: Tx, id: string): Promise<number> {
  return run(
    tx,
    sql`update vault.berkas set is_disetujui = true where id = ${id}::uuid and dihapus_at is null and not is_disetujui`,
  )
}

export async function markRemoved(tx: Tx, id: string, at: Date): Promise<number> {
  return run(
    tx,
    sql`update vault.berkas set dihapus_at = ${at} where id = ${id}::uuid and dihapus_at is null`,
  )
}

/** All of an account at once, for an erasure. */
export async function markAllRemoved(tx: Tx, akunId: string, at: Date): Promise<number> {
  return run(
    tx,
    sql`update vault.berkas set dihapus_at = ${at}, nama = 'dihapus' where pemilik_akun_id = ${akunId}::uuid and dihapus_at is null`,
  )
}

/** Let go of the bytes; the row stays as the record that the document was there. */
export async function letGoOfBytes(tx: Tx, ids: readonly string[], at: Date): Promise<number> {
  return run(
    tx,
    sql`update vault.berkas set segel_sha256 = null, dibersihkan_at = ${at}, nama = 'dihapus'
    where id = any(${ids}::uuid[]) and dihapus_at is not null and segel_sha256 is not null`,
  )
}

/** A draft gets its owner. */
export async function adoptBerkas(
  tx: Tx,
  row: Readonly<{ id: string; akunId: string; olehAkunId: string | null }>,
): Promise<number> {
  return run(
    tx,
    sql`update vault.berkas set pemilik_akun_id = ${row.akunId}::uuid, perangkat = null, oleh_akun_id = ${row.olehAkunId}
    where id = ${row.id}::uuid and perangkat is not null`,
  )
}

export async function deleteDraft(tx: Tx, id: string): Promise<number> {
  return run(tx, sql`delete from vault.berkas where id = ${id}::uuid and perangkat is not null`)
}

/** Drafts nobody came back to. Their bytes follow through the trigger. */
export async function deleteOldDrafts(tx: Tx, before: Date): Promise<number> {
  return run(
    tx,
    sql`delete from vault.berkas where perangkat is not null and dibuat_at < ${before}`,
  )
}

/** Removed ones whose last use has ended long enough ago, oldest first. */
export function listReleasable(
  tx: Tx,
  { today, before, limit }: Readonly<{ today: Tanggal; before: Date; limit: number }>,
): Promise<Readonly<{ id: string }>[]> {
  return rows(
    tx,
    sql<{ id: string }>`select b.id from vault.berkas b
    where b.dihapus_at is not null and b.dibersihkan_at is null and not exists (
      select 1 from vault.penggunaan p where p.berkas_id = b.id
        and (p.berakhir_at is null and (p.sampai is null or p.sampai >= ${today}::date)
          or coalesce(p.berakhir_at, (p.sampai + 1)::timestamptz) >= ${before}))
    order by b.dihapus_at limit ${limit} for update skip locked`,
  )
}
