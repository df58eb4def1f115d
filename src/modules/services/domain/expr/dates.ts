import {
  civilParts,
  fromEpochDay,
  parseTanggal as parse,
  type Tanggal,
  tanggal,
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

const MONTHS_MAX = 3000

/** @returns the same day so many months later, or the last of that month; null beyond some 250 years */
export function addMonths(from: string, count: number): Tanggal | null {
  const { year, month, day } = civilParts(from as Tanggal)
  const index = year * 12 + month - 1 + count
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1]
  if (Math.abs(count) > MONTHS_MAX || toYear < 1000 || toYear > 9999) return null
  const last = new Date(Date.UTC(toYear, toMonth, 0)).getUTCDate()
  const two = (value: number) => String(value).padStart(2, '0')
  return tanggal(`${toYear}-${two(toMonth)}-${two(Math.min(day, last))}`)
}

const WEEK = 7
const WORKED = 5

/**
 * Mondays to Fridays after the first date up to the second, as if no day were off: the calendar of golden
 * cases, which must come out alike whatever days off a region has loaded.
 */
export function weekdaysBetween(from: string, to: string): number {
  const through = (date: string): number => {
    // Day 0 of the count is a Thursday; three days on, weeks begin on Monday.
    const day = toEpochDay(date as Tanggal) + 3
    return (
      Math.floor(day / WEEK) * WORKED + Math.min(WORKED, day - Math.floor(day / WEEK) * WEEK + 1)
    )
  }
  return through(to) - through(from)
}

/** @returns whole years; who is born on 29 February has a birthday on 1 March of other years */
export function ageOn(born: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4))
  return on.slice(5) < born.slice(5) ? years - 1 : years
}
