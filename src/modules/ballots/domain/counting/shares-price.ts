import { moneyTop, type Payers, type Price, type State, sumTop } from './shares-state.ts'

/** A price per unit of utility in doubles, with bounds that hold the exact one; or that there is none. */
export type Look = Readonly<{ low: number; high: number; isSure: boolean; rate: number }>

const ROUNDING = 2 ** -50

/**
 * Look at an option in doubles: what each unit of utility would have to pay, between which bounds.
 *
 * @returns undefined when its supporters surely have too little
 */
export function lookAt(state: State, payers: Payers): Look | undefined {
  const cost = Number(payers.cost)
  const slip = ROUNDING * (state.priceTops.length + 2) * state.start
  let money = 0
  let ballots = 0
  for (let index = 0; index < payers.groups.length; index += 1) {
    const group = payers.groups[index] ?? 0
    const weight = state.weight[group] ?? 0
    money += weight * (state.money[group] ?? 0)
    ballots += weight
  }
  const error = ROUNDING * (payers.groups.length + 2) * money + ballots * slip
  if (money < cost - error) return undefined
  if (money <= cost + error) return UNSURE
  return solve(state, payers, { cost, slip })
}

const UNSURE: Look = { low: 0, high: Number.POSITIVE_INFINITY, isSure: false, rate: Number.NaN }

/** Raise the rate until those who cannot pay it any more stay the same. It only rises, so it ends. */
function solve(
  state: State,
  payers: Payers,
  { cost, slip }: Readonly<{ cost: number; slip: number }>,
): Look {
  let rate = cost / payers.total
  let poor = -1
  let rest = payers.total
  let poorBallots = 0
  for (;;) {
    let count = 0
    let missing = cost
    rest = payers.total
    poorBallots = 0
    for (let index = 0; index < payers.groups.length; index += 1) {
      const group = payers.groups[index] ?? 0
      const points = payers.points[index] ?? 0
      const money = state.money[group] ?? 0
      if (money >= rate * points) continue
      const weight = state.weight[group] ?? 0
      count += 1
      poorBallots += weight
      missing -= weight * money
      rest -= weight * points
    }
    if (count === poor) break
    if (rest <= 0 || missing <= 0) return UNSURE
    poor = count
    rate = missing / rest
  }
  const error = 2 * ROUNDING * (payers.groups.length + 2) * cost + poorBallots * slip
  return bounded(state, payers, { rate, rest, error, slip })
}

function bounded(
  state: State,
  payers: Payers,
  {
    rate,
    rest,
    error,
    slip,
  }: Readonly<{ rate: number; rest: number; error: number; slip: number }>,
): Look {
  const margin = error / rest + rate * ROUNDING
  let unsurePoints = 0
  for (let index = 0; index < payers.groups.length; index += 1) {
    const group = payers.groups[index] ?? 0
    const points = payers.points[index] ?? 0
    const distance = Math.abs((state.money[group] ?? 0) - rate * points)
    if (distance > 2 * margin * points + 2 * slip || state.isSpent[group] === 1) continue
    unsurePoints += (state.weight[group] ?? 0) * points
  }
  const unit = Number(payers.unit)
  const sureRest = rest - unsurePoints
  if (sureRest <= 0) return { ...UNSURE, rate }
  const wide = (2 * error) / sureRest + rate * 2 * ROUNDING
  return {
    low: (rate - wide) / unit,
    high: (rate + wide) / unit,
    isSure: unsurePoints === 0,
    rate,
  }
}

/**
 * What each point pays, exactly.
 *
 * @returns undefined when the supporters have too little
 */
export function priceOf(state: State, payers: Payers, look: Look): Price | undefined {
  const cost = payers.cost * state.denominator
  if (look.isSure) {
    const { poor, points } = poorerThan(state, payers, look.rate)
    return { top: cost - sumTop(state, poor), parts: BigInt(payers.total - points) }
  }
  if (sumTop(state, payers.groups) < cost) return undefined
  return walk(state, payers, cost)
}

function poorerThan(state: State, payers: Payers, rate: number) {
  const poor: number[] = []
  let points = 0
  payers.groups.forEach((group, index) => {
    const mine = payers.points[index] ?? 0
    if ((state.money[group] ?? 0) >= rate * mine) return
    poor.push(group)
    points += (state.weight[group] ?? 0) * mine
  })
  return { poor, points }
}

/** The poorest first: who has less than the rest would have to pay gives everything. */
function walk(state: State, payers: Payers, cost: bigint): Price {
  const sorted = [...payers.groups]
    .map((group, index) => ({
      money: moneyTop(state, group),
      points: BigInt(payers.points[index] ?? 0),
      weight: BigInt(state.weight[group] ?? 0),
    }))
    .sort((a, b) => {
      const difference = a.money * b.points - b.money * a.points
      return difference < 0n ? -1 : Number(difference > 0n)
    })
  let top = cost
  let parts = BigInt(payers.total)
  for (const { money, points, weight } of sorted) {
    if (top * points <= money * parts) break
    top -= weight * money
    parts -= weight * points
  }
  return { top, parts }
}
