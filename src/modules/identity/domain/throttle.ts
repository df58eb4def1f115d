import { MINUTE_MS } from '../../../kernel/date.ts'

/**
 * Slowing down guesses. Whoever must wait is the one who guesses: the keys counted are an address, or
 * an account tried from a device that has never signed in to it. The owner's own device has a key of
 * its own, so a stranger can make nobody wait but strangers.
 */
export type ThrottleRule = Readonly<{
  /** Tries allowed in one window. */
  limit: number
  windowMs: number
  /** After the limit: does each further round wait twice as long as the last? */
  isGrowing: boolean
  waitMaxMs: number
}>

/** What is remembered of a key, in milliseconds of the epoch. */
export type Tries = Readonly<{
  count: number
  windowStartMs: number
  /** How often the limit was passed without a success or a day's rest in between. */
  strikes: number
  blockedUntilMs: number
  lastMs: number
}>

export type TryDecision =
  | Readonly<{ isAllowed: true; next: Tries }>
  | Readonly<{ isAllowed: false; waitSeconds: number; next: Tries }>

const HOUR = 60 * MINUTE_MS
const FORGET_MS = 24 * HOUR

/** Tries at one account from devices that never signed in to it: 5 a minute, then 1 per 1, 2, 4, 8, 15 minutes. */
export const STRANGER_RULE: ThrottleRule = {
  limit: 5,
  windowMs: MINUTE_MS,
  isGrowing: true,
  waitMaxMs: 15 * MINUTE_MS,
}
/** Failed tries from one address, whatever the account. Many people may share an address. */
export const ADDRESS_RULE: ThrottleRule = {
  limit: 20,
  windowMs: MINUTE_MS,
  isGrowing: false,
  waitMaxMs: MINUTE_MS,
}
/** Tries at one account from a device that has signed in to it before. */
export const KNOWN_DEVICE_RULE: ThrottleRule = {
  limit: 10,
  windowMs: MINUTE_MS,
  isGrowing: false,
  waitMaxMs: MINUTE_MS,
}
/** Codes sent to one number or address: 3 in 15 minutes, then 1 per 15, 30, 60 minutes. */
export const SEND_RULE: ThrottleRule = {
  limit: 3,
  windowMs: 15 * MINUTE_MS,
  isGrowing: true,
  waitMaxMs: HOUR,
}
/** Second-factor codes tried for one account; only someone who knows the password gets here. */
export const SECOND_FACTOR_RULE: ThrottleRule = {
  limit: 5,
  windowMs: 15 * MINUTE_MS,
  isGrowing: true,
  waitMaxMs: HOUR,
}

/**
 * May this try go ahead, and what is remembered afterwards? A refused try is not counted, so a page
 * that reloads does not lengthen the wait.
 *
 * @param before undefined when the key was never seen
 * @param nowMs milliseconds of the epoch
 */
export function decideTry(
  before: Tries | undefined,
  nowMs: number,
  rule: ThrottleRule,
): TryDecision {
  const tries = before === undefined || nowMs - before.lastMs >= FORGET_MS ? fresh(nowMs) : before
  if (nowMs < tries.blockedUntilMs) return wait(tries, nowMs)
  const isNewWindow = nowMs - tries.windowStartMs >= rule.windowMs && tries.strikes === 0
  if (isNewWindow) {
    return {
      isAllowed: true,
      next: { ...tries, count: 1, windowStartMs: nowMs, blockedUntilMs: 0, lastMs: nowMs },
    }
  }
  // After a strike one try is allowed each time the wait has ended.
  if (tries.strikes > 0 && tries.blockedUntilMs > 0)
    return { isAllowed: true, next: { ...tries, blockedUntilMs: 0, lastMs: nowMs } }
  if (tries.count < rule.limit && tries.strikes === 0)
    return { isAllowed: true, next: { ...tries, count: tries.count + 1, lastMs: nowMs } }
  return strike(tries, nowMs, rule)
}

/** One success from a shared address gives back the try it took, no more. */
export function refundTry(tries: Tries): Tries {
  return { ...tries, count: Math.max(0, tries.count - 1) }
}

function fresh(nowMs: number): Tries {
  return { count: 0, windowStartMs: nowMs, strikes: 0, blockedUntilMs: 0, lastMs: nowMs }
}

function strike(tries: Tries, nowMs: number, rule: ThrottleRule): TryDecision {
  if (!rule.isGrowing) {
    const next = { ...tries, blockedUntilMs: tries.windowStartMs + rule.windowMs, lastMs: nowMs }
    return wait(next, nowMs)
  }
  const waitMs = Math.min(rule.windowMs * 2 ** Math.min(tries.strikes, 10), rule.waitMaxMs)
  const next = {
    ...tries,
    strikes: tries.strikes + 1,
    blockedUntilMs: nowMs + waitMs,
    lastMs: nowMs,
  }
  return wait(next, nowMs)
}

function wait(tries: Tries, nowMs: number): TryDecision {
  const waitSeconds = Math.max(1, Math.ceil((tries.blockedUntilMs - nowMs) / 1000))
  return { isAllowed: false, waitSeconds, next: tries }
}

const IPV6_GROUPS = 8
const NETWORK_GROUPS = 4

/**
 * What an address is counted under: an IPv4 address as it is, an IPv6 address by its network of 64
 * bits, because one home or one attacker has all addresses in it.
 */
export function addressKey(ip: string): string {
  const address = ip.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
  if (!address.includes(':')) return address
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap = tail === undefined ? 0 : Math.max(0, IPV6_GROUPS - before.length - after.length)
  const groups = [...before, ...Array.from({ length: gap }, () => '0'), ...after]
  return groups
    .slice(0, NETWORK_GROUPS)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
