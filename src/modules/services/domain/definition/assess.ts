import { isTrue } from '../expr/compile.ts'
import type { Facts, Value } from '../expr/types.ts'
import { toldRule } from './figures.ts'
import { type Asked, askKey, factsOf, type Prepared } from './prepare.ts'
import type { Rule, Words } from './types.ts'

/** What a definition says about one application, all of it worked out anew from its answers. */
export type Assessment = Readonly<{
  /** Ids of the pages that are asked, in order. */
  pages: readonly string[]
  /** Ids of the documents that may be handed in. */
  offered: readonly string[]
  /** Ids of the documents that must be handed in. */
  documents: readonly string[]
  /** Rules that stop it, lead away or warn. */
  stops: readonly Rule[]
  routes: readonly Rule[]
  warnings: readonly Rule[]
  feeLines: readonly Readonly<{ label: Words; rupiah: number }>[]
  /** Whole rupiah. */
  fee: number
  facts: Facts
}>

/** @returns the whole assessment; nothing in it rests on what was decided earlier */
export function assess(prepared: Prepared, asked: Asked): Assessment {
  const facts = factsOf(prepared, asked)
  const broken = prepared.rules
    .filter(({ holds }) => holds(facts) !== true)
    .map(({ rule }) => toldRule(rule, facts.param))
  const feeLines = feeOf(prepared, facts)
  return {
    pages: prepared.pages
      .filter(({ isShown }) => isShown(facts) === true)
      .map(({ page }) => page.id),
    offered: prepared.documents
      .filter(({ isOffered }) => isOffered(facts) === true)
      .map(({ doc }) => doc.id),
    documents: prepared.documents
      .filter(({ isRequired }) => isRequired(facts) === true)
      .map(({ doc }) => doc.id),
    stops: broken.filter((rule) => rule.else === 'tolak'),
    routes: broken.filter((rule) => rule.else === 'arahkan'),
    warnings: broken.filter((rule) => rule.else === 'peringatan'),
    feeLines,
    fee: feeLines.reduce((sum, line) => sum + line.rupiah, 0),
    facts,
  }
}

/** A line that comes to nothing, or cannot be worked out, is not asked for. */
function feeOf(prepared: Prepared, facts: Facts): Assessment['feeLines'] {
  const lines = prepared.layanan.fee.lines ?? []
  return lines.flatMap((line, index) => {
    const amount = prepared.fee[index]?.(facts) ?? null
    const rupiah = typeof amount === 'number' ? Math.round(amount) : 0
    return rupiah > 0 ? [{ label: line.label, rupiah }] : []
  })
}

const STEPS_MAX = 20

/** @returns where an application comes to rest: the state itself, or where its automatic steps lead */
export function settle(prepared: Prepared, state: string, facts: Facts): string {
  let now = state
  for (let step = 0; step < STEPS_MAX; step += 1) {
    const next = nextOnItsOwn(prepared, now, facts)
    if (next === undefined) return now
    now = next
  }
  return now
}

/** @returns where a state leads by itself: by an automatic step, or past opinions nobody needs to be asked for */
export function nextOnItsOwn(prepared: Prepared, state: string, facts: Facts): string | undefined {
  const auto = (prepared.autos.get(state) ?? []).find(({ when }) => when(facts) === true)
  if (auto !== undefined) return auto.to
  const join = prepared.layanan.workflow.states[state]?.join
  return join !== undefined && askedRefs(prepared, state, facts).length === 0 ? join.to : undefined
}

/** @returns agencies whose opinion is needed at a state, as the definition calls them */
export function askedRefs(prepared: Prepared, state: string, facts: Facts): readonly string[] {
  const units = prepared.layanan.workflow.states[state]?.join?.units ?? []
  return units.flatMap((asked, index) => {
    if (typeof asked === 'string') return [asked]
    return prepared.asks.get(askKey(state, index))?.(facts) === true ? [asked.unit] : []
  })
}

/** @returns the value of a field or fact, for what is compared and shown */
export function foundAt(facts: Facts, name: string): Value {
  return (facts.get(name) ?? null) as Value
}

/** @returns whether a part of a letter, shown under a condition, is part of this one */
export function isPartShown(show: Parameters<typeof isTrue>[0] | undefined, facts: Facts): boolean {
  return show === undefined || isTrue(show, facts)
}
