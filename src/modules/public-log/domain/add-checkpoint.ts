/**
 * What a witness is asked, and what it says (C2SP tlog-witness, "add-checkpoint"). A witness signs for a
 * log only what grew out of what it signed before; whoever changes a log behind its back is told no.
 */
import type { Checkpoint } from '../../../kernel/tlog/checkpoint.ts'
import { emptyRoot, type Hash, isGrown, isSameHash } from '../../../kernel/tlog/merkle.ts'
import { fromBase64, type Note, toBase64, type VerifierKey } from '../../../kernel/tlog/note.ts'
import { openCheckpoint, signersOf, type Tools } from '../../../kernel/tlog/verify.ts'

/** A longer request is none: 63 lines of proof are 2,900 bytes, a checkpoint is a few hundred. */
export const REQUEST_BYTES_MAX = 16_384
const PROOF_LINES_MAX = 63
const HASH_BYTES = 32

export type AddCheckpoint = Readonly<{
  /** Size of the tree that the witness signed last, as far as the asker knows. */
  oldSize: number
  /** That the tree of that size is the beginning of this one. */
  proof: readonly Hash[]
  /** The signed note, whole. */
  checkpoint: string
}>

/** Body of the request. */
export function formatAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): string {
  return [`old ${oldSize}`, ...proof.map(toBase64), '', checkpoint].join('\n')
}

/** @returns undefined for a body that is no request; whether its note is one is not asked here */
export function parseAddCheckpoint(body: string): AddCheckpoint | undefined {
  const split = body.indexOf('\n\n')
  if (split < 0 || body.length > REQUEST_BYTES_MAX) return undefined
  const [first = '', ...lines] = body.slice(0, split).split('\n')
  const [, digits] = /^old (0|[1-9]\d{0,15})$/.exec(first) ?? []
  const oldSize = Number(digits)
  if (digits === undefined || !Number.isSafeInteger(oldSize)) return undefined
  if (lines.length > PROOF_LINES_MAX) return undefined
  const proof = lines.map(fromBase64)
  if (!proof.every((hash) => hash?.length === HASH_BYTES)) return undefined
  return { oldSize, proof: proof as Hash[], checkpoint: body.slice(split + 2) }
}

/** The log that a request is about, before anything of it is believed. */
export function originOf({ checkpoint }: AddCheckpoint): string {
  return checkpoint.slice(0, Math.max(0, checkpoint.indexOf('\n')))
}

/** What a witness signed last for a log. */
export type Known = Readonly<{ size: number; root: Hash }>

/** What a signed checkpoint says against its own log. */
export type Suspicion =
  /** Two roots of one size, both signed by the log: a proof that it forked. */
  | 'bercabang'
  /** A smaller tree than was signed before: a log that went back, or somebody who replays an old page. */
  | 'mundur'
  /** A larger tree that was not shown to contain the one before. */
  | 'bukti-ditolak'

export type Verdict =
  | Readonly<{
      kind: 'cosign'
      checkpoint: Checkpoint
      /** The note with the log's own signatures; what others wrote below it is left out. */
      note: Note
    }>
  /** 400: not a request, or it says to come from a larger tree than it leads to. */
  | Readonly<{ kind: 'malformed'; signed?: Signed }>
  /** 404: nobody has told this witness of the log. */
  | Readonly<{ kind: 'unknown-log' }>
  /** 403: none of the log's keys signed it. */
  | Readonly<{ kind: 'not-signed' }>
  /** 409: the asker starts from another size than this witness signed last. */
  | Readonly<{ kind: 'other-size'; size: number; signed: Signed }>
  /** 409: the size that was signed last, with another root. */
  | Readonly<{ kind: 'other-root'; size: number; signed: Signed }>
  /** 422: the proof does not hold. */
  | Readonly<{ kind: 'not-grown'; signed: Signed }>

/** A checkpoint that the log did sign and the witness will not. */
export type Signed = Readonly<{ checkpoint: Checkpoint; suspicion?: Suspicion }>

/** What a witness does with a request: `known` is what it signed last for this log, if anything. */
export function decideAddCheckpoint(
  tools: Tools,
  {
    request,
    known = { size: 0, root: emptyRoot(tools.sha) },
    logKeys,
  }: Readonly<{
    request: AddCheckpoint
    known?: Known | undefined
    logKeys: readonly VerifierKey[]
  }>,
): Verdict {
  const opened = openCheckpoint(tools, request.checkpoint, { logKeys })
  if (!opened.ok) return { kind: UNOPENED[opened.fault] }
  const { checkpoint, note } = opened
  const { size, root } = checkpoint
  const signed = { checkpoint, ...suspect(checkpoint, known) }
  if (request.oldSize > size) return { kind: 'malformed', signed }
  if (request.oldSize !== known.size) return { kind: 'other-size', size: known.size, signed }
  if (size === known.size && !isSameHash(root, known.root))
    return { kind: 'other-root', size, signed }
  if (!isProven(tools, request, { known, checkpoint }))
    return { kind: 'not-grown', signed: { checkpoint, suspicion: 'bukti-ditolak' } }
  const own = logKeys.filter(({ name }) => name === checkpoint.origin)
  const signatures = note.signatures.filter(
    (one) => signersOf(tools, { text: note.text, signatures: [one] }, own).length > 0,
  )
  return { kind: 'cosign', checkpoint, note: { text: note.text, signatures } }
}

const UNOPENED = {
  'not-a-checkpoint': 'malformed',
  'other-log': 'unknown-log',
  'not-signed': 'not-signed',
} as const

/** Sizes alone tell, whatever the request says of where it starts from. */
function suspect({ size, root }: Checkpoint, known: Known): Pick<Signed, 'suspicion'> {
  if (size < known.size) return { suspicion: 'mundur' }
  const isFork = size === known.size && !isSameHash(root, known.root)
  return isFork ? { suspicion: 'bercabang' } : {}
}

function isProven(
  tools: Tools,
  { proof }: AddCheckpoint,
  { known, checkpoint }: Readonly<{ known: Known; checkpoint: Checkpoint }>,
): boolean {
  // Everything grows out of nothing: there is nothing to prove, and nothing may be sent.
  if (known.size === 0) return proof.length === 0
  return isGrown(tools.sha, {
    oldSize: known.size,
    size: checkpoint.size,
    oldRoot: known.root,
    root: checkpoint.root,
    proof,
  })
}
