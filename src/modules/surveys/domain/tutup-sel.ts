/**
 * Hide small counts, and as many beside them as it takes that nobody works them out from the sum.
 *
 * @param counts all cells of one sum that is told: choices, and who did not answer
 * @param minimum below which a count that is not zero is hidden
 * @returns for each cell whether it is hidden
 */
export function hideCells(counts: readonly number[], minimum: number): readonly boolean[] {
  const hidden = counts.map((count) => count > 0 && count < minimum)
  for (;;) {
    const out = counts.filter((_, at) => hidden[at] === true)
    const sum = out.reduce((a, b) => a + b, 0)
    if (out.length === 0 || (out.length >= 2 && sum >= minimum)) return hidden
    // The smallest of what is still shown; cells of nobody only when nothing else is left.
    const next = counts
      .map((count, at) => ({ count, at }))
      .filter(({ at }) => hidden[at] !== true)
      .toSorted((a, b) => Number(a.count === 0) - Number(b.count === 0) || a.count - b.count)[0]
    if (next === undefined) return hidden
    hidden[next.at] = true
  }
}

/** A yes among so many is hidden together with its no: when either is small. */
export function isSmallShare(count: number, base: number, minimum: number): boolean {
  const small = (n: number) => n > 0 && n < minimum
  return small(count) || small(base - count)
}
