import { bordaOf } from './borda.ts'
import { countShares, type SharesCount } from './completion.ts'
import type { Election } from './election.ts'
import { compare, type Fraction, fractionText } from './fraction.ts'
import { type GreedyStep, greedy } from './greedy.ts'
import { type PhragmenStep, phragmen } from './phragmen.ts'
import type { RankedElection } from './ranking.ts'
import { type BudgetRule, isRanked, type RankedRule, type Rule, sharesRule } from './rule.ts'
import { instantRunoff } from './runoff.ts'
import { condorcetOf, pairwiseOf, schulzeOrder, strongestPaths } from './schulze.ts'
import { type BreakTie, type Tie, tieBreaker } from './ties.ts'

/** One step of a count, as published: numbers as text, options by id. */
export type CountStep = Readonly<{
  kind: 'shares' | 'greedy' | 'phragmen' | 'runoff' | 'place'
  /** The option taken; in a runoff the one that leaves, null in the last round. */
  option: string | null
  isTaken: boolean
  cost?: string
  /** Money left before this step. */
  left?: string
  score?: number
  rho?: string
  effectiveVotes?: string
  load?: string
  points?: string
  tally?: Readonly<Record<string, string>>
  exhausted?: string
  tie: Tie | null
}>

/** A count with every step. The same ballots, rule and lot give the same bytes on any machine. */
export type Count = Readonly<{
  version: 1
  rule: Rule
  lot: readonly string[]
  ballots: number
  budget: string
  /** Units of the file's money are multiplied by this, so that all are whole. */
  scale: string
  options: readonly Readonly<{ id: string; cost: string; votes: number; score: number }>[]
  shares?: Readonly<{ start: string; counts: number; endedBy: SharesCount['endedBy'] }>
  steps: readonly CountStep[]
  comparison?: Readonly<{
    forShares: number
    forGreedy: number
    alike: number
    takes: 'shares' | 'greedy'
    greedy: readonly string[]
  }>
  pairwise?: readonly (readonly number[])[]
  paths?: readonly (readonly number[])[]
  condorcet?: string | null
  chosen: readonly string[]
  cost: string
}>

export type Counting = Readonly<{
  election: Election
  ranked: RankedElection
  scale: bigint
  rule: Rule
  lot: readonly string[]
}>

/** Count by a rule. */
export function countBy({ election, ranked, scale, rule, lot }: Counting): Count {
  const breakTie = tieBreaker(election, lot)
  const counted = isRanked(rule)
    ? countRanked(ranked, rule, breakTie)
    : countBudget(election, { rule, scale, breakTie })
  const { chosen, steps, ...rest } = counted
  const idOf = (option: number) => election.options[option]?.id ?? ''
  const cost = chosen.reduce((sum, option) => sum + (election.options[option]?.cost ?? 0n), 0n)
  return {
    version: 1,
    rule,
    lot,
    ballots: election.ballots,
    budget: String(election.budget),
    scale: String(scale),
    options: election.options.map(({ id, cost: price }, option) => ({
      id,
      cost: String(price),
      votes: election.votes[option] ?? 0,
      score: election.scores[option] ?? 0,
    })),
    steps,
    ...rest,
    chosen: chosen.map(idOf),
    cost: String(cost),
  }
}

type Counted = Omit<Partial<Count>, 'chosen' | 'steps'> &
  Readonly<{ chosen: readonly number[]; steps: readonly CountStep[] }>

function countBudget(
  election: Election,
  { rule, scale, breakTie }: Readonly<{ rule: BudgetRule; scale: bigint; breakTie: BreakTie }>,
): Counted {
  if (rule.name === 'greedy') {
    const steps = greedy(election, rule, breakTie)
    return { chosen: taken(steps), steps: steps.map(greedyStep(election)) }
  }
  if (rule.name === 'phragmen') {
    const steps = phragmen(election, breakTie)
    return { chosen: taken(steps), steps: steps.map(phragmenStep(election)) }
  }
  const count = countShares(election, sharesRule(rule, scale), breakTie)
  return {
    chosen: count.chosen,
    shares: { start: fractionText(count.start), counts: count.counts, endedBy: count.endedBy },
    steps: sharesSteps(election, count),
    ...(count.comparison === null ? {} : { comparison: comparisonOf(election, count.comparison) }),
  }
}

function comparisonOf(
  { options }: Election,
  { greedy: steps, ...rest }: NonNullable<SharesCount['comparison']>,
): NonNullable<Count['comparison']> {
  return { ...rest, greedy: taken(steps).map((option) => options[option]?.id ?? '') }
}

function taken(steps: readonly Readonly<{ option: number; isTaken?: boolean }>[]) {
  return steps.filter(({ isTaken }) => isTaken !== false).map(({ option }) => option)
}

