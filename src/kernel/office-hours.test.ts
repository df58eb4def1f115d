import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCalendar, type HariLibur, WEEKEND_OF_FIVE_DAY_WEEK } from './calendar.ts'
import { instant, instantMs, tanggal, toDate, toInstant } from './date.ts'
import { deadlineAfterHours, officeTime } from './office-hours.ts'

const holiday: HariLibur = {
  tanggal: tanggal('2026-03-19'),
  nama: 'Nyepi',
  jenis: 'libur_nasional',
}
const calendar = createCalendar({
  zone: 'Asia/Jakarta',
  years: [{ tahun: 2026, status: 'resmi' }],
  hariLibur: [holiday],
  weekend: WEEKEND_OF_FIVE_DAY_WEEK,
  // 07.30 to 15.30 in western Indonesia.
  officeHours: { opensMinute: 450, closesMinute: 930 },
})
const wib = (text: string) => instant(new Date(`${text}+07:00`).toISOString())

describe('a deadline in office hours', () => {
  it.each([
    ['2026-03-02T08:00', 4, '2026-03-02T12:00', 'in the morning'],
    ['2026-03-02T14:30', 4, '2026-03-03T10:30', 'goes on the next morning'],
    ['2026-03-02T20:00', 4, '2026-03-03T11:30', 'begins when the office opens'],
    ['2026-03-06T15:00', 1, '2026-03-09T08:00', 'leaps over the weekend'],
    ['2026-03-18T15:00', 1, '2026-03-20T08:00', 'leaps over a day off'],
    ['2026-03-02T07:30', 8, '2026-03-02T15:30', 'fills a day to its end'],
    ['2026-03-02T05:00', 0.5, '2026-03-02T08:00', 'takes half an hour'],
  ])('of %s plus %s hours is %s: %s', (from, hours, due) => {
    const result = deadlineAfterHours(wib(from), hours, calendar)
    expect(result).toMatchObject({ ok: true, value: { at: wib(due), isConfirmed: true } })
  })

  it('is refused beyond the years that are loaded', () => {
    expect(deadlineAfterHours(wib('2026-12-31T15:00'), 4, calendar)).toMatchObject({ ok: false })
  })

  it('lies exactly so many office hours after the start', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200 * 24 * 60 }),
        fc.integer({ min: 1, max: 300 }),
        (startMinute, tenths) => {
          const startMs = instantMs(wib('2026-01-05T00:00')) + startMinute * 60_000
          const due = deadlineAfterHours(toInstant(toDate(startMs)), tenths / 10, calendar)
          if (!due.ok) throw new Error('the year is loaded')
          const time = officeTime(
            { from: toInstant(toDate(startMs)), to: due.value.at, pauses: [] },
            calendar,
          )
          expect(time).toMatchObject({ ok: true, value: { totalMinutes: tenths * 6 } })
        },
      ),
    )
  })
})

describe('time in office hours', () => {
  it('counts nights, weekends and days off as nothing', () => {
    const time = officeTime(
      { from: wib('2026-03-06T15:00'), to: wib('2026-03-09T08:00'), pauses: [] },
      calendar,
    )
    expect(time).toMatchObject({ ok: true, value: { totalMinutes: 60, netMinutes: 60 } })
  })

  it('takes off pauses once, also where two overlap', () => {
    const time = officeTime(
      {
        from: wib('2026-03-02T08:00'),
        to: wib('2026-03-02T14:00'),
        pauses: [
          { from: wib('2026-03-02T09:00'), to: wib('2026-03-02T11:00') },
          { from: wib('2026-03-02T10:00'), to: wib('2026-03-02T12:00') },
        ],
      },
      calendar,
    )
    expect(time).toMatchObject({ ok: true, value: { totalMinutes: 360, netMinutes: 180 } })
  })
})
