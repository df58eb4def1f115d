import { type Tanggal, tanggal } from '../../../kernel/date.ts'
import type { JenisPutusan } from './putusan.ts'

/** What moderation did in a month. No texts, no people: small numbers may stand as they are. */
export type Rekap = Readonly<{
  kiriman: number
  topik: number
  pertanyaan: number
  jawaban: number
  /** By rule. */
  tanda: Readonly<Record<string, number>>
  putusan: readonly Readonly<{ aturan: string; jenis: JenisPutusan; jumlah: number }>[]
  /** Minutes from the first flag to the decision; null without a decision. */
  menitMedian: number | null
  menitP90: number | null
  putusanTerlambat: number
  banding: number
  bandingDikabulkan: number
  bandingDitolak: number
  bandingTerlambat: number
  lambat: number
  pertanyaanLewat: number
  /** Refused attempts, by reason. */
  penolakan: Readonly<Record<string, number>>
}>

/** A month's report as it is published and told in the public log. */
export type Laporan = Rekap & Readonly<{ jenis: 'forum.transparansi/1'; bulan: string }>

export function bulanOf(date: Tanggal): string {
  return date.slice(0, 7)
}

/** @returns the month that many months later; negative goes back */
export function addBulan(bulan: string, months: number): string {
  const total = Number(bulan.slice(0, 4)) * 12 + Number(bulan.slice(5, 7)) - 1 + months
  return `${Math.floor(total / 12)}-${String((total % 12) + 1).padStart(2, '0')}`
}

/** First day of the month, and of the next. */
export function daysOf(bulan: string): Readonly<{ dari: Tanggal; sebelum: Tanggal }> {
  return { dari: tanggal(`${bulan}-01`), sebelum: tanggal(`${addBulan(bulan, 1)}-01`) }
}

/** Months that are over and not published yet, the earliest first; at most a year back. */
export function monthsDue(
  today: Tanggal,
  { pertama, terbit }: Readonly<{ pertama: string | undefined; terbit: readonly string[] }>,
): readonly string[] {
  if (pertama === undefined) return []
  const now = bulanOf(today)
  return Array.from({ length: 12 }, (_, index) => addBulan(now, index - 12)).filter(
    (bulan) => bulan >= pertama && !terbit.includes(bulan),
  )
}

/** All counts of a kind: `tanda.kasar` under `tanda`. */
export function countsUnder(
  hitungan: ReadonlyMap<string, number>,
  prefix: string,
): Readonly<Record<string, number>> {
  const found = [...hitungan].filter(([name]) => name.startsWith(`${prefix}.`))
  return Object.fromEntries(
    found.map(([name, n]) => [name.slice(prefix.length + 1), n] as const).sort(),
  )
}

export const totalOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, n) => sum + n, 0)
