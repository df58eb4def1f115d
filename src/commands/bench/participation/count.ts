import { type Counting, countBy, electionOf, NAMED_RULES } from '../../../modules/ballots/index.ts'
import type { Dice } from '../../../seed/dice.ts'

const RUPIAH = 1_000_000n
const BUDGET = 20_000_000n * RUPIAH
const APPROVED_MIN = 3
const APPROVED_MORE = 10
/** How much likelier popular options are: places are drawn as the smaller of two. */
const smaller = (dice: Dice, options: number) => Math.min(dice.below(options), dice.below(options))

/** An election whose ballots nearly all differ: nothing is saved by putting equal ones together. */
export function makeElection(
  dice: Dice,
  size: Readonly<{ ballots: number; options: number }>,
): Counting['election'] {
  const options = Array.from({ length: size.options }, (_, at) => ({
    id: String(at + 1),
    cost: BigInt(20 + dice.below(400)) * 1_000n * RUPIAH,
  }))
  function* ballots() {
    for (let at = 0; at < size.ballots; at += 1) {
      const approved = APPROVED_MIN + dice.below(APPROVED_MORE)
      yield new Map(
        Array.from({ length: approved }, () => [String(smaller(dice, size.options) + 1), 1]),
      )
    }
  }
  return electionOf(BUDGET, options, ballots())
}

/** Seconds of one whole count, trace included. */
export function countSeconds(election: Counting['election']): number {
  const rule = NAMED_RULES.equalshares
  if (rule === undefined) throw new Error('the rule has a name')
  const ranked = { options: [], groups: [], ballots: 0 }
  const startedMs = performance.now()
  const { chosen } = countBy({ election, ranked, scale: 1n, rule, lot: [] })
  const seconds = (performance.now() - startedMs) / 1_000
  if (chosen.length === 0) throw new Error('a count of so many ballots chooses something')
  return seconds
}
