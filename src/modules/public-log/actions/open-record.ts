import { parseVerifierKey } from '../../../kernel/tlog/note.ts'
import { parseProofFile } from '../../../kernel/tlog/proof-file.ts'
import { checkProof } from '../../../kernel/tlog/verify.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { CHECK_TOOLS, sha256 } from '../../../platform/sha256.ts'
import { type Leaf, parseLeaf, saltedDigest } from '../domain/leaf.ts'
import { isSecretObject } from '../domain/pseudonym.ts'
import { type Signature, signaturesUnder } from '../domain/signatures.ts'
import { type Entri, findEntriAt } from '../store/entri-store.ts'
import type { RecordKind } from '../types.ts'
import type { Documents, OpenedDocument } from './documents.ts'
import { type Proven, prove, readEntry } from './prove.ts'

/** Keys as text ("name+hash+base64"): every one that ever signed the log, and those of its witnesses. */
export type KeyTexts = Readonly<{ log: readonly string[]; witnesses: readonly string[] }>

/** A document that everybody may read, and how it is told of. */
type Words = Readonly<{ bytes: Buffer; href?: string; detail?: string }>

/** What can be shown of the document of a record. */
export type ShownDocument =
  | (Words & Readonly<{ state: 'open' }>)
  /** Kept, and not for everybody: a secret or hidden matter. */
  | Readonly<{ state: 'closed' }>
  /** Its salt was erased; what is kept cannot be tied to the record any longer, so nothing is shown. */
  | Readonly<{ state: 'forgotten' }>
  /** What is stored now is not what was recorded: somebody changed it behind the log's back. */
  | Readonly<{ state: 'changed' }>
  | (Words & Readonly<{ state: 'changed' }>)
  /** It was recorded and is stored no longer. */
  | Readonly<{ state: 'gone' }>

export type ShownRecord = Readonly<{
  indeks: number
  waktu: Date
  jenis: string
  kind: RecordKind | undefined
  /** Absent when what the bundle holds is no leaf of ours any more. */
  leaf: Leaf | undefined
  document: ShownDocument
  /** Absent while no signed checkpoint holds the record yet. */
  proven: Proven | undefined
  /** Who signed the checkpoint that it is proved under. */
  signatures: readonly Signature[]
  /** The stored tree does not prove the stored leaf, or nobody signed it: something was changed. */
  isDamaged: boolean
}>

/**
 * One record as everybody may see it, checked before it is shown: a page that only repeats what the
 * tables say would repeat a forgery too. The salt leaves the house with an open document only, so that
 * nobody can try out guesses at a closed one.
 */
export async function openRecord(
  documents: Documents,
  tx: Tx,
  { indeks, keys }: Readonly<{ indeks: number; keys: KeyTexts }>,
): Promise<ShownRecord | undefined> {
  const entri = await findEntriAt(tx, 'publik', indeks)
  if (entri === undefined) return undefined
  const entry = await readEntry(tx, indeks)
  const leaf = entry === undefined ? undefined : parseLeaf(entry)
  const kept = (await documents.read(tx, entri.jenis, [entri.acuan])).get(entri.acuan)
  const document = judgeDocument(entri, leaf, kept)
  const isShown = 'bytes' in document
  const proven =
    leaf === undefined ? undefined : await prove(tx, isShown ? entri : { ...entri, garam: null })
  const checked = proven === undefined ? undefined : checkProven(proven, keys)
  return {
    indeks,
    waktu: entri.waktu,
    jenis: entri.jenis,
    kind: documents.kindOf(entri.jenis),
    leaf,
    document,
    proven,
    signatures: checked?.signatures ?? [],
    isDamaged: leaf?.type !== entri.jenis || checked?.isSound === false,
  }
}

function judgeDocument(
  { garam }: Entri,
  leaf: Leaf | undefined,
  kept: OpenedDocument | undefined,
): ShownDocument {
  if (garam === null) return { state: 'forgotten' }
  if (kept === undefined) return { state: 'gone' }
  const isSame = leaf !== undefined && saltedDigest(sha256, garam, kept.bytes) === leaf.sha256
  const isOpen = kept.isOpen && leaf !== undefined && !isSecretObject(leaf.object)
  if (!isOpen) return isSame ? { state: 'closed' } : { state: 'changed' }
  const { isOpen: _open, ...words } = kept
  return { state: isSame ? 'open' : 'changed', ...words }
}

/** Does what we are about to hand out hold, and who says so? */
function checkProven({ proofFile, entry }: Proven, keys: KeyTexts) {
  const proof = parseProofFile(proofFile)
  if (proof === undefined) return { isSound: false, signatures: [] }
  const parsed = (texts: readonly string[]) =>
    texts.flatMap((text) => parseVerifierKey(sha256, text) ?? [])
  const given = { logKeys: parsed(keys.log), others: parsed(keys.witnesses) }
  return {
    isSound: checkProof(CHECK_TOOLS, { entry, proof }, given).ok,
    signatures: signaturesUnder(CHECK_TOOLS, proof.checkpoint, given),
  }
}
