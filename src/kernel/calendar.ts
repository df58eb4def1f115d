/**
 * Working days: which days an office works, how many lie between two dates, when a deadline ends.
 * Everything is answered from sums computed once per calendar, so that a list may ask per row.
 */
import { assert, present } from './assert.ts'
import {
  compareTanggal,
  DAY_MS,
  fromEpochDay,
  type Instant,
  instantMs,
  MINUTE_MS,
  type Tanggal,
  type TimeZone,
  tanggal,
  tanggalIn,
  toDate,
  toEpochDay,
  toInstant,
  type Weekday,
  weekdayOfEpochDay,
  yearOf,
  zoneOffsetMs,
} from './date.ts'
import { ok, type Refused, type Result, refuse } from './result.ts'

/** A day off from `reference.hari_libur`; all four kinds close the office. */
export type HariLibur = Readonly<{
  tanggal: Tanggal
  nama: string
  jenis: 'libur_nasional' | 'cuti_bersama' | 'libur_daerah' | 'prakiraan'
}>

/** `resmi` when the joint decree (SKB) of the year is loaded, `prakiraan` while only forecast. */
export type YearStatus = 'resmi' | 'prakiraan'

/** Minutes after midnight in the region's zone; the same on every working day while they hold. */
export type OfficeHours = Readonly<{ opensMinute: number; closesMinute: number }>

/** Office hours that hold from a date until the next ones do. */
export type DatedOfficeHours = OfficeHours & Readonly<{ from: Tanggal }>

export type CalendarSource = Readonly<{
  zone: TimeZone
  /** Every year that may be computed with. Rows of other years are ignored. */
  years: readonly Readonly<{ tahun: number; status: YearStatus }>[]
  hariLibur: readonly HariLibur[]
  weekend: readonly Weekday[]
  /** From the first day of the calendar. */
  officeHours: OfficeHours
  /** Those that came later, in any order. */
  laterOfficeHours?: readonly DatedOfficeHours[]
}>

export const WEEKEND_OF_FIVE_DAY_WEEK: readonly Weekday[] = [6, 7]
export const WEEKEND_OF_SIX_DAY_WEEK: readonly Weekday[] = [7]

/** Built by `createCalendar`. Offsets count days from 1 January of `firstYear`. */
export type WorkingCalendar = Readonly<{
  zone: TimeZone
  /** Latest first; the last one holds from the beginning. */
  officeHours: readonly (OfficeHours & Readonly<{ fromEpochDay: number }>)[]
  firstYear: number
  firstEpochDay: number
  /** One per year from `firstYear`; undefined where a year in the middle is not loaded. */
  yearStatuses: readonly (YearStatus | undefined)[]
  /** Working days among the first n days, by n. */
  workedBefore: Int32Array
  /** Offset of each working day, in order. */
  workingOffsets: Int32Array
  hariLibur: ReadonlyMap<Tanggal, HariLibur>
}>

/** A date reached by counting; not confirmed when a forecast year was touched on the way. */
export type CountedDate = Readonly<{ date: Tanggal; isConfirmed: boolean }>

/** A deadline: the last civil date and the end of office hours on it. */
export type Deadline = CountedDate & Readonly<{ at: Instant }>

/** A stretch in which the clock stood still; without `to` it still stands. */
export type Pause = Readonly<{ from: Instant; to?: Instant }>

/** Whole working days: as the calendar counts them, those paused, and what is left. */
export type WorkingTime = Readonly<{ elapsedDays: number; pausedDays: number; netDays: number }>

const MOST_YEARS = 200
const MOST_DAYS = 10_000
const MOST_YEARS_NAMED = 5

/**
 * Prepare a calendar. O(days of all years), once; every question afterwards is O(1) or O(pauses).
 *
 * A year counts as forecast when its status says so or one of its rows is a forecast.
 */
