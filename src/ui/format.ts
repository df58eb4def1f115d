/**
 * How numbers, money, dates and durations look on a page. One function per kind of value; nothing
 * on a page is formatted by hand. Intl is not used: its id-ID currency rounds to whole rupiah.
 */

import { assert, present } from '../kernel/assert.ts'
import {
  civilParts,
  daysBetween,
  HOUR_MS,
  isTimeZone,
  MINUTE_MS,
  minuteOfDayIn,
  NAMA_BULAN,
  type Tanggal,
  type TimeZone,
  tanggalIn,
  weekdayOf,
  zoneAbbreviation,
} from '../kernel/date.ts'
import { type Sen, toDecimalString } from '../kernel/money.ts'
import { inThousands } from '../kernel/thousands.ts'
import type { Lang, PageContext } from './page-context.ts'

/** Who reads, and which clock their region keeps. */
export type Locale = Readonly<{ lang: Lang; zone: TimeZone }>

const MINUS = '\u2212'
const EN_DASH = '\u2013'

const ENGLISH_MONTHS =
  'January February March April May June July August September October November December'

const WORDS = {
  id: {
    decimal: ',',
    thousands: '.',
    clock: '.',
    months: NAMA_BULAN,
    weekdays: 'Senin Selasa Rabu Kamis Jumat Sabtu Minggu'.split(' '),
    scales: ['juta', 'miliar', 'triliun'],
    workingDays: (_: number, text: string) => `${text} hari kerja`,
    now: 'baru saja',
    yesterday: 'kemarin',
    tomorrow: 'besok',
    minutes: (n: number) => `${n} menit`,
    hours: (n: number) => `${n} jam`,
    ago: (span: string) => `${span} lalu`,
    ahead: (span: string) => `dalam ${span}`,
  },
  en: {
    decimal: '.',
    thousands: ',',
    clock: ':',
    months: ENGLISH_MONTHS.split(' '),
    weekdays: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' '),
    scales: ['million', 'billion', 'trillion'],
    workingDays: (n: number, text: string) => `${text} working day${n === 1 ? '' : 's'}`,
    now: 'just now',
    yesterday: 'yesterday',
    tomorrow: 'tomorrow',
    minutes: (n: number) => `${n} minute${n === 1 ? '' : 's'}`,
    hours: (n: number) => `${n} hour${n === 1 ? '' : 's'}`,
    ago: (span: string) => `${span} ago`,
    ahead: (span: string) => `in ${span}`,
  },
} as const

/** The locale of a page. A region whose zone is none of the three is a bug of the start-up. */
export function localeOf({ lang, region }: Pick<PageContext, 'lang' | 'region'>): Locale {
  const zone = region.timezone
  assert(isTimeZone(zone), 'the zone of the region was checked at start-up')
  return { lang, zone }
}

/** @returns `Rp1.234.567,89`, `Rp1.234.567` when no sen are over; `Rp1,234,567.89` in English */
export function formatRupiah(amount: Sen, lang: Lang): string {
  const [sign, rupiah, fraction] = partsOf(toDecimalString(amount))
  const decimals = fraction === '00' ? '' : WORDS[lang].decimal + fraction
  return `${sign}Rp${inThousands(rupiah, WORDS[lang].thousands)}${decimals}`
}

/**
 * Three figures that count: `Rp2,41 triliun`, `Rp24,1 miliar`, `Rp241 juta`. Below a million the
 * whole amount. For headlines; a table shows every rupiah.
 */
export function formatRupiahShort(amount: Sen, lang: Lang): string {
  const [sign, rupiah] = partsOf(toDecimalString(amount))
  if (rupiah.length < 7) return formatRupiah(amount, lang)
  // Rounding may carry into a new figure: 999,6 juta is 1 miliar.
  const kept = Math.max(3, rupiah.length - 12)
  const unit = 10n ** BigInt(rupiah.length - kept)
  const rounded = ((BigInt(rupiah) + unit / 2n) / unit) * unit
  const digits = String(rounded)
  const scale = Math.min(3, Math.floor((digits.length - 1) / 3) - 1)
  const whole = digits.slice(0, -3 * (scale + 1))
  const fraction = digits.slice(whole.length, whole.length + 2).replace(/0{1,2}$/, '')
  const decimals = fraction === '' ? '' : WORDS[lang].decimal + fraction
  return `${sign}Rp${inThousands(whole, WORDS[lang].thousands)}${decimals} ${WORDS[lang].scales[scale - 1]}`
}

/**
 * @param maxDecimals trailing zeros are dropped
 * @returns `1.284`, `2,4`; `1,284`, `2.4` in English
 */
export function formatNumber(value: number | bigint, lang: Lang, maxDecimals = 0): string {
  assert(typeof value === 'bigint' || Math.abs(value) < 1e21, 'a number on a page is finite')
  const [sign, whole, fraction] = partsOf(
    typeof value === 'bigint' ? String(value) : value.toFixed(maxDecimals),
  )
  const kept = fraction.replace(/0{1,20}$/, '')
  const decimals = kept === '' ? '' : WORDS[lang].decimal + kept
  return `${sign}${inThousands(whole, WORDS[lang].thousands)}${decimals}`
}

/**
 * One decimal, and no false comfort: what is nearly all or nearly nothing is not rounded to all or
 * nothing, but shown as `>99,9%` and `<0,1%`.
 *
 * @param ratio 0.784 for 78.4 %
 */
