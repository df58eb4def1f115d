import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addWorkingDays,
  type CalendarSource,
  createCalendar,
  deadlineOf,
  endOfOffice,
  findHariLibur,
  type HariLibur,
  isWorkingDay,
  netWorkingDays,
  WEEKEND_OF_FIVE_DAY_WEEK,
  WEEKEND_OF_SIX_DAY_WEEK,
  type WorkingCalendar,
  workingDaysBetween,
} from './calendar.ts'
import {
  addDays,
  compareTanggal,
  instant,
  type Tanggal,
  tanggal,
  toDate,
  toInstant,
  weekdayOf,
} from './date.ts'
import type { Result } from './result.ts'

const libur = (date: string, jenis: HariLibur['jenis'], nama = 'Libur contoh'): HariLibur => ({
  tanggal: tanggal(date),
  nama,
  jenis,
})

// Invented days off around the turn of a year, one on a weekend, one regional.
const ROWS: readonly HariLibur[] = [
  libur('2026-01-01', 'libur_nasional'),
  libur('2026-04-03', 'libur_nasional'),
  libur('2026-06-15', 'libur_daerah', 'Hari jadi kabupaten'),
  libur('2026-08-16', 'libur_nasional'),
  libur('2026-12-24', 'cuti_bersama'),
  libur('2026-12-25', 'libur_nasional', 'Natal'),
  libur('2027-01-01', 'prakiraan'),
  libur('2027-03-10', 'prakiraan'),
  libur('2030-01-02', 'libur_nasional'),
]
const SOURCE: CalendarSource = {
  zone: 'Asia/Makassar',
  years: [
    { tahun: 2025, status: 'resmi' },
    { tahun: 2026, status: 'resmi' },
    { tahun: 2027, status: 'prakiraan' },
  ],
  hariLibur: ROWS,
  weekend: WEEKEND_OF_FIVE_DAY_WEEK,
  officeHours: { opensMinute: 8 * 60, closesMinute: 16 * 60 },
}
const calendar = createCalendar(SOURCE)
const sixDayWeek = createCalendar({ ...SOURCE, weekend: WEEKEND_OF_SIX_DAY_WEEK })

function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.refusals.map(({ message }) => message).join(' '))
  return result.value
}

// The model the sums are tested against: one day at a time.
function isWorkedNaively(date: Tanggal, weekend: readonly number[]): boolean {
  return !weekend.includes(weekdayOf(date)) && !ROWS.some((row) => row.tanggal === date)
}

function countNaively(a: Tanggal, b: Tanggal, weekend: readonly number[]): number {
  let count = 0
  for (let date = addDays(a, 1); compareTanggal(date, b) <= 0; date = addDays(date, 1)) {
    if (isWorkedNaively(date, weekend)) count += 1
  }
  return count
}

const anyDate = fc.integer({ min: 0, max: 1_094 }).map((n) => addDays(tanggal('2025-01-01'), n))
const anyWeek = fc.constantFrom<[WorkingCalendar, readonly number[]]>(
  [calendar, WEEKEND_OF_FIVE_DAY_WEEK],
  [sixDayWeek, WEEKEND_OF_SIX_DAY_WEEK],
)

describe('isWorkingDay', () => {
  it.each([
    ['2026-11-24', true],
    ['2026-11-28', false],
    ['2026-11-29', false],
    ['2026-12-24', false],
    ['2026-12-25', false],
    ['2026-06-15', false],
    ['2027-01-01', false],
    ['2025-01-01', true],
    ['2027-12-31', true],
  ])('says of %s in a five-day week: %s', (date, expected) => {
    expect(granted(isWorkingDay(tanggal(date), calendar))).toBe(expected)
  })

  it('works on Saturday in a six-day week', () => {
    expect(granted(isWorkingDay(tanggal('2026-11-28'), sixDayWeek))).toBe(true)
    expect(granted(isWorkingDay(tanggal('2026-11-29'), sixDayWeek))).toBe(false)
  })

  it('names the day off, and only that', () => {
    expect(findHariLibur(tanggal('2026-12-25'), calendar)?.nama).toBe('Natal')
    expect(findHariLibur(tanggal('2026-11-28'), calendar)).toBeUndefined()
  })
})

