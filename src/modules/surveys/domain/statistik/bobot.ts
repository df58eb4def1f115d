/** Weights: by design, after strata, raked to margins, trimmed; and what they cost. */
import { assert } from '../../../../kernel/assert.ts'
import { ok, type Result, refuse } from '../../../../kernel/result.ts'
import { refusal } from '../refusals.ts'

/** Everybody's group in one grouping, and how many there are of each group in the population. */
export type Margin = Readonly<{
  nama: string
  /** Per respondent. */
  kelompok: readonly string[]
  populasi: ReadonlyMap<string, number>
}>

/** Weight of everybody of a stratum: N of the stratum over those of it who answered. */
export function designWeights(
  strata: readonly string[],
  populasi: ReadonlyMap<string, number>,
): Result<readonly number[]> {
  return postStratify(
    strata.map(() => 1),
    { nama: 'strata', kelompok: strata, populasi },
  )
}

/**
 * Make the weights of every group sum to its population.
 *
 * @refuses KELOMPOK_KOSONG, KELOMPOK_TIDAK_DIKENAL
 */
export function postStratify(
  weights: readonly number[],
  margin: Margin,
): Result<readonly number[]> {
  const refused = refuseEmpty(weights, margin)
  if (refused !== undefined) return refuse(refused)
  const factors = factorsOf(weights, margin)
  return ok(weights.map((weight, at) => weight * (factors.get(margin.kelompok[at] ?? '') ?? 1)))
}

function refuseEmpty(weights: readonly number[], { kelompok, populasi }: Margin) {
  assert(weights.length === kelompok.length, 'everybody has a weight and a group')
  const sums = sumsOf(weights, kelompok)
  const unknown = [...sums.keys()].find((group) => !populasi.has(group))
  if (unknown !== undefined)
    return refusal('KELOMPOK_TIDAK_DIKENAL', { kelompok: unknown }, 'margin')
  const empty = [...populasi].find(([group, n]) => n > 0 && (sums.get(group) ?? 0) <= 0)
  if (empty !== undefined) return refusal('KELOMPOK_KOSONG', { kelompok: empty[0] }, 'margin')
  return undefined
}

function sumsOf(weights: readonly number[], groups: readonly string[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const [at, group] of groups.entries())
    sums.set(group, (sums.get(group) ?? 0) + (weights[at] ?? 0))
  return sums
}

function factorsOf(
  weights: readonly number[],
  { kelompok, populasi }: Margin,
): ReadonlyMap<string, number> {
  const sums = sumsOf(weights, kelompok)
  return new Map([...sums].map(([group, sum]) => [group, (populasi.get(group) ?? 0) / sum]))
}

const CLOSE = 1e-9
const ROUNDS_MAX = 1_000

export type Raked = Readonly<{ bobot: readonly number[]; putaran: number }>

/**
 * Cycle through the margins until every factor is within 1e-9 of one. Margins must speak of the same
 * number of people: the later ones are scaled to the total of the first.
 *
 * @refuses KELOMPOK_KOSONG, KELOMPOK_TIDAK_DIKENAL, BOBOT_TIDAK_BERTEMU when they contradict each other
 */
export function rake(weights: readonly number[], margins: readonly Margin[]): Result<Raked> {
  const scaled = toOneTotal(margins)
  for (const margin of scaled) {
    const refused = refuseEmpty(weights, margin)
    if (refused !== undefined) return refuse(refused)
  }
  let bobot = [...weights]
  for (let putaran = 1; putaran <= ROUNDS_MAX; putaran += 1) {
    let widest = 0
    for (const margin of scaled) {
      const factors = factorsOf(bobot, margin)
      for (const factor of factors.values()) widest = Math.max(widest, Math.abs(factor - 1))
      bobot = bobot.map((weight, at) => weight * (factors.get(margin.kelompok[at] ?? '') ?? 1))
    }
    if (widest <= CLOSE) return ok({ bobot, putaran })
  }
  return refuse(refusal('BOBOT_TIDAK_BERTEMU', {}, 'margin'))
}

function toOneTotal(margins: readonly Margin[]): readonly Margin[] {
  const totalOf = ({ populasi }: Margin) => [...populasi.values()].reduce((a, b) => a + b, 0)
  const [first] = margins
  if (first === undefined) return []
  const total = totalOf(first)
  return margins.map((margin) => {
    const scale = total / totalOf(margin)
    if (scale === 1) return margin
    return {
      ...margin,
      populasi: new Map([...margin.populasi].map(([group, n]) => [group, n * scale])),
    }
  })
}

/** Weights above so many times the median are cut. */
export const TRIM_TIMES = 5
const TRIM_ROUNDS = 20

export type Trimmed = Raked &
  Readonly<{ /** How many respondents' weights were cut. */ dipangkas: number }>

/**
 * Rake, cut weights above five times the median to it, and rake again, until none is cut. Raking may lift
 * a cut weight again; after twenty rounds what little is above stays and is told by the count.
 */
export function rakeTrimmed(
  weights: readonly number[],
  margins: readonly Margin[],
): Result<Trimmed> {
  let raked = rake(weights, margins)
  const cut = new Set<number>()
  for (let round = 0; round < TRIM_ROUNDS; round += 1) {
    if (!raked.ok) return raked
    const limit = TRIM_TIMES * median(raked.value.bobot)
    const over = raked.value.bobot.flatMap((weight, at) =>
      weight > limit * (1 + CLOSE) ? [at] : [],
    )
    if (over.length === 0) break
    for (const at of over) cut.add(at)
    raked = rake(
      raked.value.bobot.map((weight) => Math.min(weight, limit)),
      margins,
    )
  }
  return raked.ok ? ok({ ...raked.value, dipangkas: cut.size }) : raked
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  const upper = sorted[half] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2
}

/** Respondents of equal weight that would tell as much: (Σw)² / Σw² (Kish). */
export function kishSize(weights: readonly number[]): number {
  const sum = weights.reduce((a, b) => a + b, 0)
  const squares = weights.reduce((a, b) => a + b * b, 0)
  return squares === 0 ? 0 : (sum * sum) / squares
}

/** How many times larger the weights make the variance: n over Kish's size. */
export function kishEffect(weights: readonly number[]): number {
  return weights.length / kishSize(weights)
}
