import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  civilParts,
  compareTanggal,
  dayFirst,
  daysBetween,
  fromEpochDay,
  instant,
  instantMs,
  isTimeZone,
  minuteOfDayIn,
  parseTanggal,
  startOfDay,
  type TimeZone,
  tahunAnggaran,
  tanggal,
  tanggalIn,
  toEpochDay,
  toInstant,
  weekdayOf,
  yearOf,
  zoneAbbreviation,
} from './date.ts'

const ZONES: readonly TimeZone[] = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']
const anyDay = fc.integer({ min: -354_285, max: 2_932_896 }).map(fromEpochDay)
const sinceZonesHold = fc.date({
  min: new Date('1988-01-02T00:00:00Z'),
  max: new Date('2199-12-31T00:00:00Z'),
  noInvalidDate: true,
})

describe('dayFirst', () => {
  it('writes what parseTanggal reads back, for every day', () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        expect(parseTanggal(dayFirst(date))).toEqual({ ok: true, value: date })
      }),
    )
    expect(dayFirst(tanggal('2026-11-24'))).toBe('24/11/2026')
    expect(dayFirst(tanggal('2026-08-01'))).toBe('01/08/2026')
  })
})

describe('parseTanggal', () => {
  it.each([
    ['2026-11-24', '2026-11-24'],
    [' 24/11/2026 ', '2026-11-24'],
    ['24-11-2026', '2026-11-24'],
    ['4.1.2026', '2026-01-04'],
    ['2024-02-29', '2024-02-29'],
    ['29/2/2000', '2000-02-29'],
    ['1000-01-01', '1000-01-01'],
    ['9999-12-31', '9999-12-31'],
  ])('reads %j', (text, expected) => {
    expect(parseTanggal(text)).toEqual({ ok: true, value: expected })
  })

  it.each([
    ['', 'TANGGAL_TIDAK_TERBACA'],
    ['24/11', 'TANGGAL_TIDAK_TERBACA'],
    ['24/11-2026', 'TANGGAL_TIDAK_TERBACA'],
    ['24/11/26', 'TANGGAL_TIDAK_TERBACA'],
    ['2026-11-24T00:00:00Z', 'TANGGAL_TIDAK_TERBACA'],
    ['2026-02-29', 'TANGGAL_TIDAK_ADA'],
    ['29/2/1900', 'TANGGAL_TIDAK_ADA'],
    ['31/4/2026', 'TANGGAL_TIDAK_ADA'],
    ['0/1/2026', 'TANGGAL_TIDAK_ADA'],
    ['1/13/2026', 'TANGGAL_TIDAK_ADA'],
    ['1/0/2026', 'TANGGAL_TIDAK_ADA'],
    ['1/1/0999', 'TANGGAL_TIDAK_ADA'],
  ])('refuses %j with %s', (text, code) => {
    expect(parseTanggal(text)).toMatchObject({ ok: false, refusals: [{ code }] })
  })

  it('names the day that does not exist', () => {
    expect(parseTanggal('31/2/2026')).toMatchObject({
      refusals: [{ message: 'Tanggal 31 Februari 2026 tidak ada. Periksa hari dan bulannya.' }],
    })
  })
})

describe('civil arithmetic', () => {
  it.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-11-24', 0, '2026-11-24'],
  ])('counts from %s by %i to %s', (from, days, to) => {
    expect(addDays(tanggal(from), days)).toBe(to)
    expect(daysBetween(tanggal(from), tanggal(to))).toBe(days)
  })

  it('adds and takes away the same days, and sorts as text does', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -1_000, max: 1_000 }), (date, days) => {
        const epochDay = toEpochDay(date) + days
        fc.pre(epochDay >= -354_285 && epochDay <= 2_932_896)
        const moved = addDays(date, days)
        expect(addDays(moved, -days)).toBe(date)
        expect(Math.sign(compareTanggal(moved, date))).toBe(Math.sign(days))
      }),
    )
  })

  it.each([
    ['2026-11-24', 2],
    ['1970-01-01', 4],
    ['1969-12-31', 3],
    ['1945-08-17', 5],
    ['2026-11-29', 7],
  ])('knows the weekday of %s', (date, weekday) => {
    expect(weekdayOf(tanggal(date))).toBe(weekday)
  })

  it('takes a date apart', () => {
    expect(civilParts(tanggal('2026-11-04'))).toEqual({ year: 2026, month: 11, day: 4 })
    expect(yearOf(tanggal('2026-11-04'))).toBe(2026)
  })

  it.each(['2026-02-30', '0999-01-01', '2026-1-1', '2026-01-01 ', ''])(
    'takes %j from our own store as a bug',
    (text) => {
      expect(() => tanggal(text)).toThrow('not a civil date')
    },
  )

  it('crashes beyond the year 9999 instead of writing a date nobody can read', () => {
    expect(() => addDays(tanggal('9999-12-31'), 1)).toThrow('not a civil date')
  })
})

describe('zones', () => {
  it.each([
    ['Asia/Jakarta', 'WIB', '2026-12-31T17:00:00.000Z'],
    ['Asia/Makassar', 'WITA', '2026-12-31T16:00:00.000Z'],
    ['Asia/Jayapura', 'WIT', '2026-12-31T15:00:00.000Z'],
  ] as const)('%s is %s and begins 2027 at %s', (zone, abbreviation, midnight) => {
    const at = new Date(midnight)
    const before = new Date(at.getTime() - 1)
    expect(zoneAbbreviation(zone)).toBe(abbreviation)
    expect(startOfDay(zone, tanggal('2027-01-01'))).toEqual(at)
    expect(tanggalIn(zone, at)).toBe('2027-01-01')
    expect(tanggalIn(zone, before)).toBe('2026-12-31')
    expect(minuteOfDayIn(zone, at)).toBe(0)
    expect(minuteOfDayIn(zone, before)).toBe(1_439)
    expect(tahunAnggaran(zone, at)).toBe(2027)
    expect(tahunAnggaran(zone, before)).toBe(2026)
  })

  it('agree with the time zone database since 1988', () => {
    fc.assert(
      fc.property(sinceZonesHold, fc.constantFrom(...ZONES), (at, zone) => {
        const format = new Intl.DateTimeFormat('sv-SE', {
          timeZone: zone,
          dateStyle: 'short',
          timeStyle: 'short',
        })
        const minute = minuteOfDayIn(zone, at)
        const clock = [Math.floor(minute / 60), minute % 60].map((n) => String(n).padStart(2, '0'))
        expect(`${tanggalIn(zone, at)} ${clock.join(':')}`).toBe(format.format(at))
      }),
    )
  })

  it('put the start of a day into that day', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...ZONES), (date, zone) => {
        expect(tanggalIn(zone, startOfDay(zone, date))).toBe(date)
      }),
    )
  })

  it('are three, by their exact names', () => {
    expect(ZONES.every(isTimeZone)).toBe(true)
    expect(isTimeZone('Asia/Singapore')).toBe(false)
    expect(isTimeZone('toString')).toBe(false)
  })
})

describe('instant', () => {
  it('keeps the moment, whatever precision it was written with', () => {
    expect(instant('2026-11-24T01:10:00Z')).toBe('2026-11-24T01:10:00.000Z')
    expect(toInstant(new Date(0))).toBe('1970-01-01T00:00:00.000Z')
    expect(instantMs(instant('1970-01-01T00:00:01Z'))).toBe(1_000)
  })

  it('takes a moment without zone or without sense as a bug', () => {
    expect(() => instant('2026-11-24T01:10:00')).toThrow('not an instant')
    expect(() => instant('nantiZ')).toThrow('not an instant')
  })
})
