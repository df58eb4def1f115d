import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../../../platform/sha256.ts'
import { bordaOf } from './borda.ts'
import { countShares, type SharesRule } from './completion.ts'
import { countBy } from './count.ts'
import { type Election, electionOf } from './election.ts'
import { equalShares } from './equal-shares.ts'
import { compare, fraction, fractionText, plus, ratio, times, ZERO } from './fraction.ts'
import { greedy } from './greedy.ts'
import { lotOf } from './lot.ts'
import { phragmen } from './phragmen.ts'
import { rankedElectionOf } from './ranking.ts'
import { NAMED_RULES, parseRule } from './rule.ts'
import { instantRunoff } from './runoff.ts'
import { condorcetOf, pairwiseOf, schulzeOrder, strongestPaths } from './schulze.ts'
import { tieBreaker } from './ties.ts'

const approve = (...ids: readonly string[]) => new Map(ids.map((id) => [id, 1]))
const idsOf = ({ options }: Election, chosen: readonly number[]) =>
  chosen.map((option) => options[option]?.id)
const PLAIN: SharesRule = {
  utility: 'cost',
  add1: 'none',
  step: null,
  fill: 'none',
  compares: false,
  threshold: 0,
}

/** A kampung of ten: six want the two large things, four the small ones. */
const kampung = electionOf(
  100n,
  [
    { id: 'jalan', cost: 60n },
    { id: 'pasar', cost: 40n },
    { id: 'taman', cost: 25n },
    { id: 'buku', cost: 15n },
  ],
  [
    ...Array.from({ length: 6 }, () => approve('jalan', 'pasar')),
    ...Array.from({ length: 4 }, () => approve('taman', 'buku')),
  ],
)
const noLot = tieBreaker(kampung, [])

describe('rules on a small kampung', () => {
  it('greedily gives everything to the larger side', () => {
    const steps = greedy(kampung, { skips: true, threshold: 0, order: 'score' }, noLot)
    expect(steps.filter(({ isTaken }) => isTaken).map(({ option }) => option)).toEqual([1, 0])
    expect(steps[0]?.tie).toEqual({ options: ['jalan', 'pasar'], by: 'cost' })
  })

  it('by equal shares gives each side its part, and says what each paid', () => {
    const { steps, chosen, cost } = equalShares(kampung, {
      utility: 'cost',
      start: fraction(10n),
      breakTie: noLot,
    })
    expect(idsOf(kampung, chosen)).toEqual(['pasar', 'buku', 'taman'])
    expect(cost).toBe(80n)
    // Six pay for the market: rho 1/6. Four pay 15 of their 40, then 25.
    expect(steps.map(({ rho }) => fractionText(rho))).toEqual(['1/6', '1/4', '1/4'])
    expect(steps.map(({ tie }) => tie?.by)).toEqual(['cost', 'cost', undefined])
  })

  it('spends what is left by the completion that the rule names', () => {
    const filled = countShares(kampung, { ...PLAIN, fill: 'utilitarian' }, noLot)
    expect(filled.utilitarian.map(({ isTaken }) => isTaken)).toEqual([false])
    const raised = countShares(
      kampung,
      { ...PLAIN, add1: 'until-overspend', step: fraction(1n) },
      noLot,
    )
    // At 16 2/3 each six could pay for both; 17 buys 140 in all, so 16 is the last that does not overspend.
    expect(raised.endedBy).toBe('overspend')
    expect(raised.start).toEqual(fraction(16n))
    expect(raised.counts).toBe(8)
  })

  it('falls back to the greedy outcome only where more ballots like it better', () => {
    const { comparison, chosen } = countShares(kampung, { ...PLAIN, compares: true }, noLot)
    expect(comparison).toMatchObject({ forShares: 4, forGreedy: 6, alike: 0, takes: 'greedy' })
    expect(idsOf(kampung, chosen)).toEqual(['pasar', 'jalan'])
  })

  it('by Phragmén stops at the first that does not fit', () => {
    const steps = phragmen(kampung, noLot)
    expect(steps.map(({ load }) => fractionText(load))).toEqual(['15/4', '20/3', '10'])
    expect(
      idsOf(
        kampung,
        steps.map(({ option }) => option),
      ),
    ).toEqual(['buku', 'pasar', 'taman'])
  })

  it('leaves equal ones to the lot where cost and votes are alike', () => {
    const twins = electionOf(
      1n,
      [
        { id: 'a', cost: 1n },
        { id: 'b', cost: 1n },
      ],
      [approve('a', 'b')],
    )
    const settled = tieBreaker(twins, ['b', 'a'])([0, 1])
    expect(settled).toEqual({ chosen: 1, by: 'lot' })
    expect(tieBreaker(twins, [])([0, 1])).toEqual({ chosen: 0, by: 'id' })
  })

  it('draws the same lot from the same seed, another from another', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f']
    const drawn = lotOf(sha256, Buffer.from('benih'), ids)
    expect(drawn.toSorted()).toEqual(ids)
    expect(lotOf(sha256, Buffer.from('benih'), ids.toReversed())).toEqual(drawn)
    expect(lotOf(sha256, Buffer.from('benih lain'), ids)).not.toEqual(drawn)
  })
})

