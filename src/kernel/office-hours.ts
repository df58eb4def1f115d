/** Promises and measurements in office hours: time counts while the office is open, and not at night. */
import { assert } from './assert.ts'
import {
  checkYears,
  civilDate,
  countBefore,
  countThrough,
  type Deadline,
  officeHoursOn,
  pausedStretches,
  type WorkingCalendar,
  type WorkingTimeQuestion,
} from './calendar.ts'
import {
  DAY_MS,
  fromEpochDay,
  HOUR_MS,
  type Instant,
  instantMs,
  MINUTE_MS,
  type Tanggal,
  toDate,
  toEpochDay,
  toInstant,
  zoneOffsetMs,
} from './date.ts'
import { ok, type Result } from './result.ts'

const MOST_HOURS = 10_000
const MOST_DAYS = 10_000

/**
 * The deadline of something that is promised in office hours: hours are counted while the office is open, so what
 * comes at night begins in the morning.
 *
 * @param hours office hours allowed, above zero, parts of an hour too; at most 10,000
 * @returns the instant, and whether every year that was touched is confirmed
 * @refuses TAHUN_KALENDER_BELUM_DIMUAT
 */
export function deadlineAfterHours(
  from: Instant,
  hours: number,
  calendar: WorkingCalendar,
): Result<Deadline> {
  assert(hours > 0 && hours <= MOST_HOURS, 'office hours are above zero and bounded')
  let leftMs = hours * HOUR_MS
  let date = civilDate(from, calendar)
  let isConfirmed = true
  for (let day = 0; day < MOST_DAYS; day += 1) {
    const years = checkYears(date, date, calendar)
    if (!years.ok) return years
    isConfirmed &&= years.value
    const { opensMs, closesMs } = officeOn(date, calendar)
    const startMs = day === 0 ? Math.max(opensMs, instantMs(from)) : opensMs
    const isOpen = countThrough(date, calendar) > countBefore(date, calendar)
    const openMs = isOpen ? Math.max(0, closesMs - startMs) : 0
    if (leftMs <= openMs) return ok({ date, isConfirmed, at: toInstant(toDate(startMs + leftMs)) })
    leftMs -= openMs
    date = fromEpochDay(toEpochDay(date) + 1)
  }
  throw new Error('no calendar is that long')
}

/**
 * How long something took in office hours, with and without its pauses.
 *
 * @returns whole minutes; `netMinutes` never above `totalMinutes`
 * @refuses TAHUN_KALENDER_BELUM_DIMUAT
 */
export function officeTime(
  question: WorkingTimeQuestion,
  calendar: WorkingCalendar,
): Result<Readonly<{ totalMinutes: number; netMinutes: number }>> {
  assert(instantMs(question.from) <= instantMs(question.to), 'time does not run backwards')
  const years = checkYears(
    civilDate(question.from, calendar),
    civilDate(question.to, calendar),
    calendar,
  )
  if (!years.ok) return years
  const { from, to } = question
  const total = officeMinutes({ fromMs: instantMs(from), toMs: instantMs(to) }, calendar)
  const paused = pausedStretches(question).map((one) => officeMinutes(one, calendar))
  const net = paused.reduce((left, one) => left - one, total)
  return ok({ totalMinutes: Math.round(total), netMinutes: Math.max(0, Math.round(net)) })
}

type Stretch = Readonly<{ fromMs: number; toMs: number }>

/** Day by day, each by the office hours that hold on it. */
function officeMinutes({ fromMs, toMs }: Stretch, calendar: WorkingCalendar): number {
  let minutes = 0
  const offsetMs = zoneOffsetMs(calendar.zone)
  const last = Math.floor((toMs + offsetMs) / DAY_MS)
  for (let day = Math.floor((fromMs + offsetMs) / DAY_MS); day <= last; day += 1) {
    const date = fromEpochDay(day)
    if (countThrough(date, calendar) === countBefore(date, calendar)) continue
    const { opensMs, closesMs } = officeOn(date, calendar)
    const openMs = Math.min(closesMs, toMs) - Math.max(opensMs, fromMs)
    if (openMs > 0) minutes += openMs / MINUTE_MS
  }
  return minutes
}

function officeOn(
  date: Tanggal,
  calendar: WorkingCalendar,
): Readonly<{ opensMs: number; closesMs: number }> {
  const epochDay = toEpochDay(date)
  const midnightMs = epochDay * DAY_MS - zoneOffsetMs(calendar.zone)
  const { opensMinute, closesMinute } = officeHoursOn(epochDay, calendar)
  return {
    opensMs: midnightMs + opensMinute * MINUTE_MS,
    closesMs: midnightMs + closesMinute * MINUTE_MS,
  }
}
