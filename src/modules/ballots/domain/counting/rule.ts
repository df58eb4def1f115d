import type { SharesRule } from './completion.ts'
import { type Fraction, fraction } from './fraction.ts'
import type { GreedyRule } from './greedy.ts'

/** A counting rule as data: stored, hashed and exported as it stands here. */
export type Rule =
  | Readonly<{ name: 'greedy' } & GreedyRule>
  | Readonly<{ name: 'equal-shares' } & Omit<SharesRule, 'step'> & { step: string | null }>
  | Readonly<{ name: 'phragmen' }>
  | Readonly<{ name: 'instant-runoff' }>
  | Readonly<{ name: 'schulze'; seats: number }>
  | Readonly<{ name: 'borda'; seats: number }>

export type RankedRule = Extract<Rule, { name: 'instant-runoff' | 'schulze' | 'borda' }>
export type BudgetRule = Exclude<Rule, RankedRule>

export function isRanked(rule: Rule): rule is RankedRule {
  return rule.name === 'instant-runoff' || rule.name === 'schulze' || rule.name === 'borda'
}

const PLAIN_SHARES = {
  name: 'equal-shares',
  utility: 'cost',
  add1: 'none',
  step: null,
  fill: 'none',
  compares: false,
  threshold: 0,
} as const satisfies Rule

/** Rules by the names they go by in Pabulib files and on the command line. */
export const NAMED_RULES: Readonly<Record<string, Rule>> = {
  greedy: { name: 'greedy', skips: true, threshold: 0, order: 'score' },
  'greedy-threshold': { name: 'greedy', skips: true, threshold: 0, order: 'score' },
  'greedy-no-skip': { name: 'greedy', skips: false, threshold: 0, order: 'score' },
  equalshares: PLAIN_SHARES,
  'equalshares/add1': { ...PLAIN_SHARES, add1: 'until-overspend', step: '1' },
  'equalshares/add1-exhaustive': { ...PLAIN_SHARES, add1: 'until-exhaustive', step: '1' },
  'equalshares/add1-comparison': {
    ...PLAIN_SHARES,
    add1: 'until-overspend',
    step: '1',
    compares: true,
  },
  'equalshares/utilitarian': { ...PLAIN_SHARES, fill: 'utilitarian' },
  'equalshares/phragmen': { ...PLAIN_SHARES, fill: 'phragmen' },
  phragmen: { name: 'phragmen' },
  'instant-runoff': { name: 'instant-runoff' },
  schulze: { name: 'schulze', seats: 1 },
  borda: { name: 'borda', seats: 1 },
}

/** The name a rule goes by in a Pabulib file. */
export function pabulibName(rule: Rule): string {
  if (rule.name === 'greedy') return rule.skips ? 'greedy' : 'greedy-no-skip'
  if (rule.name !== 'equal-shares') return rule.name
  const parts = [
    ...(rule.add1 === 'none' ? [] : [rule.add1 === 'until-overspend' ? 'add1' : 'add1-exhaustive']),
    ...(rule.fill === 'none' ? [] : [rule.fill]),
    ...(rule.compares ? ['comparison'] : []),
  ]
  return parts.length === 0 ? 'equalshares' : `equalshares/${parts.join('-')}`
}

/** `1`, `1/10`, `2500`. @returns undefined for anything else, and for nought */
export function parseStep(text: string): Fraction | undefined {
  const [, top, bottom = '1'] = /^(\d{1,18})(?:\/(\d{1,9}))?$/.exec(text) ?? []
  if (top === undefined || BigInt(top) === 0n || BigInt(bottom) === 0n) return undefined
  return fraction(BigInt(top), BigInt(bottom))
}

/** The rule as the counting takes it. @param scale how many of the counted units one unit of the step is */
export function sharesRule(
  rule: Extract<Rule, { name: 'equal-shares' }>,
  scale: bigint,
): SharesRule {
  const step = rule.step === null ? undefined : parseStep(rule.step)
  return { ...rule, step: step === undefined ? null : fraction(step.n * scale, step.d) }
}

const UTILITIES = ['cost', 'cardinality', 'points']
const ADD1 = ['none', 'until-exhaustive', 'until-overspend']
const FILL = ['none', 'utilitarian', 'phragmen']

/**
 * Read a rule from data that anybody may have written.
 *
 * @returns undefined when it is no rule of ours
 */
export function parseRule(value: unknown): Rule | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const rule = value as Readonly<Record<string, unknown>>
  switch (rule.name) {
    case 'greedy':
      return isGreedy(rule) ? (rule as Rule) : undefined
    case 'equal-shares':
      return isShares(rule) ? (rule as Rule) : undefined
    case 'schulze':
    case 'borda':
      return isCount(rule.seats) && Number(rule.seats) > 0 ? (rule as Rule) : undefined
    case 'phragmen':
    case 'instant-runoff':
      return rule as Rule
    default:
      return undefined
  }
}

function isGreedy({ skips, threshold, order }: Readonly<Record<string, unknown>>): boolean {
  const isOrder = order === 'score' || order === 'score-per-cost'
  return typeof skips === 'boolean' && isCount(threshold) && isOrder
}

function isShares(rule: Readonly<Record<string, unknown>>): boolean {
  const { utility, add1, fill, step, compares, threshold } = rule
  const isStep = step === null || (typeof step === 'string' && parseStep(step) !== undefined)
  const isNamed =
    UTILITIES.includes(String(utility)) &&
    ADD1.includes(String(add1)) &&
    FILL.includes(String(fill))
  return isStep && isNamed && typeof compares === 'boolean' && isCount(threshold)
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
