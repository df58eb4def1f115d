import { addDays, addMonths, ageOn, daysBetween, isDateText } from './dates.ts'
import { add, divide, multiply, roundTo } from './decimal.ts'
import { type Expr, type Facts, isCall, type Op, type Row, type Value } from './types.ts'

/** An expression made ready once, asked many times. */
export type Compiled = (facts: Facts) => Value

const DEPTH_MAX = 40

/**
 * Turn an expression into a function. Total: whatever the facts are, there is an answer. What is
 * missing is null; null is neither more nor less than anything, counts as no where a yes or no is asked, and makes a
 * sum or product null.
 *
 * Nothing is generated or evaluated as text, so a strict content security policy holds in the browser.
 */
export function compile(expr: Expr, depth = 0): Compiled {
  if (depth > DEPTH_MAX) return () => null
  if (expr === null || typeof expr !== 'object') return () => expr
  if (!isCall(expr)) return fieldOf(expr.f)
  const [op, ...args] = expr
  const parts = args.map((arg) => compile(arg, depth + 1))
  return (OPERATORS[op] ?? (() => () => null))(parts)
}

/** @returns the answer of an expression asked once */
export function evaluate(expr: Expr, facts: Facts): Value {
  return compile(expr)(facts)
}

/** @returns whether the answer is yes; anything but true is no */
export function isTrue(expr: Expr, facts: Facts): boolean {
  return compile(expr)(facts) === true
}

/** `omzet[].jumlah` is the list of one field over all rows of a repeating group. */
function fieldOf(name: string): Compiled {
  const at = name.indexOf('[].')
  if (at < 0) return (facts) => toValue(facts.get(name))
  const group = name.slice(0, at)
  const column = name.slice(at + 3)
  return (facts) => {
    const rows = facts.get(group)
    return Array.isArray(rows) ? rows.map((row: Row) => toValue(row[column])) : []
  }
}

function toValue(found: unknown): Value {
  if (found === undefined || found === '') return null
  return found as Value
}

type Parts = readonly Compiled[]
type Make = (parts: Parts) => Compiled

const none: Compiled = () => null
const at = (parts: Parts, index: number): Compiled => parts[index] ?? none

function asNumber(value: Value): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

function asDate(value: Value): string | null {
  return typeof value === 'string' && isDateText(value) ? value : null
}

function asList(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value as readonly Value[]
  return value === null ? [] : [value]
}

/** Flatten one level: `sum` takes a list of rows' values or several numbers. */
function numbersOf(parts: Parts, facts: Facts): readonly number[] {
  return parts
    .flatMap((part) => asList(part(facts)))
    .map(asNumber)
    .filter((one): one is number => one !== null)
}

function order(compare: (a: number | string, b: number | string) => boolean): Make {
  return (parts) => {
    const [left, right] = [at(parts, 0), at(parts, 1)]
    return (facts) => {
      const a = left(facts)
      const b = right(facts)
      const isSame =
        (typeof a === 'number' && typeof b === 'number') ||
        (typeof a === 'string' && typeof b === 'string')
      return isSame ? compare(a, b) : false
    }
  }
}

function fold(combine: (a: number, b: number) => number | null): Make {
  return ([first = none, ...rest]) =>
    (facts) => {
      let total = asNumber(first(facts))
      for (const part of rest) {
        const value = asNumber(part(facts))
        total = total === null || value === null ? null : combine(total, value)
      }
      return total
    }
}

function extreme(pick: (...values: number[]) => number): Make {
  return (parts) => (facts) => {
    const values = numbersOf(parts, facts)
    return values.length === 0 ? null : pick(...values)
  }
}

/** Up or down to a whole number. What was computed is exact already, so nothing drifts over the edge. */
function whole(turn: (value: number) => number): Make {
  return (parts) => (facts) => {
    const value = asNumber(at(parts, 0)(facts))
    return value === null ? null : turn(value) + 0
  }
}

/** Year or month of a date, or of a month. */
function datePart(from: number, to: number): Make {
  return (parts) => (facts) => {
    const value = at(parts, 0)(facts)
    if (typeof value !== 'string') return null
    const isMonth = value.length === MONTH_LENGTH && isDateText(`${value}-01`)
    return isMonth || isDateText(value) ? Number(value.slice(from, to)) : null
  }
}

const MONTH_LENGTH = 'YYYY-MM'.length
const same = (a: Value, b: Value): boolean => a === b

