import { assert } from '../../kernel/assert.ts'
import { withoutSlashes } from '../../kernel/without-slashes.ts'
import type { Tx } from '../db/database.ts'
import type { Log } from '../log/log.ts'
import type { Metrics } from '../log/metrics.ts'
import { createSafeFetch, type SafeFetch } from '../net/safe-fetch.ts'
import { keepVitals, type Vitals } from './health.ts'
import type {
  HealthStore,
  OutsideAnswer,
  OutsideCall,
  OutsideClient,
  OutsideState,
  OutsideSystem,
  WhyUnreachable,
} from './types.ts'

export type OutsideNeeds = Readonly<{
  now: () => Date
  randomBytes: (count: number) => Uint8Array
  log: Log
  metrics: Metrics
  health: HealthStore
  sleep?: (ms: number) => Promise<void>
}>

export type Outside = Readonly<{
  open: (system: OutsideSystem) => OutsideClient
  /** Every opened system, in the order they were opened. */
  states: (tx: Tx) => Promise<readonly OutsideState[]>
  /** Ends when all that is known of the systems is written down: before the database is closed. */
  settled: () => Promise<void>
}>

const TIMEOUT_MS = 2_000
const ANSWER_BYTES_MAX = 256 * 1024
/** Calls under way to one system; a slow one must not take every connection of the house with it. */
const IN_FLIGHT_MAX = 4
const TRIES = 2
const RETRY_MS = { least: 100, spread: 200 }

/**
 * The one way out to systems of others. Whatever they do, a call ends soon with a value: an answer that a
 * schema has read, or the word that they cannot be reached. Nothing here throws for what they do.
 */
export function createOutside(needs: OutsideNeeds): Outside {
  const startedAt = needs.now()
  const opened: Opened[] = []
  return {
    open: (system) => {
      assert(
        opened.every((one) => one.system.kode !== system.kode),
        'a system is opened once',
      )
      const one = { system, vitals: keepVitals(system.kode, needs), startedAt }
      opened.push(one)
      return openClient(needs, one)
    },
    states: async (tx) => {
      const found: OutsideState[] = []
      for (const one of opened) found.push(await stateOf(tx, one))
      return found
    },
    settled: async () => {
      for (const { vitals } of opened) await vitals.settled()
    },
  }
}

type Opened = Readonly<{ system: OutsideSystem; vitals: Vitals; startedAt: Date }>

async function stateOf(tx: Tx, { system, vitals, startedAt }: Opened): Promise<OutsideState> {
  const { kode, nama } = system
  await vitals.load()
  const waiting = (await system.waiting?.(tx)) ?? 0
  const shown = { kode, nama, waiting, isStandIn: system.standIn !== undefined }
  if (!isSet(system)) return { ...shown, keadaan: 'belum-diatur', since: startedAt }
  const { gagalBeruntun, tergangguSejak } = vitals.now()
  // One try that failed is a hiccup; a call of which every try failed is a disturbance.
  return gagalBeruntun < TRIES
    ? { ...shown, keadaan: 'ok', since: undefined }
    : { ...shown, keadaan: 'terganggu', since: tergangguSejak ?? startedAt }
}

function isSet({ address, standIn }: OutsideSystem): boolean {
  return address !== undefined || standIn !== undefined
}

function openClient(needs: OutsideNeeds, { system, vitals, startedAt }: Opened): OutsideClient {
  const fetch = system.standIn ?? fetchOnly(system.address)
  let inFlight = 0
  const unreachable = (why: WhyUnreachable) =>
    ({ kind: 'unreachable', since: vitals.now().tergangguSejak ?? needs.now(), why }) as const
  return {
    kode: system.kode,
    isSet: isSet(system),
    call: async (call) => {
      if (fetch === undefined) return { ...unreachable('unset'), since: startedAt }
      await vitals.load()
      if (inFlight >= IN_FLIGHT_MAX) return unreachable('full')
      const door = vitals.enter()
      if (door === undefined) return unreachable('resting')
      inFlight += 1
      try {
        const tries = call.isRepeatable && !door.isTrial ? TRIES : 1
        const outcome = await tryTimes(needs, { system, vitals, fetch }, { call, tries })
        return typeof outcome === 'string' ? unreachable(outcome) : outcome
      } finally {
        inFlight -= 1
        door.leave()
      }
    },
  }
}