describe('addWorkingDays', () => {
  it.each([
    ['2026-11-24', 1, '2026-11-25'],
    ['2026-11-27', 1, '2026-11-30'],
    ['2026-11-28', 1, '2026-11-30'],
    ['2026-11-28', 0, '2026-11-30'],
    ['2026-11-24', 0, '2026-11-24'],
    ['2026-11-30', -1, '2026-11-27'],
    ['2026-11-29', -1, '2026-11-27'],
    ['2026-12-23', 1, '2026-12-28'],
    ['2026-11-24', 5, '2026-12-01'],
  ])('counts from %s by %i to %s', (from, days, to) => {
    const counted = granted(addWorkingDays(tanggal(from), days, calendar))
    expect(counted).toEqual({ date: to, isConfirmed: true })
  })

  it('counts Saturday in a six-day week', () => {
    expect(granted(addWorkingDays(tanggal('2026-11-27'), 1, sixDayWeek)).date).toBe('2026-11-28')
  })

  it('computes into a forecast year but does not confirm the date', () => {
    const counted = granted(addWorkingDays(tanggal('2026-12-31'), 1, calendar))
    expect(counted).toEqual({ date: '2027-01-04', isConfirmed: false })
    expect(granted(addWorkingDays(tanggal('2026-12-30'), 1, calendar)).isConfirmed).toBe(true)
  })

  it('does not confirm a year that holds a forecast row, whatever its status says', () => {
    const mixed = createCalendar({
      ...SOURCE,
      hariLibur: [...ROWS, libur('2026-09-09', 'prakiraan')],
    })
    expect(granted(addWorkingDays(tanggal('2026-02-02'), 1, mixed)).isConfirmed).toBe(false)
  })

  it.each([
    ['2027-12-31', 1, '2028'],
    ['2025-01-01', -1, '2024'],
    ['2028-01-03', 1, '2028'],
    ['2024-12-30', 5, '2024'],
    ['1000-01-01', 0, '1000'],
  ])('refuses %s by %i: the year %s is not loaded', (from, days, year) => {
    expect(addWorkingDays(tanggal(from), days, calendar)).toEqual({
      ok: false,
      refusals: [
        {
          code: 'TAHUN_KALENDER_BELUM_DIMUAT',
          message: `Hari libur tahun ${year} belum dimuat. Minta pengelola memuatnya dahulu.`,
        },
      ],
    })
  })

  it('ignores rows of a year that is not loaded', () => {
    expect(isWorkingDay(tanggal('2030-01-02'), calendar).ok).toBe(false)
  })

  it('refuses to step over a year that is missing in the middle', () => {
    const withGap = createCalendar({
      ...SOURCE,
      years: [
        { tahun: 2025, status: 'resmi' },
        { tahun: 2027, status: 'resmi' },
      ],
    })
    expect(granted(isWorkingDay(tanggal('2027-02-01'), withGap))).toBe(true)
    expect(isWorkingDay(tanggal('2026-02-02'), withGap).ok).toBe(false)
    expect(addWorkingDays(tanggal('2025-12-31'), 300, withGap).ok).toBe(false)
    expect(workingDaysBetween(tanggal('2025-06-02'), tanggal('2027-06-02'), withGap).ok).toBe(false)
  })

  it('lands on the day that counting one by one reaches', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 260 }), anyWeek, (from, days, week) => {
        const [weeks, weekend] = week
        const counted = addWorkingDays(from, days, weeks)
        fc.pre(counted.ok)
        const { date, isConfirmed } = granted(counted)
        expect(isWorkedNaively(date, weekend)).toBe(true)
        expect(countNaively(from, date, weekend)).toBe(days)
        expect(isConfirmed).toBe(date < '2027')
      }),
      { numRuns: 60 },
    )
  })

  it('goes back the way it came between working days', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -200, max: 200 }), anyWeek, (from, days, [weeks]) => {
        fc.pre(granted(isWorkingDay(from, weeks)))
        const counted = addWorkingDays(from, days, weeks)
        fc.pre(counted.ok)
        const { date } = granted(counted)
        expect(granted(addWorkingDays(date, -days, weeks)).date).toBe(from)
        expect(granted(workingDaysBetween(from, date, weeks))).toBe(days)
      }),
    )
  })
})

