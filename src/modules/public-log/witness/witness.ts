import { formatNote, type VerifierKey } from '../../../kernel/tlog/note.ts'
import { CHECK_TOOLS } from '../../../platform/sha256.ts'
import {
  type AddCheckpoint,
  decideAddCheckpoint,
  originOf,
  parseAddCheckpoint,
  type Verdict,
} from '../domain/add-checkpoint.ts'
import type { Evidence } from './evidence.ts'
import type { FolderLock } from './folder-lock.ts'
import type { KeptNote, KeptNotes } from './kept-notes.ts'
import type { WitnessKey } from './key-file.ts'

export type WitnessDeps = Readonly<{
  key: WitnessKey
  /** Keys of the logs that are witnessed, each named as its log. */
  logKeys: readonly VerifierKey[]
  notes: KeptNotes
  evidence: Evidence
  lock: FolderLock
  now: () => Date
}>

export type WitnessReply =
  | Readonly<{ status: 200; line: string }>
  | Readonly<{ status: 409; size: number }>
  | Readonly<{ status: 400 | 403 | 404 | 422 }>

export type Witness = Readonly<{
  key: VerifierKey
  origins: readonly string[]
  /** Throws when it cannot read or keep what it signs; then nothing was signed. */
  addCheckpoint: (body: string) => Promise<WitnessReply>
  lastOf: (origin: string) => Promise<KeptNote | undefined>
}>

export function createWitness(deps: WitnessDeps): Witness {
  const { key, logKeys, notes } = deps
  const origins = [...new Set(logKeys.map(({ name }) => name))]
  const inTurn = createTurns()
  return {
    key: key.key,
    origins,
    addCheckpoint: async (body) => {
      const request = parseAddCheckpoint(body)
      if (request === undefined) return { status: 400 }
      const origin = originOf(request)
      const work = () => answer(deps, { origin, request, body })
      // Only logs that are known get a queue: strangers cannot make more of them.
      return origins.includes(origin) ? inTurn(origin, work) : work()
    },
    lastOf: (origin) =>
      origins.includes(origin) ? notes.read(origin) : Promise.resolve(undefined),
  }
}

type Asked = Readonly<{ origin: string; request: AddCheckpoint; body: string }>

/** Looking at what was signed and keeping what is signed now is one step: nobody comes in between. */
async function answer(deps: WitnessDeps, { origin, request, body }: Asked): Promise<WitnessReply> {
  const { key, notes, evidence, lock, logKeys } = deps
  const kept = await notes.read(origin)
  const verdict = decideAddCheckpoint(CHECK_TOOLS, { request, known: kept?.checkpoint, logKeys })
  if (verdict.kind !== 'cosign') {
    if ('signed' in verdict && verdict.signed !== undefined)
      evidence.keep({ signed: verdict.signed, body, kept, at: deps.now() })
    return replyTo(verdict)
  }
  if (!(await lock.isHeld())) throw new Error('Folder saksi diambil proses lain.')
  const line = key.cosign(verdict.note.text, Math.floor(deps.now().getTime() / 1_000))
  // On disk before anybody has it: a signature that was given cannot be taken back.
  notes.write(origin, `${formatNote(verdict.note)}${line}`)
  return { status: 200, line }
}

function replyTo(verdict: Exclude<Verdict, { kind: 'cosign' }>): WitnessReply {
  switch (verdict.kind) {
    case 'other-size':
    case 'other-root':
      return { status: 409, size: verdict.size }
    case 'not-grown':
      return { status: 422 }
    case 'not-signed':
      return { status: 403 }
    case 'unknown-log':
      return { status: 404 }
    case 'malformed':
      return { status: 400 }
  }
}

/** Work of one name waits for the work of that name before it. */
function createTurns() {
  const last = new Map<string, Promise<unknown>>()
  return <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const turn = (last.get(name) ?? Promise.resolve()).then(work, work)
    last.set(name, turn)
    return turn
  }
}
