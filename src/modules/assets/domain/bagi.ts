import { assert } from '../../../kernel/assert.ts'
import { allocate, type Sen, sumSen } from '../../../kernel/money.ts'

/** How much of each line goes into each card. */
export type Bagian = Readonly<{
  /** By line, then by card, in sen. */
  byLine: readonly (readonly Sen[])[]
  /** Price of each card, in sen. */
  byCard: readonly Sen[]
}>

/**
 * Share lines of spending over cards evenly, to the last sen: the parts of a line sum to the line, the parts of a card
 * to its price, and the prices to the lines together.
 *
 * @param lines amounts in sen, above zero
 * @param cards at least one
 */
export function shareLines(lines: readonly Sen[], cards: number): Bagian {
  assert(cards >= 1 && lines.length >= 1, 'lines are shared over cards')
  const ones = Array.from({ length: cards }, () => 1n)
  const byLine = lines.map((line) => allocate(line, ones))
  const byCard = ones.map((_, card) => sumSen(byLine.map((parts) => parts[card] ?? (0n as Sen))))
  return { byLine, byCard }
}
