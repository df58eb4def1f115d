import { deadlineOf, endOfOffice, type WorkingCalendar } from '../../../kernel/calendar.ts'
import {
  addDays,
  type Instant,
  type Tanggal,
  tanggalIn,
  toInstant,
  weekdayOf,
} from '../../../kernel/date.ts'

/** Limits of time, by code; each row from a day on. */
export type Aturan = Readonly<{
  kode: string
  berlakuMulai: Tanggal
  nilai: number
  satuan: 'hari_kerja' | 'hari' | 'bulan' | 'tanggal'
  sumber: string
  isTerverifikasi: boolean
}>

/** @returns the row in force on a day: the latest that has begun */
export function aturanOn(
  rows: readonly Aturan[],
  kode: string,
  tanggal: Tanggal,
): Aturan | undefined {
  return rows
    .filter((row) => row.kode === kode && row.berlakuMulai <= tanggal)
    .toSorted((a, b) => (a.berlakuMulai < b.berlakuMulai ? 1 : -1))[0]
}

/**
 * When an office must have acted on what came to it now. A year whose holidays are not decided yet is counted without
 * them: the earlier deadline of the two that are possible.
 *
 * @param hariKerja whole working days, the day itself not counted
 */
export function tenggatOf(now: Date, hariKerja: number, calendar: WorkingCalendar): Instant {
  const counted = deadlineOf(toInstant(now), hariKerja, calendar)
  if (counted.ok) return counted.value.at
  let date = tanggalIn(calendar.zone, now)
  for (let left = hariKerja; left > 0; ) {
    date = addDays(date, 1)
    if (weekdayOf(date) <= 5) left -= 1
  }
  return endOfOffice(date, calendar)
}

/** @returns the same day some months later, or the last day of a shorter month */
export function addMonths(tanggal: Tanggal, months: number): Tanggal {
  const year = Number(tanggal.slice(0, 4))
  const month = Number(tanggal.slice(5, 7)) - 1 + months
  const first = `${year + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`
  const next = `${year + Math.floor((month + 1) / 12)}-${String(((month + 1) % 12) + 1).padStart(2, '0')}-01`
  const last = Number(addDays(next as Tanggal, -1).slice(8, 10))
  const day = Math.min(Number(tanggal.slice(8, 10)), last)
  return `${first.slice(0, 8)}${String(day).padStart(2, '0')}` as Tanggal
}
