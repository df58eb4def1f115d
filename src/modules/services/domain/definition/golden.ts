import { canonicalJson } from '../../../../kernel/canonical-json.ts'
import { assess, foundAt, settle } from './assess.ts'
import type { Surroundings, Table } from './names.ts'
import type { Asked, Prepared } from './prepare.ts'
import type { Golden } from './types.ts'

/** One thing that came out otherwise than a golden case says. */
export type GoldenMiss = Readonly<{
  test: string
  about: string
  expected: string
  found: string
}>

/** @returns what a golden case of the definition gets wrong; nothing when all hold */
export function runGolden(prepared: Prepared, around: Surroundings): readonly GoldenMiss[] {
  return prepared.layanan.tests.flatMap((test) => missesOf(prepared, test, around))
}

function missesOf(prepared: Prepared, test: Golden, around: Surroundings): readonly GoldenMiss[] {
  const found = assess(prepared, askedBy(test, around))
  const { expect } = test
  const isEligible = found.stops.length === 0 && found.routes.length === 0
  const stops = [...found.stops, ...found.routes].map((rule) => rule.id)
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['eligible', expect.eligible, isEligible],
    ['stops', expect.stops?.toSorted(), stops.toSorted()],
    ['route', expect.route, found.routes[0]?.to ?? null],
    ['fee', expect.fee, found.fee],
    ['documents', expect.documents?.toSorted(), found.documents.toSorted()],
    ['pages', expect.pages, found.pages],
    ['state', expect.state, settle(prepared, prepared.layanan.workflow.start, found.facts)],
    ...Object.entries(expect.value ?? {}).map(
      ([name, value]) => [name, value, foundAt(found.facts, name)] as const,
    ),
  ]
  return pairs.flatMap(([about, expected, got]) =>
    expected === undefined || canonicalJson(expected) === canonicalJson(got)
      ? []
      : [{ test: test.name, about, expected: canonicalJson(expected), found: canonicalJson(got) }],
  )
}

/** A golden case as an application: what is no answer is a fact. */
function askedBy(test: Golden, around: Surroundings): Asked {
  const docs = Object.entries(test.data).filter(
    ([name, value]) => name.startsWith('dok.') && value === true,
  )
  return {
    answers: test.data,
    known: { 'case.tanggal': test.at, ...test.data },
    documents: new Set(docs.map(([name]) => name.slice(4))),
    today: test.at,
    lookup: lookupIn(around.tables),
    workdays: () => null,
    has: (what, code) => {
      const list = test.data[`has.${what}`]
      return Array.isArray(list) && list.includes(code)
    },
  }
}

/** @returns the look-up over tables that ship with the catalogue */
export function lookupIn(tables: ReadonlyMap<string, Table>): Asked['lookup'] {
  return (table, key, column) => {
    const rows = tables.get(table)?.rows
    const row = rows !== undefined && Object.hasOwn(rows, key) ? rows[key] : undefined
    return row !== undefined && Object.hasOwn(row, column) ? (row[column] ?? null) : null
  }
}
