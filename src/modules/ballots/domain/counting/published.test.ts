import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPb } from '../pabulib.ts'
import { electionOfPb } from '../pb-election.ts'
import { bordaOf } from './borda.ts'
import { countShares, type SharesRule } from './completion.ts'
import { type Election, electionOf } from './election.ts'
import { type Fraction, fraction, fractionText, ratio } from './fraction.ts'
import { greedy } from './greedy.ts'
import { phragmen } from './phragmen.ts'
import { rankedElectionOf } from './ranking.ts'
import { instantRunoff } from './runoff.ts'
import { condorcetOf, pairwiseOf, schulzeOrder, strongestPaths } from './schulze.ts'
import type { Utility } from './shares-state.ts'
import { type BreakTie, tieBreaker } from './ties.ts'

/** Elections that others held and counted. They lie beside the project, not in it. */
const folder = join(import.meta.dirname, '../../../../../../shared/data/participation')
const isThere = existsSync(folder)
if (!isThere) process.stderr.write(`skipped: no elections of others in ${folder}\n`)
const text = (name: string) => readFileSync(join(folder, name), 'utf8')

const sorted = (ids: readonly string[]) => ids.toSorted()
const idsOf = ({ options }: Election, chosen: readonly number[]) =>
  chosen.map((option) => options[option]?.id ?? '')
const takenOf = (steps: readonly Readonly<{ option: number; isTaken?: boolean }>[]) =>
  steps.filter(({ isTaken }) => isTaken !== false).map(({ option }) => option)
const PLAIN: SharesRule = {
  utility: 'cost',
  add1: 'none',
  step: fraction(1n),
  fill: 'none',
  compares: false,
  threshold: 0,
}

function electionIn(name: string) {
  const pb = readPb(text(name))
  if (!pb.ok) throw new Error(pb.refusals[0]?.message)
  const read = electionOfPb(pb.value)
  if (!read.ok) throw new Error(read.refusals[0]?.message)
  return { meta: pb.value.meta, projects: pb.value.projects, ...read.value }
}

type Outcome = Readonly<{
  selected: readonly string[]
  cost: number
  final_per_voter_budget: string
}>
type Expected = Readonly<{
  threshold: number
  official_selected: readonly string[]
  scores: Readonly<Record<string, number>>
  vote_counts: Readonly<Record<string, number>>
  greedy_skip: Readonly<{ order: readonly string[]; cost: number }>
  greedy_no_skip: Readonly<{ order: readonly string[] }>
  mes: Readonly<
    Record<
      string,
      Readonly<{
        plain: Readonly<{
          selected_in_order: readonly string[]
          trace: readonly Readonly<{
            project: string
            rho: string
            tied: readonly string[] | null
          }>[]
        }>
        plain_then_utilitarian: readonly string[]
        add1_stop_when_exhaustive?: Outcome
        add1_until_next_overspends?: Outcome
        add1_stop_when_exhaustive_then_utilitarian?: readonly string[]
      }>
    >
  >
}>

const UTILITIES: Readonly<Record<string, Utility>> = {
  approval_cost_utility: 'cost',
  approval_cardinality_utility: 'cardinality',
  points_utility: 'points',
  borda_like_utility_maxlen_minus_rank: 'points',
}
const files = isThere
  ? ['mes', 'greedy'].flatMap((kind) =>
      readdirSync(join(folder, 'pb', kind)).map((name) => `pb/${kind}/${name}`),
    )
  : []

