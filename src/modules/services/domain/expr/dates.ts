import {
  fromEpochDay,
  parseTanggal as parse,
  type Tanggal,
  toEpochDay,
} from '../../../../kernel/date.ts'

const DAYS_MAX = 100_000
const FIRST_DAY = toEpochDay('1000-01-01' as Tanggal)
const LAST_DAY = toEpochDay('9999-12-31' as Tanggal)

/** @returns whether the text is a date that exists, as 'YYYY-MM-DD' */
export function isDateText(text: string): text is Tanggal {
  return text.length === 10 && text[4] === '-' && parse(text).ok
}

/** @returns days from the first date to the second; negative when it lies before */
export function daysBetween(from: string, to: string): number {
  return toEpochDay(to as Tanggal) - toEpochDay(from as Tanggal)
}

/** @returns the date so many days later, or null beyond some 270 years */
export function addDays(from: string, count: number): string | null {
  const day = toEpochDay(from as Tanggal) + count
  return Math.abs(count) > DAYS_MAX || day > LAST_DAY || day < FIRST_DAY ? null : fromEpochDay(day)
}

/** @returns whole years; who is born on 29 February has a birthday on 1 March of other years */
export function ageOn(born: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4))
  return on.slice(5) < born.slice(5) ? years - 1 : years
}