describe('workingDaysBetween', () => {
  it.each([
    ['2026-11-24', '2026-11-24', 0],
    ['2026-11-24', '2026-11-25', 1],
    ['2026-11-27', '2026-11-29', 0],
    ['2026-11-27', '2026-11-30', 1],
    ['2026-11-30', '2026-11-27', -1],
    ['2026-12-23', '2026-12-28', 1],
    ['2026-01-01', '2026-12-31', 256],
  ])('from %s to %s are %i', (a, b, count) => {
    expect(granted(workingDaysBetween(tanggal(a), tanggal(b), calendar))).toBe(count)
  })

  it('agrees with counting one by one, and turns its sign when turned round', () => {
    fc.assert(
      fc.property(anyDate, anyDate, anyWeek, (one, other, [weeks, weekend]) => {
        const [a, b] = one < other ? [one, other] : [other, one]
        expect(granted(workingDaysBetween(a, b, weeks))).toBe(countNaively(a, b, weekend))
        const back = granted(workingDaysBetween(b, a, weeks))
        expect(back + countNaively(a, b, weekend)).toBe(0)
      }),
      { numRuns: 40 },
    )
  })

  it('names every missing year, and no endless list', () => {
    expect(
      workingDaysBetween(tanggal('2024-12-31'), tanggal('2028-01-01'), calendar),
    ).toMatchObject({
      refusals: [{ message: expect.stringContaining('tahun 2024, 2028 belum dimuat') }],
    })
    expect(
      workingDaysBetween(tanggal('1000-01-01'), tanggal('2026-01-01'), calendar),
    ).toMatchObject({ refusals: [{ message: expect.stringContaining('1004 dan lainnya belum') }] })
  })
})

describe('deadlineOf', () => {
  it('ends when the office closes in the region, counted from the civil date there', () => {
    // 17:00 UTC on Monday is already Tuesday in Makassar.
    const deadline = granted(deadlineOf(instant('2026-11-23T17:00:00Z'), 3, calendar))
    expect(deadline).toEqual({
      date: '2026-11-27',
      isConfirmed: true,
      at: '2026-11-27T08:00:00.000Z',
    })
  })

  it.each([
    ['Asia/Jakarta', '2026-11-24T09:00:00.000Z'],
    ['Asia/Makassar', '2026-11-24T08:00:00.000Z'],
    ['Asia/Jayapura', '2026-11-24T07:00:00.000Z'],
  ] as const)('closes at 16.00 in %s at %s', (zone, at) => {
    const inZone = createCalendar({ ...SOURCE, zone })
    expect(endOfOffice(tanggal('2026-11-24'), inZone)).toBe(at)
  })

  it('passes the refusal of an unloaded year on', () => {
    expect(deadlineOf(instant('2027-12-31T00:00:00Z'), 5, calendar).ok).toBe(false)
  })
})

describe('netWorkingDays', () => {
  // Local Makassar time minus eight hours.
  const local = (day: string, hour: number) =>
    instant(new Date(Date.parse(`2026-11-${day}T00:00:00Z`) + (hour - 8) * 3_600_000).toISOString())
  const monday10 = local('23', 10)
  const friday15 = local('27', 15)
  const measure = (pauses: Parameters<typeof netWorkingDays>[0]['pauses'], to = friday15) =>
    granted(netWorkingDays({ from: monday10, to, pauses }, calendar))

  it('counts elapsed days as the calendar does when nothing paused', () => {
    expect(measure([])).toEqual({ elapsedDays: 4, pausedDays: 0, netDays: 4 })
    expect(measure([], monday10)).toEqual({ elapsedDays: 0, pausedDays: 0, netDays: 0 })
  })

  it('takes off whole office days only', () => {
    const from = local('24', 9)
    expect(measure([{ from, to: local('25', 11) }]).pausedDays).toBe(1)
    expect(measure([{ from, to: local('25', 9) }]).pausedDays).toBe(1)
    expect(measure([{ from, to: local('25', 8.99) }]).pausedDays).toBe(0)
  })

  it('takes off nothing for nights and weekends', () => {
    const to = local('30', 12)
    const overWeekend = { from: local('27', 16), to: local('30', 8) }
    expect(measure([overWeekend], to)).toEqual({ elapsedDays: 5, pausedDays: 0, netDays: 5 })
  })

  it('counts overlapping pauses once, sums short ones, and cuts those that reach outside', () => {
    const tuesday = { from: local('24', 8), to: local('24', 16) }
    const half = { from: local('24', 12), to: local('25', 12) }
    expect(measure([half, tuesday, tuesday]).pausedDays).toBe(1)
    expect(measure([half, { from: local('26', 8), to: local('26', 12) }]).pausedDays).toBe(1)
    expect(measure([{ from: local('20', 8), to: local('23', 10) }]).pausedDays).toBe(0)
    expect(measure([{ from: local('30', 8), to: local('30', 16) }]).pausedDays).toBe(0)
    expect(measure([{ from: local('25', 8), to: local('24', 8) }]).pausedDays).toBe(0)
  })

  it('lets an open pause run until the end of the question', () => {
    expect(measure([{ from: local('24', 8) }])).toEqual({
      elapsedDays: 4,
      pausedDays: 3,
      netDays: 1,
    })
  })

  it('never falls below zero', () => {
    expect(measure([{ from: local('23', 0) }], local('24', 10)).netDays).toBe(0)
    const wholeDay = {
      from: local('23', 8),
      to: local('23', 16),
      pauses: [{ from: local('23', 8) }],
    }
    expect(granted(netWorkingDays(wholeDay, calendar))).toEqual({
      elapsedDays: 0,
      pausedDays: 1,
      netDays: 0,
    })
  })

  it('agrees with the extended deadline on what is late', () => {
    const hours = fc.integer({ min: 0, max: 24 * 60 })
    fc.assert(
      fc.property(hours, hours, hours, (pauseFrom, pauseHours, took) => {
        const hoursOn = (n: number) =>
          instant(new Date(Date.parse(monday10) + n * 3_600_000).toISOString())
        const pauses = [{ from: hoursOn(pauseFrom), to: hoursOn(pauseFrom + pauseHours) }]
        fc.pre(hoursOn(took) < '2027-06')
        const time = granted(
          netWorkingDays({ from: monday10, to: hoursOn(took), pauses }, calendar),
        )
        const deadline = granted(deadlineOf(monday10, 5 + time.pausedDays, calendar))
        const isLateByDate = endOfDayPassed(hoursOn(took), deadline.date)
        expect(time.netDays > 5).toBe(isLateByDate)
      }),
      { numRuns: 60 },
    )
  })

  // Days are counted whole: the first working day after the deadline is the first that counts.
  function endOfDayPassed(to: string, deadline: Tanggal): boolean {
    const civil = tanggal(new Date(Date.parse(to) + 8 * 3_600_000).toISOString().slice(0, 10))
    return countNaively(deadline, civil, WEEKEND_OF_FIVE_DAY_WEEK) > 0
  }

  it('refuses a year that is not loaded, and takes reversed time as a bug', () => {
    const beyond = { from: monday10, to: instant('2028-02-01T00:00:00Z'), pauses: [] }
    expect(netWorkingDays(beyond, calendar).ok).toBe(false)
    const reversed = { from: friday15, to: monday10, pauses: [] }
    expect(() => netWorkingDays(reversed, calendar)).toThrow('backwards')
  })
})

