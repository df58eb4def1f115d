import {
  addWorkingDays,
  deadlineOf,
  endOfOffice,
  netWorkingDays,
  type Pause,
  type WorkingCalendar,
} from '../../../kernel/calendar.ts'
import { instantMs, type Tanggal, tanggalIn, toDate, toInstant } from '../../../kernel/date.ts'
import { ok, type Result } from '../../../kernel/result.ts'
import type { Jenis, Kelas, Laporan, TenggatJenis } from './laporan.ts'
import { isClosed } from './laporan.ts'

export type TenggatKode = TenggatJenis | 'buka_kembali'

/** One dated rule; empty jenis or kelas means every one. */
export type TenggatAturan = Readonly<{
  kode: TenggatKode
  jenis: Jenis | null
  kelas: Kelas | null
  hariKerja: number
  berlakuMulai: Tanggal
  berlakuSampai: Tanggal | null
  dasar: string
  isTerverifikasi: boolean
}>

export type ClockFacts = Readonly<{
  rules: readonly TenggatAturan[]
  calendar: WorkingCalendar
  /** Finished and running pauses of the case. */
  pauses: readonly Pause[]
  kelas: Kelas
}>

/** The promise that runs now. `warnAt` is half way, when the holder is warned. */
export type Tenggat = Readonly<{ jenis: TenggatJenis; at: Date; warnAt: Date; isPasti: boolean }>

export type RuleQuestion = Readonly<{ kode: TenggatKode; jenis: Jenis; kelas: Kelas; on: Tanggal }>

/**
 * The rule in force on a day: the one that names kind and class wins over one that names one, that
 * over one that names none; of equals the newest.
 *
 * @law ADU-001
 */
export function findRule(
  rules: readonly TenggatAturan[],
  question: RuleQuestion,
): TenggatAturan | undefined {
  const fitting = rules.filter(
    (rule) =>
      rule.kode === question.kode &&
      (rule.jenis === null || rule.jenis === question.jenis) &&
      (rule.kelas === null || rule.kelas === question.kelas) &&
      rule.berlakuMulai <= question.on &&
      (rule.berlakuSampai === null || question.on <= rule.berlakuSampai),
  )
  const weight = (rule: TenggatAturan) =>
    (rule.jenis === null ? 0 : 2) + (rule.kelas === null ? 0 : 1)
  return fitting.toSorted(
    (a, b) => weight(b) - weight(a) || b.berlakuMulai.localeCompare(a.berlakuMulai),
  )[0]
}

type ClockState = Pick<
  Laporan,
  | 'status'
  | 'jenis'
  | 'diterimaAt'
  | 'terverifikasiAt'
  | 'disposisiAt'
  | 'tindakLanjutAt'
  | 'klaimSelesaiAt'
  | 'jedaSejak'
>

/** Which promise a case is under, and since when it counts; undefined when none runs. */
export function runningPromise(
  laporan: ClockState,
): Readonly<{ jenis: TenggatJenis; from: Date }> | undefined {
  const { status, diterimaAt, terverifikasiAt, disposisiAt, tindakLanjutAt } = laporan
  if (isClosed(status) || laporan.jedaSejak !== null) return undefined
  if (status === 'masuk') return { jenis: 'verifikasi', from: diterimaAt }
  if (status === 'menunggu_konfirmasi') {
    return { jenis: 'konfirmasi', from: laporan.klaimSelesaiAt ?? diterimaAt }
  }
  // Handing a case on never restarts the citizen's clock: it counts from the first hand-over.
  if (tindakLanjutAt === null) {
    return { jenis: 'tindak_lanjut', from: disposisiAt ?? terverifikasiAt ?? diterimaAt }
  }
  return { jenis: 'penyelesaian', from: terverifikasiAt ?? diterimaAt }
}

/**
 * When the running promise is due: its working days plus the whole days it was paused.
 *
 * @returns undefined when no promise runs or no rule covers it
 * @refuses TAHUN_KALENDER_BELUM_DIMUAT
 */
