import type { Election } from './election.ts'
import { compare, type Fraction, fraction, plus, times, ZERO } from './fraction.ts'
import { type BreakTie, settle, type Tie } from './ties.ts'

export type PhragmenStep = Readonly<{
  option: number
  /** What everyone who supports it bears afterwards. */
  load: Fraction
  tie: Tie | null
}>

/** What came before: options chosen, their cost, and the load each group begins with. */
export type PhragmenHead = Readonly<{
  chosen: readonly number[]
  cost: bigint
  loadOf: (group: number) => Fraction
}>

const NOTHING: PhragmenHead = { chosen: [], cost: 0n, loadOf: () => ZERO }

/**
 * Sequential Phragmén: each option's cost is borne by its supporters; next comes the one that leaves the least load
 * on those who bear it. It stops when the next one does not fit.
 */
export function phragmen(
  election: Election,
  breakTie: BreakTie,
  head: PhragmenHead = NOTHING,
): readonly PhragmenStep[] {
  const { options, groups } = election
  const values: Fraction[] = []
  const loads = startLoads(election, head, values)
  const supporters = supportersOf(election)
  let waiting = options
    .map((_, option) => option)
    .filter((option) => (supporters[option] ?? []).length > 0 && !head.chosen.includes(option))
  let left = election.budget - head.cost
  const steps: PhragmenStep[] = []
  while (waiting.length > 0) {
    const offers = waiting.map((option) => ({
      option,
      load: loadAfter(supporters[option] ?? [], {
        loads,
        values,
        weightOf: (group) => groups[group]?.weight ?? 0,
        cost: options[option]?.cost ?? 0n,
      }),
    }))
    const least = offers.reduce((a, b) => (compare(b.load, a.load) < 0 ? b : a)).load
    const tied = offers.filter(({ load }) => compare(load, least) === 0)
    const { chosen, tie } = settle(
      tied.map(({ option }) => option),
      election,
      breakTie,
    )
    const cost = options[chosen]?.cost ?? 0n
    if (cost > left) return steps
    left -= cost
    values.push(least)
    for (const group of supporters[chosen] ?? []) loads[group] = values.length - 1
    steps.push({ option: chosen, load: least, tie })
    waiting = waiting.filter((option) => option !== chosen)
  }
  return steps
}

/** Loads as places in a list of values: most groups share few. */
function startLoads({ groups }: Election, { loadOf }: PhragmenHead, values: Fraction[]): number[] {
  const places = new Map<string, number>()
  return groups.map((_, group) => {
    const load = loadOf(group)
    const key = `${load.n}/${load.d}`
    const known = places.get(key)
    if (known !== undefined) return known
    places.set(key, values.length)
    values.push(load)
    return values.length - 1
  })
}

function supportersOf({ options, groups }: Election): readonly (readonly number[])[] {
  const found: number[][] = options.map(() => [])
  groups.forEach(({ support }, group) => {
    for (const [option] of support) found[option]?.push(group)
  })
  return found
}

type Bearing = Readonly<{
  loads: readonly number[]
  values: readonly Fraction[]
  weightOf: (group: number) => number
  cost: bigint
}>

function loadAfter(
  supporters: readonly number[],
  { loads, values, weightOf, cost }: Bearing,
): Fraction {
  const ballotsAt = new Map<number, number>()
  let ballots = 0
  for (const group of supporters) {
    const place = loads[group] ?? 0
    ballotsAt.set(place, (ballotsAt.get(place) ?? 0) + weightOf(group))
    ballots += weightOf(group)
  }
  let sum = fraction(cost)
  for (const [place, count] of ballotsAt)
    sum = plus(sum, times(values[place] ?? ZERO, BigInt(count)))
  return fraction(sum.n, sum.d * BigInt(ballots))
}
