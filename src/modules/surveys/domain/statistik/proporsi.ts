/**
 * Intervals of a share x of n. Never the plain normal one: it is empty for none or all, and leaves 0 to 1.
 */
import { assert } from '../../../../kernel/assert.ts'
import { betaQuantile, normalQuantile } from './sebaran.ts'

/** Lower and upper end, as shares of one. */
export type Selang = Readonly<{ bawah: number; atas: number }>

/** x of n; n need not be whole (an effective sample size), 0 ≤ x ≤ n, n > 0. */
export type Hitung = Readonly<{ x: number; n: number }>

const DEFAULT_LEVEL = 0.95

function zOf(level: number): number {
  return normalQuantile(0.5 + level / 2)
}

function check({ x, n }: Hitung): void {
  assert(n > 0 && x >= 0 && x <= n, 'a share needs x of n with 0 ≤ x ≤ n')
}

/** Wilson's score interval. @param z normal quantile instead of a level, for tables printed with 1.96 */
export function wilson(hitung: Hitung, level = DEFAULT_LEVEL, z = zOf(level)): Selang {
  check(hitung)
  const { x, n } = hitung
  const p = x / n
  const scale = 1 + (z * z) / n
  const centre = (p + (z * z) / (2 * n)) / scale
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / scale
  return {
    bawah: x === 0 ? 0 : Math.max(0, centre - half),
    atas: x === n ? 1 : Math.min(1, centre + half),
  }
}

/** Wilson's interval with the correction for continuity. */
export function wilsonContinuity(hitung: Hitung, level = DEFAULT_LEVEL): Selang {
  check(hitung)
  const { x, n } = hitung
  const z = zOf(level)
  const p = x / n
  const square = z * z
  const scale = 2 * (n + square)
  const low = 2 * x + square - 1 - z * Math.sqrt(square - 2 - 1 / n + 4 * p * (n * (1 - p) + 1))
  const high = 2 * x + square + 1 + z * Math.sqrt(square + 2 - 1 / n + 4 * p * (n * (1 - p) - 1))
  return {
    bawah: x === 0 ? 0 : Math.max(0, low / scale),
    atas: x === n ? 1 : Math.min(1, high / scale),
  }
}

/** Clopper and Pearson's interval: covers at least the level, whatever the share. */
export function clopperPearson(hitung: Hitung, level = DEFAULT_LEVEL): Selang {
  check(hitung)
  const { x, n } = hitung
  const tail = (1 - level) / 2
  return {
    bawah: x === 0 ? 0 : betaQuantile(tail, x, n - x + 1),
    atas: x === n ? 1 : betaQuantile(1 - tail, x + 1, n - x),
  }
}

/** The equal-tailed interval of Jeffreys' prior. */
export function jeffreys({ x, n }: Hitung, level = DEFAULT_LEVEL): Selang {
  check({ x, n })
  const tail = (1 - level) / 2
  const at = (p: number) => betaQuantile(p, x + 0.5, n - x + 0.5)
  return { bawah: at(tail), atas: at(1 - tail) }
}

/** Agresti and Coull's interval as it is defined: near 0 and 1 it may leave them. */
export function agrestiCoull(hitung: Hitung, level = DEFAULT_LEVEL): Selang {
  check(hitung)
  const z = zOf(level)
  const n = hitung.n + z * z
  const p = (hitung.x + (z * z) / 2) / n
  const half = z * Math.sqrt((p * (1 - p)) / n)
  return { bawah: p - half, atas: p + half }
}

/** Share of the variance that is left when n of a known N were asked: 1 − n/N. */
export function finiteCorrection(n: number, populasi: number): number {
  assert(n >= 0 && populasi > 0 && n <= populasi, 'no more are asked than there are')
  return 1 - n / populasi
}

/**
 * The n that an infinite population would need for the same precision: n (N − 1) / (N − n). Infinite when
 * everybody was asked.
 */
export function finiteSize(n: number, populasi: number): number {
  assert(n > 0 && n <= populasi, 'no more are asked than there are')
  return n === populasi ? Number.POSITIVE_INFINITY : (n * (populasi - 1)) / (populasi - n)
}

const CHI_SQUARE = 3.841

/**
 * Sample size after Krejcie and Morgan (1970): chi-square 3.841, share 0.5, error 0.05 unless told.
 *
 * @returns a whole number of people, rounded to the nearest as their table is
 */
export function krejcieMorgan(populasi: number, { galat = 0.05, bagian = 0.5 } = {}): number {
  assert(populasi > 0 && galat > 0 && bagian > 0 && bagian < 1, 'a sample is drawn from somebody')
  const spread = CHI_SQUARE * bagian * (1 - bagian)
  return Math.round((spread * populasi) / (galat * galat * (populasi - 1) + spread))
}
