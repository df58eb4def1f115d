/** Largest table for a longest common subsequence; above it only the equal ends are kept. */
const SEL_MAKS = 4_000_000

/** Places of a longest common subsequence: in order, first equal ends, then by table. */
export function longestCommon(
  one: readonly string[],
  other: readonly string[],
): readonly (readonly [number, number])[] {
  let head = 0
  while (head < one.length && head < other.length && one[head] === other[head]) head += 1
  let tail = 0
  while (
    tail < one.length - head &&
    tail < other.length - head &&
    one[one.length - 1 - tail] === other[other.length - 1 - tail]
  )
    tail += 1
  const first = Array.from({ length: head }, (_, at) => [at, at] as const)
  const last = Array.from(
    { length: tail },
    (_, at) => [one.length - tail + at, other.length - tail + at] as const,
  )
  const middle = byTable(one.slice(head, one.length - tail), other.slice(head, other.length - tail))
  return [...first, ...middle.map(([a, b]) => [a + head, b + head] as const), ...last]
}

function byTable(
  one: readonly string[],
  other: readonly string[],
): readonly (readonly [number, number])[] {
  const [height, width] = [one.length, other.length]
  if (height === 0 || width === 0 || (height + 1) * (width + 1) > SEL_MAKS) return []
  const stride = width + 1
  const length = new Uint32Array((height + 1) * stride)
  const at = (row: number, column: number) => length[row * stride + column] ?? 0
  for (let row = height - 1; row >= 0; row -= 1)
    for (let column = width - 1; column >= 0; column -= 1)
      length[row * stride + column] =
        one[row] === other[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
  const pairs: (readonly [number, number])[] = []
  let [row, column] = [0, 0]
  while (row < height && column < width) {
    if (one[row] === other[column]) {
      pairs.push([row, column])
      row += 1
      column += 1
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1
    else column += 1
  }
  return pairs
}
