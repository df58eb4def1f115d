import { assert } from '../../kernel/assert.ts'
import { guardFormula } from './formula-guard.ts'

/**
 * CSV by RFC 4180: comma, CRLF, UTF-8. Text is guarded against formulas; numbers are not, because a
 * plain number is only itself. A money text like "-1500.00" is given as `{ decimal: … }` to say so.
 */
export type CsvCell =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Readonly<{ decimal: string }>

export type CsvColumn<Row> = Readonly<{ header: string; value: (row: Row) => CsvCell }>

export type CsvOptions = Readonly<{
  /** Byte order mark, so that Excel reads UTF-8. Leave it out of files meant for programs. */
  bom?: boolean
}>

const CHUNK_CHARS = 16_384
const DECIMAL = /^-?\d+(?:\.\d+)?$/
const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/

/** @returns one line with its CRLF */
export function writeCsvRow(cells: readonly CsvCell[]): string {
  const line = cells.map(writeCell).join(',')
  // A blank line would be read as no row at all.
  return line === '' ? '""\r\n' : `${line}\r\n`
}

function writeCell(cell: CsvCell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return quote(guardFormula(cell))
  if (typeof cell === 'object') {
    assert(DECIMAL.test(cell.decimal), 'a decimal cell holds digits, one point and a minus at most')
    return cell.decimal
  }
  assert(typeof cell !== 'number' || Number.isFinite(cell), 'a number cell is finite')
  return String(cell)
}

function quote(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * Header and rows as text, in pieces of about 16 KiB: memory stays the same for ten rows and ten
 * million. Send it with `Readable.from(csvStream(rows, columns))`.
 */
export async function* csvStream<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  columns: readonly CsvColumn<Row>[],
  options: CsvOptions = {},
): AsyncGenerator<string, void, undefined> {
  let chunk = options.bom === true ? '\uFEFF' : ''
  chunk += writeCsvRow(columns.map((column) => column.header))
  for await (const row of rows) {
    chunk += writeCsvRow(columns.map((column) => column.value(row)))
    if (chunk.length < CHUNK_CHARS) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}
