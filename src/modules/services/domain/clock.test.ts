import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCalendar, WEEKEND_OF_FIVE_DAY_WEEK } from '../../../kernel/calendar.ts'
import { instantMs, toDate, toInstant } from '../../../kernel/date.ts'
import { IZIN_UJI } from '../testing/definitions.ts'
import {
  decideLama,
  decideTenggat,
  inDays,
  isRoundClock,
  promisedHours,
  type StageClock,
} from './clock.ts'
import type { State, Workflow } from './definition/types.ts'

const calendar = createCalendar({
  zone: 'Asia/Jakarta',
  years: [2025, 2026, 2027, 2028].map((tahun) => ({ tahun, status: 'resmi' as const })),
  hariLibur: [
    { tanggal: '2026-03-20' as never, nama: 'Libur uji', jenis: 'libur_nasional' },
    { tanggal: '2026-03-23' as never, nama: 'Libur uji', jenis: 'cuti_bersama' },
  ],
  weekend: WEEKEND_OF_FIVE_DAY_WEEK,
  officeHours: { opensMinute: 8 * 60, closesMinute: 16 * 60 },
})
const at = (text: string) => new Date(`${text}:00+07:00`)
const pause = (from: string, to: string) => ({ from: toInstant(at(from)), to: toInstant(at(to)) })
const stage = (change: Partial<StageClock>): StageClock => ({
  sla: { d: 2, expire: 'eskalasi', to: 'kepala-opd' },
  clock: 'kerja',
  from: at('2026-03-02T09:00'),
  pauses: [],
  ...change,
})
const due = (change: Partial<StageClock>): Date => {
  const found = decideTenggat(stage(change), calendar)
  if (!found.ok) throw new Error(found.refusals.map((one) => one.code).join())
  return found.value.at
}
const hours = (h: number) => ({ h, expire: 'eskalasi', to: 'kepala-opd' }) as const
const round = (h24: number) => ({ h24, expire: 'eskalasi', to: 'kepala-opd' }) as const
const days = (d: number) => ({ d, expire: 'eskalasi', to: 'kepala-opd' }) as const

describe('the promise of a stage', () => {
  it.each<[string, Partial<StageClock>, string]>([
    ['two working days', {}, '2026-03-04T16:00'],
    [
      'a day before the weekend',
      { from: at('2026-03-06T15:00'), sla: days(1) },
      '2026-03-09T16:00',
    ],
    [
      'a day before two days off',
      { from: at('2026-03-19T10:00'), sla: days(1) },
      '2026-03-24T16:00',
    ],
    ['three office hours within a day', { sla: hours(3) }, '2026-03-02T12:00'],
    [
      'three office hours over a night',
      { from: at('2026-03-02T15:00'), sla: hours(3) },
      '2026-03-03T10:00',
    ],
    [
      'hours that begin at night',
      { from: at('2026-03-02T22:00'), sla: hours(2) },
      '2026-03-03T10:00',
    ],
    ['a day and a night', { from: at('2026-03-02T22:00'), sla: round(24) }, '2026-03-03T22:00'],
    [
      'hours by day and night over a weekend',
      { from: at('2026-03-06T23:30'), sla: round(4) },
      '2026-03-07T03:30',
    ],
    [
      'hours by day and night with a pause of two hours',
      { sla: round(4), pauses: [pause('2026-03-02T10:00', '2026-03-02T12:00')] },
      '2026-03-02T15:00',
    ],
    [
      'hours by day and night in a year whose days off nobody knows yet',
      { from: at('2031-01-01T00:30'), sla: round(1) },
      '2031-01-01T01:30',
    ],
    ['calendar days', { clock: 'kalender', sla: days(3) }, '2026-03-05T16:00'],
    [
      'calendar days that end on a day off',
      { clock: 'kalender', sla: days(18) },
      '2026-03-24T16:00',
    ],
    [
      'days with a pause of two',
      { pauses: [pause('2026-03-02T10:00', '2026-03-04T10:00')] },
      '2026-03-06T16:00',
    ],
    [
      'hours with a pause of one',
      { sla: hours(3), pauses: [pause('2026-03-02T10:00', '2026-03-02T11:00')] },
      '2026-03-02T13:00',
    ],
    [
      'hours already over when the pause began',
      { sla: hours(3), pauses: [pause('2026-03-02T15:00', '2026-03-03T09:00')] },
      '2026-03-02T14:00',
    ],
  ])('of %s ends when people would say so', (_, change, end) => {
    expect(due(change)).toEqual(at(end))
  })

  it('warns at the share that is asked for, half of it otherwise', () => {
    const found = decideTenggat(stage({ sla: { ...hours(4), warnAt: 0.25 } }), calendar)
    expect(found).toMatchObject({ ok: true, value: { warnAt: at('2026-03-02T10:00') } })
    const half = decideTenggat(stage({ sla: hours(4) }), calendar)
    expect(half).toMatchObject({ ok: true, value: { warnAt: at('2026-03-02T11:00') } })
  })

  it('cannot be told of a year whose days off are not loaded', () => {
    const found = decideTenggat(stage({ from: at('2028-12-30T09:00'), sla: days(5) }), calendar)
    expect(found).toMatchObject({ ok: false })
  })
})

