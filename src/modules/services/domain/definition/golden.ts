import { canonicalJson } from '../../../../kernel/canonical-json.ts'
import { isRoundClock, promisedHours } from '../clock.ts'
import { refusePages } from '../completeness.ts'
import { weekdaysBetween } from '../expr/dates.ts'
import type { Facts } from '../expr/types.ts'
import { letterFacts, validUntil, type Writing, writeLetter } from '../letter.ts'
import { CARA, isDiwakili } from '../permohonan.ts'
import { assess, foundAt, settle } from './assess.ts'
import type { Surroundings, Table } from './names.ts'
import type { Asked, Prepared } from './prepare.ts'
import { storedWords } from './stored-words.ts'
import type { Golden, Letter } from './types.ts'

const HOURS_PER_DAY = 24

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
  const { facts } = found
  const { workflow } = prepared.layanan
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['eligible', expect.eligible, isEligible],
    ['stops', expect.stops?.toSorted(), stops.toSorted()],
    ['warnings', expect.warnings?.toSorted(), found.warnings.map(({ id }) => id).toSorted()],
    ['route', expect.route, found.routes[0]?.to ?? null],
    ['fee', expect.fee, found.fee],
    ['documents', expect.documents?.toSorted(), found.documents.toSorted()],
    ['pages', expect.pages, found.pages],
    ['state', expect.state, settle(prepared, prepared.layanan.workflow.start, facts)],
    ['checks', expect.checks?.toSorted(), failedChecks(prepared, facts).toSorted()],
    ['outputs', expect.outputs?.toSorted(), issuedOutputs(prepared, facts).toSorted()],
    ['h24', expect.h24, isRoundClock(workflow) ? promisedHours(workflow, HOURS_PER_DAY) : null],
    ...letterPairs(prepared, test, { facts, around }),
    ...Object.entries(expect.value ?? {}).map(
      ([name, value]) => [name, value, foundAt(facts, name)] as const,
    ),
  ]
  return pairs.flatMap(([about, expected, got]) =>
    expected === undefined || canonicalJson(expected) === canonicalJson(got)
      ? []
      : [{ test: test.name, about, expected: canonicalJson(expected), found: canonicalJson(got) }],
  )
}

/** Fields that are answered, and whose own check says no. */
function failedChecks(prepared: Prepared, facts: Facts): readonly string[] {
  return [...refusePages(prepared, facts).values()]
    .flat()
    .flatMap(({ code, field }) =>
      code === 'SYARAT_TIDAK_TERPENUHI' && field !== undefined ? [field] : [],
    )
}

function issuedOutputs(prepared: Prepared, facts: Facts): readonly string[] {
  return prepared.layanan.outputs
    .filter(({ id }) => (prepared.issues.get(id) ?? yes)(facts) === true)
    .map(({ id }) => id)
}

const yes = () => true

type Within = Readonly<{ facts: Facts; around: Surroundings }>

/** Letters as they would be issued on the day of the case. */
function letterPairs(
  prepared: Prepared,
  { at, data, expect }: Golden,
  { facts, around }: Within,
): readonly (readonly [string, unknown, unknown])[] {
  const outputs = new Map(prepared.layanan.outputs.map((output) => [output.id, output]))
  const kantor = { nama: String(data['kantor.nama'] ?? '-'), alamat: null }
  const onLetter = letterFacts(facts, { kantor, on: at })
  const nameOf = storedWords(prepared.layanan, {
    tables: around.tables,
    villageName: () => undefined,
    officeName: () => undefined,
  })
  const until = Object.entries(expect.until ?? {}).map(([id, day]) => {
    const output = outputs.get(id)
    const found = output && validUntil(prepared, output, { facts: onLetter, on: at })
    return [`until.${id}`, day, found ?? null] as const
  })
  const texts = Object.entries(expect.letter ?? {}).flatMap(([id, wanted]) => {
    const letter = outputs.get(id)?.letter
    const text = letter === undefined ? '' : letterText(letter, { facts: onLetter, nameOf })
    return wanted
      .filter((one) => !text.includes(one))
      .map((one) => [`letter.${id}`, one, text.slice(0, LETTER_TOLD)] as const)
  })
  return [...until, ...texts]
}

const LETTER_TOLD = 300

function letterText(letter: Letter, writing: Writing): string {
  const parts = writeLetter(letter, writing).flatMap((part) => {
    if (part.kind === 'paragraf') return [part.text]
    return part.kind === 'daftar' ? part.items : part.rows.map((row) => row.join(': '))
  })
  return parts.join('\n')
}

/** A golden case as an application: what is no answer is a fact. */
function askedBy(test: Golden, around: Surroundings): Asked {
  const docs = Object.entries(test.data).filter(
    ([name, value]) => name.startsWith('dok.') && value === true,
  )
  return {
    answers: test.data,
    known: { 'case.tanggal': test.at, ...standing(test.data), ...test.data },
    documents: new Set(docs.map(([name]) => name.slice(4))),
    today: test.at,
    lookup: lookupIn(around.tables),
    workdays: weekdaysBetween,
    has: (what, code) => {
      const list = test.data[`has.${what}`]
      return Array.isArray(list) && list.includes(code)
    },
  }
}

/** Whether somebody acts for the applicant follows from how it was handed in. */
function standing({ 'case.cara': cara }: Golden['data']): Readonly<Record<string, unknown>> {
  const known = CARA.find((one) => one === cara)
  return known === undefined ? {} : { 'case.diwakili': isDiwakili(known) }
}

/** @returns the look-up over tables that ship with the catalogue */
export function lookupIn(tables: ReadonlyMap<string, Table>): Asked['lookup'] {
  return (table, key, column) => {
    const rows = tables.get(table)?.rows
    const row = rows !== undefined && Object.hasOwn(rows, key) ? rows[key] : undefined
    return row !== undefined && Object.hasOwn(row, column) ? (row[column] ?? null) : null
  }
}
