import { isDateText } from './dates.ts'
import { type Expr, isCall, OPS, type Op } from './types.ts'

/** What an expression comes out as, known before it is asked. `any` is what only a register knows. */
export type ExprType = 'boolean' | 'number' | 'text' | 'date' | 'month' | 'null' | 'any' | ListType
export type ListType = Readonly<{ list: 'boolean' | 'number' | 'text' | 'date' | 'any' | 'rows' }>

/** Everything an expression may name. */
export type Scope = Readonly<{
  typeOf: (name: string) => ExprType | undefined
  paramType: (id: string) => ExprType | undefined
  columnType: (table: string, column: string) => ExprType | undefined
  hasService: (code: string) => boolean
}>

/** What is wrong, in words the author of a definition understands. */
export type ExprProblem = Readonly<{ code: ExprProblemCode; about: string }>
export type ExprProblemCode =
  | 'OPERASI_TIDAK_ADA'
  | 'JUMLAH_ISIAN_SALAH'
  | 'NAMA_TIDAK_DIKENAL'
  | 'JENIS_TIDAK_COCOK'
  | 'ANGKA_HUKUM_TIDAK_ADA'
  | 'TABEL_TIDAK_ADA'
  | 'LAYANAN_TIDAK_ADA'
  | 'TERLALU_DALAM'

type Checked = Readonly<{ type: ExprType; problems: readonly ExprProblem[] }>

const DEPTH_MAX = 40

/** @returns the type, and every problem in it */
export function checkExpr(expr: Expr, scope: Scope, depth = 0): Checked {
  if (depth > DEPTH_MAX) return failed('TERLALU_DALAM', String(DEPTH_MAX))
  if (expr === null) return { type: 'null', problems: [] }
  if (typeof expr === 'boolean') return { type: 'boolean', problems: [] }
  if (typeof expr === 'number') return { type: 'number', problems: [] }
  if (typeof expr === 'string') return { type: isDateText(expr) ? 'date' : 'text', problems: [] }
  if (!isCall(expr)) return checkName(expr.f, scope)
  const [op, ...args] = expr
  if (!OPS.includes(op)) return failed('OPERASI_TIDAK_ADA', String(op).slice(0, 20))
  const rule = RULES[op]
  if (args.length < rule.min || args.length > rule.max)
    return failed('JUMLAH_ISIAN_SALAH', `${op} ${args.length}`)
  const parts = args.map((arg) => checkExpr(arg, scope, depth + 1))
  const inner = parts.flatMap((part) => part.problems)
  const own = rule.problems({ args, types: parts.map((part) => part.type), scope })
  return {
    type: rule.type(
      parts.map((part) => part.type),
      { args, scope },
    ),
    problems: [
      ...inner,
      ...own.map((about) => (typeof about === 'string' ? mismatch(op, about) : about)),
    ],
  }
}

/** Names an expression reads, for finding what is shown to whom and what changed. */
export function namesIn(expr: Expr): readonly string[] {
  if (expr === null || typeof expr !== 'object') return []
  if (!isCall(expr)) return [expr.f]
  const [, ...args] = expr
  return args.flatMap(namesIn)
}

/** Operators only the server can answer. */
const SERVER_OPS: readonly Op[] = ['workdays', 'lookup', 'has']

/** @returns whether a browser can work it out with the answers alone */
export function isForBrowser(expr: Expr): boolean {
  if (!isCall(expr)) return true
  const [op, ...args] = expr
  return !SERVER_OPS.includes(op) && args.every(isForBrowser)
}

function checkName(name: string, scope: Scope): Checked {
  const type = scope.typeOf(name)
  return type === undefined ? failed('NAMA_TIDAK_DIKENAL', name) : { type, problems: [] }
}

function failed(code: ExprProblemCode, about: string): Checked {
  return { type: 'any', problems: [{ code, about: about.slice(0, 80) }] }
}

function mismatch(op: Op, about: string): ExprProblem {
  return { code: 'JENIS_TIDAK_COCOK', about: `${op}: ${about}` }
}

type Asked = Readonly<{ args: readonly Expr[]; types: readonly ExprType[]; scope: Scope }>
type OpRule = Readonly<{
  min: number
  max: number
  type: (
    types: readonly ExprType[],
    asked: Readonly<{ args: readonly Expr[]; scope: Scope }>,
  ) => ExprType
  problems: (asked: Asked) => readonly (string | ExprProblem)[]
}>

const MANY = 50

const isAny = (type: ExprType): boolean => type === 'any' || type === 'null'
const fits = (type: ExprType, wanted: ExprType): boolean => isAny(type) || type === wanted

/** A list counts as its elements where numbers are taken together. */
function elementOf(type: ExprType): ExprType {
  if (typeof type !== 'object') return type
  return type.list === 'rows' ? 'any' : type.list
}

const all =
  (wanted: ExprType) =>
  ({ types }: Asked) =>
    types.filter((type) => !fits(type, wanted)).map((type) => nameOf(type))

const allElements =
  (wanted: ExprType) =>
  ({ types }: Asked) =>
    types.filter((type) => !fits(elementOf(type), wanted)).map((type) => nameOf(type))

/** Two sides that can be held against each other. A month is compared with a month. */
function comparable({ types }: Asked): readonly string[] {
  const [left = 'any', right = 'any'] = types
  if (isAny(left) || isAny(right) || nameOf(left) === nameOf(right)) return []
  const areTexts = [left, right].every((type) => type === 'text' || type === 'month')
  return areTexts ? [] : [`${nameOf(left)} ${nameOf(right)}`]
}

