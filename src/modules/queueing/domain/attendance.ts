import { addDays, type Tanggal } from '../../../kernel/date.ts'

export type AttendanceRules = Readonly<{ earlyMinutes: number; lateMinutes: number }>

export type Arrival =
  | Readonly<{ kind: 'too-early'; opensMinute: number }>
  | Readonly<{ kind: 'on-time' }>
  /** Still served, in the line of people without an appointment. */
  | Readonly<{ kind: 'late' }>

/** What checking in at this minute means for an appointment today. */
export function arrivalAt(
  mulai: number,
  minute: number,
  { earlyMinutes, lateMinutes }: AttendanceRules,
): Arrival {
  if (minute < mulai - earlyMinutes)
    return { kind: 'too-early', opensMinute: Math.max(0, mulai - earlyMinutes) }
  return minute <= mulai + lateMinutes ? { kind: 'on-time' } : { kind: 'late' }
}

export type AbsenceRules = Readonly<{ limit: number; windowDays: number; banDays: number }>

/**
 * Does one more missed appointment lead to a time without appointments? Counted within a window that ends
 * today; those counted for an earlier limit are not counted again.
 *
 * @param missed days of missed appointments, today's included
 * @param since last day that an earlier limit has already answered for
 * @returns first and last day without appointments
 */
export function limitAfter(
  missed: readonly Tanggal[],
  { today, since, rules }: Readonly<{ today: Tanggal; since?: Tanggal; rules: AbsenceRules }>,
): Readonly<{ mulai: Tanggal; sampai: Tanggal }> | undefined {
  if (rules.limit === 0 || rules.banDays === 0) return undefined
  const from = addDays(today, -rules.windowDays)
  const counted = missed.filter((day) => day >= from && (since === undefined || day > since))
  if (counted.length < rules.limit) return undefined
  return { mulai: today, sampai: addDays(today, rules.banDays - 1) }
}
