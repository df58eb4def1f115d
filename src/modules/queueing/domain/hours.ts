import { findHariLibur, type WorkingCalendar } from '../../../kernel/calendar.ts'
import { addDays, type Tanggal, weekdayOf } from '../../../kernel/date.ts'
import type { Desk, Jam } from '../types.ts'

/** Minutes after midnight. */
export type Span = Readonly<{ buka: number; tutup: number }>

type Hours = Pick<Desk, 'jam' | 'khusus'>

const LOOK_AHEAD_DAYS = 31
const EVENING_MINUTE = 17 * 60
const SATURDAY = 6

function isHolding(row: Jam, date: Tanggal): boolean {
  return (
    row.berlakuMulai <= date &&
    (row.berlakuSampai === null || row.berlakuSampai >= date) &&
    row.hari === weekdayOf(date)
  )
}

/**
 * When a line is open on a date. A special day decides alone; then a day off of the calendar closes; then
 * hours of the line itself where it has any, else those of its place.
 *
 * @param layananId undefined for the place as a whole
 * @returns spans in order, possibly none
 */
export function hoursOn(
  { jam, khusus }: Hours,
  { date, layananId }: Readonly<{ date: Tanggal; layananId?: string | undefined }>,
  calendar: WorkingCalendar,
): readonly Span[] {
  const special = khusus.find(({ tanggal }) => tanggal === date)
  if (special !== undefined) {
    const { buka, tutup } = special
    return buka === null || tutup === null ? [] : [{ buka, tutup }]
  }
  if (findHariLibur(date, calendar) !== undefined) return []
  const isOwn = layananId !== undefined && jam.some((row) => row.layananId === layananId)
  return jam
    .filter((row) => row.layananId === (isOwn ? layananId : null) && isHolding(row, date))
    .map(({ buka, tutup }) => ({ buka, tutup }))
    .toSorted((a, b) => a.buka - b.buka)
}

export type OpenState =
  | Readonly<{ kind: 'open'; untilMinute: number }>
  | Readonly<{ kind: 'closed'; next?: Readonly<{ date: Tanggal; minute: number }> }>

/** Open at this minute of this date, and if not, when next within a month. */
export function openState(
  hours: Hours,
  at: Readonly<{ date: Tanggal; minute: number; layananId?: string | undefined }>,
  calendar: WorkingCalendar,
): OpenState {
  const today = hoursOn(hours, at, calendar)
  const current = today.find(({ buka, tutup }) => buka <= at.minute && at.minute < tutup)
  if (current !== undefined) return { kind: 'open', untilMinute: current.tutup }
  const later = today.find(({ buka }) => buka > at.minute)
  if (later !== undefined) return { kind: 'closed', next: { date: at.date, minute: later.buka } }
  for (let ahead = 1; ahead <= LOOK_AHEAD_DAYS; ahead += 1) {
    const date = addDays(at.date, ahead)
    const first = hoursOn(hours, { ...at, date }, calendar)[0]
    if (first !== undefined) return { kind: 'closed', next: { date, minute: first.buka } }
  }
  return { kind: 'closed' }
}

/**
 * The span in which a number may be taken now: from some minutes before opening until closing.
 *
 * @param earlyMinutes how long before opening
 */
export function takingSpan(
  spans: readonly Span[],
  minute: number,
  earlyMinutes: number,
): Span | undefined {
  return spans.find(({ buka, tutup }) => buka - earlyMinutes <= minute && minute < tutup)
}

export type HoursBadges = Readonly<{ hasEvening: boolean; hasSaturday: boolean }>

/** What people who work by day look for: hours after 17.00, hours on Saturday. */
export function badgesOf(jam: readonly Jam[], today: Tanggal): HoursBadges {
  const holding = jam.filter(
    ({ berlakuSampai, berlakuMulai }) =>
      berlakuMulai <= today && (berlakuSampai === null || berlakuSampai >= today),
  )
  return {
    hasEvening: holding.some(({ tutup }) => tutup > EVENING_MINUTE),
    hasSaturday: holding.some(({ hari }) => hari === SATURDAY),
  }
}

/** "07.30" for 450. */
export function formatMinute(minute: number): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}.${two(minute % 60)}`
}

const DAY_MINUTES = 24 * 60

/** Minutes after midnight of "07.30" or "07:30"; undefined when it is no time of day. */
export function parseMinute(text: string): number | undefined {
  const parts = /^(\d{1,2})[.:](\d{2})$/.exec(text.trim())
  if (parts === null) return undefined
  const minute = Number(parts[1]) * 60 + Number(parts[2])
  return Number(parts[2]) < 60 && minute <= DAY_MINUTES ? minute : undefined
}
