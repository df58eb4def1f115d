import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { NewLetter } from '../types.ts'

/** Say which letter's words and bytes this transaction may read: row security hides all others. */
export async function openLetter(tx: Tx, suratId: string): Promise<void> {
  await rows(tx, sql`select set_config('pendopo.surat', ${suratId}, true)`)
}

/** The same for a citizen: only letters that are his. */
export async function openAsOwner(tx: Tx, pemilikId: string): Promise<void> {
  await rows(tx, sql`select set_config('pendopo.pemilik', ${pemilikId}, true)`)
}

export type NewRevisi = Readonly<{
  suratId: string
  revisi: 1 | 2
  sha256: Uint8Array
  /** Of the whole file. */
  ukuran: number
  /** What this revision adds. */
  isi: Uint8Array
  at: Date
}>

export async function insertRevisi(tx: Tx, row: NewRevisi): Promise<void> {
  await run(
    tx,
    sql`insert into documents.revisi (surat_id, revisi, sha256, ukuran, dibuat_at)
    values (${row.suratId}, ${row.revisi}, ${Buffer.from(row.sha256)}, ${row.ukuran}, ${row.at})`,
  )
  await run(
    tx,
    sql`insert into documents.berkas (surat_id, revisi, isi)
    values (${row.suratId}, ${row.revisi}, ${Buffer.from(row.isi)})`,
  )
}

export type Berkas = Readonly<{ revisi: number; isi: Buffer }>

/** Pieces of a letter's file in order; none where this transaction may not read them. */
export function listBerkas(tx: Tx, suratId: string): Promise<Berkas[]> {
  return rows(
    tx,
    sql<Berkas>`select b.revisi, b.isi from documents.berkas b where b.surat_id = ${suratId} order by b.revisi`,
  )
}

export type Revisi = Readonly<{ suratId: string; revisi: number; sha256: Buffer; ukuran: number }>

/** Which letter's file has one of these digests. */
export function findRevisi(tx: Tx, digests: readonly Uint8Array[]): Promise<Revisi[]> {
  return rows(
    tx,
    sql<Revisi>`select r.surat_id as "suratId", r.revisi, r.sha256, r.ukuran from documents.revisi r
    where r.sha256 = any(${digests.map((one) => Buffer.from(one))}::bytea[]) order by r.ukuran desc`,
  )
}

export function listRevisi(tx: Tx, suratId: string): Promise<Revisi[]> {
  return rows(
    tx,
    sql<Revisi>`select r.surat_id as "suratId", r.revisi, r.sha256, r.ukuran from documents.revisi r
    where r.surat_id = ${suratId} order by r.revisi`,
  )
}

export async function insertNaskah(tx: Tx, suratId: string, letter: NewLetter): Promise<void> {
  await run(
    tx,
    sql`insert into documents.naskah (surat_id, isi) values (${suratId}, ${JSON.stringify(letter)}::jsonb)`,
  )
}

/** @returns undefined where this transaction may not read it */
export async function readNaskah(tx: Tx, suratId: string): Promise<NewLetter | undefined> {
  const row = await maybeRow(
    tx,
    sql<{ isi: NewLetter }>`select n.isi from documents.naskah n where n.surat_id = ${suratId}`,
  )
  return row?.isi
}

export async function queueProof(tx: Tx, suratId: string, at: Date): Promise<void> {
  await run(tx, sql`insert into documents.antre_bukti (surat_id, sejak) values (${suratId}, ${at})`)
}

/** Letters whose proof is not in their file, oldest first. */
export async function listProofQueue(tx: Tx, limit: number): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{ suratId: string }>`select a.surat_id as "suratId" from documents.antre_bukti a
    order by a.sejak, a.surat_id limit ${limit}`,
  )
  return found.map(({ suratId }) => suratId)
}

/** @returns false when its proof is in its file, or another worker is putting it there */
export async function holdInProofQueue(tx: Tx, suratId: string): Promise<boolean> {
  const found = await rows(
    tx,
    sql`select a.surat_id from documents.antre_bukti a where a.surat_id = ${suratId} for update skip locked`,
  )
  return found.length > 0
}

export async function leaveProofQueue(tx: Tx, suratId: string): Promise<void> {
  await run(tx, sql`delete from documents.antre_bukti where surat_id = ${suratId}`)
}
