/**
 * Civil dates and instants. A legal date (`Tanggal`) has no hour and no zone; an event has an
 * instant. Only a zone turns one into the other, and the zone is always an argument.
 */
import { assert } from './assert.ts'
import { ok, type Result, refuse } from './result.ts'

/** A civil date, 'YYYY-MM-DD', years 1000 to 9999. Sorts as text. */
export type Tanggal = string & { readonly kind: 'tanggal' }

/** A moment, ISO 8601 in UTC: '2026-11-24T01:10:00.000Z'. */
export type Instant = string & { readonly kind: 'instant' }

/** Monday is 1, Sunday is 7 (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** Indonesia's three zones: WIB, WITA, WIT. */
export type TimeZone = 'Asia/Jakarta' | 'Asia/Makassar' | 'Asia/Jayapura'

export type ZoneAbbreviation = 'WIB' | 'WITA' | 'WIT'

type Zone = Readonly<{ abbreviation: ZoneAbbreviation; offsetHours: number }>

/**
 * Offsets are fixed: no daylight saving. They hold from 1 January 1988; earlier instants in some
 * provinces had another zone, which matters to no deadline we compute.
 *
 * @law unverified Keppres 41/1987 (pembagian wilayah Republik Indonesia menjadi tiga wilayah waktu)
 */
const ZONES: Readonly<Record<TimeZone, Zone>> = {
  'Asia/Jakarta': { abbreviation: 'WIB', offsetHours: 7 },
  'Asia/Makassar': { abbreviation: 'WITA', offsetHours: 8 },
  'Asia/Jayapura': { abbreviation: 'WIT', offsetHours: 9 },
}

export const DAY_MS = 86_400_000
export const HOUR_MS = 3_600_000
export const MINUTE_MS = 60_000

/** Indonesian month names, January first. */
export const NAMA_BULAN: readonly string[] =
  'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(
    ' ',
  )

/** @returns whether the text names one of the three zones */
export function isTimeZone(text: string): text is TimeZone {
  return Object.hasOwn(ZONES, text)
}

/** The zone a region lies in. One that is none of the three was refused at start-up. */
export function zoneOf({ timezone }: Readonly<{ timezone: string }>): TimeZone {
  assert(isTimeZone(timezone), 'the region lies in one of the three zones')
  return timezone
}

/** @returns WIB, WITA or WIT */
export function zoneAbbreviation(zone: TimeZone): ZoneAbbreviation {
  return ZONES[zone].abbreviation
}

/** @returns how far the zone's clock is ahead of UTC, in milliseconds */
export function zoneOffsetMs(zone: TimeZone): number {
  return ZONES[zone].offsetHours * HOUR_MS
}

/** A civil date known to be sound: a literal, or text from a `date` column. Unsound is a bug. */
export function tanggal(text: string): Tanggal {
  const parts = /^([1-9]\d{3})-(\d{2})-(\d{2})$/.exec(text)
  assert(parts !== null && isOnCalendar(parts), `not a civil date: ${text.slice(0, 20)}`)
  return text as Tanggal
}

/**
 * Read a date as a form or a file gives it: `2026-11-24`, or day first: `24/11/2026`, `24-11-2026`,
 * `24.11.2026`.
 *
 * @refuses TANGGAL_TIDAK_TERBACA, TANGGAL_TIDAK_ADA
 */
export function parseTanggal(text: string): Result<Tanggal> {
  const parts = splitDate(text.trim())
  if (parts === undefined) {
    return refuse({
      code: 'TANGGAL_TIDAK_TERBACA',
      message: 'Tulis tanggal sebagai hari/bulan/tahun, misalnya 24/11/2026.',
    })
  }
  const { year, month, day } = parts
  if (existsOnCalendar(parts))
    return ok(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as Tanggal)
  const bulan = NAMA_BULAN[month - 1]
  const reason =
    bulan === undefined
      ? `Bulan ${month} tidak ada. Isi bulan 1 sampai 12.`
      : `Tanggal ${day} ${bulan} ${year} tidak ada. Periksa hari dan bulannya.`
  return refuse({ code: 'TANGGAL_TIDAK_ADA', message: reason })
}

/** @returns the date as forms ask for it, for sentences that are the same in every language: `24/11/2026` */
export function dayFirst(date: Tanggal): string {
  return date.split('-').reverse().join('/')
}

export type CivilParts = Readonly<{ year: number; month: number; day: number }>

/** @returns year, month 1–12 and day 1–31 as numbers */
export function civilParts(date: Tanggal): CivilParts {
  return {
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(5, 7)),
    day: Number(date.slice(8, 10)),
  }
}

