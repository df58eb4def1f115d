import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterFailure, type Breaker, isOnTrial, isResting, RESTED } from './breaker.ts'

const RULES = { failuresMax: 3, pauseMs: 1_000, pauseMaxMs: 60_000 }
const NOW = new Date('2026-11-26T01:00:00Z')
const fail = (times: number): Breaker =>
  Array.from({ length: times }).reduce<Breaker>((b) => afterFailure(b, NOW, RULES), RESTED)

describe('a breaker', () => {
  it('lets calls through until the third failure in a row', () => {
    expect([0, 1, 2, 3].map((n) => isResting(fail(n), NOW))).toEqual([false, false, false, true])
  })

  it('lets one try through after the pause', () => {
    const after = new Date(NOW.getTime() + RULES.pauseMs)
    expect(isOnTrial(fail(3), NOW)).toBe(false)
    expect([isResting(fail(3), after), isOnTrial(fail(3), after)]).toEqual([false, true])
    expect(isOnTrial(RESTED, after)).toBe(false)
  })

  it('rests longer with each further failure, and never longer than the bound', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 2_000 }), (count) => {
        const restMs = (b: Breaker) => (b.istirahatSampai?.getTime() ?? 0) - NOW.getTime()
        const [one, next] = [fail(count), fail(count + 1)].map(restMs)
        expect(next).toBeGreaterThanOrEqual(one ?? 0)
        expect(next).toBeLessThanOrEqual(RULES.pauseMaxMs)
        expect(one).toBeGreaterThanOrEqual(RULES.pauseMs)
      }),
      { numRuns: 50 },
    )
  })
})