function sharesSteps(election: Election, count: SharesCount): readonly CountStep[] {
  const { options } = election
  return [
    ...count.run.steps.map(
      ({ option, rho, effectiveVotes, tie }): CountStep => ({
        kind: 'shares',
        option: options[option]?.id ?? '',
        isTaken: true,
        cost: String(options[option]?.cost ?? 0n),
        rho: fractionText(rho),
        ...(effectiveVotes === null ? {} : { effectiveVotes: fractionText(effectiveVotes) }),
        tie,
      }),
    ),
    ...count.utilitarian.map(greedyStep(election)),
    ...count.phragmen.map(phragmenStep(election)),
  ]
}

function greedyStep({ options }: Election) {
  return ({ option, score, left, isTaken, tie }: GreedyStep): CountStep => ({
    kind: 'greedy',
    option: options[option]?.id ?? '',
    isTaken,
    cost: String(options[option]?.cost ?? 0n),
    left: String(left),
    score,
    tie,
  })
}

function phragmenStep({ options }: Election) {
  return ({ option, load, tie }: PhragmenStep): CountStep => ({
    kind: 'phragmen',
    option: options[option]?.id ?? '',
    isTaken: true,
    cost: String(options[option]?.cost ?? 0n),
    load: fractionText(load),
    tie,
  })
}

function countRanked(ranked: RankedElection, rule: RankedRule, breakTie: BreakTie): Counted {
  if (rule.name === 'instant-runoff') return countRunoff(ranked, breakTie)
  const wins = pairwiseOf(ranked)
  if (rule.name === 'borda') {
    const points = bordaOf(ranked)
    const places = placesOf(points)
    return { ...inOrder(ranked, { places, seats: rule.seats, breakTie, points }), pairwise: wins }
  }
  const paths = strongestPaths(wins)
  const winner = condorcetOf(wins)
  return {
    ...inOrder(ranked, { places: schulzeOrder(paths), seats: rule.seats, breakTie }),
    pairwise: wins,
    paths,
    condorcet: winner === undefined ? null : (ranked.options[winner] ?? null),
  }
}

/** Places by points, equals together. */
function placesOf(points: readonly Fraction[]): readonly (readonly number[])[] {
  const sorted = points
    .map((_, option) => option)
    .sort((a, b) => compare(points[b] ?? { n: 0n, d: 1n }, points[a] ?? { n: 0n, d: 1n }))
  const places: number[][] = []
  for (const option of sorted) {
    const last = places.at(-1)
    const first = points[last?.[0] ?? -1]
    const mine = points[option]
    if (last !== undefined && first && mine && compare(first, mine) === 0) last.push(option)
    else places.push([option])
  }
  return places
}

type Ordering = Readonly<{
  places: readonly (readonly number[])[]
  seats: number
  breakTie: BreakTie
  points?: readonly Fraction[]
}>

function inOrder(
  { options }: RankedElection,
  { places, seats, breakTie, points }: Ordering,
): Pick<Counted, 'chosen' | 'steps'> {
  const order = places.flatMap((place) => oneByOne(place, breakTie))
  const idOf = (option: number) => options[option] ?? ''
  const steps = order.map(({ option, tied, by }, index): CountStep => {
    const mine = points?.[option]
    return {
      kind: 'place',
      option: idOf(option),
      isTaken: index < seats,
      ...(mine === undefined ? {} : { points: fractionText(mine) }),
      tie: by === null ? null : { options: tied.map(idOf).toSorted(), by },
    }
  })
  return { chosen: order.slice(0, seats).map(({ option }) => option), steps }
}

/** Equals in the fixed order, each with those it was equal to. */
function oneByOne(place: readonly number[], breakTie: BreakTie) {
  const order: { option: number; tied: readonly number[]; by: Tie['by'] | null }[] = []
  let left = [...place]
  while (left.length > 1) {
    const { chosen, by } = breakTie(left)
    order.push({ option: chosen, tied: left, by })
    left = left.filter((one) => one !== chosen)
  }
  return [...order, ...left.map((option) => ({ option, tied: left, by: null }))]
}

function countRunoff(ranked: RankedElection, breakTie: BreakTie): Counted {
  const { options } = ranked
  const ties = new Map<number, Tie>()
  const { rounds, winner } = instantRunoff(ranked, (tied) => {
    // Whoever would be kept longest by the fixed order stays; the last of that order leaves.
    let left = [...tied]
    let by: Tie['by'] = 'id'
    while (left.length > 1) {
      const kept = breakTie(left)
      by = kept.by
      left = left.filter((one) => one !== kept.chosen)
    }
    const out = left[0] ?? 0
    ties.set(out, { options: tied.map((one) => options[one] ?? '').toSorted(), by })
    return out
  })
  const steps = rounds.map(({ tally, exhausted, out }): CountStep => {
    const last = out === null
    return {
      kind: 'runoff',
      option: last ? (options[winner ?? -1] ?? null) : (options[out] ?? ''),
      isTaken: last,
      tally: Object.fromEntries(
        tally.flatMap((votes, option) =>
          votes === null ? [] : [[options[option] ?? '', fractionText(votes)]],
        ),
      ),
      exhausted: fractionText(exhausted),
      tie: last ? null : (ties.get(out) ?? null),
    }
  })
  return { chosen: winner === null ? [] : [winner], steps }
}