const OPERATORS: Readonly<Record<Op, Make>> = {
  '=': (parts) => (facts) => same(at(parts, 0)(facts), at(parts, 1)(facts)),
  '!=': (parts) => (facts) => !same(at(parts, 0)(facts), at(parts, 1)(facts)),
  '<': order((a, b) => a < b),
  '<=': order((a, b) => a <= b),
  '>': order((a, b) => a > b),
  '>=': order((a, b) => a >= b),
  and: (parts) => (facts) => parts.every((part) => part(facts) === true),
  or: (parts) => (facts) => parts.some((part) => part(facts) === true),
  not: (parts) => (facts) => at(parts, 0)(facts) !== true,
  in: (parts) => (facts) => {
    const wanted = at(parts, 0)(facts)
    const list = parts.slice(1).flatMap((part) => asList(part(facts)))
    return wanted !== null && list.some((one) => same(one, wanted))
  },
  list: (parts) => (facts) => parts.map((part) => part(facts)),
  '+': fold(add),
  '-': (parts) =>
    parts.length === 1
      ? (facts) => negate(asNumber(at(parts, 0)(facts)))
      : fold((a, b) => add(a, -b))(parts),
  '*': fold(multiply),
  '/': fold(divide),
  min: extreme(Math.min),
  max: extreme(Math.max),
  round: (parts) => (facts) => {
    const value = asNumber(at(parts, 0)(facts))
    const places = parts.length > 1 ? asNumber(at(parts, 1)(facts)) : 0
    return value === null || places === null ? null : roundTo(value, places)
  },
  ceil: whole(Math.ceil),
  floor: whole(Math.floor),
  if: (parts) => (facts) =>
    at(parts, 0)(facts) === true ? at(parts, 1)(facts) : at(parts, 2)(facts),
  sum: (parts) => (facts) => {
    let total: number | null = 0
    for (const value of numbersOf(parts, facts)) total = total === null ? null : add(total, value)
    return total
  },
  count: (parts) => (facts) => asList(at(parts, 0)(facts)).length,
  len: (parts) => (facts) => {
    const value = at(parts, 0)(facts)
    return typeof value === 'string' ? [...value].length : 0
  },
  empty: (parts) => (facts) => {
    const value = at(parts, 0)(facts)
    return value === null || (Array.isArray(value) && value.length === 0)
  },
  concat: (parts) => (facts) =>
    parts
      .map((part) => part(facts))
      .filter((value) => typeof value === 'string' || typeof value === 'number')
      .join(''),
  today: () => (facts) => facts.today,
  age: (parts) => (facts) => {
    const born = asDate(at(parts, 0)(facts))
    const on = parts.length > 1 ? asDate(at(parts, 1)(facts)) : facts.today
    return born === null || on === null ? null : ageOn(born, on)
  },
  days: (parts) => (facts) => {
    const from = asDate(at(parts, 0)(facts))
    const to = asDate(at(parts, 1)(facts))
    return from === null || to === null ? null : daysBetween(from, to)
  },
  workdays: (parts) => (facts) => {
    const from = asDate(at(parts, 0)(facts))
    const to = asDate(at(parts, 1)(facts))
    return from === null || to === null ? null : facts.workdays(from, to)
  },
  addDays: (parts) => (facts) => {
    const from = asDate(at(parts, 0)(facts))
    const count = asNumber(at(parts, 1)(facts))
    return from === null || count === null ? null : addDays(from, Math.trunc(count))
  },
  addMonths: (parts) => (facts) => {
    const from = asDate(at(parts, 0)(facts))
    const count = asNumber(at(parts, 1)(facts))
    return from === null || count === null ? null : addMonths(from, Math.trunc(count))
  },
  year: datePart(0, 4),
  month: datePart(5, 7),
  param: (parts) => (facts) => {
    const id = at(parts, 0)(facts)
    return typeof id === 'string' ? facts.param(id) : null
  },
  lookup: (parts) => (facts) => {
    const [table, key, column] = [at(parts, 0)(facts), at(parts, 1)(facts), at(parts, 2)(facts)]
    if (typeof table !== 'string' || typeof column !== 'string' || key === null) return null
    return facts.lookup(table, String(key), column)
  },
  has: (parts) => (facts) => {
    const [what, code] = [at(parts, 0)(facts), at(parts, 1)(facts)]
    if (what !== 'permohonan' && what !== 'surat') return false
    return typeof code === 'string' && facts.has(what, code)
  },
}

function negate(value: number | null): number | null {
  return value === null ? null : -value
}