export function createCalendar(source: CalendarSource): WorkingCalendar {
  const { zone, years, weekend } = source
  const tahun = years.map((year) => year.tahun)
  const firstYear = Math.min(...tahun)
  const yearCount = Math.max(...tahun) - firstYear + 1
  assert(years.length > 0 && yearCount <= MOST_YEARS, `a calendar holds 1 to ${MOST_YEARS} years`)
  const officeHours = officeHoursOf(source)

  const hariLibur = new Map(source.hariLibur.map((row) => [row.tanggal, row]))
  const firstEpochDay = toEpochDay(newYear(firstYear))
  const dayCount = toEpochDay(newYear(firstYear + yearCount)) - firstEpochDay
  const workedBefore = new Int32Array(dayCount + 1)
  const offsets: number[] = []
  for (let offset = 0; offset < dayCount; offset += 1) {
    const epochDay = firstEpochDay + offset
    const isWeekend = weekend.includes(weekdayOfEpochDay(epochDay))
    if (!isWeekend && !hariLibur.has(fromEpochDay(epochDay))) offsets.push(offset)
    workedBefore[offset + 1] = offsets.length
  }
  const yearStatuses = Array.from({ length: yearCount }, (_, index) =>
    statusOf(firstYear + index, source),
  )
  const workingOffsets = Int32Array.from(offsets)
  return {
    zone,
    officeHours,
    firstYear,
    firstEpochDay,
    yearStatuses,
    workedBefore,
    workingOffsets,
    hariLibur,
  }
}

/** @returns the row that makes the date a day off; undefined on weekends and working days */
export function findHariLibur(date: Tanggal, calendar: WorkingCalendar): HariLibur | undefined {
  return calendar.hariLibur.get(date)
}

/**
 * @returns whether the office works that day
 * @refuses TAHUN_KALENDER_BELUM_DIMUAT
 */
export function isWorkingDay(date: Tanggal, calendar: WorkingCalendar): Result<boolean> {
  const years = checkYears(date, date, calendar)
  if (!years.ok) return years
  return ok(countThrough(date, calendar) > countBefore(date, calendar))
}

/**
 * Count working days onward. The day itself is day zero, whether the office works or not: one
 * working day after a Saturday is Monday. A negative count goes back; zero gives the day itself, or
 * the next working day when the office is closed.
 *
 * @param days whole working days, at most 10,000 either way
 * @returns the date, confirmed unless a forecast year was touched
 * @refuses TAHUN_KALENDER_BELUM_DIMUAT naming the years that are missing; never a guess
 */
export function addWorkingDays(
  from: Tanggal,
  days: number,
  calendar: WorkingCalendar,
): Result<CountedDate> {
  assert(
    Number.isInteger(days) && Math.abs(days) <= MOST_DAYS,
    'working days are whole and bounded',
  )
  const start = checkYears(from, from, calendar)
  if (!start.ok) return start
  const index =
    days > 0 ? countThrough(from, calendar) + days - 1 : countBefore(from, calendar) + days
  const { workingOffsets, firstYear, yearStatuses } = calendar
  if (index < 0) return refuseYears([firstYear - 1])
  if (index >= workingOffsets.length) return refuseYears([firstYear + yearStatuses.length])

  const offset = present(workingOffsets[index], 'the index lies within the working days')
  const date = fromEpochDay(calendar.firstEpochDay + offset)
  const years = checkYears(from, date, calendar)
  return years.ok ? ok({ date, isConfirmed: years.value }) : years
}

/**
 * Working days after `a` up to and including `b`; negative when b is earlier. So the count from the
 * day before a deadline to the deadline is 1, and counts over adjoining stretches add up.
 *
 * @refuses TAHUN_KALENDER_BELUM_DIMUAT
 */
export function workingDaysBetween(
  a: Tanggal,
  b: Tanggal,
  calendar: WorkingCalendar,
): Result<number> {
  const years = checkYears(a, b, calendar)
  if (!years.ok) return years
  return ok(countThrough(b, calendar) - countThrough(a, calendar))
}

/**
 * The deadline of something that began at an instant: its civil date in the region is day zero.
 *
 * A deadline that was paused is extended by whole days: pass `days + pausedDays` of
 * `netWorkingDays`. Then late by this deadline and net days above the promise mean the same.
 *
 * @param days whole working days allowed
 * @refuses TAHUN_KALENDER_BELUM_DIMUAT
 */