describe.skipIf(!isThere).each(files)('%s', (name) => {
  const expected: Expected = JSON.parse(
    text(`pb/expected/${name.split('/').at(-1)?.replace('.pb', '.json')}`),
  )
  const { election, rule, meta, scale } = electionIn(name)
  const breakTie = tieBreaker(election, [])
  const { threshold } = expected

  it('has the votes and points that were published', () => {
    expect(scale).toBe(1n)
    election.options.forEach(({ id }, option) => {
      expect([id, election.scores[option]]).toEqual([id, expected.scores[id] ?? 0])
      expect([id, election.votes[option]]).toEqual([id, expected.vote_counts[id] ?? 0])
    })
  })

  it('is counted greedily as published', () => {
    const skip = takenOf(greedy(election, { skips: true, threshold, order: 'score' }, breakTie))
    const stop = takenOf(greedy(election, { skips: false, threshold, order: 'score' }, breakTie))
    expect(idsOf(election, skip)).toEqual(expected.greedy_skip.order)
    expect(idsOf(election, stop)).toEqual(expected.greedy_no_skip.order)
  })

  it('gives the official winners by the rule it names', () => {
    const shares =
      rule?.name === 'equal-shares'
        ? countShares(election, { ...rule, step: fraction(1n) }, breakTie)
        : undefined
    const chosen =
      shares?.chosen ??
      (rule?.name === 'greedy' ? takenOf(greedy(election, rule, breakTie)) : undefined)
    expect([meta.rule, sorted(idsOf(election, chosen ?? []))]).toEqual([
      meta.rule,
      sorted(expected.official_selected),
    ])
  })

  it.each(Object.keys(expected.mes))('is counted by equal shares with %s', (key) => {
    const want = expected.mes[key]
    const rule: SharesRule = { ...PLAIN, utility: UTILITIES[key] ?? 'cost' }
    const plain = countShares(election, rule, breakTie)
    expect(
      plain.run.steps.map(({ option, rho, tie }) => ({
        project: election.options[option]?.id,
        rho: fractionText(rho),
        tied: tie?.options ?? null,
      })),
    ).toEqual(
      want?.plain.trace.map(({ project, rho, tied }) => ({
        project,
        rho,
        tied: tied === null ? null : sorted(tied),
      })),
    )
    const filled = countShares(election, { ...rule, fill: 'utilitarian' }, breakTie)
    expect(sorted(idsOf(election, filled.chosen))).toEqual(
      sorted(want?.plain_then_utilitarian ?? []),
    )
  })

  it.each(Object.keys(expected.mes))(
    'is completed as published with %s',
    (key) => {
      const want = expected.mes[key]
      const rule: SharesRule = { ...PLAIN, utility: UTILITIES[key] ?? 'cost' }
      const completed = (add1: SharesRule['add1'], outcome: Outcome | undefined) => {
        if (outcome === undefined) return undefined
        const count = countShares(election, { ...rule, add1 }, breakTie)
        expect(sorted(idsOf(election, count.chosen))).toEqual(sorted(outcome.selected))
        expect(fractionText(count.start)).toBe(outcome.final_per_voter_budget)
        return count
      }
      completed('until-overspend', want?.add1_until_next_overspends)
      completed('until-exhaustive', want?.add1_stop_when_exhaustive)
      const filled = want?.add1_stop_when_exhaustive_then_utilitarian
      if (filled === undefined) return
      const count = countShares(
        election,
        { ...rule, add1: 'until-exhaustive', fill: 'utilitarian' },
        breakTie,
      )
      expect(sorted(idsOf(election, count.chosen))).toEqual(sorted(filled))
    },
    120_000,
  )
})

/** Every outcome that some way of breaking ties gives, found by going back to each tie. */
function allOutcomes(run: (breakTie: BreakTie) => readonly number[]): readonly string[] {
  const outcomes = new Set<string>()
  const script: number[] = []
  for (;;) {
    const widths: number[] = []
    const chosen = run((tied) => {
      const at = widths.length
      widths.push(tied.length)
      return { chosen: tied[script[at] ?? 0] ?? 0, by: 'lot' }
    })
    outcomes.add(chosen.toSorted((a, b) => a - b).join(','))
    const path = widths.map((_, at) => script[at] ?? 0)
    while (path.length > 0 && (path.at(-1) ?? 0) + 1 >= (widths[path.length - 1] ?? 0)) path.pop()
    const last = path.pop()
    if (last === undefined) return [...outcomes].toSorted()
    script.splice(0, script.length, ...path, last + 1)
  }
}

/**
 * Places that no supported candidate is left for: a committee has to be full, so those who counted these gave them to
 * anybody. Our rules leave them empty.
 */
