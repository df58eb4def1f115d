import { isTimeZone, startOfDay, tanggal } from '../../kernel/date.ts'

const DAY_MS = 24 * 3_600_000

/** A promise for a day is kept until that day ends where the region lies. @returns its last millisecond */
export function endOfDay({ timezone }: Readonly<{ timezone: string }>, day: string): Date {
  const zone = isTimeZone(timezone) ? timezone : 'Asia/Jakarta'
  return new Date(startOfDay(zone, tanggal(day)).getTime() + DAY_MS - 1)
}
