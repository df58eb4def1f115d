/**
 * The distributions intervals rest on: normal, Student's t, beta. Double precision throughout; quantiles are
 * bracketed and halved until nothing is left to halve, so that they end at the same number everywhere.
 */
import { assert } from '../../../../kernel/assert.ts'

/** Lanczos coefficients for g = 7: relative error below 1e-14 (P. Godfrey's table, a published constant). */
const LANCZOS = [
  0.999_999_999_999_809_9, 676.520_368_121_885_1, -1_259.139_216_722_402_8, 771.323_428_777_653_1,
  -176.615_029_162_140_6, 12.507_343_278_686_905, -0.138_571_095_265_720_12,
  9.984_369_578_019_572e-6, 1.505_632_735_149_311_6e-7,
] as const

function lnGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x)
  const z = x - 1
  const t = z + 7.5
  const sum = LANCZOS.slice(1).reduce(
    (total, coefficient, index) => total + coefficient / (z + index + 1),
    LANCZOS[0] as number,
  )
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum)
}

const TINY = 1e-300
const STEPS_MAX = 2_000

/** The continued fraction of the incomplete beta function, by the modified method of Lentz. */
function betaFraction(x: number, a: number, b: number): number {
  const away = (value: number) => (Math.abs(value) < TINY ? TINY : value)
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let product = d
  for (let m = 1; m <= STEPS_MAX; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    product *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    product *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return product
}

/** Share of a beta distribution below x, 0 ≤ x ≤ 1. */
export function betaBelow(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(
    lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  )
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b
}

/** The number a rising function reaches the wanted value at, between two ends. */
function reach(
  rising: (x: number) => number,
  wanted: number,
  [low, high]: readonly [number, number],
): number {
  let below = low
  let above = high
  for (;;) {
    const middle = (below + above) / 2
    if (middle <= below || middle >= above) return middle
    if (rising(middle) < wanted) below = middle
    else above = middle
  }
}

/** Point below which the share `p` of a beta distribution lies. */
export function betaQuantile(p: number, a: number, b: number): number {
  assert(
    p >= 0 && p <= 1 && a > 0 && b > 0,
    'a beta quantile needs a share and two positive numbers',
  )
  return reach((x) => betaBelow(x, a, b), p, [0, 1])
}

/** Share of Student's t with so many degrees of freedom below t. */
function studentBelow(t: number, degrees: number): number {
  const tail = betaBelow(degrees / (degrees + t * t), degrees / 2, 0.5) / 2
  return t > 0 ? 1 - tail : tail
}

/** Point of Student's t below which the share `p` lies; degrees of freedom 1 or more. */
export function studentQuantile(p: number, degrees: number): number {
  assert(p > 0 && p < 1 && degrees >= 1, "Student's t needs a share within 0 and 1 and a degree")
  if (p < 0.5) return -studentQuantile(1 - p, degrees)
  // By the tail: near 1 the share itself has no digits left.
  const tail = 1 - p
  const widest = 1e6
  return reach((t) => -(1 - studentBelow(t, degrees)), -tail, [0, widest])
}

/** Point of the standard normal distribution below which the share `p` lies. */
export function normalQuantile(p: number): number {
  assert(p > 0 && p < 1, 'a normal quantile needs a share within 0 and 1')
  if (p < 0.5) return -normalQuantile(1 - p)
  return reach((z) => -normalAbove(z), p - 1, [0, 40])
}

/** Share of the standard normal distribution above z ≥ 0: a series near the middle, a fraction in the tail. */
function normalAbove(z: number): number {
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
  if (z < 3) {
    let term = z
    let sum = z
    for (let k = 1; Math.abs(term) > 1e-18; k += 1) {
      term *= (z * z) / (2 * k + 1)
      sum += term
    }
    return 0.5 - density * sum
  }
  let fraction = z
  for (let k = 120; k >= 1; k -= 1) fraction = z + k / fraction
  return density / fraction
}
