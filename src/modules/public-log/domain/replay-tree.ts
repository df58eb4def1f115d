/** A small tree as rows of cells, root first, to be drawn. */
import { hexOf } from '../../../kernel/digest-format.ts'
import type { Range, Sha256 } from '../../../kernel/tlog/merkle.ts'
import { type ExampleRecord, hashOfRange, rootOf } from './replay-log.ts'

/** A node over the leaves `from` up to and without `to`; `hex` are the first signs of its hash. */
export type Cell = Range & Readonly<{ hex: string; isChanged: boolean }>

export type DrawnTree = Readonly<{
  rows: readonly (readonly Cell[])[]
  root: string
  records: readonly Readonly<{ text: string; hex: string; isChanged: boolean }>[]
}>

const HEX_SHOWN = 4

/** @param honest the tree before the attack: what is not as there is marked */
export function drawTree(
  sha: Sha256,
  records: readonly ExampleRecord[],
  honest: readonly ExampleRecord[],
): DrawnTree {
  const known = new Map(
    rangesOf({ from: 0, to: honest.length }).map((range) => [
      nameOf(range),
      hexOf(hashOfRange(sha, honest, range)),
    ]),
  )
  const cellOf = (range: Range): Cell => {
    const hash = hexOf(hashOfRange(sha, records, range))
    const isChanged = known.get(nameOf(range)) !== hash
    return { ...range, hex: hash.slice(0, HEX_SHOWN), isChanged }
  }
  const whole = { from: 0, to: records.length }
  const rows = rowsOf(whole).map((row) => row.map(cellOf))
  return {
    rows,
    root: hexOf(rootOf(sha, records)),
    records: (rows.at(-1) ?? []).map(({ hex, isChanged }, at) => ({
      text: records[at]?.text ?? '',
      hex,
      isChanged,
    })),
  }
}

const nameOf = ({ from, to }: Range) => `${from}-${to}`

/** Ranges of a tree by the height of their node; a leaf is nought high. */
function rowsOf(whole: Range): readonly (readonly Range[])[] {
  const ranges = rangesOf(whole)
  const heights = heightOf(whole)
  return Array.from({ length: heights + 1 }, (_, row) =>
    ranges.filter((range) => heightOf(range) === heights - row),
  )
}

const heightOf = ({ from, to }: Range) => Math.ceil(Math.log2(to - from))

/** All ranges of a tree, from left to right within a height. */
function rangesOf(range: Range): readonly Range[] {
  const { from, to } = range
  if (to - from < 2) return [range]
  const middle = from + 2 ** (heightOf(range) - 1)
  return [range, ...rangesOf({ from, to: middle }), ...rangesOf({ from: middle, to })]
}