describe('ranked rules', () => {
  const ranked = rankedElectionOf(
    ['a', 'b', 'c'],
    [
      ...Array.from({ length: 4 }, () => [['a'], ['b'], ['c']]),
      ...Array.from({ length: 3 }, () => [['b'], ['c']]),
      ...Array.from({ length: 2 }, () => [['c'], ['b', 'a']]),
    ],
  )

  it('count pairs, points and rounds', () => {
    const wins = pairwiseOf(ranked)
    expect(wins).toEqual([
      [0, 4, 4],
      [3, 0, 7],
      [5, 2, 0],
    ])
    expect(condorcetOf(wins)).toBeUndefined()
    // c over a by 5, b over c by 7, a over b by 4: the weakest link decides.
    expect(schulzeOrder(strongestPaths(wins))).toEqual([[1], [2], [0]])
    expect(bordaOf(ranked).map(fractionText)).toEqual(['9', '11', '7'])
    const { rounds, winner } = instantRunoff(ranked, ([first]) => first ?? 0)
    expect(rounds.map(({ out }) => out)).toEqual([2, null])
    // Two ballots of c are shared between a and b.
    expect(rounds[1]?.tally.map((votes) => votes && fractionText(votes))).toEqual(['5', '4', null])
    expect(winner).toBe(0)
  })
})

describe('fractions', () => {
  it('are as near as doubles can be, however long their terms', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 2n ** 900n), fc.bigInt(1n, 2n ** 60n), (n, d) => {
        const exact = fraction(n, d)
        const near = ratio(n * 3n ** 500n, d * 3n ** 500n)
        expect(Math.abs(near / ratio(exact.n, exact.d) - 1)).toBeLessThan(1e-14)
        expect(compare(plus(exact, times(exact, -1n)), ZERO)).toBe(0)
      }),
    )
  })
})

const elections = fc
  .record({
    budget: fc.integer({ min: 0, max: 60 }),
    costs: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 7 }),
    ballots: fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 7, maxLength: 7 }), {
      minLength: 1,
      maxLength: 12,
    }),
    utility: fc.constantFrom('cost', 'cardinality', 'points'),
  })
  .map(({ budget, costs, ballots, utility }) => ({
    budget: BigInt(budget),
    options: costs.map((cost, index) => ({ id: `p${index}`, cost: BigInt(cost) })),
    ballots: ballots.map(
      (points) => new Map(costs.map((_, index) => [`p${index}`, points[index] ?? 0])),
    ),
    utility: utility as SharesRule['utility'],
  }))

describe('every count by equal shares', () => {
  const countOf = (
    {
      budget,
      options,
      utility,
    }: Readonly<{ utility: SharesRule['utility'] } & Pick<Election, 'budget' | 'options'>>,
    ballots: readonly ReadonlyMap<string, number>[],
    start = fraction(budget, BigInt(ballots.length)),
  ) => {
    const election = electionOf(budget, options, ballots)
    const run = equalShares(election, { utility, start, breakTie: tieBreaker(election, []) })
    return { election, run, ids: idsOf(election, run.chosen) }
  }

  it('stays within the money, and each option is paid by those who support it', () => {
    fc.assert(
      fc.property(elections, (given) => {
        const { election, run } = countOf(given, given.ballots)
        const share = fraction(given.budget, BigInt(given.ballots.length))
        const left = election.groups.map((_, group) => run.leftOf(group))
        const paid = left.reduce(
          (sum, rest, group) =>
            plus(
              sum,
              times(plus(share, times(rest, -1n)), BigInt(election.groups[group]?.weight ?? 0)),
            ),
          ZERO,
        )
        expect(run.cost).toBeLessThanOrEqual(given.budget)
        expect(paid).toEqual(fraction(run.cost))
        for (const rest of left) expect(compare(rest, ZERO)).toBeGreaterThanOrEqual(0)
        // What was not bought is more than its supporters have left.
        election.options.forEach(({ cost }, option) => {
          const isSupported = (election.votes[option] ?? 0) > 0
          if (run.chosen.includes(option) || !isSupported) return
          const money = election.groups.reduce(
            (sum, { weight, support }, group) =>
              support.some(([one]) => one === option)
                ? plus(sum, times(left[group] ?? ZERO, BigInt(weight)))
                : sum,
            ZERO,
          )
          expect(compare(money, fraction(cost))).toBeLessThan(0)
        })
      }),
      { numRuns: 400 },
    )
  })

  it('is the same for ballots and options in any order, and for every ballot twice', () => {
    fc.assert(
      fc.property(elections, (given) => {
        const { ids, run } = countOf(given, given.ballots)
        const turned = countOf(
          { ...given, options: given.options.toReversed() },
          given.ballots.toReversed(),
        )
        expect(turned.ids).toEqual(ids)
        const twice = countOf(given, [...given.ballots, ...given.ballots])
        expect(twice.ids).toEqual(ids)
        twice.run.steps.forEach(({ rho }, step) => {
          expect(times(rho, 2n)).toEqual(run.steps[step]?.rho)
        })
      }),
      { numRuns: 300 },
    )
  })

  it('pays the same when done by the definition, without a double', () => {
    fc.assert(
      fc.property(elections, (given) => {
        const { election, run } = countOf(given, given.ballots)
        expect(run.steps.map(({ option, rho }) => `${option} ${fractionText(rho)}`)).toEqual(
          byDefinition(election, given.utility),
        )
      }),
      { numRuns: 400 },
    )
  })
})