function ordered(asked: Asked): readonly string[] {
  const odd = asked.types.filter((type) => type === 'boolean' || typeof type === 'object')
  return odd.length > 0 ? odd.map(nameOf) : comparable(asked)
}

function nameOf(type: ExprType): string {
  return typeof type === 'object' ? `daftar ${type.list}` : type
}

const nothing = () => []
const always =
  (type: ExprType): OpRule['type'] =>
  () =>
    type

const compare: OpRule = { min: 2, max: 2, type: always('boolean'), problems: comparable }
const orderRule: OpRule = { min: 2, max: 2, type: always('boolean'), problems: ordered }
const logic: OpRule = { min: 1, max: MANY, type: always('boolean'), problems: all('boolean') }
const numbers: OpRule = { min: 1, max: MANY, type: always('number'), problems: all('number') }
const totals: OpRule = { ...numbers, problems: allElements('number') }
const dates = (min: number, max: number, type: ExprType): OpRule => ({
  min,
  max,
  type: always(type),
  problems: all('date'),
})

const shift: OpRule = {
  min: 2,
  max: 2,
  type: always('date'),
  problems: ({ types: [from = 'any', count = 'any'] }) => [
    ...(fits(from, 'date') ? [] : [nameOf(from)]),
    ...(fits(count, 'number') ? [] : [nameOf(count)]),
  ],
}
const partOfDate: OpRule = {
  min: 1,
  max: 1,
  type: always('number'),
  problems: ({ types: [one = 'any'] }) =>
    fits(one, 'date') || one === 'month' ? [] : [nameOf(one)],
}

const RULES: Readonly<Record<Op, OpRule>> = {
  '=': compare,
  '!=': compare,
  '<': orderRule,
  '<=': orderRule,
  '>': orderRule,
  '>=': orderRule,
  and: logic,
  or: logic,
  not: { ...logic, max: 1 },
  in: {
    min: 2,
    max: MANY,
    type: always('boolean'),
    problems: ({ types: [wanted = 'any', ...rest] }) =>
      rest
        .filter((type) => !fits(elementOf(type), wanted) && !isAny(wanted))
        .map((type) => `${nameOf(wanted)} ${nameOf(type)}`),
  },
  list: {
    min: 0,
    max: MANY,
    type: ([first = 'any']) => ({
      list: first === 'number' || first === 'text' || first === 'date' ? first : 'any',
    }),
    problems: nothing,
  },
  '+': { ...numbers, min: 2 },
  '-': { ...numbers, max: 2 },
  '*': { ...numbers, min: 2 },
  '/': { ...numbers, min: 2, max: 2 },
  min: totals,
  max: totals,
  round: { ...numbers, max: 2 },
  ceil: { ...numbers, max: 1 },
  floor: { ...numbers, max: 1 },
  if: {
    min: 3,
    max: 3,
    type: ([, yes = 'any', no = 'any']) => (isAny(yes) ? no : yes),
    problems: ({ types: [test = 'any', yes = 'any', no = 'any'] }) => [
      ...(fits(test, 'boolean') ? [] : [nameOf(test)]),
      ...(isAny(yes) || isAny(no) || nameOf(yes) === nameOf(no)
        ? []
        : [`${nameOf(yes)} ${nameOf(no)}`]),
    ],
  },
  sum: totals,
  count: {
    min: 1,
    max: 1,
    type: always('number'),
    problems: ({ types: [one = 'any'] }) =>
      typeof one === 'object' || one === 'any' ? [] : [nameOf(one)],
  },
  len: { min: 1, max: 1, type: always('number'), problems: all('text') },
  empty: { min: 1, max: 1, type: always('boolean'), problems: nothing },
  concat: {
    min: 1,
    max: MANY,
    type: always('text'),
    problems: ({ types }) =>
      types.filter((type) => type === 'boolean' || typeof type === 'object').map(nameOf),
  },
  today: { min: 0, max: 0, type: always('date'), problems: nothing },
  age: dates(1, 2, 'number'),
  days: dates(2, 2, 'number'),
  workdays: dates(2, 2, 'number'),
  addDays: shift,
  addMonths: shift,
  year: partOfDate,
  month: partOfDate,
  param: {
    min: 1,
    max: 1,
    type: (_, { args: [id], scope }) =>
      (typeof id === 'string' ? scope.paramType(id) : undefined) ?? 'any',
    problems: ({ args: [id], scope }) =>
      typeof id === 'string' && scope.paramType(id) !== undefined
        ? []
        : [{ code: 'ANGKA_HUKUM_TIDAK_ADA', about: String(id).slice(0, 80) }],
  },
  lookup: {
    min: 3,
    max: 3,
    type: (_, { args: [table, , column], scope }) =>
      scope.columnType(String(table), String(column)) ?? 'any',
    problems: ({ args: [table, , column], scope }) =>
      scope.columnType(String(table), String(column)) === undefined
        ? [{ code: 'TABEL_TIDAK_ADA', about: `${String(table)}.${String(column)}`.slice(0, 80) }]
        : [],
  },
  has: {
    min: 2,
    max: 2,
    type: always('boolean'),
    problems: ({ args: [what, code], scope }) => [
      ...(what === 'permohonan' || what === 'surat' ? [] : ['permohonan, surat']),
      ...(typeof code === 'string' && scope.hasService(code)
        ? []
        : [{ code: 'LAYANAN_TIDAK_ADA' as const, about: String(code).slice(0, 80) }]),
    ],
  },
}
