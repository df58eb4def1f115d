import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Choice, type Election, electionOf, type Points } from './counting/election.ts'
import { type RankedElection, rankedElectionOf } from './counting/ranking.ts'
import { NAMED_RULES, parseRule, type Rule } from './counting/rule.ts'
import type { PbFile } from './pabulib.ts'
import { refusal } from './refusals.ts'

/** What a file holds, ready to be counted. */
export type PbElection = Readonly<{
  election: Election
  ranked: RankedElection
  /** Counted units in one unit of the file's money: 1, or 10, 100 … where costs have decimals. */
  scale: bigint
  /** The rule the file names; undefined when it names one that is not ours. */
  rule: Rule | undefined
  lot: readonly string[]
  voteType: string
}>

/** What we write into META beside the names everybody knows. */
export const RULE_KEY = 'pendopo_rule'
export const LOT_KEY = 'pendopo_lot'

/**
 * Make an election of a file.
 *
 * @refuses BERKAS_PB_RUSAK
 */
export function electionOfPb(pb: PbFile): Result<PbElection> {
  const { meta, projects } = pb
  const money = [meta.budget ?? '', ...projects.map(({ cost }) => cost ?? '')].map(decimals)
  if (money.some((one) => one === undefined)) return broken('budget, cost')
  const places = Math.max(...money.map((one) => one?.places ?? 0))
  const scale = 10n ** BigInt(places)
  const [budget = 0n, ...costs] = money.map(
    (one) => (one?.digits ?? 0n) * 10n ** BigInt(places - (one?.places ?? 0)),
  )
  const options: readonly Choice[] = projects.map(({ project_id }, index) => ({
    id: project_id ?? '',
    cost: costs[index] ?? 0n,
  }))
  const known = new Set(options.map(({ id }) => id))
  if (known.has('') || known.size !== options.length) return broken('project_id')
  const ballots = ballotsOf(pb, known)
  if (ballots === undefined) return broken('vote')
  const lot = (meta[LOT_KEY] ?? '').split(',').filter((id) => id !== '')
  return ok({
    election: electionOf(budget, options, ballots.points),
    ranked: rankedElectionOf(
      options.map(({ id }) => id),
      ballots.orders,
    ),
    scale,
    rule: ruleOf(meta),
    lot,
    voteType: meta.vote_type ?? 'approval',
  })
}

function broken(sebab: string) {
  return refuse(refusal('BERKAS_PB_RUSAK', { sebab }))
}

function decimals(text: string): Readonly<{ digits: bigint; places: number }> | undefined {
  const [, whole, rest = ''] = /^(\d{1,24})(?:[.,](\d{1,9}))?$/.exec(text) ?? []
  if (whole === undefined) return undefined
  let kept = rest
  while (kept.endsWith('0')) kept = kept.slice(0, -1)
  return { digits: BigInt(whole + kept), places: kept.length }
}

type Ballots = Readonly<{
  points: readonly Points[]
  orders: readonly (readonly (readonly string[])[])[]
}>

function ballotsOf({ meta, votes }: PbFile, known: ReadonlySet<string>): Ballots | undefined {
  const lists = votes.map(({ vote }) => listOf(vote))
  if (lists.some((list) => list.some((id) => !known.has(id)))) return undefined
  const longest = Number(meta.max_length) || Math.max(0, ...lists.map((list) => list.length))
  const points = lists.map((list, index) => {
    const given = listOf(votes[index]?.points)
    return new Map(
      list.map((id, place) => [id, pointsOf(meta.vote_type, { given, place, longest })]),
    )
  })
  return { points, orders: lists.map((list) => list.map((id) => [id])) }
}

function listOf(text = ''): readonly string[] {
  return text
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '')
}

function pointsOf(
  voteType: string | undefined,
  { given, place, longest }: Readonly<{ given: readonly string[]; place: number; longest: number }>,
): number {
  if (voteType === 'cumulative' || voteType === 'scoring') return Number(given[place] ?? 0) || 0
  return voteType === 'ordinal' ? longest - place : 1
}

function ruleOf(meta: PbFile['meta']): Rule | undefined {
  const own = meta[RULE_KEY]
  if (own !== undefined) {
    try {
      return parseRule(JSON.parse(own))
    } catch {
      return undefined
    }
  }
  const named = NAMED_RULES[meta.rule ?? '']
  return named === undefined ? undefined : withThreshold(named, meta)
}

/** A rule by name, with the threshold a file asks for. */
export function withThreshold(rule: Rule, meta: PbFile['meta']): Rule {
  const threshold = Number(meta.min_project_score_threshold) || 0
  return 'threshold' in rule && threshold > 0 ? { ...rule, threshold } : rule
}
