import { compare, type Fraction, fraction, plus, ZERO } from './fraction.ts'
import type { RankedElection, RankedGroup } from './ranking.ts'

/** One round: votes of those still in, ballots that name none of them, and who leaves or wins. */
export type RunoffRound = Readonly<{
  /** By place in the list; null for who is out. */
  tally: readonly (Fraction | null)[]
  exhausted: Fraction
  /** Those with the fewest votes; more than one is a tie. */
  lowest: readonly number[]
  out: number | null
}>

export type Runoff = Readonly<{ rounds: readonly RunoffRound[]; winner: number | null }>

/**
 * Instant runoff: whoever has the fewest first places leaves, until one has more than half of the ballots that still
 * name somebody. A ballot with several first places is shared alike among them.
 *
 * @param leaves chooses who leaves of those with equally few
 */
export function instantRunoff(
  election: RankedElection,
  leaves: (tied: readonly number[]) => number,
): Runoff {
  let inside = new Set(election.options.map((_, option) => option))
  const rounds: RunoffRound[] = []
  while (inside.size > 0) {
    const { tally, exhausted } = tallyOf(election, inside)
    const standing = [...inside]
    const votesOf = (option: number) => tally[option] ?? ZERO
    const alive = fraction(BigInt(election.ballots) * exhausted.d - exhausted.n, exhausted.d)
    const winner = standing.find(
      (option) => compare({ n: votesOf(option).n * 2n, d: votesOf(option).d }, alive) > 0,
    )
    if (winner !== undefined || inside.size === 1) {
      rounds.push({ tally, exhausted, lowest: [], out: null })
      return { rounds, winner: winner ?? standing[0] ?? null }
    }
    const least = standing.map(votesOf).reduce((a, b) => (compare(b, a) < 0 ? b : a))
    const lowest = standing.filter((option) => compare(votesOf(option), least) === 0)
    const out = lowest.length === 1 ? lowest[0] : leaves(lowest)
    if (out === undefined) break
    rounds.push({ tally, exhausted, lowest, out })
    inside = new Set(standing.filter((option) => option !== out))
  }
  return { rounds, winner: null }
}

function tallyOf(
  { options, groups }: RankedElection,
  inside: ReadonlySet<number>,
): Readonly<{ tally: readonly (Fraction | null)[]; exhausted: Fraction }> {
  const tally: (Fraction | null)[] = options.map((_, option) => (inside.has(option) ? ZERO : null))
  let exhausted = 0
  for (const group of groups) {
    const first = firstOf(group, inside)
    if (first.length === 0) exhausted += group.weight
    for (const option of first) {
      const part = fraction(BigInt(group.weight), BigInt(first.length))
      tally[option] = plus(tally[option] ?? ZERO, part)
    }
  }
  return { tally, exhausted: fraction(BigInt(exhausted)) }
}

function firstOf({ places }: RankedGroup, inside: ReadonlySet<number>): readonly number[] {
  for (const place of places) {
    const standing = place.filter((option) => inside.has(option))
    if (standing.length > 0) return standing
  }
  return []
}
