import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  forecastWait,
  isPlainBetter,
  learnLaw,
  NOTHING_LEARNT,
  plainForecast,
  type ServiceLaw,
  shownMinutes,
  withPlain,
} from './forecast.ts'
import { createChance, type Known, scoreOf, simulateDay } from './simulated-days.ts'

const law: fc.Arbitrary<ServiceLaw> = fc.record({
  meanSeconds: fc.integer({ min: 30, max: 3_000 }),
  spread: fc.double({ min: 0.05, max: 1.5, noNaN: true }),
  absentShare: fc.double({ min: 0, max: 0.6, noNaN: true }),
})
const line = fc.constantFrom('a', 'b', 'c')
const ahead = fc.array(fc.record({ layananId: line, law }), { maxLength: 25 })
const server = fc.record(
  {
    serves: fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => new Set(lines)),
    busy: fc.record({ law, elapsedSeconds: fc.integer({ min: 0, max: 10_000 }) }),
  },
  { requiredKeys: ['serves'] },
)
const servers = fc.array(server, { maxLength: 5 })

describe('the forecast of a wait', () => {
  it('is never negative, and its interval holds its middle', () =>
    fc.assert(
      fc.property(ahead, servers, line, (people, counters, layananId) => {
        const { lowMinutes, midMinutes, highMinutes } = forecastWait({
          layananId,
          ahead: people,
          servers: counters,
        })
        expect(lowMinutes).toBeGreaterThanOrEqual(0)
        expect(midMinutes).toBeGreaterThanOrEqual(lowMinutes)
        expect(highMinutes).toBeGreaterThanOrEqual(midMinutes)
      }),
    ))

  it('never grows shorter by one more person ahead', () =>
    fc.assert(
      fc.property(ahead, servers, line, line, law, (people, counters, layananId, other, extra) => {
        const before = forecastWait({ layananId, ahead: people, servers: counters })
        const after = forecastWait({
          layananId,
          ahead: [...people, { layananId: other, law: extra }],
          servers: counters,
        })
        expect(after.lowMinutes).toBeGreaterThanOrEqual(before.lowMinutes)
        expect(after.midMinutes).toBeGreaterThanOrEqual(before.midMinutes)
        expect(after.highMinutes).toBeGreaterThanOrEqual(before.highMinutes)
      }),
    ))

  it('is nothing when a counter is free and nobody is ahead', () => {
    const free = { serves: new Set(['a']) }
    expect(forecastWait({ layananId: 'a', ahead: [], servers: [free] }).highMinutes).toBe(0)
    expect(forecastWait({ layananId: 'a', ahead: [], servers: [] }).highMinutes).toBe(0)
  })

  it('does not wait for people whom no open counter of the line serves', () => {
    const slow = { meanSeconds: 3_000, spread: 0.3, absentShare: 0 }
    const servers = [{ serves: new Set(['a']) }, { serves: new Set(['b']) }]
    const others = Array.from({ length: 9 }, () => ({ layananId: 'b', law: slow }))
    expect(forecastWait({ layananId: 'a', ahead: others, servers }).midMinutes).toBe(0)
  })

  it('grows with the line beyond what is played through', () => {
    const one = { meanSeconds: 300, spread: 0.5, absentShare: 0 }
    const people = (count: number) =>
      Array.from({ length: count }, () => ({ layananId: 'a', law: one }))
    const wait = (count: number) =>
      forecastWait({
        layananId: 'a',
        ahead: people(count),
        servers: [{ serves: new Set(['a']) }],
      }).midMinutes
    expect(wait(800)).toBeGreaterThan(wait(400) * 1.8)
  })
})

describe('what is learnt of a line', () => {
  it('starts from the minutes that staff set', () => {
    expect(learnLaw(NOTHING_LEARNT, NOTHING_LEARNT, 12).meanSeconds).toBe(720)
  })

  it('leans on the whole line while the hour has few, and on the hour once it has many', () => {
    const all = {
      layanN: 500,
      layanDetik: 500 * 600,
      layanKuadrat: 500 * 400_000,
      panggil: 500,
      absen: 25,
    }
    const hour = (n: number) => ({
      layanN: n,
      layanDetik: n * 1_200,
      layanKuadrat: n * 1_500_000,
      panggil: n,
      absen: 0,
    })
    expect(learnLaw(hour(1), all, 10).meanSeconds).toBeLessThan(660)
    expect(learnLaw(hour(300), all, 10).meanSeconds).toBeGreaterThan(1_150)
  })

  it('is finite and positive for any counts', () =>
    fc.assert(
      fc.property(
        fc.nat(500),
        fc.nat(5_000),
        fc.nat(500),
        fc.integer({ min: 1, max: 240 }),
        (n, mean, absen, minutes) => {
          const learnt = {
            layanN: n,
            layanDetik: n * mean,
            layanKuadrat: n * mean * mean,
            panggil: n + absen,
            absen,
          }
          const { meanSeconds, spread, absentShare } = learnLaw(learnt, learnt, minutes)
          expect(meanSeconds).toBeGreaterThan(0)
          expect(spread).toBeGreaterThan(0)
          expect(absentShare).toBeGreaterThanOrEqual(0)
          expect(absentShare).toBeLessThan(1)
        },
      ),
    ))
})

describe('on simulated days', () => {
  const known: Known = new Map()
  const chance = createChance(20_261_126)
  const office = {
    spans: [{ buka: 480, tutup: 900 }],
    counters: 3,
    meanMinutes: 7,
    arrivalsPerHour: (minute: number) => (minute < 660 ? 27 : minute < 780 ? 15 : 21),
  }
  const days = Array.from({ length: 12 }, () => simulateDay(office, chance, known))
  // The first days are for learning.
  const { n, errorSum, plainErrorSum, inside } = scoreOf(days.slice(3).flat())

  it('misses by less than people ahead times the average by counters', () => {
    expect(n).toBeGreaterThan(1_000)
    expect(errorSum / n).toBeLessThan((plainErrorSum / n) * 0.95)
  })

  it('holds about eight in ten inside its interval', () => {
    expect(inside / n).toBeGreaterThan(0.72)
    expect(inside / n).toBeLessThan(0.95)
  })
})

describe('when reckoning by hand is better', () => {
  it('is used once a hundred were compared, not before', () => {
    const score = { errorSum: 500, plainErrorSum: 300, inside: 10 }
    expect(isPlainBetter({ ...score, n: 99 })).toBe(false)
    expect(isPlainBetter({ ...score, n: 100 })).toBe(true)
    expect(isPlainBetter({ ...score, n: 100, plainErrorSum: 501 })).toBe(false)
  })

  it('keeps its number inside the interval that is shown', () => {
    const moved = withPlain({ lowMinutes: 5, midMinutes: 7, highMinutes: 9 }, 12)
    expect(moved).toEqual({ lowMinutes: 5, midMinutes: 12, highMinutes: 12 })
    expect(plainForecast({ ahead: 6, counters: 2, averageSeconds: 300 })).toBe(15)
    expect(plainForecast({ ahead: 6, counters: 0, averageSeconds: 300 })).toBe(30)
  })

  it('shows whole minutes outward, at least two apart', () => {
    expect(shownMinutes({ lowMinutes: 3.7, midMinutes: 4, highMinutes: 4.1 })).toEqual({
      low: 3,
      high: 5,
    })
  })
})
