/** Keys of the log over time: which of them sign today, and what a change of key says. */
import { DAY_MS } from '../../../kernel/date.ts'

/** From when to when a key signs; an end of `null` is not decided yet. */
export type Term = Readonly<{ mulai: Date; berhenti: Date | null }>

/** A public key of the log ("name+hash+base64") and its term. */
export type LogKey = Term & Readonly<{ id: string; kunci: string }>

/** @returns the keys whose term holds the moment; during an overlap all of them sign */
export function keysThatSign<Key extends Term>(keys: readonly Key[], now: Date): readonly Key[] {
  return keys.filter(({ mulai, berhenti }) => mulai <= now && (berhenti === null || now < berhenti))
}

/**
 * What the log says of a change of key, for ever: the new key, from when it signs, and when those before
 * it stop. Who trusted one of the old keys can go over to the new one without asking anybody.
 */
export type KeyAnnouncement = Readonly<{
  kunci: string
  mulai: string
  lama: readonly Readonly<{ kunci: string; berhenti: string }>[]
}>

export const OVERLAP_DAYS = 30
export const OVERLAP_DAYS_MAX = 365

export type RotationOrder = Readonly<{
  /** How long the old keys go on signing beside the new one, in days; 0 only together with force. */
  overlapDays: number
  /** Do it although another change still overlaps, or stop the old keys at once: one is lost or stolen. */
  isForced: boolean
}>

export type RotationRefusal =
  | Readonly<{ why: 'no-key' }>
  /** The token's key has signed for this log before. */
  | Readonly<{ why: 'known-key' }>
  | Readonly<{ why: 'bad-overlap' }>
  /** The last change is not over: two keys sign until this moment. */
  | Readonly<{ why: 'still-overlapping'; until: Date }>

export type RotationPlan = Readonly<{
  stops: readonly Readonly<{ id: string; berhenti: Date }>[]
}>

/** May the key be changed now, and when does each key that signs today stop? */
export function decideRotation(
  keys: readonly LogKey[],
  { overlapDays, isForced }: RotationOrder,
  now: Date,
): RotationPlan | RotationRefusal {
  const signing = keysThatSign(keys, now)
  const least = isForced ? 0 : 1
  if (keys.length === 0) return { why: 'no-key' }
  if (!Number.isInteger(overlapDays) || overlapDays < least || overlapDays > OVERLAP_DAYS_MAX)
    return { why: 'bad-overlap' }
  const ends = signing.flatMap(({ berhenti }) => (berhenti === null ? [] : [berhenti]))
  const [until] = ends.toSorted((a, b) => b.getTime() - a.getTime())
  if (until !== undefined && !isForced) return { why: 'still-overlapping', until }
  const end = new Date(now.getTime() + overlapDays * DAY_MS)
  // Who stops earlier anyway is not given more time.
  const stops = signing.map(({ id, berhenti }) => ({
    id,
    berhenti: berhenti !== null && berhenti < end ? berhenti : end,
  }))
  return { stops }
}

/** The document of a change of key: canonical JSON of this is what the leaf's digest is over. */
export function announceKey(
  fresh: Readonly<{ kunci: string; mulai: Date }>,
  old: readonly Readonly<{ kunci: string; berhenti: Date }>[],
): KeyAnnouncement {
  return {
    kunci: fresh.kunci,
    mulai: fresh.mulai.toISOString(),
    lama: old.map(({ kunci, berhenti }) => ({ kunci, berhenti: berhenti.toISOString() })),
  }
}

const ANNOUNCEMENT_BYTES_MAX = 16_384

/** @returns undefined for bytes that are no announcement of a key */
export function parseAnnouncement(bytes: Uint8Array): KeyAnnouncement | undefined {
  if (bytes.length > ANNOUNCEMENT_BYTES_MAX) return undefined
  const { kunci, mulai, lama } = readObject(bytes)
  if (typeof kunci !== 'string' || !isInstant(mulai) || !Array.isArray(lama)) return undefined
  const old = lama.map((one: unknown) => {
    const { kunci: key, berhenti } = asObject(one)
    return typeof key === 'string' && isInstant(berhenti) ? { kunci: key, berhenti } : undefined
  })
  return old.every((one) => one !== undefined) ? { kunci, mulai, lama: old } : undefined
}

function readObject(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    return asObject(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  } catch {
    return {}
  }
}

const asObject = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

function isInstant(value: unknown): value is string {
  if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) return false
  return new Date(value).toISOString() === value
}
