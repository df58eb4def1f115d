import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nextTry } from './retry.ts'

const NOW = new Date('2026-11-26T01:00:00Z')
const waitMs = (tries: number) => nextTry(tries, NOW).getTime() - NOW.getTime()

it('a comparison is tried again after a minute, then less and less often, at least every hour', () => {
  expect([0, 1, 5, 6, 60].map(waitMs)).toEqual([60_000, 120_000, 1_920_000, 3_600_000, 3_600_000])
  fc.assert(
    fc.property(fc.nat({ max: 5_000 }), (tries) => {
      expect(waitMs(tries + 1)).toBeGreaterThanOrEqual(waitMs(tries))
      expect(waitMs(tries)).toBeLessThanOrEqual(3_600_000)
    }),
  )
})
