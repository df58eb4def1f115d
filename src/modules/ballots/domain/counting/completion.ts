import type { Election, Support } from './election.ts'
import { equalShares, type SharesRun } from './equal-shares.ts'
import { type Fraction, fraction, times } from './fraction.ts'
import { type GreedyStep, greedy } from './greedy.ts'
import { type PhragmenStep, phragmen } from './phragmen.ts'
import type { Utility } from './shares-state.ts'
import type { BreakTie } from './ties.ts'

export type SharesRule = Readonly<{
  utility: Utility
  /**
   * Raise what every ballot has, step by step, and count anew: until nothing supported fits any more, or only until
   * the next count would overspend.
   */
  add1: 'none' | 'until-exhaustive' | 'until-overspend'
  /** Size of a step in the unit of costs; null for a thousandth of each ballot's share, at least 1. */
  step: Fraction | null
  /** What is done with the money that is left. */
  fill: 'none' | 'utilitarian' | 'phragmen'
  /** Count greedily too, and take that outcome unless more ballots prefer this one. */
  compares: boolean
  /** Options under this score cannot win. */
  threshold: number
}>

/** The comparison at the end: ballots that get more utility from the one outcome, and from the other. */
export type Comparison = Readonly<{
  forShares: number
  forGreedy: number
  alike: number
  takes: 'shares' | 'greedy'
  greedy: readonly GreedyStep[]
}>

export type SharesCount = Readonly<{
  /** What each ballot had in the count that was kept. */
  start: Fraction
  /** How many counts were made, and why no more. */
  counts: number
  endedBy: 'once' | 'exhaustive' | 'overspend' | 'all-chosen'
  run: SharesRun
  utilitarian: readonly GreedyStep[]
  phragmen: readonly PhragmenStep[]
  comparison: Comparison | null
  chosen: readonly number[]
}>

const GREEDY = { skips: true, order: 'score' } as const

/** Equal Shares with its completion and comparison, as a rule fixed before the vote says. */
export function countShares(election: Election, rule: SharesRule, breakTie: BreakTie): SharesCount {
  const kept = raise(election, rule, breakTie)
  const { run } = kept
  const head = { chosen: run.chosen, cost: run.cost }
  const utilitarian =
    rule.fill === 'utilitarian'
      ? greedy(election, { ...GREEDY, threshold: rule.threshold }, breakTie, head)
      : []
  const loads =
    rule.fill === 'phragmen'
      ? phragmen(election, breakTie, { ...head, loadOf: (group) => times(run.leftOf(group), -1n) })
      : []
  const added = [...utilitarian.filter(({ isTaken }) => isTaken), ...loads]
  const own = [...run.chosen, ...added.map(({ option }) => option)]
  const comparison = rule.compares ? compareWithGreedy(election, rule, { own, breakTie }) : null
  const chosen = comparison?.takes === 'greedy' ? takenOf(comparison.greedy) : own
  return { ...kept, utilitarian, phragmen: loads, comparison, chosen }
}

function takenOf(steps: readonly GreedyStep[]): readonly number[] {
  return steps.filter(({ isTaken }) => isTaken).map(({ option }) => option)
}

type Kept = Pick<SharesCount, 'start' | 'counts' | 'endedBy' | 'run'>

function raise(election: Election, rule: SharesRule, breakTie: BreakTie): Kept {
  const { budget, ballots, options, scores, votes } = election
  const barred = new Set(
    options.flatMap((_, option) => ((scores[option] ?? 0) < rule.threshold ? [option] : [])),
  )
  const countFrom = (start: Fraction) =>
    equalShares(election, { utility: rule.utility, start, breakTie, barred })
  if (ballots === 0 || rule.add1 === 'none') {
    const start = fraction(budget, BigInt(Math.max(ballots, 1)))
    return { start, counts: 1, endedBy: 'once', run: countFrom(start) }
  }
  const winnable = options.flatMap((_, option) =>
    (votes[option] ?? 0) > 0 && !barred.has(option) ? [option] : [],
  )
  const step = rule.step ?? ownStep(election)
  // A whole number of steps that is not above the equal share.
  let steps = (budget * step.d) / (BigInt(ballots) * step.n)
  const startOf = () => fraction(step.n * steps, step.d)
  let kept: Kept = { start: startOf(), counts: 1, endedBy: 'once', run: countFrom(startOf()) }
  for (;;) {
    const { run, counts } = kept
    const open = winnable.filter((option) => !run.chosen.includes(option))
    const fits = open.some((option) => (options[option]?.cost ?? 0n) <= budget - run.cost)
    if (rule.add1 === 'until-exhaustive' && !fits) return { ...kept, endedBy: 'exhaustive' }
    // Nobody's utility for it is above nought: it stays unsold however much is given.
    if (open.every((option) => isWorthless(election, rule, option)))
      return { ...kept, endedBy: 'all-chosen' }
    steps += 1n
    const next = countFrom(startOf())
    if (next.cost > budget) return { ...kept, counts: counts + 1, endedBy: 'overspend' }
    kept = { start: startOf(), counts: counts + 1, endedBy: 'once', run: next }
  }
}

function isWorthless({ options }: Election, { utility }: SharesRule, option: number): boolean {
  return utility === 'cost' && options[option]?.cost === 0n
}

function ownStep({ budget, ballots }: Election): Fraction {
  const thousandth = budget / (BigInt(ballots) * 1_000n)
  return fraction(thousandth > 0n ? thousandth : 1n)
}

function compareWithGreedy(
  election: Election,
  rule: SharesRule,
  { own, breakTie }: Readonly<{ own: readonly number[]; breakTie: BreakTie }>,
): Comparison {
  const steps = greedy(election, { ...GREEDY, threshold: rule.threshold }, breakTie)
  const mine = new Set(own)
  const theirs = new Set(takenOf(steps))
  let forShares = 0
  let forGreedy = 0
  const worthOf = ([option, points]: Support) => {
    if (rule.utility === 'cost') return election.options[option]?.cost ?? 0n
    return BigInt(rule.utility === 'points' ? points : 1)
  }
  const worthIn = (support: readonly Support[], outcome: ReadonlySet<number>) =>
    support.reduce((sum, one) => (outcome.has(one[0]) ? sum + worthOf(one) : sum), 0n)
  for (const { weight, support } of election.groups) {
    const difference = worthIn(support, mine) - worthIn(support, theirs)
    if (difference > 0n) forShares += weight
    if (difference < 0n) forGreedy += weight
  }
  const alike = election.ballots - forShares - forGreedy
  const takes = forShares > forGreedy || isSame(mine, theirs) ? 'shares' : 'greedy'
  return { forShares, forGreedy, alike, takes, greedy: steps }
}

function isSame(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one))
}