/** The operator's own word names the host, so it may lie in a private network; nothing else may. */
function fetchOnly(address: string | undefined): SafeFetch | undefined {
  if (address === undefined) return undefined
  const url = new URL(address)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  return createSafeFetch({ allowHosts: [host], allowPrivate: [`${host}:${port}`] })
}

type Line = Readonly<{ system: OutsideSystem; vitals: Vitals; fetch: SafeFetch }>
type Answered<Value> = Extract<OutsideAnswer<Value>, { kind: 'answer' }>

async function tryTimes<Value>(
  needs: OutsideNeeds,
  line: Line,
  { call, tries }: Readonly<{ call: OutsideCall<Value>; tries: number }>,
): Promise<Answered<Value> | WhyUnreachable> {
  let why: WhyUnreachable = 'network'
  for (let left = tries; left > 0; left -= 1) {
    const outcome = await tryOnce(needs, line, call)
    if (outcome.kind === 'answer') {
      line.vitals.succeed()
      return outcome
    }
    why = outcome.why
    if (why === 'refused') {
      line.vitals.succeed()
      break
    }
    line.vitals.fail(why, outcome.detail)
    const isShut = line.vitals.now().istirahatSampai !== null
    if (isShut) break
    if (left > 1) await pause(needs)
  }
  return why
}

type Failed = Readonly<{ kind: 'failed'; why: WhyUnreachable; detail: string }>

async function tryOnce<Value>(
  { metrics, log }: OutsideNeeds,
  { system, fetch }: Line,
  call: OutsideCall<Value>,
): Promise<Answered<Value> | Failed> {
  const done = metrics.outsideSeconds.startTimer({ system: system.kode, call: call.name })
  const outcome = await ask(system, fetch, call)
  const result = outcome.kind === 'answer' ? 'answer' : outcome.why
  const seconds = done({ outcome: result })
  if (outcome.kind === 'failed')
    log.warn(
      { system: system.kode, call: call.name, why: outcome.why, detail: outcome.detail, seconds },
      'outside call failed',
    )
  return outcome
}

async function ask<Value>(
  system: OutsideSystem,
  fetch: SafeFetch,
  call: OutsideCall<Value>,
): Promise<Answered<Value> | Failed> {
  const failed = (why: WhyUnreachable, detail = ''): Failed => ({ kind: 'failed', why, detail })
  try {
    const base = withoutSlashes(system.address ?? STAND_IN_ADDRESS)
    const answer = await fetch(`${base}${call.path}`, {
      method: call.method,
      headers: { ...JSON_HEADERS, ...system.headers, ...call.headers },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      timeoutMs: call.timeoutMs ?? TIMEOUT_MS,
      maxBytes: call.maxBytes ?? ANSWER_BYTES_MAX,
    })
    if (!answer.ok) return failed('content', answer.refusals[0]?.code)
    const { status, text } = answer.value
    const schema = call.answers[status]
    if (schema === undefined)
      return failed(REFUSING.has(status) ? 'refused' : 'status', String(status))
    const parsed = schema.safeParse(readJson(text()))
    // Where it is wrong, never what stood there: that may be somebody's data.
    if (!parsed.success) return failed('content', parsed.error.issues[0]?.path.join('.'))
    return { kind: 'answer', status, value: parsed.data }
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    const isLate = name === 'TimeoutError' || name === 'AbortError'
    return isLate ? failed('timeout') : failed('network', codeOf(error))
  }
}

/** Said of one question, not of the system: it must not shut the door for all others. */
const REFUSING: ReadonlySet<number> = new Set([400, 409, 413, 422])

const JSON_HEADERS = { accept: 'application/json', 'content-type': 'application/json' }
/** Never resolved: the stand-in answers before any network. */
const STAND_IN_ADDRESS = 'http://stand-in.invalid'

/** What is no JSON fits no schema. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** ECONNREFUSED and the like; a message could hold an address. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** Between tries, never the same for all who failed together. */
function pause({ sleep = sleepMs, randomBytes }: OutsideNeeds): Promise<void> {
  const share = (randomBytes(1)[0] ?? 0) / 256
  return sleep(RETRY_MS.least + share * RETRY_MS.spread)
}

function sleepMs(ms: number): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, ms)
  })
}
