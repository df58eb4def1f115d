import { type Fraction, fraction, plus, times, ZERO } from './fraction.ts'
import { fullPlaces, type RankedElection } from './ranking.ts'

/**
 * Borda points: of m options the first gets m-1, the last 0. Equals, and those a ballot does not name, share the
 * points of their places alike.
 */
export function bordaOf({ options, groups }: RankedElection): readonly Fraction[] {
  const sums = options.map(() => ZERO)
  for (const group of groups) {
    let ahead = 0
    for (const place of fullPlaces(group, options)) {
      // The mean of m-1-ahead … m-1-ahead-(k-1).
      const mean = fraction(BigInt(2 * (options.length - 1 - ahead) - (place.length - 1)), 2n)
      for (const option of place) {
        sums[option] = plus(sums[option] ?? ZERO, times(mean, BigInt(group.weight)))
      }
      ahead += place.length
    }
  }
  return sums
}
