import {
  addWorkingDays,
  type Deadline,
  deadlineOf,
  endOfOffice,
  netWorkingDays,
  type Pause,
  type WorkingCalendar,
} from '../../../kernel/calendar.ts'
import {
  addDays,
  DAY_MS,
  HOUR_MS,
  instantMs,
  tanggalIn,
  toDate,
  toInstant,
} from '../../../kernel/date.ts'
import { deadlineAfterHours, officeTime } from '../../../kernel/office-hours.ts'
import { ok, type Result } from '../../../kernel/result.ts'
import type { Sla, State, Workflow } from './definition/types.ts'

/** The promise that runs now. */
export type Tenggat = Readonly<{ at: Date; warnAt: Date; isPasti: boolean }>

export type StageClock = Readonly<{
  sla: Sla
  clock: Workflow['clock']
  /** First time the stage was entered. */
  from: Date
  /** Pauses of this stage that stop the clock, finished ones. */
  pauses: readonly Pause[]
}>

const WARN_AT = 0.5

/**
 * When a stage is due. It counts from the first time the stage was entered: neither a return to the
 * applicant nor one between officers begins it anew. Only pauses that cite a requirement are added.
 *
 * @refuses TAHUN_KALENDER_BELUM_DIMUAT
 */
export function decideTenggat(stage: StageClock, calendar: WorkingCalendar): Result<Tenggat> {
  const due = dueOf(stage, calendar)
  if (!due.ok) return due
  const atMs = instantMs(due.value.at)
  const share = stage.sla.warnAt ?? WARN_AT
  const fromMs = stage.from.getTime()
  return ok({
    at: toDate(atMs),
    warnAt: toDate(fromMs + (atMs - fromMs) * share),
    isPasti: due.value.isConfirmed,
  })
}

function dueOf(stage: StageClock, calendar: WorkingCalendar): Result<Deadline> {
  const { sla, clock, from, pauses } = stage
  const last = Math.max(from.getTime(), ...pauses.map((pause) => endMs(pause, from)))
  const question = { from: toInstant(from), to: toInstant(toDate(last)), pauses }
  if (sla.h24 !== undefined) return dueByDayAndNight(stage, sla.h24, calendar)
  if (sla.h !== undefined) {
    const time = officeTime(question, calendar)
    if (!time.ok) return time
    const pausedHours = (time.value.totalMinutes - time.value.netMinutes) / 60
    return deadlineAfterHours(toInstant(from), sla.h + pausedHours, calendar)
  }
  const days = sla.d ?? 1
  if (clock === 'kerja') {
    const time = netWorkingDays(question, calendar)
    if (!time.ok) return time
    return deadlineOf(toInstant(from), days + time.value.pausedDays, calendar)
  }
  return calendarDeadline(stage, days, calendar)
}

/** Hours that run day and night, on days off too: no calendar has to know the year. */
function dueByDayAndNight(
  { from, pauses }: StageClock,
  hours: number,
  calendar: WorkingCalendar,
): Result<Deadline> {
  const at = toDate(from.getTime() + hours * HOUR_MS + pausedMs(pauses, from))
  return ok({ date: tanggalIn(calendar.zone, at), isConfirmed: true, at: toInstant(at) })
}

/** Pauses follow one another; what lies beyond `to` does not count. */
function pausedMs(pauses: readonly Pause[], from: Date, to?: Date): number {
  const lastMs = to?.getTime() ?? Number.POSITIVE_INFINITY
  return pauses.reduce(
    (sum, pause) => sum + Math.max(0, Math.min(endMs(pause, from), lastMs) - instantMs(pause.from)),
    0,
  )
}

function endMs(pause: Pause, from: Date): number {
  return pause.to === undefined ? from.getTime() : instantMs(pause.to)
}

