import type { WorkingCalendar } from '../../../kernel/calendar.ts'
import { findHariLibur } from '../../../kernel/calendar.ts'
import { addDays, minuteOfDayIn, type Tanggal, tanggalIn, weekdayOf } from '../../../kernel/date.ts'
import type { Refusal, Result } from '../../../kernel/result.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import type { JamBuka } from '../types.ts'

const HARI = ['senin', 'selasa', 'rabu', 'kamis', 'jumat', 'sabtu', 'minggu'] as const
const DAY_MINUTES = 24 * 60
const LOOK_AHEAD_DAYS = 31

/** Minutes after midnight of "07.30" or "07:30"; undefined when it is no time of day. */
export function parseJam(text: string): number | undefined {
  const parts = /^(\d{1,2})[.:](\d{2})$/.exec(text.trim())
  if (parts === null) return undefined
  const minute = Number(parts[1]) * 60 + Number(parts[2])
  return Number(parts[2]) < 60 && minute <= DAY_MINUTES ? minute : undefined
}

/** "07.30" for 450. */
export function formatJam(minute: number): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}.${two(minute % 60)}`
}

/** One row of the form: a weekday with its times, both empty when closed. */
export type HariIsian = Readonly<{ hari: number; buka: string; tutup: string }>

/**
 * Opening hours of a week from a form.
 *
 * @refuses JAM_TIDAK_SAH at `jam.<weekday>`: not a time, only one of two, or closing before opening
 */
export function readJamBuka(rows: readonly HariIsian[]): Result<readonly JamBuka[]> {
  const refusals: Refusal[] = []
  const hours: JamBuka[] = []
  for (const { hari, buka, tutup } of rows) {
    if (buka === '' && tutup === '') continue
    const [opens, closes] = [parseJam(buka), parseJam(tutup)]
    if (opens === undefined || closes === undefined || closes <= opens) {
      const message = `Isi jam buka dan tutup hari ${HARI[hari - 1]}, misalnya 07.30 dan 15.30, atau kosongkan keduanya.`
      refusals.push({ code: 'JAM_TIDAK_SAH', message, field: `jam.${hari}` })
    } else hours.push({ hari: hari as JamBuka['hari'], buka: opens, tutup: closes })
  }
  return refusals.length > 0 ? refuse(refusals) : ok(hours)
}

/**
 * Hours out of a sentence such as "Senin–Kamis 07.30–15.30, Jumat 07.30–14.30, siaga 24 jam". What is not
 * a weekday with times stays a note.
 */
export function parseJamLayanan(
  text: string,
): Readonly<{ jamBuka: readonly JamBuka[]; catatan: string }> {
  const notes: string[] = []
  const jamBuka: JamBuka[] = []
  for (const part of text.split(',')) {
    const found =
      /^\s*([a-z]+)(?:\s*[–-]\s*([a-z]+))?\s+(\d{1,2}[.:]\d{2})\s*[–-]\s*(\d{1,2}[.:]\d{2})\s*$/i.exec(
        part,
      )
    const read = found === null ? undefined : readPart(found)
    if (read === undefined) notes.push(part.trim())
    else jamBuka.push(...read)
  }
  return { jamBuka, catatan: notes.filter((note) => note !== '').join(', ') }
}

function readPart(found: RegExpExecArray): readonly JamBuka[] | undefined {
  const [, first = '', last = first, opens = '', closes = ''] = found
  const dayOf = (name: string) => (HARI as readonly string[]).indexOf(name.toLowerCase()) + 1
  const [from, to] = [dayOf(first), dayOf(last)]
  const [buka, tutup] = [parseJam(opens), parseJam(closes)]
  if (from === 0 || to < from || buka === undefined || tutup === undefined) return undefined
  return Array.from({ length: to - from + 1 }, (_, index) => ({
    hari: (from + index) as JamBuka['hari'],
    buka,
    tutup,
  }))
}

export type OpenState =
  | Readonly<{ kind: 'open'; untilMinute: number }>
  | Readonly<{
      kind: 'closed'
      holiday?: string
      next?: Readonly<{ date: Tanggal; minute: number }>
    }>

/**
 * Is the office open now, and if not, when is it next? Days off close it; a year that is not loaded has
 * none that we know of.
 */
export function openStateAt(
  hours: readonly JamBuka[],
  now: Date,
  calendar: WorkingCalendar,
): OpenState {
  const today = tanggalIn(calendar.zone, now)
  const minute = minuteOfDayIn(calendar.zone, now)
  const spans = hoursOn(hours, today, calendar)
  const current = spans.find(({ buka, tutup }) => buka <= minute && minute < tutup)
  if (current !== undefined) return { kind: 'open', untilMinute: current.tutup }
  const holiday = findHariLibur(today, calendar)?.nama
  const next = nextOpening(hours, { today, minute }, calendar)
  return {
    kind: 'closed',
    ...(holiday === undefined ? {} : { holiday }),
    ...(next === undefined ? {} : { next }),
  }
}

function hoursOn(
  hours: readonly JamBuka[],
  date: Tanggal,
  calendar: WorkingCalendar,
): readonly JamBuka[] {
  if (findHariLibur(date, calendar) !== undefined) return []
  const weekday = weekdayOf(date)
  return hours.filter(({ hari }) => hari === weekday).toSorted((a, b) => a.buka - b.buka)
}

function nextOpening(
  hours: readonly JamBuka[],
  { today, minute }: Readonly<{ today: Tanggal; minute: number }>,
  calendar: WorkingCalendar,
): Readonly<{ date: Tanggal; minute: number }> | undefined {
  for (let ahead = 0; ahead <= LOOK_AHEAD_DAYS; ahead += 1) {
    const date = addDays(today, ahead)
    const span = hoursOn(hours, date, calendar).find(({ buka }) => ahead > 0 || buka > minute)
    if (span !== undefined) return { date, minute: span.buka }
  }
  return undefined
}