const FROM = at('2026-03-02T09:00')
const HOUR = 3_600_000
/** Pauses one after the other, within some weeks of the first entry. */
const history = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 90 })), {
    maxLength: 5,
  })
  .map((gaps) => {
    let moment = FROM.getTime()
    return gaps.map(([wait, length]) => {
      const from = moment + wait * HOUR
      moment = from + length * HOUR
      return { from: toInstant(new Date(from)), to: toInstant(new Date(moment)) }
    })
  })
const sla = fc.oneof(
  fc.integer({ min: 1, max: 20 }).map(days),
  fc.integer({ min: 1, max: 60 }).map(hours),
  fc.integer({ min: 1, max: 60 }).map(round),
)
const clock = fc.constantFrom('kerja' as const, 'kalender' as const)

describe('whatever comes between', () => {
  it('a pause never makes a promise shorter, and one of no length changes nothing', () => {
    fc.assert(
      fc.property(history, sla, clock, (pauses, promise, counted) => {
        const base = { from: FROM, sla: promise, clock: counted }
        const plain = due(base).getTime()
        expect(due({ ...base, pauses }).getTime()).toBeGreaterThanOrEqual(plain)
        const empty = pauses.map(({ from }) => ({ from, to: from }))
        expect(due({ ...base, pauses: empty }).getTime()).toBe(plain)
      }),
      { numRuns: 300 },
    )
  })

  it('a clarification never begins the promise anew: the office has its hours once, without the pauses', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 60 }), (pauses, count) => {
        const end = due({ from: FROM, sla: hours(count), clock: 'kerja', pauses })
        const last = pauses.at(-1)?.to
        // A pause that began after the promise had passed gives no hours back.
        if (last !== undefined && toDate(instantMs(last)) > end) return
        const took = decideLama({ from: FROM, to: end, pauses, isRound: false }, calendar)
        expect(took).toMatchObject({ ok: true, value: { jamBersih: count } })
      }),
      { numRuns: 300 },
    )
  })

  it('net time is never more than the whole, nor less than nothing', () => {
    fc.assert(
      fc.property(
        history,
        fc.integer({ min: 0, max: 2000 }),
        fc.boolean(),
        (pauses, length, isRound) => {
          const found = decideLama(
            { from: FROM, to: new Date(FROM.getTime() + length * HOUR), pauses, isRound },
            calendar,
          )
          if (!found.ok) throw new Error('the calendar reaches far enough')
          expect(found.value.jamBersih).toBeGreaterThanOrEqual(0)
          expect(found.value.jamBersih).toBeLessThanOrEqual(found.value.jamTotal)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('a clock that runs day and night', () => {
  it('gives an office exactly its hours, and measures them as it promised them', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 200 }), (pauses, count) => {
        const end = due({ from: FROM, sla: round(count), pauses })
        const last = pauses.at(-1)?.to
        if (last !== undefined && toDate(instantMs(last)) > end) return
        const took = decideLama({ from: FROM, to: end, pauses, isRound: true }, calendar)
        expect(took).toMatchObject({ ok: true, value: { jamBersih: count } })
      }),
      { numRuns: 300 },
    )
  })

  it('is that of a service whose offices all count so; what the applicant has is not asked', () => {
    const office = (sla: NonNullable<State['sla']>): State => ({
      label: 'A',
      public: 'A',
      sla,
      actions: [],
    })
    const workflow = (...states: readonly State[]): Workflow => ({
      start: '0',
      clock: 'kalender',
      states: Object.fromEntries(states.map((state, index) => [String(index), state])),
    })
    const waiting: State = { ...office(days(14)), pause: true }
    expect(isRoundClock(workflow(office(round(2)), waiting))).toBe(true)
    expect(isRoundClock(workflow(office(round(2)), office(hours(2))))).toBe(false)
    expect(isRoundClock(workflow(waiting))).toBe(false)
    expect(isRoundClock(IZIN_UJI.workflow)).toBe(false)
  })
})

describe('the promise of a service', () => {
  it('is that of its stages on the way, without what the applicant takes', () => {
    // Check 2 days, opinions 3, decision 5; mending and payment are the applicant's.
    expect(promisedHours(IZIN_UJI.workflow, 8)).toBe(80)
    expect(inDays(80, 8)).toBe(10)
    expect(inDays(6, 8)).toBeUndefined()
  })
})