/** Days of the calendar; one that ends on a day off goes on to the next working day. */
function calendarDeadline(
  { from, pauses }: StageClock,
  days: number,
  calendar: WorkingCalendar,
): Result<Deadline> {
  const pausedDays = Math.floor(pausedMs(pauses, from) / DAY_MS)
  const last = addDays(tanggalIn(calendar.zone, from), days + pausedDays)
  const counted = addWorkingDays(last, 0, calendar)
  if (!counted.ok) return counted
  return ok({ ...counted.value, at: endOfOffice(counted.value.date, calendar) })
}

/**
 * What an application took, in whole hours begun, of the office or by day and night as its service promises; net is
 * without the applicant's own time.
 */
export type Lama = Readonly<{ jamTotal: number; jamBersih: number }>

/** @refuses TAHUN_KALENDER_BELUM_DIMUAT */
export function decideLama(
  stretch: Readonly<{ from: Date; to: Date; pauses: readonly Pause[]; isRound: boolean }>,
  calendar: WorkingCalendar,
): Result<Lama> {
  if (stretch.isRound) {
    const total = stretch.to.getTime() - stretch.from.getTime()
    const net = total - pausedMs(stretch.pauses, stretch.from, stretch.to)
    return ok({ jamTotal: Math.ceil(total / HOUR_MS), jamBersih: Math.ceil(net / HOUR_MS) })
  }
  const time = officeTime(
    { from: toInstant(stretch.from), to: toInstant(stretch.to), pauses: stretch.pauses },
    calendar,
  )
  if (!time.ok) return time
  const { totalMinutes, netMinutes } = time.value
  return ok({ jamTotal: Math.ceil(totalMinutes / 60), jamBersih: Math.ceil(netMinutes / 60) })
}

/**
 * The whole promise of a service in office hours, or in hours by day and night where it runs so: the stages on the way that leads to its issue, the
 * longest where several do. What the applicant or payment takes is not the office's.
 *
 * @param hoursPerDay office hours of a working day
 */
export function promisedHours(workflow: Workflow, hoursPerDay: number): number {
  const done = new Map<string, number>()
  const under = new Set<string>()
  const walk = (id: string): number => {
    const known = done.get(id)
    const state = workflow.states[id]
    // A way back leads to a stage whose promise is counted already.
    if (known !== undefined || state === undefined || under.has(id)) return known ?? 0
    under.add(id)
    const rest = forward(state).map(walk)
    under.delete(id)
    const isOffice = state.pause !== true && state.sla !== undefined
    const own = isOffice ? hoursOf(state.sla, hoursPerDay) : 0
    const total = own + Math.max(0, ...rest)
    done.set(id, total)
    return total
  }
  return walk(workflow.start)
}

function forward({ actions = [], auto = [], join }: State): readonly string[] {
  return [
    ...actions.map((action) => action.to),
    ...auto.map((one) => one.to),
    ...(join === undefined ? [] : [join.to]),
  ]
}

function hoursOf(sla: Sla, hoursPerDay: number): number {
  return sla.h24 ?? sla.h ?? (sla.d ?? 0) * hoursPerDay
}

/** Does the clock of its offices run day and night? One that is checked runs so in all stages or in none. */
export function isRoundClock({ states }: Workflow): boolean {
  const clocks = officeClocks(states)
  return clocks.length > 0 && clocks.every((sla) => sla.h24 !== undefined)
}

/** Promises of the stages at which offices are at work. */
export function officeClocks(states: Workflow['states']): readonly Sla[] {
  return Object.values(states).flatMap(({ pause, sla }) =>
    pause === true || sla === undefined ? [] : [sla],
  )
}

/** A promise in words for people is days where it is whole days: 16 office hours of an 8 hour day are two. */
export function inDays(hours: number, hoursPerDay: number): number | undefined {
  const days = hours / hoursPerDay
  return hours >= hoursPerDay ? Math.ceil(days * 10) / 10 : undefined
}

/** Three days before a deemed approval the chief is told of it. */
export const WATCH_MS = 3 * DAY_MS
