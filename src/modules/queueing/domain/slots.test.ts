import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tanggal } from '../../../kernel/date.ts'
import { arrivalAt, limitAfter } from './attendance.ts'
import { freeSlots, slotsOn } from './slots.ts'
import { addCounts, BUCKETS, bucketOf, crowdOf, percentileOf } from './statistics.ts'

describe('slots of a day', () => {
  it('have seats by counters and minutes, less what walk-ins keep', () => {
    const slots = slotsOn({
      spans: [{ buka: 480, tutup: 600 }],
      menitSlot: 30,
      menitLayanan: 10,
      loket: 2,
      bagianLangsung: 50,
    })
    expect(slots.map(({ mulai, selesai, kursi }) => [mulai, selesai, kursi])).toEqual([
      [480, 510, 3],
      [510, 540, 3],
      [540, 570, 3],
      [570, 600, 3],
    ])
  })

  it('deal out less than one seat per slot evenly', () => {
    const slots = slotsOn({
      spans: [{ buka: 480, tutup: 600 }],
      menitSlot: 15,
      menitLayanan: 30,
      loket: 1,
      bagianLangsung: 0,
    })
    expect(slots.map(({ mulai }) => mulai)).toEqual([495, 525, 555, 585])
  })

  it('never promise more than the share of what the counters can do, for any numbers', () =>
    fc.assert(
      fc.property(
        fc.record({
          buka: fc.integer({ min: 0, max: 700 }),
          length: fc.integer({ min: 10, max: 700 }),
          menitSlot: fc.constantFrom(10, 15, 20, 30, 60),
          menitLayanan: fc.integer({ min: 1, max: 240 }),
          loket: fc.nat(12),
          bagianLangsung: fc.nat(100),
        }),
        ({ buka, length, ...ask }) => {
          const slots = slotsOn({ ...ask, spans: [{ buka, tutup: buka + length }] })
          const seats = slots.reduce((sum, { kursi }) => sum + kursi, 0)
          const can = ((length * ask.loket) / ask.menitLayanan) * ((100 - ask.bagianLangsung) / 100)
          expect(seats).toBeLessThanOrEqual(can + 1e-6)
          expect(slots.every(({ selesai }) => selesai <= buka + length)).toBe(true)
        },
      ),
    ))

  it('show what is left, and nothing that has begun', () => {
    const slots = [480, 510, 540].map((mulai) => ({ mulai, selesai: mulai + 30, kursi: 2 }))
    const free = freeSlots(slots, new Map([[510, 3]]), 500)
    expect(free.map(({ mulai, sisa }) => [mulai, sisa])).toEqual([
      [510, 0],
      [540, 2],
    ])
  })
})

describe('checking in', () => {
  const rules = { earlyMinutes: 45, lateMinutes: 15 }
  it.each([
    [494, 'too-early'],
    [495, 'on-time'],
    [540, 'on-time'],
    [555, 'on-time'],
    [556, 'late'],
  ])('at minute %i for nine o’clock is %s', (minute, kind) => {
    expect(arrivalAt(540, minute, rules).kind).toBe(kind)
  })
})

describe('missed appointments', () => {
  const rules = { limit: 3, windowDays: 90, banDays: 14 }
  const days = ['2026-09-01', '2026-10-01', '2026-11-01'].map(tanggal)
  const today = tanggal('2026-11-02')
  it('lead to a time without appointments at the third within the window', () => {
    expect(limitAfter(days.slice(1), { today, rules })).toBeUndefined()
    expect(limitAfter(days, { today, rules })).toEqual({ mulai: today, sampai: '2026-11-15' })
  })
  it('are not counted outside the window, nor twice', () => {
    const old = [tanggal('2026-07-01'), ...days.slice(1)]
    expect(limitAfter(old, { today, rules })).toBeUndefined()
    expect(limitAfter(days, { today, since: tanggal('2026-10-15'), rules })).toBeUndefined()
  })
  it('lead to nothing where the rule is switched off', () => {
    expect(limitAfter(days, { today, rules: { ...rules, limit: 0 } })).toBeUndefined()
    expect(limitAfter(days, { today, rules: { ...rules, banDays: 0 } })).toBeUndefined()
  })
})

describe('figures of a day', () => {
  it('give the percentile of what was counted, as sorting would', () =>
    fc.assert(
      fc.property(
        fc.array(fc.nat(12_000), { minLength: 1, maxLength: 80 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (seconds, share) => {
          const counts = new Array<number>(BUCKETS).fill(0)
          for (const one of seconds)
            counts[bucketOf(one) - 1] = (counts[bucketOf(one) - 1] ?? 0) + 1
          const sorted = seconds.map((one) => bucketOf(one) - 1).toSorted((a, b) => a - b)
          expect(percentileOf(counts, share)).toBe(
            sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1],
          )
        },
      ),
    ))

  it('have no percentile of nothing, and put what is odd into the nearest bucket', () => {
    expect(percentileOf([0, 0], 0.5)).toBeUndefined()
    expect([bucketOf(-5), bucketOf(59), bucketOf(60), bucketOf(99_999)]).toEqual([1, 1, 2, 181])
    expect(addCounts([1, 2], [3])).toEqual([4, 2])
  })

  it('grade hours from nobody to the busiest', () => {
    expect([0, 1, 25, 26, 100].map((count) => crowdOf(count, 100))).toEqual([0, 1, 1, 2, 4])
    expect(crowdOf(3, 0)).toBe(0)
  })
})
