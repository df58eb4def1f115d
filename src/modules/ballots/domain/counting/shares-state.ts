import type { Election } from './election.ts'
import { type Fraction, gcd, ratio } from './fraction.ts'

/** How much a supported option is worth to a ballot: its cost, the same for each, or the points it gave. */
export type Utility = 'cost' | 'cardinality' | 'points'

/** Who pays for an option. `points` is what a group's payment is in proportion to. */
export type Payers = Readonly<{
  option: number
  cost: bigint
  /** Utility of one point: the cost under cost utility, else 1. */
  unit: bigint
  groups: Int32Array
  points: Float64Array
  /** Ballots times points. */
  total: number
  votes: number
}>

/**
 * Money of the groups. Beside a double for quick looks each group keeps which payments it has made; what a payment
 * was is an exact fraction over one common denominator, so that the exact money of any group, and the exact sum over
 * many, is a short sum of whole numbers.
 */
export type State = {
  readonly weight: Float64Array
  readonly money: Float64Array
  /** 1 where nothing is left, exactly. */
  readonly isSpent: Uint8Array
  /** Per group, the numbers of the steps it paid in full for, each followed by its points there. */
  readonly paid: number[][]
  start: number
  denominator: bigint
  startTop: bigint
  /** Per step, what one point paid. */
  readonly priceTops: bigint[]
}

export function startState({ groups }: Election, start: Fraction): State {
  const money = ratio(start.n, start.d)
  return {
    weight: Float64Array.from(groups, ({ weight }) => weight),
    money: new Float64Array(groups.length).fill(money),
    isSpent: new Uint8Array(groups.length),
    paid: groups.map(() => []),
    start: money,
    denominator: start.d,
    startTop: start.n,
    priceTops: [],
  }
}

/** Who pays for each option that has supporters whose utility is above nought. */
export function payersOf({ options, groups }: Election, utility: Utility): readonly Payers[] {
  const found = options.map(() => ({ groups: [] as number[], points: [] as number[] }))
  groups.forEach(({ support }, group) => {
    for (const [option, points] of support) {
      found[option]?.groups.push(group)
      found[option]?.points.push(utility === 'points' ? points : 1)
    }
  })
  return options.flatMap(({ cost }, option) => {
    const mine = found[option]
    if (mine === undefined || mine.groups.length === 0) return []
    const unit = utility === 'cost' ? cost : 1n
    if (unit === 0n) return []
    let total = 0
    let votes = 0
    mine.groups.forEach((group, index) => {
      const weight = groups[group]?.weight ?? 0
      total += weight * (mine.points[index] ?? 0)
      votes += weight
    })
    return [
      {
        option,
        cost,
        unit,
        groups: Int32Array.from(mine.groups),
        points: Float64Array.from(mine.points),
        total,
        votes,
      },
    ]
  })
}

/** Exact money of a group, over the common denominator. */
export function moneyTop(state: State, group: number): bigint {
  if (state.isSpent[group] === 1) return 0n
  let top = state.startTop
  const paid = state.paid[group] ?? []
  for (let at = 0; at < paid.length; at += 2) {
    top -= BigInt(paid[at + 1] ?? 0) * (state.priceTops[paid[at] ?? 0] ?? 0n)
  }
  return top
}

/** Exact money of many groups together, ballots counted, over the common denominator. */
export function sumTop(state: State, groups: Iterable<number>): bigint {
  const points = new Float64Array(state.priceTops.length)
  let starts = 0
  for (const group of groups) {
    if (state.isSpent[group] === 1) continue
    const weight = state.weight[group] ?? 0
    starts += weight
    const paid = state.paid[group] ?? []
    for (let at = 0; at < paid.length; at += 2) {
      const step = paid[at] ?? 0
      points[step] = (points[step] ?? 0) + weight * (paid[at + 1] ?? 0)
    }
  }
  let top = BigInt(starts) * state.startTop
  points.forEach((sum, step) => {
    if (sum !== 0) top -= BigInt(sum) * (state.priceTops[step] ?? 0n)
  })
  return top
}

/** What one point pays, exactly: `top` over the common denominator times `parts`. */
export type Price = Readonly<{ top: bigint; parts: bigint }>

/** Take the payment for an option from all who support it. */
export function pay(state: State, payers: Payers, price: Price): void {
  const step = state.priceTops.length
  const common = gcd(price.top % price.parts, price.parts) || 1n
  const factor = price.parts / common
  widen(state, factor)
  const top = price.top / common
  state.priceTops.push(top)
  const each = ratio(top, state.denominator)
  const nearly = state.start * 1e-9
  payers.groups.forEach((group, index) => {
    if (state.isSpent[group] === 1) return
    const points = payers.points[index] ?? 0
    const rest = (state.money[group] ?? 0) - each * points
    const isGone =
      rest < -nearly || (rest <= nearly && moneyTop(state, group) <= BigInt(points) * top)
    if (isGone) {
      state.isSpent[group] = 1
      state.money[group] = 0
      state.paid[group] = []
    } else {
      state.money[group] = rest
      state.paid[group]?.push(step, points)
    }
  })
}

function widen(state: State, factor: bigint): void {
  if (factor === 1n) return
  state.denominator *= factor
  state.startTop *= factor
  state.priceTops.forEach((top, index) => {
    state.priceTops[index] = top * factor
  })
}
