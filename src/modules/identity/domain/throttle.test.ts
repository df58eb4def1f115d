import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ADDRESS_RULE,
  addressKey,
  decideTry,
  refundTry,
  SEND_RULE,
  STRANGER_RULE,
  type ThrottleRule,
  type Tries,
} from './throttle.ts'

const MINUTE = 60_000
const START = 1_000_000_000_000

/** Try at the given moments (ms after the start). @returns waits in seconds, 0 for allowed */
function tryAt(rule: ThrottleRule, moments: readonly number[]): readonly number[] {
  let tries: Tries | undefined
  return moments.map((moment) => {
    const decision = decideTry(tries, START + moment, rule)
    tries = decision.next
    return decision.isAllowed ? 0 : decision.waitSeconds
  })
}

describe('decideTry', () => {
  it('allows five tries at an account in a minute and refuses the sixth with a wait', () => {
    const waits = tryAt(STRANGER_RULE, [0, 1, 2, 3, 4, 5])
    expect(waits.slice(0, 5)).toEqual([0, 0, 0, 0, 0])
    expect(waits[5]).toBe(60)
  })

  it('allows five more after a quiet minute when the limit was never passed', () => {
    const waits = tryAt(STRANGER_RULE, [0, 1, 2, 3, 4, MINUTE, MINUTE + 1])
    expect(waits).toEqual([0, 0, 0, 0, 0, 0, 0])
  })

  it('lets one try pass each time the wait has ended, and doubles the wait up to 15 minutes', () => {
    let tries: Tries | undefined
    let now = START
    const waits: number[] = []
    for (let round = 0; round < 40; round += 1) {
      const decision = decideTry(tries, now, STRANGER_RULE)
      tries = decision.next
      if (decision.isAllowed) continue
      waits.push(decision.waitSeconds)
      now += decision.waitSeconds * 1000
    }
    expect(waits.slice(0, 6)).toEqual([60, 120, 240, 480, 900, 900])
  })

  it('does not lengthen the wait of someone who only reloads', () => {
    const waits = tryAt(STRANGER_RULE, [0, 0, 0, 0, 0, 0, 10_000, 30_000])
    expect(waits.slice(5)).toEqual([60, 50, 30])
  })

  it('forgets after a day without tries', () => {
    const day = 24 * 60 * MINUTE
    expect(tryAt(STRANGER_RULE, [0, 0, 0, 0, 0, 0, day + 1, day + 2]).slice(6)).toEqual([0, 0])
  })

  it('counts an address per minute without growing, because many people share it', () => {
    const burst = Array.from({ length: 21 }, (_, index) => index)
    const waits = tryAt(ADDRESS_RULE, [...burst, MINUTE + 1, MINUTE + 2])
    expect(waits.slice(0, 20).every((wait) => wait === 0)).toBe(true)
    expect(waits[20]).toBe(60)
    expect(waits.slice(21)).toEqual([0, 0])
  })

  it('sends three codes in fifteen minutes', () => {
    expect(tryAt(SEND_RULE, [0, 1, 2, 3])).toEqual([0, 0, 0, 900])
  })

  it('never allows more than limit tries plus one per wait, whatever the moments', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 30 * MINUTE }), { maxLength: 200 }),
        (gaps) => {
          const moments = [...gaps].sort((a, b) => a - b)
          const allowed = moments.filter(
            (_, index) => tryAt(STRANGER_RULE, moments.slice(0, index + 1)).at(-1) === 0,
          )
          for (const moment of allowed) {
            const inMinute = allowed.filter((at) => at >= moment && at < moment + MINUTE).length
            expect(inMinute).toBeLessThanOrEqual(2 * STRANGER_RULE.limit)
          }
        },
      ),
      { numRuns: 30 },
    )
  })

  it('gives back one try, never below none', () => {
    const none = { count: 0, windowStartMs: 0, strikes: 0, blockedUntilMs: 0, lastMs: 0 }
    expect(refundTry(none).count).toBe(0)
    expect(refundTry({ ...none, count: 3 }).count).toBe(2)
  })
})

describe('addressKey', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:aaaa::1', '2001:db8:1:2'],
    ['2001:0db8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('counts %s under %s', (ip, key) => {
    expect(addressKey(ip)).toBe(key)
  })
})
