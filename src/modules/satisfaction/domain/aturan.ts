import type { Tanggal } from '../../../kernel/date.ts'

/** Quality of service, best first. */
export const MUTU = ['A', 'B', 'C', 'D'] as const
export type Mutu = (typeof MUTU)[number]

export type KelasMutu = Readonly<{
  mutu: Mutu
  nama: Readonly<{ id: string; en: string }>
  /** Lowest index of the class, in hundredths. */
  bawahSeperseratus: number
}>

/** Thresholds and bounds from a day on, each with its source (data/skm/aturan.json). */
export type Aturan = Readonly<{
  berlakuMulai: Tanggal
  berlakuSampai: Tanggal | null
  /** Best first. */
  mutu: readonly KelasMutu[]
  mutuSumber: string
  mutuTerverifikasi: boolean
  /** Answers below which no score is shown. */
  jawabanMinimum: number
  jawabanMinimumSumber: string
  /**
   * Respondents of a kind below which their number is not shown; and answers by which what is shown of a
   * running quarter moves at once.
   */
  selMinimum: number
  selMinimumSumber: string
  /** Days an invitation lives. */
  tokenHari: number
  tokenSumber: string
  /** Days after a quarter during which paper forms are still entered; then it is published. */
  tutupHari: number
  tutupSumber: string
  sampel: Readonly<{ khiKuadratPerseribu: number; galatPersen: number }>
  sampelSumber: string
  keyakinanPersen: 95
}>

/** What is in force on a day: the latest that has begun. */
export function inForceAt<
  Dated extends Readonly<{ berlakuMulai: Tanggal; berlakuSampai: Tanggal | null }>,
>(list: readonly Dated[], date: Tanggal): Dated | undefined {
  return list.findLast(
    ({ berlakuMulai, berlakuSampai }) =>
      berlakuMulai <= date && (berlakuSampai === null || date <= berlakuSampai),
  )
}
