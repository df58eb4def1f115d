/** Checking what a log hands out. Pure: how a signature is checked is handed in, as hashes are. */
import { type Checkpoint, parseCheckpointNote } from './checkpoint.ts'
import { isIncluded, leafHash, type Sha256 } from './merkle.ts'
import {
  COSIGNATURE,
  cosignedText,
  type Note,
  type NoteSignature,
  signaturesOf,
  unpackCosignature,
  type VerifierKey,
} from './note.ts'
import type { ProofFile } from './proof-file.ts'

/** Is this the Ed25519 signature of the message? (RFC 8032.) */
export type VerifyEd25519 = (
  signed: Readonly<{ publicKey: Uint8Array; message: Uint8Array; signature: Uint8Array }>,
) => boolean

export type Tools = Readonly<{ sha: Sha256; verify: VerifyEd25519 }>

/** A signature that holds. */
export type Signed = Readonly<{
  key: VerifierKey
  /** When a witness signed, in seconds since 1970; a log's own signature says no time. */
  seconds?: number
}>

/** Which of these keys signed the note, and when. A signature of an unknown key says nothing. */
export function signersOf(
  { verify }: Pick<Tools, 'verify'>,
  note: Note,
  keys: readonly VerifierKey[],
): readonly Signed[] {
  return keys.flatMap((key) => {
    const held = signaturesOf(note, key).flatMap((one) => heldBy(verify, note.text, { key, one }))
    return held.slice(0, 1)
  })
}

function heldBy(
  verify: VerifyEd25519,
  text: string,
  { key, one }: Readonly<{ key: VerifierKey; one: NoteSignature }>,
): readonly Signed[] {
  const { publicKey } = key
  if (key.algorithm !== COSIGNATURE) {
    const message = new TextEncoder().encode(text)
    return verify({ publicKey, message, signature: one.bytes }) ? [{ key }] : []
  }
  const cosigned = unpackCosignature(one.bytes)
  if (cosigned === undefined) return []
  const { seconds, signature } = cosigned
  const message = cosignedText(seconds, text)
  return verify({ publicKey, message, signature }) ? [{ key, seconds }] : []
}

export type CheckpointFault =
  /** Not a signed note with a checkpoint in it. */
  | 'not-a-checkpoint'
  /** A checkpoint of another log. */
  | 'other-log'
  /** None of the log's keys signed it. */
  | 'not-signed'

export type OpenedCheckpoint =
  | Readonly<{ ok: true; checkpoint: Checkpoint; note: Note; signed: readonly Signed[] }>
  | Readonly<{ ok: false; fault: CheckpointFault }>

/**
 * A checkpoint that at least one of the log's keys signed.
 *
 * @param logKeys each named as the log's origin; several while a key is being replaced
 * @param others keys of witnesses, looked for as well
 */
export function openCheckpoint(
  tools: Pick<Tools, 'verify'>,
  signedNote: string,
  {
    logKeys,
    others = [],
  }: Readonly<{ logKeys: readonly VerifierKey[]; others?: readonly VerifierKey[] }>,
): OpenedCheckpoint {
  const parsed = parseCheckpointNote(signedNote)
  if (parsed === undefined) return { ok: false, fault: 'not-a-checkpoint' }
  const { note, checkpoint } = parsed
  const own = logKeys.filter(({ name }) => name === checkpoint.origin)
  if (own.length === 0) return { ok: false, fault: 'other-log' }
  const byLog = signersOf(tools, note, own)
  if (byLog.length === 0) return { ok: false, fault: 'not-signed' }
  return { ok: true, checkpoint, note, signed: [...byLog, ...signersOf(tools, note, others)] }
}

export type ProofFault = CheckpointFault | 'not-included'

export type CheckedProof =
  | Readonly<{ ok: true; checkpoint: Checkpoint; signed: readonly Signed[] }>
  | Readonly<{ ok: false; fault: ProofFault }>

/** Is this entry in the log, at this place, under a checkpoint that the log signed? */
export function checkProof(
  tools: Tools,
  { entry, proof }: Readonly<{ entry: Uint8Array; proof: ProofFile }>,
  keys: Readonly<{ logKeys: readonly VerifierKey[]; others?: readonly VerifierKey[] }>,
): CheckedProof {
  const opened = openCheckpoint(tools, proof.checkpoint, keys)
  if (!opened.ok) return opened
  const { checkpoint, signed } = opened
  const isIn = isIncluded(tools.sha, {
    index: proof.index,
    size: checkpoint.size,
    leaf: leafHash(tools.sha, entry),
    proof: proof.proof,
    root: checkpoint.root,
  })
  return isIn ? { ok: true, checkpoint, signed } : { ok: false, fault: 'not-included' }
}
