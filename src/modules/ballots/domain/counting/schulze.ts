import { fullPlaces, type RankedElection } from './ranking.ts'

/** Per pair, how many ballots put the first strictly before the second. Equals count for neither. */
export function pairwiseOf({ options, groups }: RankedElection): readonly (readonly number[])[] {
  const wins = options.map(() => new Array<number>(options.length).fill(0))
  for (const group of groups) {
    const places = fullPlaces(group, options)
    const placeOf = new Map(places.flatMap((place, at) => place.map((option) => [option, at])))
    wins.forEach((row, a) => {
      const mine = placeOf.get(a) ?? 0
      row.forEach((count, b) => {
        if (mine < (placeOf.get(b) ?? 0)) row[b] = count + group.weight
      })
    })
  }
  return wins
}

/** The option that beats every other one; undefined when there is none. */
export function condorcetOf(wins: readonly (readonly number[])[]): number | undefined {
  const found = wins.findIndex((row, a) =>
    row.every((count, b) => a === b || count > (wins[b]?.[a] ?? 0)),
  )
  return found === -1 ? undefined : found
}

/** Per pair, the weakest link of the strongest chain of victories; links are measured by winning votes. */
export function strongestPaths(
  wins: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const paths = wins.map((row, a) =>
    row.map((count, b) => (a !== b && count > (wins[b]?.[a] ?? 0) ? count : 0)),
  )
  for (let over = 0; over < wins.length; over += 1) {
    paths.forEach((row, a) => {
      row.forEach((direct, b) => {
        if (a === b || a === over || b === over) return
        const around = Math.min(row[over] ?? 0, paths[over]?.[b] ?? 0)
        if (around > direct) row[b] = around
      })
    })
  }
  return paths
}

/**
 * Options by the Schulze relation, best first; those at one place are equal.
 *
 * Source: M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
 * single-winner election method", Social Choice and Welfare 36 (2011).
 */
export function schulzeOrder(
  paths: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  // The relation is transitive, so whoever beats more stands higher.
  const beaten = paths.map(
    (row, a) => row.filter((strength, b) => strength > (paths[b]?.[a] ?? 0)).length,
  )
  const losses = paths.map(
    (row, a) => row.filter((strength, b) => strength < (paths[b]?.[a] ?? 0)).length,
  )
  const order: number[][] = []
  let waiting = paths.map((_, option) => option)
  while (waiting.length > 0) {
    const open = waiting
    const best = open.filter((a) => open.every((b) => (paths[b]?.[a] ?? 0) <= (paths[a]?.[b] ?? 0)))
    best.sort((a, b) => (beaten[b] ?? 0) - (beaten[a] ?? 0) || (losses[a] ?? 0) - (losses[b] ?? 0))
    order.push(best)
    waiting = open.filter((one) => !best.includes(one))
  }
  return order
}