export function formatPercent(ratio: number, lang: Lang): string {
  if (ratio > 0 && ratio < 0.000_5) return `<${formatNumber(0.1, lang, 1)}%`
  if (ratio < 1 && ratio >= 0.999_5) return `>${formatNumber(99.9, lang, 1)}%`
  return `${formatNumber(ratio * 100, lang, 1)}%`
}

/** @returns decimal units with one decimal: `512 B`, `8,7 kB`, `1,2 MB` */
export function formatBytes(bytes: number, lang: Lang): string {
  assert(Number.isInteger(bytes) && bytes >= 0, 'bytes are counted whole')
  if (bytes < 1_000) return `${bytes} B`
  // 999,950 would round to 1000 kB.
  if (bytes < 999_950) return `${formatNumber(bytes / 1e3, lang, 1)} kB`
  if (bytes < 999_950_000) return `${formatNumber(bytes / 1e6, lang, 1)} MB`
  return `${formatNumber(bytes / 1e9, lang, 1)} GB`
}

/** @returns `24 November 2026` */
export function formatTanggal(date: Tanggal, lang: Lang): string {
  const { year, month, day } = civilParts(date)
  return `${day} ${monthName(month, lang)} ${year}`
}

/** @returns `Selasa, 24 November 2026` */
export function formatTanggalWithWeekday(date: Tanggal, lang: Lang): string {
  const weekday = present(WORDS[lang].weekdays[weekdayOf(date) - 1], 'seven days have names')
  return `${weekday}, ${formatTanggal(date, lang)}`
}

/** @returns `24–26 November 2026`, naming month and year twice only where they differ */
export function formatTanggalRange(from: Tanggal, to: Tanggal, lang: Lang): string {
  const [a, b] = [civilParts(from), civilParts(to)]
  const end = formatTanggal(to, lang)
  if (from === to) return end
  if (a.year !== b.year) return `${formatTanggal(from, lang)}${EN_DASH}${end}`
  if (a.month !== b.month) return `${a.day} ${monthName(a.month, lang)}${EN_DASH}${end}`
  return `${a.day}${EN_DASH}${end}`
}

/** @returns `08.10 WIB`; `08:10 WIB` in English */
export function formatTime(at: Date, locale: Locale): string {
  return `${clockTime(at, locale)} ${zoneAbbreviation(locale.zone)}`
}

/** @returns `24 November 2026, 08.10 WIB` */
export function formatDateTime(at: Date, locale: Locale): string {
  const date = tanggalIn(locale.zone, at)
  return `${formatTanggal(date, locale.lang)}, ${formatTime(at, locale)}`
}

/** @returns `13.00–15.00 WIB`; both dates in full when they differ */
export function formatTimeRange(from: Date, to: Date, locale: Locale): string {
  const isOneDay = tanggalIn(locale.zone, from) === tanggalIn(locale.zone, to)
  if (isOneDay) return `${clockTime(from, locale)}${EN_DASH}${formatTime(to, locale)}`
  return `${formatDateTime(from, locale)} ${EN_DASH} ${formatDateTime(to, locale)}`
}

/**
 * @param workingDays not negative; at most one decimal is shown
 * @returns `3 hari kerja`; `3 working days` in English
 */
export function formatDuration(workingDays: number, lang: Lang): string {
  assert(workingDays >= 0, 'a duration is not negative')
  return WORDS[lang].workingDays(workingDays, formatNumber(workingDays, lang, 1))
}

/**
 * How long ago, as people say it: minutes within the hour, hours within the civil day, then
 * yesterday, then the date. The same ahead of now.
 *
 * @returns `2 jam lalu`, `kemarin`, `24 November 2026`, `dalam 5 menit`
 */
export function formatRelative(at: Date, now: Date, { lang, zone }: Locale): string {
  const words = WORDS[lang]
  const awayMs = Math.abs(now.getTime() - at.getTime())
  const turn = at.getTime() <= now.getTime() ? words.ago : words.ahead
  if (awayMs < MINUTE_MS) return words.now
  if (awayMs < HOUR_MS) return turn(words.minutes(Math.floor(awayMs / MINUTE_MS)))

  const date = tanggalIn(zone, at)
  const days = daysBetween(tanggalIn(zone, now), date)
  if (days === 0) return turn(words.hours(Math.floor(awayMs / HOUR_MS)))
  if (days === -1) return words.yesterday
  return days === 1 ? words.tomorrow : formatTanggal(date, lang)
}

function clockTime(at: Date, { lang, zone }: Locale): string {
  const minute = minuteOfDayIn(zone, at)
  const digits = [Math.floor(minute / 60), minute % 60].map((n) => String(n).padStart(2, '0'))
  return digits.join(WORDS[lang].clock)
}

function monthName(month: number, lang: Lang): string {
  return present(WORDS[lang].months[month - 1], 'twelve months have names')
}

/** Sign, digits before the dot and digits behind it; nothing has no sign. */
function partsOf(decimal: string): [string, string, string] {
  const digits = decimal.replace('-', '')
  const [whole, fraction] = digits.split('.')
  const isNegative = decimal.startsWith('-') && /[1-9]/.test(digits)
  return [isNegative ? MINUS : '', whole ?? '', fraction ?? '']
}
