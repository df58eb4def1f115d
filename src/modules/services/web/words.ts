import type { WorkingCalendar } from '../../../kernel/calendar.ts'
import { officeHoursOn } from '../../../kernel/calendar.ts'
import { type Tanggal, toEpochDay } from '../../../kernel/date.ts'
import { formatNumber } from '../../../ui/format.ts'
import type { Lang } from '../../../ui/page-context.ts'
import type { Promise as Promised, StandardWords } from '../domain/catalogue/standard.ts'
import { katalogMessages } from '../messages/index.ts'

/** Office hours of a working day, today. */
export function hoursPerDay(calendar: WorkingCalendar, today: Tanggal): number {
  const { opensMinute, closesMinute } = officeHoursOn(toEpochDay(today), calendar)
  return (closesMinute - opensMinute) / 60
}

/** "2 hari kerja", "6 jam kerja". */
export function promiseWords(promise: Promised, lang: Lang): string {
  const m = katalogMessages(lang)
  const { hours, days, isCalendar, isRound } = promise
  if (isRound) return m.promiseRound(formatNumber(hours, lang, 1))
  if (days === undefined) return m.promiseHours(formatNumber(hours, lang, 1))
  const text = formatNumber(days, lang, 1)
  return isCalendar ? m.promiseDaysCalendar(text) : m.promiseDays(text)
}

/** Hours that were measured as people take them in: of the office, days from a day up; by day and night as they are. */
export function hoursWords(
  hours: number,
  { perDay, isRound }: Readonly<{ perDay: number; isRound: boolean }>,
  lang: Lang,
): string {
  const m = katalogMessages(lang)
  if (isRound) return m.hoursRound(formatNumber(hours, lang))
  return hours < perDay
    ? m.hours(formatNumber(hours, lang))
    : m.days(formatNumber(hours / perDay, lang, 1))
}

export function standardWords(lang: Lang): StandardWords {
  const m = katalogMessages(lang)
  return {
    people: m.people,
    noFee: m.noFee,
    feeOf: m.feeOf,
    complaintLine: m.complaintLine,
    requiredIf: m.requiredIf,
    optional: m.optional,
    original: m.original,
    unverified: m.unverified,
    promise: (promise) => promiseWords(promise, lang),
    nothingAsked: (assurance) => m.nothingAsked[assurance],
  }
}
