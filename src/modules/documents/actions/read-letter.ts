import type { Actor } from '../../../kernel/actor.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { maySee } from '../domain/rights.ts'
import { listBerkas, openAsOwner, openLetter } from '../store/berkas-store.ts'
import { findByKode, findSurat, listBySubjek, type Surat } from '../store/surat-store.ts'
import type { LetterSummary } from '../types.ts'

export type LetterFile = Readonly<{
  surat: Surat
  pdf: Buffer
  /** Whether its proof is in it already. */
  hasProof: boolean
}>

/** A citizen's own letter. A stranger's code gives what an unknown one gives, and row security says so too. */
export async function fileForOwner(
  tx: Tx,
  { kode, accountId }: Readonly<{ kode: string; accountId: string }>,
): Promise<LetterFile | undefined> {
  const surat = await findByKode(tx, kode)
  if (surat === undefined || surat.pemilikId !== accountId) return undefined
  await openAsOwner(tx, accountId)
  return fileOf(tx, surat)
}

/** For an officer of the unit; the look at somebody's letter is recorded and shown to him. */
export async function fileForOfficer(
  { audit }: Pick<Deps, 'audit'>,
  tx: Tx,
  { actor, suratId }: Readonly<{ actor: Actor; suratId: string }>,
): Promise<LetterFile | undefined> {
  const surat = await findSurat(tx, suratId)
  if (surat === undefined || !maySee(actor, surat.unitKode)) return undefined
  await openLetter(tx, suratId)
  const file = await fileOf(tx, surat)
  if (file !== undefined) await noteLook({ audit }, tx, { actor, surat })
  return file
}

/** For a module that has checked the right itself. */
export async function fileOfLetter(tx: Tx, suratId: string): Promise<LetterFile | undefined> {
  const surat = await findSurat(tx, suratId)
  if (surat === undefined) return undefined
  await openLetter(tx, suratId)
  return fileOf(tx, surat)
}

/** Whose data it is hears who looked, and why. */
export async function noteLook(
  { audit }: Pick<Deps, 'audit'>,
  tx: Tx,
  { actor, surat }: Readonly<{ actor: Actor; surat: Surat }>,
): Promise<void> {
  if (surat.pemilikId === null) return
  await audit.recordAccess(tx, actor, {
    ownerId: surat.pemilikId,
    subject: { kind: 'surat', id: surat.id },
    purpose: `Membuka isi surat ${surat.nomor ?? surat.judul}`,
    fields: ['isi surat'],
  })
}

async function fileOf(tx: Tx, surat: Surat): Promise<LetterFile | undefined> {
  const pieces = await listBerkas(tx, surat.id)
  if (pieces.length === 0) return undefined
  return { surat, pdf: Buffer.concat(pieces.map(({ isi }) => isi)), hasProof: pieces.length > 1 }
}

const OF_SUBJECT_MAX = 50

export async function summariesOf(
  tx: Tx,
  subject: Readonly<{ kind: string; id: string }>,
): Promise<readonly LetterSummary[]> {
  const found = await listBySubjek(tx, subject, OF_SUBJECT_MAX)
  return found.map(({ id, judul, status, nomor, kode, terbitAt, sampai }) => ({
    suratId: id,
    judul,
    status,
    nomor,
    kode,
    terbitAt,
    sampai,
  }))
}
