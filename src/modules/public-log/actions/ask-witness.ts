import { parseCheckpointNote } from '../../../kernel/tlog/checkpoint.ts'
import type { Hash } from '../../../kernel/tlog/merkle.ts'
import { parseNote } from '../../../kernel/tlog/note.ts'
import { wantedForConsistency } from '../../../kernel/tlog/prove.ts'
import { openCheckpoint } from '../../../kernel/tlog/verify.ts'
import type { LogWitness } from '../../../log-witnesses.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { SafeFetch, SafeRequest } from '../../../platform/net/safe-fetch.ts'
import { CHECK_TOOLS } from '../../../platform/sha256.ts'
import { formatAddCheckpoint } from '../domain/add-checkpoint.ts'
import { readWitnessAnswer, type WitnessAnswer } from '../domain/witness-answer.ts'
import { listVerifierKeys } from '../store/kunci-store.ts'
import type { Titik } from '../store/titik-store.ts'
import { findProof } from './prove.ts'

export type AskDeps = Readonly<{
  db: Db
  now: () => Date
  fetch: SafeFetch
  /** Ends what is on its way: the program stops. */
  signal: AbortSignal
}>

/** Longest a witness may take; it is asked again soon, and nobody waits for it. */
export const ANSWER_MS = 5_000
const ANSWER_BYTES_MAX = 16_384

export type Outcome =
  | WitnessAnswer
  /** Nothing was heard, or nothing may be asked there: why, in words. */
  | Readonly<{ kind: 'unreachable'; reason: string }>
  /** Our own tiles do not hold what the proof is made of. */
  | Readonly<{ kind: 'no-proof' }>
  | Readonly<{ kind: 'stopped' }>

export type Question = Readonly<{
  /** The checkpoint to be signed. */
  titik: Titik
  /** Size the witness signed last, as far as we know; at most that of the checkpoint. */
  oldSize: number
}>

/** Ask one witness once (C2SP tlog-witness, "add-checkpoint"). Nothing is locked while it thinks. */
export async function askWitness(
  deps: AskDeps,
  { key, url }: LogWitness,
  { titik, oldSize }: Question,
): Promise<Outcome> {
  const proof = await proveGrowth(deps.db, oldSize, titik.ukuran)
  if (proof === undefined) return { kind: 'no-proof' }
  const heard = await hear(deps, `${url}/add-checkpoint`, {
    method: 'POST',
    body: formatAddCheckpoint({ oldSize, proof, checkpoint: titik.nota }),
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })
  if (heard.kind !== 'answer') return heard
  const text = parseNote(titik.nota)?.text ?? ''
  const nowSeconds = Math.floor(deps.now().getTime() / 1_000)
  const asked = { key, oldSize, size: titik.ukuran, text, nowSeconds }
  return readWitnessAnswer(CHECK_TOOLS, heard, asked)
}

/** The name of the log that a checkpoint is of. */
export const originOf = ({ nota }: Titik): string =>
  parseCheckpointNote(nota)?.checkpoint.origin ?? ''

/** @returns undefined when the tiles are not there */
async function proveGrowth(
  db: Db,
  oldSize: number,
  size: number,
): Promise<readonly Hash[] | undefined> {
  if (oldSize === 0 || oldSize === size) return []
  return findProof(db, wantedForConsistency(oldSize, size))
}

type Heard =
  | Readonly<{ kind: 'answer'; status: number; body: string }>
  | Extract<Outcome, { kind: 'unreachable' | 'stopped' | 'gibberish' }>

async function hear(deps: AskDeps, url: string, request: SafeRequest): Promise<Heard> {
  const { fetch, signal } = deps
  try {
    const answer = await fetch(url, {
      ...request,
      signal,
      timeoutMs: ANSWER_MS,
      maxBytes: ANSWER_BYTES_MAX,
    })
    if (answer.ok) return { kind: 'answer', status: answer.value.status, body: answer.value.text() }
    const [refusal] = answer.refusals
    return refusal?.code.startsWith('ISI_WEB')
      ? { kind: 'gibberish' }
      : { kind: 'unreachable', reason: refusal?.message ?? '' }
  } catch {
    // A network that fails is what a witness that is down looks like; there is nothing else to learn from it.
    return signal.aborted
      ? { kind: 'stopped' }
      : { kind: 'unreachable', reason: 'Tidak ada jawaban.' }
  }
}

/**
 * What a witness that accuses us has signed last, when it shows it and our own key did sign it: then the
 * accusation is proven. Not every witness shows it.
 */
export async function askEvidence(
  deps: AskDeps,
  { url }: LogWitness,
  titik: Titik,
): Promise<string | undefined> {
  const origin = encodeURIComponent(originOf(titik))
  const heard = await hear(deps, `${url}/checkpoint?origin=${origin}`, {})
  if (heard.kind !== 'answer' || heard.status !== 200) return undefined
  const logKeys = await listVerifierKeys(deps.db)
  const opened = openCheckpoint(CHECK_TOOLS, heard.body, { logKeys })
  if (!opened.ok) return undefined
  const { size, root } = opened.checkpoint
  const isAnother = size === titik.ukuran && !titik.akar.equals(root)
  return size > titik.ukuran || isAnother ? heard.body : undefined
}
