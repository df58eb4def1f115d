/** Buckets of whole minutes; the last one holds three hours and more. */
export const BUCKETS = 181

/** @returns bucket of a duration, from 1; a clock that went backwards counts as nothing */
export function bucketOf(seconds: number): number {
  return Math.min(BUCKETS, Math.max(0, Math.floor(seconds / 60)) + 1)
}

/**
 * Percentile from counts by minute.
 *
 * @param share 0 to 1
 * @returns the minute in which it lies, undefined when nothing was counted
 */
export function percentileOf(counts: readonly number[], share: number): number | undefined {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return undefined
  const needed = Math.max(1, Math.ceil(share * total))
  let seen = 0
  for (const [index, count] of counts.entries()) {
    seen += count
    if (seen >= needed) return index
  }
  return counts.length - 1
}

/** Add counts bucket by bucket. */
export function addCounts(a: readonly number[], b: readonly number[]): readonly number[] {
  return Array.from(
    { length: Math.max(a.length, b.length) },
    (_, index) => (a[index] ?? 0) + (b[index] ?? 0),
  )
}

export type Crowd = 0 | 1 | 2 | 3 | 4

/**
 * How crowded an hour is beside the busiest one: 0 nobody, 4 the busiest quarter.
 *
 * @param most arrivals of the busiest hour
 */
export function crowdOf(arrivals: number, most: number): Crowd {
  if (arrivals <= 0 || most <= 0) return 0
  return Math.min(4, Math.max(1, Math.ceil((arrivals / most) * 4))) as Crowd
}
