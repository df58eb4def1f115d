import type { z } from 'zod'
import type { Breaker } from '../../kernel/breaker.ts'
import type { Tx } from '../db/database.ts'
import type { SafeFetch } from '../net/safe-fetch.ts'

/** Somebody else's system that the house asks or tells: a register, a gateway, a signer. */
export type OutsideSystem = Readonly<{
  /** Short and stable: "dukcapil". Key of its row, label in metrics and logs. */
  kode: string
  nama: Readonly<{ id: string; en: string }>
  /** Without one the house goes on without the system and says so. */
  address: string | undefined
  /** Sent with every call: keys. Never logged. */
  headers?: Readonly<Record<string, string>>
  /** Answers in the place of the system: the embedded stand-in. */
  standIn?: SafeFetch
  /** How much waits until it can be reached again, for /status. */
  waiting?: (tx: Tx) => Promise<number>
}>

export type OutsideCall<Value> = Readonly<{
  /** What is asked, for metrics and logs; holds nothing of the one it is about. */
  name: string
  method: 'GET' | 'POST'
  /** Behind the system's address. Never holds personal data: addresses end up in logs of others. */
  path: string
  /** Sent as JSON. */
  body?: unknown
  headers?: Readonly<Record<string, string>>
  /** It only reads, or carries a key by which the other side knows it again: may be sent twice. */
  isRepeatable: boolean
  /** One try, from name look-up to the last byte. */
  timeoutMs?: number
  /** Largest answer; 256 kB unless told. */
  maxBytes?: number
  /** What a status means; a status that is not named is a failure of the system. */
  answers: Readonly<Partial<Record<number, z.ZodType<Value>>>>
}>

/**
 * Why there is no answer. `resting` and `full`: it was not even asked. `refused`: it answers, and will not
 * take this one question; others may go through.
 */
export type WhyUnreachable =
  | 'unset'
  | 'resting'
  | 'full'
  | 'timeout'
  | 'network'
  | 'status'
  | 'refused'
  | 'content'

export type OutsideAnswer<Value> =
  | Readonly<{ kind: 'answer'; status: number; value: Value }>
  | Readonly<{ kind: 'unreachable'; since: Date; why: WhyUnreachable }>

export type OutsideClient = Readonly<{
  kode: string
  isSet: boolean
  call: <Value>(call: OutsideCall<Value>) => Promise<OutsideAnswer<Value>>
}>

/** How a system has fared; kept in a row so that a restart does not begin with knocking again. */
export type OutsideHealth = Breaker &
  Readonly<{
    kode: string
    /** First failure since it last answered. */
    tergangguSejak: Date | null
    berhasilAt: Date | null
    /** What went wrong last, in a word of WhyUnreachable and a status. */
    galat: string | null
  }>

export type HealthStore = Readonly<{
  load: (kode: string) => Promise<OutsideHealth | undefined>
  save: (health: OutsideHealth) => Promise<void>
}>

export type OutsideState = Readonly<{
  kode: string
  nama: Readonly<{ id: string; en: string }>
  keadaan: 'ok' | 'terganggu' | 'belum-diatur'
  /** Since when it cannot be reached. */
  since: Date | undefined
  waiting: number
  isStandIn: boolean
}>
