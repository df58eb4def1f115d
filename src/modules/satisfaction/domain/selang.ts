import { UNSUR } from './kuesioner.ts'
import { type Tally, totalOf } from './tally.ts'

/** A confidence interval of the index, in hundredths, and what it rests on. */
export type Selang = Readonly<{
  bawah: number
  atas: number
  /** Finished services the answers were drawn from, where that is known: it narrows the interval. */
  populasi: number | undefined
}>

/** 97.5 % point of the normal distribution: an interval of 95 %. */
const Z = 1.959_963_984_540_054
const LOWEST = 2_500
const HIGHEST = 10_000

/**
 * Interval of Student's t around the index. Each respondent's own index, 25 times the mean of their nine
 * answers, is one observation; so what the nine have in common is counted, which nine intervals would miss.
 * Where every finished service was invited by link and no paper came, those are the population, and the
 * variance shrinks by the share that answered. It tells of chance alone, not of who did not answer.
 *
 * @returns undefined for fewer than two answers, or when all are alike: no spread can be told from them
 */
export function selangOf(tally: Tally): Selang | undefined {
  const { jumlah, kertas, diundang, kuadrat } = tally
  if (jumlah < 2) return undefined
  const total = totalOf(tally.sebaran)
  // n·Σx² − (Σx)² is whole, so that alike answers give exactly nothing.
  const spread = jumlah * kuadrat - total * total
  if (spread <= 0) return undefined
  const populasi = kertas === 0 && diundang >= jumlah ? diundang : undefined
  const drawn = populasi === undefined ? 1 : 1 - jumlah / populasi
  const scale = LOWEST / UNSUR.length
  const variance = spread / (jumlah * (jumlah - 1))
  const half = studentT(jumlah - 1) * scale * Math.sqrt((variance / jumlah) * drawn)
  const middle = (scale * total) / jumlah
  return {
    bawah: Math.max(LOWEST, Math.floor(middle - half)),
    atas: Math.min(HIGHEST, Math.ceil(middle + half)),
    populasi,
  }
}

/** Largest number of degrees for which the exact table is kept; beyond it the series is exact to 5 digits. */
const TABLE = [12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622] as const

/** 97.5 % point of Student's t: a table for few degrees, a Cornish–Fisher series for the rest. */
export function studentT(degrees: number): number {
  const tabled = TABLE[degrees - 1]
  if (tabled !== undefined) return tabled
  const v = degrees
  return (
    Z +
    (Z ** 3 + Z) / (4 * v) +
    (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / (96 * v ** 2) +
    (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / (384 * v ** 3)
  )
}
