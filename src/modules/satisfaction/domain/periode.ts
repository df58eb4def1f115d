import { civilParts, type Tanggal, tanggal } from '../../../kernel/date.ts'

/** What a score is about: a quarter, or a whole year of four. */
export type Periode = Readonly<{ tahun: number; triwulan: Triwulan | undefined }>
/** Quarter of a civil year. */
export type Triwulan = 1 | 2 | 3 | 4

const MONTHS = 3

/** First day of the quarter a day lies in: the key of every counter. */
export function quarterOf(date: Tanggal): Tanggal {
  const { year, month } = civilParts(date)
  return firstDay(year, Math.floor((month - 1) / MONTHS) * MONTHS + 1)
}

/** The quarter that begins on this day. */
export function periodeOf(quarter: Tanggal): Periode {
  const { year, month } = civilParts(quarter)
  return { tahun: year, triwulan: ((month - 1) / MONTHS + 1) as Triwulan }
}

/** First days of the first and the last quarter of a period. */
export function quartersOf({
  tahun,
  triwulan,
}: Periode): Readonly<{ dari: Tanggal; sampai: Tanggal }> {
  return { dari: quarterDay(tahun, triwulan ?? 1), sampai: quarterDay(tahun, triwulan ?? 4) }
}

/** First day of the quarter so many quarters later, or earlier when negative. */
export function addQuarters(quarter: Tanggal, count: number): Tanggal {
  const { year, month } = civilParts(quarter)
  const index = year * 4 + (month - 1) / MONTHS + count
  return quarterDay(Math.floor(index / 4), ((index % 4) + 1) as Triwulan)
}

/** First day after a period. */
export function endOf(periode: Periode): Tanggal {
  return addQuarters(quartersOf(periode).sampai, 1)
}

/** Its code in addresses, files and records: `2026-Q3`, `2026`. */
export function periodeKode({ tahun, triwulan }: Periode): string {
  return triwulan === undefined ? String(tahun) : `${tahun}-Q${triwulan}`
}

/** @returns undefined for anything that is no code of a period */
export function parsePeriode(text: string): Periode | undefined {
  const [, year, quarter] = /^(2\d{3})(?:-Q([1-4]))?$/.exec(text) ?? []
  if (year === undefined) return undefined
  const triwulan = quarter === undefined ? undefined : (Number(quarter) as Triwulan)
  return { tahun: Number(year), triwulan }
}

function quarterDay(year: number, triwulan: Triwulan): Tanggal {
  return firstDay(year, (triwulan - 1) * MONTHS + 1)
}

function firstDay(year: number, month: number): Tanggal {
  return tanggal(`${year}-${String(month).padStart(2, '0')}-01`)
}