export function yearOf(date: Tanggal): number {
  return Number(date.slice(0, 4))
}

/** @returns whole days since 1970-01-01; negative before it */
export function toEpochDay(date: Tanggal): number {
  const { year, month, day } = civilParts(date)
  return Date.UTC(year, month - 1, day) / DAY_MS
}

/** @returns the civil date that many days after 1970-01-01 */
export function fromEpochDay(epochDay: number): Tanggal {
  assert(Number.isSafeInteger(epochDay), 'days are counted whole')
  return tanggal(
    toDate(epochDay * DAY_MS)
      .toISOString()
      .slice(0, 10),
  )
}

/** @param days calendar days, may be negative */
export function addDays(date: Tanggal, days: number): Tanggal {
  return fromEpochDay(toEpochDay(date) + days)
}

/** @returns calendar days from a to b; negative when b is earlier */
export function daysBetween(a: Tanggal, b: Tanggal): number {
  return toEpochDay(b) - toEpochDay(a)
}

/** The first day of the month that lies this many months away. */
export function addMonths(bulan: Tanggal, months: number): Tanggal {
  const { year, month } = civilParts(bulan)
  const index = year * 12 + month - 1 + months
  return tanggal(`${pad(Math.floor(index / 12), 4)}-${pad((index % 12) + 1, 2)}-01`)
}

/** The first day of a date's month. */
export function monthOf(date: Tanggal): Tanggal {
  return tanggal(`${date.slice(0, 7)}-01`)
}

/** @returns negative when a is earlier, zero when equal, positive when later; fits Array.sort */
export function compareTanggal(a: Tanggal, b: Tanggal): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export function weekdayOf(date: Tanggal): Weekday {
  return weekdayOfEpochDay(toEpochDay(date))
}

/** @param epochDay whole days since 1970-01-01, which was a Thursday */
export function weekdayOfEpochDay(epochDay: number): Weekday {
  return (((((epochDay + 3) % 7) + 7) % 7) + 1) as Weekday
}

/** @returns the civil date that the zone's clocks show at the instant */
export function tanggalIn(zone: TimeZone, at: Date): Tanggal {
  return fromEpochDay(Math.floor((at.getTime() + zoneOffsetMs(zone)) / DAY_MS))
}

/** @returns minutes since midnight that the zone's clocks show: 0 to 1439 */
export function minuteOfDayIn(zone: TimeZone, at: Date): number {
  const localMs = at.getTime() + zoneOffsetMs(zone)
  return Math.floor((localMs - Math.floor(localMs / DAY_MS) * DAY_MS) / MINUTE_MS)
}

/** @returns midnight at which the civil date begins in the zone */
export function startOfDay(zone: TimeZone, date: Tanggal): Date {
  return toDate(toEpochDay(date) * DAY_MS - zoneOffsetMs(zone))
}

/**
 * The budget year an instant falls in: the civil year in the region, 1 January to 31 December.
 * 18:00 UTC on 31 December is already next year in Jakarta.
 *
 * @law unverified UU 17/2003 Pasal 4
 */
export function tahunAnggaran(zone: TimeZone, at: Date): number {
  return yearOf(tanggalIn(zone, at))
}

/** The same moment as branded text. */
export function toInstant(at: Date): Instant {
  return at.toISOString() as Instant
}

/** A moment known to be sound: a literal or text we stored. Unsound is a bug. */
export function instant(text: string): Instant {
  const ms = Date.parse(text)
  assert(Number.isFinite(ms) && text.endsWith('Z'), `not an instant in UTC: ${text.slice(0, 30)}`)
  return toInstant(toDate(ms))
}

/** @returns milliseconds since 1970-01-01T00:00Z */
export function instantMs(at: Instant): number {
  return Date.parse(at)
}

/** The one place of the kernel that makes a Date, always from a given number. */
export function toDate(epochMs: number): Date {
  return new Date(epochMs)
}

function splitDate(text: string): CivilParts | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  if (iso !== null) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) }
  const local = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(text)
  if (local === null) return undefined
  return { year: Number(local[4]), month: Number(local[3]), day: Number(local[1]) }
}

function isOnCalendar(parts: RegExpExecArray): boolean {
  return existsOnCalendar({
    year: Number(parts[1]),
    month: Number(parts[2]),
    day: Number(parts[3]),
  })
}

function existsOnCalendar({ year, month, day }: CivilParts): boolean {
  if (year < 1000 || month < 1 || month > 12 || day < 1) return false
  // Day 0 of the next month is the last day of this one.
  return day <= toDate(Date.UTC(year, month, 0)).getUTCDate()
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
