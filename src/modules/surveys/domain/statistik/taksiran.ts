/** Weighted means, totals and shares with the variance their design gives them. */
import { assert } from '../../../../kernel/assert.ts'
import { kishSize } from './bobot.ts'
import { type Selang, wilson } from './proporsi.ts'
import { studentQuantile } from './sebaran.ts'

/** One respondent as the estimate sees them. */
export type Amatan = Readonly<{
  nilai: number
  bobot: number
  strata?: string
  /** Whoever was asked together, such as one RT: counted as one draw. */
  klaster?: string
  /** Their group in each margin the weights were fitted to; the same number of margins for everybody. */
  margin?: readonly string[]
  /** Of the sample, and not of those the estimate is of: who was not asked this question. */
  isLuar?: boolean
}>

/** How many there are to draw from in each stratum: units, or clusters where those are drawn. */
export type Kerangka = ReadonlyMap<string, number>

export type Taksiran = Readonly<{
  nilai: number
  galatBaku: number
  /** Degrees of freedom: draws less strata. */
  derajat: number
}>

/**
 * Σwy / Σw of those inside, its standard error by linearisation. Where weights were fitted to margins, only what the
 * margins do not explain of the linearised values spreads: Deville and Särndal, Calibration Estimators in Survey
 * Sampling, JASA 87 (1992), 376–382, section 3; raking has the variance of the regression estimator there.
 */
export function weightedMean(list: readonly Amatan[], kerangka?: Kerangka): Taksiran {
  const inside = list.filter(({ isLuar }) => isLuar !== true)
  const weight = sum(inside.map(({ bobot }) => bobot))
  assert(weight > 0, 'a mean is of somebody')
  const mean = sum(inside.map(({ nilai, bobot }) => nilai * bobot)) / weight
  const linear = list.map(({ nilai, isLuar }) => (isLuar === true ? 0 : (nilai - mean) / weight))
  const left = unexplained(linear, list)
  const parts = list.map(({ bobot }, at) => bobot * (left[at] ?? 0))
  return { nilai: mean, ...spreadOf(list, parts, kerangka) }
}

const EXPLAIN_ROUNDS = 2_000
const EXPLAINED = 1e-13

/**
 * What a weighted regression on the groups of all margins leaves of values. The margins' means are taken away one
 * after the other until none is left, which leads to the same (alternating projections), also where groups overlap
 * wholly.
 */
export function unexplained(
  values: readonly number[],
  list: readonly Pick<Amatan, 'bobot' | 'margin'>[],
): readonly number[] {
  const margins = list[0]?.margin?.length ?? 0
  const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  let left = [...values]
  for (let round = 0; margins > 0 && round < EXPLAIN_ROUNDS; round += 1) {
    let widest = 0
    for (let at = 0; at < margins; at += 1) {
      const means = groupMeans(left, list, at)
      for (const mean of means.values()) widest = Math.max(widest, Math.abs(mean))
      left = left.map((value, who) => value - (means.get(list[who]?.margin?.[at] ?? '') ?? 0))
    }
    if (widest <= EXPLAINED * scale) break
  }
  return left
}

function groupMeans(
  values: readonly number[],
  list: readonly Pick<Amatan, 'bobot' | 'margin'>[],
  margin: number,
): ReadonlyMap<string, number> {
  const sums = new Map<string, { weight: number; sum: number }>()
  for (const [at, one] of list.entries()) {
    const group = one.margin?.[margin] ?? ''
    const known = sums.get(group) ?? { weight: 0, sum: 0 }
    known.weight += one.bobot
    known.sum += one.bobot * (values[at] ?? 0)
    sums.set(group, known)
  }
  return new Map([...sums].map(([group, { weight, sum: total }]) => [group, total / weight]))
}

/** Σwy, its standard error. */
export function weightedTotal(list: readonly Amatan[], kerangka?: Kerangka): Taksiran {
  const parts = list.map(({ nilai, bobot }) => bobot * nilai)
  return { nilai: sum(parts), ...spreadOf(list, parts, kerangka) }
}

type Draws = Map<string, Map<string, number>>