export function deadlineOf(
  from: Instant,
  days: number,
  calendar: WorkingCalendar,
): Result<Deadline> {
  const counted = addWorkingDays(civilDate(from, calendar), days, calendar)
  if (!counted.ok) return counted
  return ok({ ...counted.value, at: endOfOffice(counted.value.date, calendar) })
}

/** @returns the instant at which the office closes on that date in the region's zone */
export function endOfOffice(date: Tanggal, calendar: WorkingCalendar): Instant {
  const midnightMs = toEpochDay(date) * DAY_MS - zoneOffsetMs(calendar.zone)
  const { closesMinute } = officeHoursOn(toEpochDay(date), calendar)
  return toInstant(toDate(midnightMs + closesMinute * MINUTE_MS))
}

export type WorkingTimeQuestion = Readonly<{
  from: Instant
  /** Not before `from`; for something still open, now. */
  to: Instant
  pauses: readonly Pause[]
}>

/**
 * How long something took, in whole working days, with and without its pauses.
 *
 * Elapsed days count as `workingDaysBetween` does. Pauses are measured in office hours, merged
 * where they overlap, cut to the stretch, summed and rounded down to whole office days: a pause
 * over a weekend or of ten minutes takes off nothing. Rounding down favours the citizen; it is a
 * rule of this house, not of law.
 *
 * @refuses TAHUN_KALENDER_BELUM_DIMUAT
 */
export function netWorkingDays(
  question: WorkingTimeQuestion,
  calendar: WorkingCalendar,
): Result<WorkingTime> {
  assert(instantMs(question.from) <= instantMs(question.to), 'time does not run backwards')
  const from = civilDate(question.from, calendar)
  const to = civilDate(question.to, calendar)
  const elapsed = workingDaysBetween(from, to, calendar)
  if (!elapsed.ok) return elapsed
  const pausedDays = Math.floor(pausedOfficeDays(question, calendar) + PART_OF_NOTHING)
  const netDays = Math.max(0, elapsed.value - pausedDays)
  return ok({ elapsedDays: elapsed.value, pausedDays, netDays })
}

/** Far below a millisecond of an office day: parts that make a whole day add up to one. */
const PART_OF_NOTHING = 1e-9

/** Days and parts of days, each by the office hours that hold on it. */
function pausedOfficeDays(question: WorkingTimeQuestion, calendar: WorkingCalendar): number {
  return pausedStretches(question).reduce(
    (total, { fromMs, toMs }) =>
      total + officeDaysUntil(toMs, calendar) - officeDaysUntil(fromMs, calendar),
    0,
  )
}

type Stretch = Readonly<{ fromMs: number; toMs: number }>

/** Pauses cut to the stretch that is asked of and merged where they overlap, in order. */
export function pausedStretches(question: WorkingTimeQuestion): readonly Stretch[] {
  const startMs = instantMs(question.from)
  const endMs = instantMs(question.to)
  const cut = question.pauses
    .map((pause) => ({
      fromMs: Math.max(startMs, instantMs(pause.from)),
      toMs: Math.min(endMs, pause.to === undefined ? endMs : instantMs(pause.to)),
    }))
    .sort((a, b) => a.fromMs - b.fromMs)
  let countedToMs = startMs
  return cut.flatMap(({ fromMs, toMs }) => {
    const beginMs = Math.max(fromMs, countedToMs)
    if (toMs <= beginMs) return []
    countedToMs = toMs
    return [{ fromMs: beginMs, toMs }]
  })
}

/** Office days that passed since the calendar began, the last one in part. */
function officeDaysUntil(epochMs: number, calendar: WorkingCalendar): number {
  const localMs = epochMs + zoneOffsetMs(calendar.zone)
  const epochDay = Math.floor(localMs / DAY_MS)
  const offset = epochDay - calendar.firstEpochDay
  const { opensMinute, closesMinute } = officeHoursOn(epochDay, calendar)
  const officeDayMs = (closesMinute - opensMinute) * MINUTE_MS
  const before = present(calendar.workedBefore[offset], 'the years were checked')
  const through = present(calendar.workedBefore[offset + 1], 'the years were checked')
  const sinceOpeningMs = localMs - epochDay * DAY_MS - opensMinute * MINUTE_MS
  const todayMs = Math.min(Math.max(sinceOpeningMs, 0), officeDayMs)
  return before + (through > before ? todayMs / officeDayMs : 0)
}