export function decideTenggat(laporan: ClockState, facts: ClockFacts): Result<Tenggat | undefined> {
  const promise = runningPromise(laporan)
  if (promise === undefined) return ok(undefined)
  const { calendar, kelas, rules } = facts
  const on = tanggalIn(calendar.zone, promise.from)
  const rule = findRule(rules, { kode: promise.jenis, jenis: laporan.jenis, kelas, on })
  if (rule === undefined) return ok(undefined)

  const from = toInstant(promise.from)
  const first = deadlineOf(from, rule.hariKerja, calendar)
  if (!first.ok) return first
  const paused = pausedDays(promise.from, facts)
  if (!paused.ok) return paused
  const due = paused.value === 0 ? first : deadlineOf(from, rule.hariKerja + paused.value, calendar)
  if (!due.ok) return due
  const at = toDate(instantMs(due.value.at))
  return ok({
    jenis: promise.jenis,
    at,
    warnAt: toDate((promise.from.getTime() + at.getTime()) / 2),
    isPasti: due.value.isConfirmed,
  })
}

function pausedDays(from: Date, { pauses, calendar }: ClockFacts): Result<number> {
  const ends = pauses.flatMap((pause) => (pause.to === undefined ? [] : [instantMs(pause.to)]))
  const last = Math.max(from.getTime(), ...ends)
  const time = netWorkingDays(
    { from: toInstant(from), to: toInstant(toDate(last)), pauses },
    calendar,
  )
  return time.ok ? ok(time.value.pausedDays) : time
}

/** How long a case took from receipt to an end: both as the calendar counts and without pauses. */
export function workingTimeOf(
  stretch: Readonly<{ from: Date; to: Date }>,
  facts: Pick<ClockFacts, 'calendar' | 'pauses'>,
): Result<Readonly<{ elapsedDays: number; netDays: number }>> {
  return netWorkingDays(
    { from: toInstant(stretch.from), to: toInstant(stretch.to), pauses: facts.pauses },
    facts.calendar,
  )
}

/** Until when a closed case may be reopened by its reporter, end of office hours of that day. */
export function reopenableUntil(
  laporan: Pick<Laporan, 'jenis' | 'selesaiAt'>,
  facts: Pick<ClockFacts, 'rules' | 'calendar' | 'kelas'>,
): Result<Date | undefined> {
  if (laporan.selesaiAt === null) return ok(undefined)
  const { calendar, kelas, rules } = facts
  const on = tanggalIn(calendar.zone, laporan.selesaiAt)
  const rule = findRule(rules, { kode: 'buka_kembali', jenis: laporan.jenis, kelas, on })
  if (rule === undefined) return ok(undefined)
  const until = addWorkingDays(on, rule.hariKerja, calendar)
  return until.ok ? ok(toDate(instantMs(endOfOffice(until.value.date, calendar)))) : until
}

/** Working days left until the deadline; negative when late, 0 on the day itself. */
export function daysLeft(tenggatAt: Date, now: Date, calendar: WorkingCalendar): number {
  const [first, last, sign] = tenggatAt >= now ? [now, tenggatAt, 1] : [tenggatAt, now, -1]
  const span = netWorkingDays({ from: toInstant(first), to: toInstant(last), pauses: [] }, calendar)
  return span.ok ? sign * span.value.elapsedDays : 0
}

/** Working days after the due date at which the next level is told, by level reached so far. */
const ESCALATION_AFTER_DAYS = [0, 2, 5] as const
export const ESCALATION_LEVEL_MAX = ESCALATION_AFTER_DAYS.length

/**
 * Which level should know by now: 1 head of the unit at the due date, 2 the coordinator two working
 * days later, 3 the regent five working days later. A rule of this house; no law sets it.
 */
export function dueEscalation(
  late: Readonly<{ tenggatAt: Date; now: Date; level: number }>,
  calendar: WorkingCalendar,
): number {
  if (late.now < late.tenggatAt) return late.level
  const lateDays = -daysLeft(late.tenggatAt, late.now, calendar)
  const reached = ESCALATION_AFTER_DAYS.filter((days) => lateDays >= days).length
  return Math.max(late.level, reached)
}