/** The rule as its authors wrote it: exact money of every group, every option looked at in every round. */
function byDefinition(election: Election, utility: SharesRule['utility']): readonly string[] {
  const money = election.groups.map(() => fraction(election.budget, BigInt(election.ballots)))
  const bought: string[] = []
  const waiting = new Set(election.options.map((_, option) => option))
  const worth = (option: number, points: number) =>
    utility === 'cost'
      ? (election.options[option]?.cost ?? 0n)
      : BigInt(utility === 'points' ? points : 1)
  for (;;) {
    const offers = [...waiting].flatMap((option) => {
      const payers = election.groups.flatMap(({ support, weight }, group) => {
        const points = support.find(([one]) => one === option)?.[1]
        return points === undefined
          ? []
          : [{ group, weight: BigInt(weight), u: worth(option, points) }]
      })
      const rate = rateOf(payers, { money, cost: election.options[option]?.cost ?? 0n })
      return rate === undefined ? [] : [{ option, rate, payers }]
    })
    const [first] = offers
    if (first === undefined) return bought
    const least = offers.reduce((a, b) => (compare(b.rate, a.rate) < 0 ? b : a), first).rate
    const tied = offers.filter(({ rate }) => compare(rate, least) === 0)
    const { chosen } = tieBreaker(election, [])(tied.map(({ option }) => option))
    for (const { group, u } of tied.find(({ option }) => option === chosen)?.payers ?? []) {
      const due = times(least, u)
      const has = money[group] ?? ZERO
      money[group] = compare(has, due) <= 0 ? ZERO : plus(has, times(due, -1n))
    }
    bought.push(`${chosen} ${fractionText(least)}`)
    waiting.delete(chosen)
  }
}

type Payer = Readonly<{ group: number; weight: bigint; u: bigint }>

function rateOf(
  payers: readonly Payer[],
  { money, cost }: Readonly<{ money: readonly (typeof ZERO)[]; cost: bigint }>,
) {
  const sorted = payers.toSorted((a, b) =>
    compare(times(money[a.group] ?? ZERO, b.u), times(money[b.group] ?? ZERO, a.u)),
  )
  let left = fraction(cost)
  let units = sorted.reduce((sum, { weight, u }) => sum + weight * u, 0n)
  for (const { group, weight, u } of sorted) {
    const has = money[group] ?? ZERO
    const rate = fraction(left.n, left.d * units)
    if (compare(times(rate, u), has) <= 0) return rate
    left = plus(left, times(has, -weight))
    units -= weight * u
  }
  return undefined
}

describe('rules as data', () => {
  it('are read only when they are whole', () => {
    for (const rule of Object.values(NAMED_RULES)) {
      expect(parseRule(JSON.parse(JSON.stringify(rule)))).toEqual(rule)
    }
    expect(parseRule({ name: 'greedy', skips: 'ya', threshold: 0, order: 'score' })).toBeUndefined()
    expect(parseRule({ ...NAMED_RULES.equalshares, step: '1/0' })).toBeUndefined()
    expect(parseRule({ name: 'undian' })).toBeUndefined()
    expect(parseRule('greedy')).toBeUndefined()
  })

  it('give a count that says nothing but text, numbers and lists', () => {
    const ranked = rankedElectionOf(['jalan', 'pasar', 'taman', 'buku'], [])
    for (const rule of Object.values(NAMED_RULES)) {
      const count = countBy({ election: kampung, ranked, scale: 1n, rule, lot: [] })
      expect(JSON.parse(JSON.stringify(count))).toEqual(count)
    }
  })
})