function officeHoursOf(source: CalendarSource): WorkingCalendar['officeHours'] {
  const later = (source.laterOfficeHours ?? []).map(({ from, ...hours }) => ({
    ...hours,
    fromEpochDay: toEpochDay(from),
  }))
  const all = [...later, { ...source.officeHours, fromEpochDay: Number.NEGATIVE_INFINITY }]
  for (const hours of all) assertOfficeHours(hours)
  return all.toSorted((a, b) => b.fromEpochDay - a.fromEpochDay)
}

/** @returns the office hours that hold on a day, counted from 1970-01-01 */
export function officeHoursOn(epochDay: number, calendar: WorkingCalendar): OfficeHours {
  return present(
    calendar.officeHours.find(({ fromEpochDay }) => fromEpochDay <= epochDay),
    'office hours hold from the beginning',
  )
}

/**
 * Are all years from one date to the other loaded, and if so, are all of them official?
 *
 * @refuses TAHUN_KALENDER_BELUM_DIMUAT
 */
export function checkYears(a: Tanggal, b: Tanggal, calendar: WorkingCalendar): Result<boolean> {
  const [earlier, later] = compareTanggal(a, b) <= 0 ? [a, b] : [b, a]
  const missing: number[] = []
  let isConfirmed = true
  for (let year = yearOf(earlier); year <= yearOf(later); year += 1) {
    const status = calendar.yearStatuses[year - calendar.firstYear]
    if (status === undefined) missing.push(year)
    if (status === 'prakiraan') isConfirmed = false
  }
  return missing.length > 0 ? refuseYears(missing) : ok(isConfirmed)
}

function refuseYears(years: readonly number[]): Refused {
  const named = years.slice(0, MOST_YEARS_NAMED).join(', ')
  const tahun = years.length > MOST_YEARS_NAMED ? `${named} dan lainnya` : named
  return refuse({
    code: 'TAHUN_KALENDER_BELUM_DIMUAT',
    message: `Hari libur tahun ${tahun} belum dimuat. Minta pengelola memuatnya dahulu.`,
  })
}

function statusOf(year: number, source: CalendarSource): YearStatus | undefined {
  const stated = source.years.find(({ tahun }) => tahun === year)?.status
  if (stated === undefined) return undefined
  const hasForecast = source.hariLibur.some(
    (row) => row.jenis === 'prakiraan' && yearOf(row.tanggal) === year,
  )
  return hasForecast ? 'prakiraan' : stated
}

function assertOfficeHours({ opensMinute, closesMinute }: OfficeHours): void {
  const isSound = 0 <= opensMinute && opensMinute < closesMinute && closesMinute <= 24 * 60
  assert(isSound && Number.isInteger(opensMinute) && Number.isInteger(closesMinute), 'office hours')
}

/** @returns the civil date of an instant in the calendar's zone */
export function civilDate(at: Instant, calendar: WorkingCalendar): Tanggal {
  return tanggalIn(calendar.zone, toDate(instantMs(at)))
}

function newYear(year: number): Tanggal {
  return tanggal(`${year}-01-01`)
}

/** @returns working days before a date whose year is loaded */
export function countBefore(date: Tanggal, calendar: WorkingCalendar): number {
  const offset = toEpochDay(date) - calendar.firstEpochDay
  return present(calendar.workedBefore[offset], 'the year of the date was checked')
}

/** @returns working days up to and including a date whose year is loaded */
export function countThrough(date: Tanggal, calendar: WorkingCalendar): number {
  const offset = toEpochDay(date) - calendar.firstEpochDay
  return present(calendar.workedBefore[offset + 1], 'the year of the date was checked')
}
