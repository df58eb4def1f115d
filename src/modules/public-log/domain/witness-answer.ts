/**
 * What the answer of a witness means for the log that asked. Nothing of it is believed: a cosignature is
 * checked before it counts, and everything else is one of a few things that an answer may be.
 */
import { formatNote, parseNote, signaturesOf, type VerifierKey } from '../../../kernel/tlog/note.ts'
import { signersOf, type VerifyEd25519 } from '../../../kernel/tlog/verify.ts'

export type WitnessAnswer =
  | Readonly<{
      kind: 'cosigned'
      /** Line to put below the note, with its line feed. */
      line: string
      /** When the witness signed, in seconds since 1970. */
      seconds: number
    }>
  /** It signed this size last, not the one we said: to be asked again from there. */
  | Readonly<{ kind: 'behind'; size: number }>
  /** It has signed a larger tree of ours than we ask for: our log went back. */
  | Readonly<{ kind: 'ahead'; size: number }>
  /** It has signed another root for this size: our log has forked. */
  | Readonly<{ kind: 'fork' }>
  /** It does not take our proof that the tree only grew. */
  | Readonly<{ kind: 'refused-proof' }>
  /** It will not serve us: it does not know the log (404), its key (403), or cannot read the request (400). */
  | Readonly<{ kind: 'refused'; status: number }>
  /** It claims to have signed and has not: the signature is of another text or another key. */
  | Readonly<{ kind: 'lying' }>
  /** It is out of order: to be asked later. */
  | Readonly<{ kind: 'silent'; status: number }>
  | Readonly<{ kind: 'gibberish' }>

export type Asked = Readonly<{
  key: VerifierKey
  /** What we said it signed last. */
  oldSize: number
  /** Size of the checkpoint we sent. */
  size: number
  /** Text of the checkpoint, without signatures. */
  text: string
  /** Seconds since 1970. */
  nowSeconds: number
}>

/** A clock may be wrong by this much; a time beyond it is not one. */
const AHEAD_SECONDS_MAX = 3_600

/** @param answer its body as text, of bounded length */
export function readWitnessAnswer(
  tools: Readonly<{ verify: VerifyEd25519 }>,
  answer: Readonly<{ status: number; body: string }>,
  asked: Asked,
): WitnessAnswer {
  const { status, body } = answer
  if (status === 200) return readCosignature(tools.verify, body, asked)
  if (status === 409) return readConflict(body, asked)
  // Without a proof, only the root can be wrong: some witnesses say 422 where others say 409.
  if (status === 422) return { kind: asked.oldSize === asked.size ? 'fork' : 'refused-proof' }
  if (status === 400 || status === 403 || status === 404) return { kind: 'refused', status }
  return status >= 500 || status === 408 || status === 429
    ? { kind: 'silent', status }
    : { kind: 'gibberish' }
}

function readCosignature(verify: VerifyEd25519, body: string, asked: Asked): WitnessAnswer {
  const note = parseNote(`${asked.text}\n${body}`)
  // A body with an empty line in it would make a note of another text.
  if (note === undefined || note.text !== asked.text) return { kind: 'gibberish' }
  const claimed = signaturesOf(note, asked.key)
  if (claimed.length === 0) return { kind: 'gibberish' }
  for (const one of claimed) {
    const [held] = signersOf({ verify }, { text: note.text, signatures: [one] }, [asked.key])
    const seconds = held?.seconds
    if (seconds === undefined) continue
    if (seconds > asked.nowSeconds + AHEAD_SECONDS_MAX) return { kind: 'gibberish' }
    const line = formatNote({ text: '', signatures: [one] }).slice(1)
    return { kind: 'cosigned', line, seconds }
  }
  return { kind: 'lying' }
}

function readConflict(body: string, { oldSize, size }: Asked): WitnessAnswer {
  const [, digits] = /^(0|[1-9]\d{0,15})\n$/.exec(body) ?? []
  const last = digits === undefined ? undefined : Number(digits)
  if (last !== undefined && !Number.isSafeInteger(last)) return { kind: 'gibberish' }
  if (last !== undefined && last !== oldSize)
    return last > size ? { kind: 'ahead', size: last } : { kind: 'behind', size: last }
  // It signed what we said it signed: then only the root of this very size can be wrong.
  return oldSize === size ? { kind: 'fork' } : { kind: 'gibberish' }
}

const SECOND_MS = 1_000
const PAUSE_MS_MAX = 300_000
/** 2^9 seconds are beyond the longest pause. */
const DOUBLINGS_MAX = 9

/**
 * How long to leave a witness alone, in milliseconds: one second, doubling to five minutes.
 *
 * @param failures in a row, at least one
 */
export function pauseAfter(failures: number): number {
  return Math.min(SECOND_MS * 2 ** Math.min(failures - 1, DOUBLINGS_MAX), PAUSE_MS_MAX)
}
