import { type Expr, isCall, type Op } from './types.ts'

/** Words an expression is told in. */
export type SayWords = Readonly<{
  ops: Readonly<Record<Op, string>>
  yes: string
  no: string
  nothing: string
  today: string
  /** Between the last two of several. */
  and: string
  or: string
}>

export type Saying = Readonly<{
  words: SayWords
  /** What a name of a field, a document or a fact is called. */
  nameOf: (name: string) => string
  paramName: (id: string) => string
}>

const INFIX: readonly Op[] = ['=', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', 'in']
const DEPTH_MAX = 8

/** @returns an expression as a sentence reads it: "umur Tanggal lahir paling sedikit 17" */
export function sayExpr(expr: Expr, saying: Saying, depth = 0): string {
  if (depth > DEPTH_MAX) return '…'
  if (!isCall(expr)) return sayPlain(expr, saying)
  const [op, ...args] = expr
  const { words } = saying
  const parts = args.map((arg) => sayExpr(arg, saying, depth + 1))
  const [first = '', second = ''] = parts
  if (op === 'and' || op === 'or')
    return args
      .map((arg, index) => (isJoined(arg) ? `(${parts[index]})` : parts[index]))
      .join(` ${op === 'and' ? words.and : words.or} `)
  if (op === 'today') return words.today
  if (op === 'param') return saying.paramName(String(args[0]))
  if (op === 'list') return parts.join(', ')
  if (INFIX.includes(op) && parts.length > 1) return `${first} ${words.ops[op]} ${second}`
  if (op === 'empty') return `${first} ${words.ops.empty}`
  if (op === 'not') return sayNegated(args[0], first, words)
  return `${words.ops[op] ?? op} ${parts.length > 1 ? `(${parts.join('; ')})` : first}`.trim()
}

function sayNegated(inner: Expr | undefined, said: string, words: SayWords): string {
  return inner !== undefined && isJoined(inner)
    ? `${words.ops.not} (${said})`
    : `${words.ops.not} ${said}`
}

function isJoined(expr: Expr): boolean {
  return isCall(expr) && (expr[0] === 'and' || expr[0] === 'or')
}

function sayPlain(expr: Exclude<Expr, readonly unknown[]>, { words, nameOf }: Saying): string {
  if (expr === null) return words.nothing
  if (typeof expr === 'boolean') return expr ? words.yes : words.no
  if (typeof expr === 'number') return String(expr).replace('.', ',')
  return typeof expr === 'string' ? `“${expr}”` : nameOf(expr.f)
}
