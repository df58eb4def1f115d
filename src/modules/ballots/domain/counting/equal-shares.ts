import type { Election } from './election.ts'
import { type Fraction, fraction } from './fraction.ts'
import { type Look, lookAt, priceOf } from './shares-price.ts'
import {
  moneyTop,
  type Payers,
  type Price,
  pay,
  payersOf,
  type State,
  startState,
  type Utility,
} from './shares-state.ts'
import { type BreakTie, settle, type Tie } from './ties.ts'

/** One option bought. */
export type SharesStep = Readonly<{
  option: number
  /** What each unit of utility paid. */
  rho: Fraction
  /** Cost over what a full payer paid for each point: under cost utility 1/rho. Null for what costs nothing. */
  effectiveVotes: Fraction | null
  tie: Tie | null
}>

export type SharesRun = Readonly<{
  steps: readonly SharesStep[]
  chosen: readonly number[]
  cost: bigint
  /** What each ballot of a group has left, by the group's place in the list. */
  leftOf: (group: number) => Fraction
}>

export type SharesOptions = Readonly<{
  utility: Utility
  /** What each ballot has at the beginning. */
  start: Fraction
  breakTie: BreakTie
  /** Options that cannot win whatever they are given. */
  barred?: ReadonlySet<number>
}>

/**
 * Method of Equal Shares without completion: every ballot has the same money, and the option bought next is the one
 * whose supporters pay least for each unit of utility, each the same or all that is left.
 *
 * Source: Peters, Pierczyński and Skowron, "Proportional Participatory Budgeting with Additive Utilities" (2021).
 */
export function equalShares(election: Election, options: SharesOptions): SharesRun {
  const { utility, start, breakTie, barred } = options
  const state = startState(election, start)
  let waiting: Waiting[] = payersOf(election, utility)
    .filter(({ option }) => barred?.has(option) !== true)
    .map((payers) => ({ payers, low: 0 }))
  const steps: SharesStep[] = []
  let cost = 0n
  for (;;) {
    const round = cheapest(state, waiting)
    waiting = waiting.filter((one) => !round.gone.has(one))
    if (round.best.length === 0) break
    const { chosen, tie } = settle(
      round.best.map(({ one }) => one.payers.option),
      election,
      breakTie,
    )
    const bought = round.best.find(({ one }) => one.payers.option === chosen)
    if (bought === undefined) throw new RangeError('one of the tied is chosen')
    steps.push(stepOf(state, bought, tie))
    cost += bought.one.payers.cost
    pay(state, bought.one.payers, bought.price)
    waiting = waiting.filter((one) => one !== bought.one)
  }
  return {
    steps,
    chosen: steps.map(({ option }) => option),
    cost,
    leftOf: (group) => fraction(moneyTop(state, group), state.denominator),
  }
}

/** An option that may still be bought. Its price only rises, so the last one known bounds it from below. */
type Waiting = { readonly payers: Payers; low: number }
type Offer = Readonly<{ one: Waiting; price: Price }>

function cheapest(
  state: State,
  waiting: readonly Waiting[],
): Readonly<{ best: readonly Offer[]; gone: ReadonlySet<Waiting> }> {
  const gone = new Set<Waiting>()
  const looked: { one: Waiting; look: Look }[] = []
  let high = Number.POSITIVE_INFINITY
  for (const one of waiting.toSorted((a, b) => a.low - b.low)) {
    if (one.low > high) break
    const look = lookAt(state, one.payers)
    if (look === undefined) {
      gone.add(one)
      continue
    }
    one.low = Math.max(one.low, look.low)
    high = Math.min(high, look.high)
    looked.push({ one, look })
  }
  let best: Offer[] = []
  for (const { one, look } of looked) {
    if (look.low > high) continue
    const price = priceOf(state, one.payers, look)
    if (price === undefined) gone.add(one)
    else best = better(best, { one, price })
  }
  return { best, gone }
}

function better(best: Offer[], offer: Offer): Offer[] {
  const [first] = best
  if (first === undefined) return [offer]
  const mine = offer.price.top * first.price.parts * first.one.payers.unit
  const theirs = first.price.top * offer.price.parts * offer.one.payers.unit
  if (mine === theirs) return [...best, offer]
  return mine < theirs ? [offer] : best
}

function stepOf(state: State, { one, price }: Offer, tie: Tie | null): SharesStep {
  const { cost, unit, option } = one.payers
  const bottom = state.denominator * price.parts
  return {
    option,
    rho: fraction(price.top, bottom * unit),
    effectiveVotes: price.top === 0n ? null : fraction(cost * bottom, price.top),
    tie,
  }
}
