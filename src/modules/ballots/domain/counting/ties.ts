import { assert } from '../../../../kernel/assert.ts'
import type { Election } from './election.ts'

/** What decided between equals: in this order, the next only where the one before left some equal. */
export type TieKey = 'cost' | 'votes' | 'lot' | 'id'

export type Tie = Readonly<{ options: readonly string[]; by: TieKey }>

/** Chooses one of equals, by their places in the list. */
export type BreakTie = (tied: readonly number[]) => Readonly<{ chosen: number; by: TieKey }>

/**
 * The fixed order: lower cost, more votes, the public lot drawn before counting, id as text.
 *
 * @param lot ids in the order drawn; an empty list where no lot was drawn
 */
export function tieBreaker(
  { options, votes }: Pick<Election, 'options' | 'votes'>,
  lot: readonly string[],
): BreakTie {
  const drawn = new Map(lot.map((id, index) => [id, index]))
  const idOf = (option: number) => options[option]?.id ?? ''
  const keys: readonly (readonly [TieKey, (a: number, b: number) => number])[] = [
    ['cost', (a, b) => order(options[a]?.cost ?? 0n, options[b]?.cost ?? 0n)],
    ['votes', (a, b) => (votes[b] ?? 0) - (votes[a] ?? 0)],
    ['lot', (a, b) => order(drawn.get(idOf(a)) ?? 0, drawn.get(idOf(b)) ?? 0)],
    ['id', (a, b) => order(idOf(a), idOf(b))],
  ]
  return (tied) => {
    let left = [...tied]
    for (const [by, compare] of keys) {
      const best = left.reduce((one, other) => (compare(other, one) < 0 ? other : one))
      left = left.filter((one) => compare(one, best) === 0)
      if (left.length === 1) return { chosen: best, by }
    }
    assert(left[0] !== undefined, 'ids differ')
    return { chosen: left[0], by: 'id' }
  }
}

function order<T extends bigint | number | string>(a: T, b: T): number {
  return a < b ? -1 : Number(a > b)
}

/** Choose among equals and say how; no tie where there is one alone. */
export function settle(
  tied: readonly number[],
  { options }: Pick<Election, 'options'>,
  breakTie: BreakTie,
): Readonly<{ chosen: number; tie: Tie | null }> {
  const [only] = tied
  assert(only !== undefined, 'there is one to choose')
  if (tied.length === 1) return { chosen: only, tie: null }
  const { chosen, by } = breakTie(tied)
  const ids = tied.map((option) => options[option]?.id ?? '').toSorted()
  return { chosen, tie: { options: ids, by } }
}
