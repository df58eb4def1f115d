/**
 * A document against its proof file, without asking anybody: is it the one that was recorded, is the record
 * in the log, and did the log and its witnesses sign that?
 */
import { type Checkpoint, parseCheckpointNote } from '../../../kernel/tlog/checkpoint.ts'
import { isIncluded, isSameHash, leafHash } from '../../../kernel/tlog/merkle.ts'
import { type Note, toBase64, type VerifierKey } from '../../../kernel/tlog/note.ts'
import { type ProofFile, parseProofFile } from '../../../kernel/tlog/proof-file.ts'
import { type Signed, signersOf, type Tools } from '../../../kernel/tlog/verify.ts'
import { type Extra, type Leaf, parseExtra, parseLeaf, saltedDigest } from './leaf.ts'

export type RecordFault =
  /** Not a `.tlog-proof` file. */
  | Readonly<{ kind: 'not-a-proof' }>
  /** A proof file without the entry it is about. */
  | Readonly<{ kind: 'no-entry' }>
  /** The entry is not written as this log writes its entries. */
  | Readonly<{ kind: 'not-a-leaf' }>
  /** The salt was erased: no document can be shown to be the recorded one any more. */
  | Readonly<{ kind: 'salt-erased' }>
  | Readonly<{ kind: 'document-changed' }>
  | Readonly<{ kind: 'not-a-checkpoint' }>
  /** The path does not lead from this entry to the root of the checkpoint. */
  | Readonly<{ kind: 'not-included' }>
  /** Nobody said whose signature to look for. */
  | Readonly<{ kind: 'no-key' }>
  /** None of the given keys is of this log. */
  | Readonly<{ kind: 'unknown-key'; origin: string }>
  /** A given key's signature stands there and is wrong. */
  | Readonly<{ kind: 'wrong-signature'; origin: string }>
  | Readonly<{ kind: 'too-few-witnesses'; wanted: number; found: number }>

export type RecordCheck = Readonly<{
  /** Text of the proof file. */
  proof: string
  /** Bytes of the document. */
  document: Uint8Array
  logKeys: readonly VerifierKey[]
  witnessKeys: readonly VerifierKey[]
  /** Witnesses that must have signed. */
  quorum: number
}>

export type CheckedRecord = Readonly<{
  /** Every reason at once; none when all is right. */
  faults: readonly RecordFault[]
  leaf?: Leaf
  place?: Readonly<{ index: number; size: number; origin: string }>
  /** Keys of the log that signed. */
  signed: readonly Signed[]
  witnesses: readonly Signed[]
  /** The document agrees only without its last line feed, which an editor added. */
  isTrimmed: boolean
}>

export function checkRecord(tools: Tools, check: RecordCheck): CheckedRecord {
  const blank = { faults: [], signed: [], witnesses: [], isTrimmed: false }
  const proof = parseProofFile(check.proof)
  if (proof === undefined) return { ...blank, faults: [{ kind: 'not-a-proof' }] }
  const extra = proof.extra === undefined ? undefined : parseExtra(proof.extra)
  if (extra === undefined) return { ...blank, faults: [{ kind: 'no-entry' }] }
  const leaf = parseLeaf(extra.entry)
  const document = judgeDocument(tools, { leaf, extra, document: check.document })
  const place = judgePlace(tools, proof, extra)
  const signatures = judgeSignatures(tools, place, check)
  return {
    ...blank,
    ...document,
    ...signatures,
    ...(leaf === undefined ? {} : { leaf }),
    ...(place.checkpoint === undefined ? {} : { place: placeOf(proof, place.checkpoint) }),
    faults: [...document.faults, ...place.faults, ...signatures.faults],
  }
}

const placeOf = ({ index }: ProofFile, { size, origin }: Checkpoint) => ({ index, size, origin })

type Judged = Readonly<{ faults: readonly RecordFault[] }>

const LINE_FEED = 10

function judgeDocument(
  { sha }: Pick<Tools, 'sha'>,
  {
    leaf,
    extra: { salt },
    document,
  }: Readonly<{ leaf: Leaf | undefined; extra: Extra; document: Uint8Array }>,
): Judged & Pick<CheckedRecord, 'isTrimmed'> {
  const isTrimmed = false
  if (leaf === undefined) return { isTrimmed, faults: [{ kind: 'not-a-leaf' }] }
  if (salt === undefined) return { isTrimmed, faults: [{ kind: 'salt-erased' }] }
  const isRecorded = (bytes: Uint8Array) => saltedDigest(sha, salt, bytes) === leaf.sha256
  if (isRecorded(document)) return { isTrimmed, faults: [] }
  if (document.at(-1) === LINE_FEED && isRecorded(document.subarray(0, -1)))
    return { isTrimmed: true, faults: [] }
  return { isTrimmed, faults: [{ kind: 'document-changed' }] }
}

type JudgedPlace = Judged & Readonly<{ checkpoint?: Checkpoint; note?: Note }>

function judgePlace(
  { sha }: Pick<Tools, 'sha'>,
  { index, proof, checkpoint: text }: ProofFile,
  { entry }: Extra,
): JudgedPlace {
  const parsed = parseCheckpointNote(text)
  if (parsed === undefined) return { faults: [{ kind: 'not-a-checkpoint' }] }
  const { note, checkpoint } = parsed
  const { size, root } = checkpoint
  const isIn = isIncluded(sha, { index, size, leaf: leafHash(sha, entry), proof, root })
  return { note, checkpoint, faults: isIn ? [] : [{ kind: 'not-included' }] }
}

function judgeSignatures(
  { verify }: Pick<Tools, 'verify'>,
  { note, checkpoint }: JudgedPlace,
  { logKeys, witnessKeys, quorum }: RecordCheck,
): Judged & Pick<CheckedRecord, 'signed' | 'witnesses'> {
  if (note === undefined || checkpoint === undefined)
    return { faults: [], signed: [], witnesses: [] }
  const { origin } = checkpoint
  const own = logKeys.filter(({ name }) => name === origin)
  const signed = signersOf({ verify }, note, own)
  const witnesses = signersOf({ verify }, note, distinctKeys(witnessKeys))
  const few = witnesses.length < quorum
  return {
    signed,
    witnesses,
    faults: [
      ...(signed.length > 0
        ? []
        : [whyUnsigned({ origin, note, own, isKeyless: logKeys.length === 0 })]),
      ...(few
        ? [{ kind: 'too-few-witnesses', wanted: quorum, found: witnesses.length } as const]
        : []),
    ],
  }
}

/** A witness counts once, however often and under however many names its key was given. */
function distinctKeys(keys: readonly VerifierKey[]): readonly VerifierKey[] {
  return [...new Map(keys.map((key) => [toBase64(key.publicKey), key])).values()]
}

function whyUnsigned({
  origin,
  note,
  own,
  isKeyless,
}: Readonly<{
  origin: string
  note: Note
  own: readonly VerifierKey[]
  isKeyless: boolean
}>): RecordFault {
  if (isKeyless) return { kind: 'no-key' }
  const claims = note.signatures.some(
    ({ name, keyId }) => name === origin && own.some(({ id }) => isSameHash(id, keyId)),
  )
  return claims ? { kind: 'wrong-signature', origin } : { kind: 'unknown-key', origin }
}
