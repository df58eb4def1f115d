/** JSON only, total, without loops or functions of one's own: safe to take from a file or a form. */
export type Expr = null | boolean | number | string | Readonly<{ f: string }> | Call

export type Call = readonly [op: Op, ...args: Expr[]]

export const OPS = [
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'and',
  'or',
  'not',
  'in',
  'list',
  '+',
  '-',
  '*',
  '/',
  'min',
  'max',
  'round',
  'ceil',
  'floor',
  'if',
  'sum',
  'count',
  'len',
  'empty',
  'concat',
  'today',
  'age',
  'days',
  'workdays',
  'addDays',
  'addMonths',
  'year',
  'month',
  'param',
  'lookup',
  'has',
] as const
export type Op = (typeof OPS)[number]

export type Row = Readonly<Record<string, unknown>>

/** What an expression may come out as. Dates are 'YYYY-MM-DD', months 'YYYY-MM', rupiah whole numbers. */
export type Value = null | boolean | number | string | readonly Value[] | readonly Row[]

/**
 * What an expression may ask. `today` and the tables come in as values, so that the same expression gives
 * the same answer on the server, in the browser and in a test.
 */
export type Facts = Readonly<{
  /** Answers and facts by name; a repeating group is an array of rows. */
  get: (name: string) => unknown
  today: string
  param: (id: string) => number | string | null
  lookup: (table: string, key: string, column: string) => number | string | boolean | null
  /** Working days after the first date up to the second; null where the calendar does not reach. */
  workdays: (from: string, to: string) => number | null
  /** Does the applicant have an application or a valid letter of this service? */
  has: (what: 'permohonan' | 'surat', code: string) => boolean
}>

/** An operator with its arguments, and neither a value nor a name. */
export function isCall(expr: Expr): expr is Call {
  return Array.isArray(expr)
}
