import { isTrue } from '../expr/compile.ts'
import type { Facts, Value } from '../expr/types.ts'
import { type Asked, factsOf, type Prepared } from './prepare.ts'
import type { Rule, Words } from './types.ts'

/** What a definition says about one application, all of it worked out anew from its answers. */
export type Assessment = Readonly<{
  /** Ids of the pages that are asked, in order. */
  pages: readonly string[]
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
  const broken = prepared.rules.filter(({ holds }) => holds(facts) !== true).map(({ rule }) => rule)
  const feeLines = feeOf(prepared, facts)
  return {
    pages: prepared.pages
      .filter(({ isShown }) => isShown(facts) === true)
      .map(({ page }) => page.id),
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
    const auto = (prepared.autos.get(now) ?? []).find(({ when }) => when(facts) === true)
    if (auto === undefined) return now
    now = auto.to
  }
  return now
}

/** @returns the value of a field or fact, for what is compared and shown */
export function foundAt(facts: Facts, name: string): Value {
  return (facts.get(name) ?? null) as Value
}

/** @returns whether a part of a letter, shown under a condition, is part of this one */
export function isPartShown(show: Parameters<typeof isTrue>[0] | undefined, facts: Facts): boolean {
  return show === undefined || isTrue(show, facts)
}
