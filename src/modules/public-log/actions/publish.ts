import { formatCheckpoint } from '../../../kernel/tlog/checkpoint.ts'
import { formatNote, type NoteSignature } from '../../../kernel/tlog/note.ts'
import { type Db, transaction } from '../../../platform/db/database.ts'
import { holdName } from '../store/lama-store.ts'
import { insertTitik, readLatestCheckpoint, type Titik } from '../store/titik-store.ts'
import { type Pohon, readPohon } from '../store/titipan-store.ts'
import type { Signer } from '../types.ts'
import { comparePeak, type Peak, type PeakFile, peakOf } from './peak.ts'

export type Published =
  | Readonly<{ kind: 'signed'; titik: Titik }>
  /** The newest tree is signed already. */
  | Readonly<{ kind: 'nothing' }>
  /** A larger tree, or another one of this size, has been signed before. */
  | (Readonly<{ kind: 'refused'; asal: string }> & TreeRefusal)

/** Why a tree is not signed. */
export type TreeRefusal = Readonly<{ finding: 'mundur' | 'bercabang'; rincian: string }>

export type Publishing = Readonly<{
  db: Db
  now: () => Date
  peak: PeakFile
  /** Those who sign today. */
  signers: () => Promise<readonly Signer[]>
}>

/**
 * Sign the public tree as it is stored, when it has grown. Size and root were committed by the batch, and
 * stand in a file beside the database before anything is signed, so that one size never gets two roots.
 *
 * A key that is away or a disk that is full is a failure: nothing is signed, and the next try begins anew.
 */
export async function publish(deps: Publishing): Promise<Published> {
  const pohon = await readPohon(deps.db, 'publik')
  if (pohon === undefined) return { kind: 'nothing' }
  const last = await readLatestCheckpoint(deps.db, 'publik')
  // Asked before all else: an old dump brought back has its last tree signed, and is wrong all the same.
  const kept = await peakOf(deps.db, deps.peak.read(), pohon.asal)
  const refused = refuseTree(pohon, { last, kept })
  if (refused !== undefined) return { kind: 'refused', asal: pohon.asal, ...refused }
  if (last?.ukuran === pohon.ukuran) return { kind: 'nothing' }
  const signers = (await deps.signers()).filter(({ key }) => key.name === pohon.asal)
  if (signers.length === 0) throw new Error('the public log has no key that signs today')
  deps.peak.write({ origin: pohon.asal, size: pohon.ukuran, root: pohon.akar })
  const nota = await signTree(pohon, signers)
  const titik = { ukuran: pohon.ukuran, akar: pohon.akar, nota, waktu: deps.now() }
  // The log may have begun anew while this was signed: then nobody is shown it.
  const isNew = await transaction(
    deps.db,
    async (tx) =>
      (await holdName(tx, pohon.asal)) && (await insertTitik(tx, { log: 'publik', ...titik })),
  )
  return isNew ? { kind: 'signed', titik } : { kind: 'nothing' }
}

/** @returns why this tree may not be signed; nothing when it may */
export function refuseTree(
  { asal, ukuran, akar }: Pohon,
  { last, kept }: Readonly<{ last: Titik | undefined; kept: Peak | undefined }>,
): TreeRefusal | undefined {
  if (kept?.origin !== undefined && kept.origin !== asal) {
    const rincian = `mesin ini sudah menandatangani ${kept.size} entri dengan nama ${kept.origin}, yang tidak dikenal basis data ini`
    return { finding: 'mundur', rincian }
  }
  const finding = comparePeak(kept, { origin: asal, size: ukuran, root: akar })
  const largest = Math.max(kept?.size ?? 0, last?.ukuran ?? 0)
  if (finding === 'shrunk' || largest > ukuran) {
    const rincian = `pohon berisi ${ukuran} entri, padahal ${largest} entri sudah pernah ditandatangani`
    return { finding: 'mundur', rincian }
  }
  const isOther = last?.ukuran === ukuran && !last.akar.equals(akar)
  if (finding !== 'forked' && !isOther) return undefined
  const rincian = `akar pohon ${ukuran} entri bukan akar yang sudah pernah ditandatangani`
  return { finding: 'bercabang', rincian }
}

async function signTree(
  { asal, ukuran, akar }: Pohon,
  signers: readonly Signer[],
): Promise<string> {
  const text = formatCheckpoint({ origin: asal, size: ukuran, root: akar, extensions: [] })
  const signatures: NoteSignature[] = []
  for (const { key, sign } of signers)
    signatures.push({ name: key.name, keyId: key.id, bytes: await sign(Buffer.from(text)) })
  return formatNote({ text, signatures })
}
