import { DAY_MS, startOfDay, tanggal, zoneOf } from '../../kernel/date.ts'

/** A promise for a day is kept until that day ends where the region lies. @returns its last millisecond */
export function endOfDay(region: Readonly<{ timezone: string }>, day: string): Date {
  return new Date(startOfDay(zoneOf(region), tanggal(day)).getTime() + DAY_MS - 1)
}