function fullOf(
  outcome: string,
  { num_cand, committee_size, ballots }: Committee,
): readonly string[] {
  const supported = new Set(ballots.flat())
  let filled = [outcome === '' ? [] : outcome.split(',').map(Number)]
  while (filled.some((one) => one.length < committee_size)) {
    filled = filled.flatMap((one) =>
      Array.from({ length: num_cand }, (_, candidate) => candidate)
        .filter((candidate) => !one.includes(candidate) && !supported.has(candidate))
        .map((candidate) => [...one, candidate]),
    )
  }
  return filled.map((one) => one.toSorted((a, b) => a - b).join(','))
}

type Committee = Readonly<{
  id: string
  num_cand: number
  committee_size: number
  ballots: readonly (readonly number[])[]
  expected: Readonly<Record<string, readonly (readonly number[])[]>>
}>

describe.skipIf(!isThere)('committees', () => {
  const all: readonly Committee[] = isThere
    ? text('pb/abcvoting.jsonl')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : []

  it('are all there', () => expect(all).toHaveLength(236))

  it.each(all)('$id is elected as published, with every tie', (given) => {
    const election = electionOf(
      BigInt(given.committee_size),
      Array.from({ length: given.num_cand }, (_, index) => ({ id: String(index), cost: 1n })),
      given.ballots.map((ballot) => new Map(ballot.map((one) => [String(one), 1]))),
    )
    const shares = (fill: SharesRule['fill']) => (breakTie: BreakTie) =>
      countShares(election, { ...PLAIN, utility: 'cardinality', fill }, breakTie).chosen
    const rules: Readonly<Record<string, (breakTie: BreakTie) => readonly number[]>> = {
      equal_shares_plain: shares('none'),
      equal_shares_then_phragmen: shares('phragmen'),
      equal_shares_then_approval: shares('utilitarian'),
      sequential_phragmen: (breakTie) => takenOf(phragmen(election, breakTie)),
      approval_voting: (breakTie) =>
        takenOf(greedy(election, { skips: true, threshold: 0, order: 'score' }, breakTie)),
    }
    for (const [rule, run] of Object.entries(rules)) {
      const outcomes = allOutcomes(run)
      const full =
        rule === 'equal_shares_plain' ? outcomes : outcomes.flatMap((one) => fullOf(one, given))
      expect([rule, [...new Set(full)].toSorted()]).toEqual([
        rule,
        given.expected[rule]?.map((one) => one.join(',')).toSorted(),
      ])
    }
  })
})

type Small = Readonly<{
  name: string
  budget: string
  costs: Readonly<Record<string, string>>
  ballots: readonly (readonly string[])[]
  expected: Readonly<{
    all_tied_outcomes: Readonly<Record<string, readonly (readonly string[])[]>>
  }>
}>

describe.skipIf(!isThere)('small examples', () => {
  const all: readonly Small[] = isThere ? JSON.parse(text('pb/small-examples.json')) : []
  const HUNDREDTHS = 100
  const units = (amount: string) => BigInt(Math.round(Number(amount) * HUNDREDTHS))
  const tenth = fraction(BigInt(HUNDREDTHS), 10n)

  it.each(all)('$name gives every outcome that ties allow', (given) => {
    const ids = Object.keys(given.costs)
    const election = electionOf(
      units(given.budget),
      ids.map((id) => ({ id, cost: units(given.costs[id] ?? '0') })),
      given.ballots.map((ballot) => new Map(ballot.map((id) => [id, 1]))),
    )
    const shares = (rule: Partial<SharesRule>) => (breakTie: BreakTie) =>
      countShares(election, { ...PLAIN, ...rule }, breakTie).chosen
    const add1 = { add1: 'until-exhaustive', step: tenth } as const
    const rules: Readonly<Record<string, (breakTie: BreakTie) => readonly number[]>> = {
      mes_cardinality: shares({ utility: 'cardinality' }),
      mes_cost: shares({}),
      mes_cardinality_increment_1_10: shares({ ...add1, utility: 'cardinality' }),
      mes_cost_increment_1_10: shares(add1),
      greedy_per_cost_cardinality: (breakTie) =>
        takenOf(greedy(election, { skips: true, threshold: 0, order: 'score-per-cost' }, breakTie)),
      greedy_per_cost_cost: (breakTie) =>
        takenOf(greedy(election, { skips: true, threshold: 0, order: 'score' }, breakTie)),
      sequential_phragmen: (breakTie) => takenOf(phragmen(election, breakTie)),
    }
    for (const [rule, run] of Object.entries(rules)) {
      const outcomes = allOutcomes(run).map((one) =>
        one === '' ? '' : idsOf(election, one.split(',').map(Number)).join(','),
      )
      expect([rule, outcomes.toSorted()]).toEqual([
        rule,
        given.expected.all_tied_outcomes[rule]?.map((one) => one.join(',')).toSorted(),
      ])
    }
  })
})

