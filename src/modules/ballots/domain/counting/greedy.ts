import type { Election } from './election.ts'
import { type BreakTie, settle, type Tie } from './ties.ts'

export type GreedyRule = Readonly<{
  /** Go on with what is cheaper when one does not fit, or stop there. */
  skips: boolean
  /** Options under this score cannot win; 0 lets everything that has a vote take part. */
  threshold: number
  /** Order by score, or by score for each unit of cost. */
  order: 'score' | 'score-per-cost'
}>

export type GreedyStep = Readonly<{
  option: number
  score: number
  /** What was left before this option was looked at. */
  left: bigint
  isTaken: boolean
  tie: Tie | null
}>

/** Take options by score as long as they fit. @param head what is chosen already, and its cost */
export function greedy(
  election: Election,
  rule: GreedyRule,
  breakTie: BreakTie,
  head: Readonly<{ chosen: readonly number[]; cost: bigint }> = { chosen: [], cost: 0n },
): readonly GreedyStep[] {
  const { options, scores } = election
  let waiting = options
    .map((_, option) => option)
    .filter((option) => isEligible(scores[option] ?? 0, rule) && !head.chosen.includes(option))
  let left = election.budget - head.cost
  const steps: GreedyStep[] = []
  while (waiting.length > 0) {
    const best = waiting.reduce((a, b) => (isBetter(election, rule, [b, a]) ? b : a))
    const tied = waiting.filter((one) => !isBetter(election, rule, [best, one]))
    const { chosen, tie } = settle(tied, election, breakTie)
    const cost = options[chosen]?.cost ?? 0n
    const isTaken = cost <= left
    steps.push({ option: chosen, score: scores[chosen] ?? 0, left, isTaken, tie })
    if (!isTaken && !rule.skips) return steps
    if (isTaken) left -= cost
    waiting = waiting.filter((one) => one !== chosen)
  }
  return steps
}

function isEligible(score: number, { threshold }: GreedyRule): boolean {
  return score > 0 && score >= threshold
}

function isBetter(
  { options, scores }: Election,
  { order }: GreedyRule,
  [a, b]: readonly [number, number],
): boolean {
  const scoreA = BigInt(scores[a] ?? 0)
  const scoreB = BigInt(scores[b] ?? 0)
  if (order === 'score') return scoreA > scoreB
  return scoreA * (options[b]?.cost ?? 0n) > scoreB * (options[a]?.cost ?? 0n)
}