describe('createCalendar', () => {
  it('wants years in bounds and an office that opens before it closes', () => {
    expect(() => createCalendar({ ...SOURCE, years: [] })).toThrow('1 to 200 years')
    const far = [
      { tahun: 1800, status: 'resmi' },
      { tahun: 2000, status: 'resmi' },
    ] as const
    expect(() => createCalendar({ ...SOURCE, years: far })).toThrow('1 to 200 years')
    const closed = { opensMinute: 600, closesMinute: 600 }
    expect(() => createCalendar({ ...SOURCE, officeHours: closed })).toThrow('office hours')
  })

  it('answers a list of 20,000 rows far within a second', () => {
    const from = tanggal('2025-01-02')
    const startedMs = performance.now()
    for (let row = 0; row < 20_000; row += 1) addWorkingDays(from, row % 700, calendar)
    expect(performance.now() - startedMs).toBeLessThan(1_000)
  })
})

describe('office hours that change', () => {
  const from = (date: string, opens: number, closes: number) => ({
    from: tanggal(date),
    opensMinute: opens * 60,
    closesMinute: closes * 60,
  })
  const dated = createCalendar({
    ...SOURCE,
    laterOfficeHours: [from('2026-03-02', 8, 12), from('2026-06-01', 7, 15)],
  })
  const closes = (date: string) =>
    toDate(Date.parse(String(endOfOffice(tanggal(date), dated)))).toISOString()

  it('end a deadline by the hours that hold on its own day', () => {
    expect(closes('2026-02-27')).toContain('T08:00')
    expect(closes('2026-03-02')).toContain('T04:00')
    expect(closes('2026-06-01')).toContain('T07:00')
  })

  it('weigh a pause by the day it stands on: half a short day and half a long one are one day', () => {
    const at = (text: string) => toInstant(new Date(text))
    const question = {
      from: at('2026-02-23T01:00:00Z'),
      to: at('2026-06-12T01:00:00Z'),
      pauses: [
        { from: at('2026-03-03T02:00:00Z'), to: at('2026-03-03T04:00:00Z') },
        { from: at('2026-06-02T23:00:00Z'), to: at('2026-06-03T03:00:00Z') },
      ],
    }
    const counted = netWorkingDays(question, dated)
    expect(counted.ok && counted.value.pausedDays).toBe(1)
    const plain = netWorkingDays(question, createCalendar(SOURCE))
    expect(plain.ok && plain.value.pausedDays).toBe(0)
  })
})