function spreadOf(
  list: readonly Amatan[],
  parts: readonly number[],
  kerangka: Kerangka | undefined,
): Readonly<{ galatBaku: number; derajat: number }> {
  const strata = mergeLonely(drawsOf(list, parts))
  let variance = 0
  let draws = 0
  for (const [names, values] of strata) {
    const n = values.length
    draws += n
    if (n < 2) continue
    const mean = sum(values) / n
    const squares = sum(values.map((value) => (value - mean) ** 2))
    variance += (1 - shareDrawn(names, n, kerangka)) * (n / (n - 1)) * squares
  }
  return { galatBaku: Math.sqrt(variance), derajat: Math.max(1, draws - strata.length) }
}

/** Sums of the parts by stratum and cluster; whoever has no cluster is one of their own. */
function drawsOf(list: readonly Amatan[], parts: readonly number[]): Draws {
  const draws: Draws = new Map()
  for (const [at, { strata = '', klaster = `#${at}` }] of list.entries()) {
    const within = draws.get(strata) ?? new Map<string, number>()
    draws.set(strata, within)
    within.set(klaster, (within.get(klaster) ?? 0) + (parts[at] ?? 0))
  }
  return draws
}

type Merged = readonly (readonly [readonly string[], readonly number[]])[]

/** A stratum of one draw tells no spread: it is joined to the next by name, never counted as none. */
function mergeLonely(draws: Draws): Merged {
  const sorted = [...draws].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const merged: [string[], number[]][] = []
  for (const [name, within] of sorted) {
    const values = [...within.values()]
    const last = merged.at(-1)
    if (last !== undefined && (values.length < 2 || last[1].length < 2)) {
      last[0].push(name)
      last[1].push(...values)
    } else merged.push([[name], values])
  }
  return merged
}

function shareDrawn(names: readonly string[], n: number, kerangka: Kerangka | undefined): number {
  if (kerangka === undefined) return 0
  const populasi = sum(names.map((name) => kerangka.get(name) ?? Number.POSITIVE_INFINITY))
  return Number.isFinite(populasi) ? Math.min(1, n / populasi) : 0
}

/** The interval of Student's t around an estimate. */
export function studentInterval({ nilai, galatBaku, derajat }: Taksiran, level = 0.95): Selang {
  const half = studentQuantile(0.5 + level / 2, derajat) * galatBaku
  return { bawah: nilai - half, atas: nilai + half }
}

export type TaksiranBagian = Taksiran & Readonly<{ selang: Selang; nEfektif: number }>

/**
 * A weighted share of 0s and 1s. Its interval is Wilson's on the size that a plain sample of the same
 * variance would have: it stays within 0 and 1, and is not empty where nobody or everybody said yes. There
 * the weights alone tell the size.
 */
export function weightedShare(list: readonly Amatan[], kerangka?: Kerangka): TaksiranBagian {
  const taksiran = weightedMean(list, kerangka)
  const p = Math.min(1, Math.max(0, taksiran.nilai))
  const variance = taksiran.galatBaku ** 2
  const inside = list.filter(({ isLuar }) => isLuar !== true)
  const plain = kishSize(inside.map(({ bobot }) => bobot))
  const isSpread = variance > 1e-15 && p > 0 && p < 1
  // A share that the margins themselves say is no estimate any more.
  if (!isSpread && p > 0 && p < 1 && (list[0]?.margin?.length ?? 0) > 0)
    return { ...taksiran, selang: { bawah: p, atas: p }, nEfektif: Number.POSITIVE_INFINITY }
  const nEfektif = isSpread ? (p * (1 - p)) / variance : plain
  const selang = wilson({ x: Math.min(nEfektif, p * nEfektif), n: nEfektif })
  return { ...taksiran, selang, nEfektif }
}

/**
 * Variance of any estimate by leaving one draw out after the other: (1 − n/N)(n − 1)/n Σ(θᵢ − θ̄)².
 *
 * @param estimate of the draws that are left
 */
export function jackknife<Draw>(
  draws: readonly Draw[],
  estimate: (left: readonly Draw[]) => number,
  populasi = Number.POSITIVE_INFINITY,
): number {
  const n = draws.length
  assert(n >= 2, 'with one draw nothing is left')
  const thetas = draws.map((_, out) => estimate(draws.filter((__, at) => at !== out)))
  const mean = sum(thetas) / n
  return (1 - n / populasi) * ((n - 1) / n) * sum(thetas.map((theta) => (theta - mean) ** 2))
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0)
}
