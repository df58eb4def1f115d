import { type Expr, isCall } from '../expr/types.ts'

/** The left side of a usual condition: an answer, an age, days since a date, a number of rows. */
export type Left = Readonly<{ kind: 'isian' | 'umur' | 'hari' | 'jumlah'; name: string }>
export const COMPARISONS = ['=', '!=', '<', '<=', '>', '>='] as const
export type Comparison = (typeof COMPARISONS)[number]
/** The right side: a figure or word, a figure of law, another answer. */
export type Right =
  | Readonly<{ kind: 'nilai'; value: number | string }>
  | Readonly<{ kind: 'angka-hukum' | 'isian'; name: string }>
export type Condition =
  | Readonly<{ kind: 'banding'; left: Left; op: Comparison; right: Right }>
  | Readonly<{ kind: 'terisi' | 'kosong' | 'ya' | 'tidak'; left: Left }>
  | Readonly<{ kind: 'salah-satu'; left: Left; values: readonly (number | string)[] }>

export const JOINS = ['semua', 'salah-satu', 'tidak-satu-pun'] as const
/** Usual conditions, put together: all, any, or none of them. No rows at all means always. */
export type Built = Readonly<{ join: (typeof JOINS)[number]; rows: readonly Condition[] }>

/** @returns the expression of what was put together */
export function toExpr({ join, rows }: Built): Expr {
  const parts = rows.map(conditionExpr)
  const [first] = parts
  if (first === undefined) return true
  if (join === 'tidak-satu-pun') return ['not', ['or', ...parts]]
  if (parts.length === 1) return first
  return [join === 'semua' ? 'and' : 'or', ...parts]
}

function conditionExpr(row: Condition): Expr {
  const left = leftExpr(row.left)
  if (row.kind === 'banding') return [row.op, left, rightExpr(row.right)]
  if (row.kind === 'salah-satu') return ['in', left, ['list', ...row.values]]
  if (row.kind === 'ya') return left
  if (row.kind === 'tidak') return ['not', left]
  return row.kind === 'kosong' ? ['empty', left] : ['not', ['empty', left]]
}

function leftExpr({ kind, name }: Left): Expr {
  const named = { f: name }
  if (kind === 'umur') return ['age', named]
  if (kind === 'hari') return ['days', named, ['today']]
  return kind === 'jumlah' ? ['count', named] : named
}

function rightExpr(right: Right): Expr {
  if (right.kind === 'nilai') return right.value
  return right.kind === 'isian' ? { f: right.name } : ['param', right.name]
}

/** @returns the expression taken apart into usual conditions; undefined when it is none of these */
export function fromExpr(expr: Expr): Built | undefined {
  if (expr === true) return { join: 'semua', rows: [] }
  if (isCall(expr)) {
    const [op, ...args] = expr
    if ((op === 'and' || op === 'or') && args.length > 1)
      return allOf(op === 'and' ? 'semua' : 'salah-satu', args)
    const [inner] = args
    if (op === 'not' && args.length === 1 && inner !== undefined && isCall(inner)) {
      const [innerOp, ...parts] = inner
      if (innerOp === 'or') return allOf('tidak-satu-pun', parts)
    }
  }
  return allOf('semua', [expr])
}

function allOf(join: Built['join'], parts: readonly Expr[]): Built | undefined {
  const rows = parts.map(readCondition)
  const known = rows.filter((row): row is Condition => row !== undefined)
  return known.length === rows.length && known.length > 0 ? { join, rows: known } : undefined
}

function readCondition(expr: Expr): Condition | undefined {
  if (!isCall(expr)) {
    const left = readLeft(expr)
    return left?.kind === 'isian' ? { kind: 'ya', left } : undefined
  }
  const [op, first, second, ...more] = expr
  if (first === undefined || more.length > 0) return undefined
  if (op === 'not' || op === 'empty')
    return second === undefined ? readNegated(op, first) : undefined
  const left = readLeft(first)
  if (left === undefined || second === undefined) return undefined
  if (op === 'in') return readMembers(left, second)
  const comparison = COMPARISONS.find((one) => one === op)
  const right = readRight(second)
  return comparison === undefined || right === undefined
    ? undefined
    : { kind: 'banding', left, op: comparison, right }
}

function readNegated(op: 'not' | 'empty', inner: Expr): Condition | undefined {
  if (op === 'empty') {
    const left = readLeft(inner)
    return left?.kind === 'isian' ? { kind: 'kosong', left } : undefined
  }
  if (!isCall(inner)) {
    const left = readLeft(inner)
    return left === undefined ? undefined : { kind: 'tidak', left }
  }
  const [innerOp, asked, ...more] = inner
  const left = asked === undefined || more.length > 0 ? undefined : readLeft(asked)
  return innerOp === 'empty' && left?.kind === 'isian' ? { kind: 'terisi', left } : undefined
}

function readLeft(expr: Expr): Left | undefined {
  if (expr === null || typeof expr !== 'object') return undefined
  if (!isCall(expr)) return { kind: 'isian', name: expr.f }
  const [op, first, second, ...more] = expr
  const name = first === undefined ? undefined : nameIn(first)
  if (name === undefined || more.length > 0) return undefined
  if (op === 'age' && second === undefined) return { kind: 'umur', name }
  if (op === 'count' && second === undefined) return { kind: 'jumlah', name }
  const isToday =
    second !== undefined && isCall(second) && second.length === 1 && second[0] === 'today'
  return op === 'days' && isToday ? { kind: 'hari', name } : undefined
}

function nameIn(expr: Expr): string | undefined {
  return expr !== null && typeof expr === 'object' && !isCall(expr) ? expr.f : undefined
}

function readRight(expr: Expr): Right | undefined {
  if (typeof expr === 'number' || typeof expr === 'string') return { kind: 'nilai', value: expr }
  const name = nameIn(expr)
  if (name !== undefined) return { kind: 'isian', name }
  if (!isCall(expr)) return undefined
  const [op, id, ...more] = expr
  return op === 'param' && typeof id === 'string' && more.length === 0
    ? { kind: 'angka-hukum', name: id }
    : undefined
}

function readMembers(left: Left, expr: Expr): Condition | undefined {
  if (!isCall(expr) || expr[0] !== 'list') return undefined
  const [, ...members] = expr
  const values = members.filter((one) => typeof one === 'number' || typeof one === 'string')
  return values.length === members.length && values.length > 0
    ? { kind: 'salah-satu', left, values }
    : undefined
}
