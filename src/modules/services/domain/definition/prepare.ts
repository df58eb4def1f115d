import { type Compiled, compile } from '../expr/compile.ts'
import type { Expr, Facts, Row, Value } from '../expr/types.ts'
import { opinionFields } from './names.ts'
import type { Doc, Field, Layanan, Output, Page, Param, Rule, State } from './types.ts'

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
  documents: readonly Readonly<{ doc: Doc; isOffered: Compiled; isRequired: Compiled }>[]
  fee: readonly Compiled[]
  autos: ReadonlyMap<string, readonly Readonly<{ when: Compiled; to: string }>[]>
  guards: ReadonlyMap<string, Compiled>
  /** Whether an output is issued, by its id; those without a condition are not in it. */
  issues: ReadonlyMap<string, Compiled>
  /** When an agency is asked, by state and place in its list; who is always asked is not in it. */
  asks: ReadonlyMap<string, Compiled>
  validUntil: ReadonlyMap<string, Compiled>
  validMonths: ReadonlyMap<string, Compiled>
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
  const acted = states.flatMap(([, state]) => [
    ...(state.actions ?? []).flatMap((one) => one.form ?? []),
    ...opinionFields(state),
  ])
  const all = [
    ...pages.flatMap((page) => page.fields),
    ...acted.map((field) => prepareField(field, YES)),
  ]
  return {
    layanan,
    pages,
    fields: new Map(all.map((one) => [one.field.id, one])),
    rules: layanan.eligibility.map((rule) => ({ rule, holds: compile(rule.when) })),
    documents: layanan.documents.map(prepareDoc),
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
    issues: new Map(
      layanan.outputs.flatMap(({ id, show }) =>
        show === undefined ? [] : [[id, compile(show)] as const],
      ),
    ),
    asks: new Map(states.flatMap(([id, state]) => asksOf(id, state))),
    validUntil: new Map(layanan.outputs.flatMap((output) => partOf(output, 'until'))),
    validMonths: new Map(layanan.outputs.flatMap((output) => partOf(output, 'months'))),
  }
}

/** One key per action of a state. */
export function guardKey(state: string, action: string): string {
  return `${state}/${action}`
}

type Named = readonly (readonly [string, Compiled])[]

function partOf(output: Output, part: 'until' | 'months'): Named {
  const expr = output.letter?.valid?.[part]
  return expr === undefined ? [] : [[output.id, compile(expr)]]
}

/** One key per agency of a state. */
export function askKey(state: string, index: number): string {
  return `${state}/${index}`
}

function asksOf(id: string, { join }: State): Named {
  return (join?.units ?? []).flatMap((asked, index) =>
    typeof asked === 'string' ? [] : [[askKey(id, index), compile(asked.when)] as const],
  )
}

function prepareDoc(doc: Doc): Prepared['documents'][number] {
  const isOffered = doc.show === undefined ? YES : compile(doc.show)
  const isNeeded = whether(doc.required)
  return {
    doc,
    isOffered,
    isRequired: (facts) => isOffered(facts) === true && isNeeded(facts) === true,
  }
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
  /** Fields whose register the applicant says is wrong: there their word counts. */
  disputed?: ReadonlySet<string>
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
    if (one !== undefined) return answerTo(one, asked, facts)
    if (name.startsWith('dok.')) return isHandedIn(prepared, name.slice(4), asked, facts)
    return Object.hasOwn(asked.known, name) ? asked.known[name] : null
  }
  return facts
}

/** A document counts only while it is offered, as an answer does. */
function isHandedIn({ documents }: Prepared, id: string, asked: Asked, facts: Facts): boolean {
  const one = documents.find(({ doc }) => doc.id === id)
  return one !== undefined && asked.documents.has(id) && one.isOffered(facts) === true
}

/**
 * What is hidden counts for nothing, what is computed is computed, and what a register locked is the register's,
 * whatever came with the form.
 */
function answerTo(one: PreparedField, asked: Asked, facts: Facts): unknown {
  if (one.isShown(facts) !== true) return null
  if (one.value !== undefined) return one.value(facts)
  const { answers } = asked
  const locked = lockedValue(one.field, asked)
  if (locked !== undefined && locked !== null) return locked
  const answer = Object.hasOwn(answers, one.field.id) ? answers[one.field.id] : null
  return one.rows === undefined ? answer : rowsOf(one.rows, answer, facts)
}

/** What the register says of a locked field; nothing while it was away, or where it is disputed. */
function lockedValue({ id, lock, prefill }: Field, { known, disputed }: Asked): unknown {
  if (lock !== true || prefill === undefined || disputed?.has(id) === true) return undefined
  return Object.hasOwn(known, prefill) ? known[prefill] : undefined
}

/** Rows with their hidden cells emptied and their computed cells worked out. */
function rowsOf(fields: readonly PreparedField[], answer: unknown, outer: Facts): Value {
  if (!Array.isArray(answer)) return []
  const cells = new Map(fields.map((one) => [one.field.id, one]))
  return answer.map((row: unknown) => {
    const inner = cellFacts(cells, isRow(row) ? row : {}, outer)
    return Object.fromEntries(fields.map(({ field }) => [field.id, inner.get(field.id) as Value]))
  })
}

function isRow(row: unknown): row is Row {
  return typeof row === 'object' && row !== null && !Array.isArray(row)
}

/** One row as it is worked out: a cell may rest on other cells, computed ones too, in any order. */
function cellFacts(cells: ReadonlyMap<string, PreparedField>, row: Row, outer: Facts): Facts {
  const worked = new Map<string, unknown>()
  const inner: Facts = {
    ...outer,
    get: (name) => {
      const one = cells.get(name)
      if (one === undefined) return outer.get(name)
      if (worked.has(name)) return worked.get(name)
      worked.set(name, null)
      const value = cellValue(one, row, inner)
      worked.set(name, value)
      return value
    },
  }
  return inner
}

function cellValue(one: PreparedField, row: Row, inner: Facts): unknown {
  if (one.isShown(inner) !== true) return null
  if (one.value !== undefined) return one.value(inner)
  return Object.hasOwn(row, one.field.id) ? (row[one.field.id] ?? null) : null
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
