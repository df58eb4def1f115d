import { type Compiled, compile } from '../expr/compile.ts'
import type { Expr, Facts, Row, Value } from '../expr/types.ts'
import type { Doc, Field, Layanan, Output, Page, Param, Rule } from './types.ts'

/** What is true whatever the application says. */
const YES: Compiled = () => true
const NO: Compiled = () => false

export type PreparedField = Readonly<{
  field: Field
  /** Field and its page are shown. */
  isShown: Compiled
  isRequired: Compiled
  value?: Compiled
  checks: readonly Readonly<{
    when: Compiled
    message: NonNullable<Field['check']>[number]['message']
  }>[]
  /** Of a repeating group: asked with the row's own values in front. */
  rows?: readonly PreparedField[]
}>

/** A definition with every expression made ready; made once per version and kept. */
export type Prepared = Readonly<{
  layanan: Layanan
  pages: readonly Readonly<{ page: Page; isShown: Compiled; fields: readonly PreparedField[] }>[]
  fields: ReadonlyMap<string, PreparedField>
  rules: readonly Readonly<{ rule: Rule; holds: Compiled }>[]
  documents: readonly Readonly<{ doc: Doc; isRequired: Compiled }>[]
  fee: readonly Compiled[]
  autos: ReadonlyMap<string, readonly Readonly<{ when: Compiled; to: string }>[]>
  guards: ReadonlyMap<string, Compiled>
  validUntil: ReadonlyMap<string, Compiled>
}>

/** @returns the definition ready to be asked. The definition must have passed its check. */
export function prepare(layanan: Layanan): Prepared {
  const pages = layanan.form.map((page) => {
    const pageShown = page.show === undefined ? YES : compile(page.show)
    return {
      page,
      isShown: pageShown,
      fields: page.fields.map((field) => prepareField(field, pageShown)),
    }
  })
  const states = Object.entries(layanan.workflow.states)
  const acted = states.flatMap(([, state]) => state.actions ?? []).flatMap((one) => one.form ?? [])
  const all = [
    ...pages.flatMap((page) => page.fields),
    ...acted.map((field) => prepareField(field, YES)),
  ]
  return {
    layanan,
    pages,
    fields: new Map(all.map((one) => [one.field.id, one])),
    rules: layanan.eligibility.map((rule) => ({ rule, holds: compile(rule.when) })),
    documents: layanan.documents.map((doc) => ({ doc, isRequired: whether(doc.required) })),
    fee: (layanan.fee.lines ?? []).map((line) => compile(line.amount)),
    autos: new Map(
      states.map(([id, state]) => [
        id,
        (state.auto ?? []).map((auto) => ({ when: compile(auto.when), to: auto.to })),
      ]),
    ),
    guards: new Map(
      states.flatMap(([id, state]) =>
        (state.actions ?? []).flatMap((action) =>
          action.guard === undefined
            ? []
            : [[guardKey(id, action.id), compile(action.guard)] as const],
        ),
      ),
    ),
    validUntil: new Map(layanan.outputs.flatMap(untilOf)),
  }
}

/** One key per action of a state. */
export function guardKey(state: string, action: string): string {
  return `${state}/${action}`
}

function untilOf(output: Output): readonly (readonly [string, Compiled])[] {
  const until = output.letter?.valid?.until
  return until === undefined ? [] : [[output.id, compile(until)]]
}

function prepareField(field: Field, pageShown: Compiled): PreparedField {
  const own = field.show === undefined ? YES : compile(field.show)
  const isShown: Compiled =
    pageShown === YES ? own : (facts) => pageShown(facts) === true && own(facts) === true
  return {
    field,
    isShown,
    isRequired: whether(field.required ?? false),
    ...(field.value === undefined ? {} : { value: compile(field.value) }),
    checks: (field.check ?? []).map(({ when, message }) => ({ when: compile(when), message })),
    ...(field.fields === undefined
      ? {}
      : { rows: field.fields.map((inner) => prepareField(inner, YES)) }),
  }
}

function whether(given: boolean | Expr): Compiled {
  if (given === true) return YES
  if (given === false) return NO
  return compile(given)
}

export type Asked = Readonly<{
  /** Answers as they were parsed; keys nobody declared are not looked at. */
  answers: Readonly<Record<string, unknown>>
  /** What registers and the application itself say, by name. */
  known: Readonly<Record<string, unknown>>
  documents: ReadonlySet<string>
  today: string
}> &
  Pick<Facts, 'lookup' | 'workdays' | 'has'>

/**
 * The facts of one application: an answer counts only while its field is shown, a computed field is
 * worked out when first asked. Made anew for every evaluation.
 */
export function factsOf(prepared: Prepared, asked: Asked): Facts {
  const worked = new Map<string, unknown>()
  const facts: Facts = {
    today: asked.today,
    lookup: asked.lookup,
    workdays: asked.workdays,
    has: asked.has,
    param: (id) => paramOn(prepared.layanan.params ?? [], id, asked.today),
    get: (name) => {
      if (worked.has(name)) return worked.get(name)
      // Set first: a field that asks for itself finds nothing instead of going round for ever.
      worked.set(name, null)
      const value = work(name)
      worked.set(name, value)
      return value
    },
  }
  const work = (name: string): unknown => {
    const one = prepared.fields.get(name)
    return one === undefined ? knownAs(name, asked) : answerTo(one, asked, facts)
  }
  return facts
}

function knownAs(name: string, { documents, known }: Asked): unknown {
  if (name.startsWith('dok.')) return documents.has(name.slice(4))
  return Object.hasOwn(known, name) ? known[name] : null
}

function answerTo(one: PreparedField, { answers }: Asked, facts: Facts): unknown {
  if (one.isShown(facts) !== true) return null
  if (one.value !== undefined) return one.value(facts)
  const answer = Object.hasOwn(answers, one.field.id) ? answers[one.field.id] : null
  return one.rows === undefined ? answer : rowsOf(one.rows, answer, facts)
}

/** Rows with their hidden cells emptied and their computed cells worked out. */
function rowsOf(fields: readonly PreparedField[], answer: unknown, outer: Facts): Value {
  if (!Array.isArray(answer)) return []
  return answer.map((row: Row) => {
    const inner = rowFacts(row, outer)
    return Object.fromEntries(
      fields.map((one) => {
        if (one.isShown(inner) !== true) return [one.field.id, null]
        return [
          one.field.id,
          one.value === undefined ? (row[one.field.id] ?? null) : one.value(inner),
        ]
      }),
    )
  })
}

/** @returns facts in which a row's own values come first */
export function rowFacts(row: Row, outer: Facts): Facts {
  return { ...outer, get: (name) => (Object.hasOwn(row, name) ? row[name] : outer.get(name)) }
}

/** @returns the value in force on a day; null before the first */
export function paramOn(params: readonly Param[], id: string, on: string): number | string | null {
  const values = params.find((param) => param.id === id)?.values ?? []
  let found: (typeof values)[number] | undefined
  for (const value of values)
    if (value.from <= on && (found === undefined || found.from <= value.from)) found = value
  return found?.value ?? null
}