type Soi = Readonly<{
  voters: number
  pairwise: Readonly<Record<string, Readonly<Record<string, number>>>>
  condorcet_winner: readonly number[]
  schulze_ranking: readonly number[]
  schulze_strongest_paths: Readonly<Record<string, Readonly<Record<string, number>>>>
  borda_unranked_share_average: Readonly<Record<string, number>>
  irv: Readonly<{
    rounds: readonly Readonly<{ tally?: Readonly<Record<string, number>>; exhausted?: number }>[]
    winner: readonly number[]
  }>
}>

describe.skipIf(!isThere).each([
  ['debian-2003-00002-00000002.soi', 'debian-2003.expected.json'],
  ['schulze-45.soi', 'schulze-45.expected.json'],
])('ranked ballots of %s', (name, expectedName) => {
  const want: Soi = isThere ? JSON.parse(text(`ranked/${expectedName}`)) : ({} as Soi)
  const options = Object.keys(want.pairwise ?? {})
  const election = rankedElectionOf(
    options,
    (isThere ? text(`ranked/${name}`) : '')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .flatMap((line) => {
        const [count = '', order = ''] = line.split(': ')
        return Array.from({ length: Number(count) }, () => order.split(',').map((id) => [id]))
      }),
  )
  const named = (table: readonly (readonly number[])[], withOwn: boolean) =>
    Object.fromEntries(
      table.map((row, a) => [
        options[a],
        Object.fromEntries(
          row.flatMap((value, b) => (a === b && !withOwn ? [] : [[options[b], value]])),
        ),
      ]),
    )

  it('are counted as published', () => {
    const wins = pairwiseOf(election)
    expect(election.ballots).toBe(want.voters)
    expect(named(wins, true)).toEqual(want.pairwise)
    const winner = condorcetOf(wins)
    expect(winner === undefined ? [] : [Number(options[winner])]).toEqual(want.condorcet_winner)
    const paths = strongestPaths(wins)
    expect(named(paths, false)).toEqual(want.schulze_strongest_paths)
    expect(schulzeOrder(paths).map((place) => place.map((one) => Number(options[one])))).toEqual(
      want.schulze_ranking.map((one) => [one]),
    )
    const borda = bordaOf(election)
    expect(Object.fromEntries(options.map((id, index) => [id, near(borda[index])]))).toEqual(
      want.borda_unranked_share_average,
    )
  })

  it('go through the rounds that were published', () => {
    const { rounds, winner } = instantRunoff(election, (tied) => Math.min(...tied))
    expect(
      rounds.map(({ tally, exhausted }) => ({
        tally: Object.fromEntries(
          options.flatMap((id, index) => {
            const votes = tally[index]
            return votes ? [[id, near(votes)]] : []
          }),
        ),
        exhausted: near(exhausted),
      })),
    ).toEqual(want.irv.rounds.filter(({ tally }) => tally !== undefined))
    expect(winner === null ? [] : [Number(options[winner])]).toEqual(want.irv.winner)
  })
})

const near = (value: Fraction | undefined) => (value === undefined ? 0 : ratio(value.n, value.d))
