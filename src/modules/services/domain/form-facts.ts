import { type Compiled, compile } from './expr/compile.ts'
import type { Expr, Facts } from './expr/types.ts'

/** What a form without its server must know of its conditions. The server asks them again whatever came of it. */
export type Told = Readonly<{
  today: string
  /** When a part of the form is shown, by the part's name. */
  rules: Readonly<Record<string, Expr>>
  /** Type of every field that is on the form. */
  types: Readonly<Record<string, string>>
  /** Computed fields. */
  values?: Readonly<Record<string, Expr>>
  /** Columns of repeating groups with their types. */
  groups?: Readonly<Record<string, Readonly<Record<string, string>>>>
  params?: Readonly<Record<string, number | string | null>>
  /** What is known and not asked on this form. */
  known: Readonly<Record<string, unknown>>
}>

/** The form as it stands: texts by the name they are sent under; what is not asked has none. */
export type Standing = ReadonlyMap<string, readonly string[]>

/** @returns facts of a form that is being filled in, computed fields worked out as the server would */
export function formFacts(told: Told, standing: Standing): Facts {
  const values = new Map(
    Object.entries(told.values ?? {}).map(([id, value]) => [id, compile(value)] as const),
  )
  const worked = new Map<string, unknown>()
  const facts: Facts = {
    today: told.today,
    get: (name) => {
      if (worked.has(name)) return worked.get(name)
      // Set first: a field that asks for itself finds nothing instead of going round for ever.
      worked.set(name, null)
      const value = valueAt(told, standing, { name, computed: values.get(name), facts })
      worked.set(name, value)
      return value
    },
    param: (id) => own(told.params, id) ?? null,
    lookup: () => null,
    workdays: () => null,
    has: () => false,
  }
  return facts
}

/** @returns names of the parts that are shown */
export function shownParts(told: Told, standing: Standing): ReadonlySet<string> {
  const facts = formFacts(told, standing)
  const shown = Object.entries(told.rules).filter(([, rule]) => compile(rule)(facts) === true)
  return new Set(shown.map(([name]) => name))
}

type Asking = Readonly<{ name: string; computed: Compiled | undefined; facts: Facts }>

function valueAt(told: Told, standing: Standing, { name, computed, facts }: Asking): unknown {
  if (computed !== undefined) return computed(facts)
  const columns = own(told.groups, name)
  if (columns !== undefined) return rowsOf(name, columns, standing)
  const type = own(told.types, name)
  return type === undefined ? own(told.known, name) : answerOf(type, standing.get(name) ?? [])
}

function own<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined
}

/** The answer in the type a condition expects. */
function answerOf(type: string, typed: readonly string[]): unknown {
  const texts = typed.map((text) => text.trim()).filter((text) => text !== '')
  if (type === 'centang' || type === 'pernyataan') return texts.length > 0
  if (type === 'banyak') return texts
  const [text] = texts
  if (text === undefined) return null
  return type === 'angka' || type === 'rupiah' ? numberOf(text) : text
}

/** 1.250,5 as people write it, and 1250.5 as machines do. */
function numberOf(text: string): number | null {
  const compact = text.slice(0, 40).replace(/[^\d,.-]/g, '')
  const isIndonesian = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(compact) || compact.includes(',')
  const value = Number(isIndonesian ? compact.replaceAll('.', '').replace(',', '.') : compact)
  return compact === '' || !Number.isFinite(value) ? null : value
}

const ROWS_MAX = 30

/** Rows somebody wrote something into. */
function rowsOf(
  group: string,
  columns: Readonly<Record<string, string>>,
  standing: Standing,
): readonly Readonly<Record<string, unknown>>[] {
  const rows: Record<string, unknown>[] = []
  for (let number = 0; number < ROWS_MAX; number += 1) {
    const texts = Object.keys(columns).map(
      (cell) => [cell, standing.get(`${group}.${number}.${cell}`) ?? []] as const,
    )
    if (texts.every(([, typed]) => typed.every((text) => text.trim() === ''))) continue
    rows.push(
      Object.fromEntries(
        texts.map(([cell, typed]) => [cell, answerOf(columns[cell] ?? '', typed)]),
      ),
    )
  }
  return rows
}
