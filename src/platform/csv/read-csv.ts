import { Readable } from 'node:stream'
import { CsvError, type Parser, parse } from 'csv-parse'
import { type ByteSource, decodeText, type TextEncoding } from './decode-text.ts'
import { unguardFormula } from './formula-guard.ts'

/** A row number is what a spreadsheet shows: the header is row 1, the first row of data row 2. */
export type CsvProblem = Readonly<{
  kind: 'problem'
  row: number
  column?: string
  message: string
}>
export type CsvRow = Readonly<{
  kind: 'row'
  row: number
  cells: Readonly<Record<string, string>>
}>
export type CsvItem = CsvRow | CsvProblem

export type CsvLimits = Readonly<{ rows: number; columns: number; fieldChars: number }>

export type ReadCsvOptions = Readonly<{
  /**
   * Headers that must be there, compared without case or outer spaces; cells get exactly these
   * names.
   */
  required?: readonly string[]
  /** Further known headers: renamed the same way, but may be absent. */
  optional?: readonly string[]
  /**
   * Header in the file → name wanted here, for exports of other systems: { "ID Laporan":
   * "tracking_id" }.
   */
  rename?: Readonly<Record<string, string>>
  limits?: Partial<CsvLimits>
  /** Only when a person has said so; otherwise UTF-8 and UTF-16 are recognised. */
  encoding?: TextEncoding
}>

/** fieldChars is what one cell of a spreadsheet can hold. */
export const CSV_LIMITS: CsvLimits = { rows: 100_000, columns: 200, fieldChars: 32_767 }

/**
 * Read a table row by row in constant memory. Comma, semicolon (Indonesian Excel) and tab are
 * recognised from the header. A bad row is a problem beside the good rows; the caller imports all
 * or nothing. A quote without its partner ends the reading: where the next row starts is then a
 * guess.
 */
export async function* readCsv(
  source: ByteSource,
  options: ReadCsvOptions = {},
): AsyncGenerator<CsvItem, void, undefined> {
  const limits = { ...CSV_LIMITS, ...options.limits }
  const decoded = decodeText(source, options.encoding)
  const text = await peekText(decoded.text)
  const parser = openParser(text, limits)
  let hasHeader = true
  try {
    hasHeader = yield* readRecords(parser, options, limits)
  } catch (error) {
    if (!isCsvError(error)) throw error
    yield problem(rowAfter(error), describeCsvError(error, limits))
  } finally {
    parser.destroy()
  }
  if (decoded.outcome.broken) yield problem(1, ENCODING_MESSAGE)
  else if (!hasHeader) yield problem(1, 'Berkas kosong. Baris pertama harus berisi nama kolom.')
}

const ENCODING_MESSAGE =
  'Berkas ini tidak tersimpan sebagai UTF-8. Di Excel pilih Simpan Sebagai, lalu ' +
  '"CSV UTF-8 (dipisahkan koma)", dan unggah lagi.'

type PeekedText = Readonly<{ head: string; all: AsyncGenerator<string, void, undefined> }>

/**
 * The delimiter is chosen from the header, so the first piece is looked at before parsing starts.
 */
async function peekText(pieces: AsyncGenerator<string, void, undefined>): Promise<PeekedText> {
  const first = await pieces.next()
  const head = first.done === true ? '' : first.value
  async function* all(): AsyncGenerator<string, void, undefined> {
    if (head !== '') yield head
    yield* pieces
  }
  return { head, all: all() }
}

function openParser(text: PeekedText, limits: CsvLimits): Parser {
  const parser = parse({
    delimiter: chooseDelimiter(text.head),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    // The parser counts the whole record; the limit of one cell is checked on the cell.
    max_record_size: limits.fieldChars * 8,
  })
  const source = Readable.from(text.all)
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)
  return parser
}

/**
 * @returns the candidate that occurs most often outside quotes in the first line; comma when none
 */
export function chooseDelimiter(head: string): ',' | ';' | '\t' {
  const counts = { ',': 0, ';': 0, '\t': 0 }
  let isQuoted = false
  for (const char of head) {
    if (char === '"') isQuoted = !isQuoted
    if (isQuoted) continue
    if (char === '\n' || char === '\r') break
    if (char === ',' || char === ';' || char === '\t') counts[char] += 1
  }
  if (counts[';'] > counts[',']) return counts['\t'] > counts[';'] ? '\t' : ';'
  return counts['\t'] > counts[','] ? '\t' : ','
}

type Counted = Readonly<{ records: number; empty_lines: number }>
type ParsedRecord = Readonly<{ record: readonly string[]; info: Counted }>

/** @returns false when there was not even a header */
async function* readRecords(
  parser: AsyncIterable<ParsedRecord>,
  options: ReadCsvOptions,
  limits: CsvLimits,
): AsyncGenerator<CsvItem, boolean, undefined> {
  let header: readonly string[] | undefined
  for await (const { record, info } of parser) {
    if (header === undefined) {
      header = nameColumns(record, options)
      const problems = [...checkHeader(header, options, limits)]
      yield* problems
      if (problems.length > 0) return true
      continue
    }
    const row = rowAfter(info) - 1
    if (info.records - 1 > limits.rows) {
      yield problem(
        row,
        `Berkas berisi lebih dari ${limits.rows} baris. Bagi menjadi beberapa berkas.`,
      )
      return true
    }
    yield* readRow({ row, record, header, limits })
  }
  return header !== undefined
}

/** @returns the spreadsheet's number of the row that follows what has been read */
function rowAfter(read: Counted): number {
  return read.records + read.empty_lines + 1
}

function nameColumns(record: readonly string[], options: ReadCsvOptions): readonly string[] {
  const { required = [], optional = [], rename = {} } = options
  const wanted = [...required, ...optional].map((name) => [fold(name), name] as const)
  const renamed = Object.entries(rename).map(([from, to]) => [fold(from), to] as const)
  const known = new Map([...wanted, ...renamed])
  return record.map((cell) => {
    const name = unguardFormula(cell)
    return known.get(fold(name)) ?? name.trim()
  })
}

function fold(name: string): string {
  return name.trim().toLowerCase()
}

function* checkHeader(
  header: readonly string[],
  options: ReadCsvOptions,
  limits: CsvLimits,
): Generator<CsvProblem> {
  if (header.length > limits.columns) {
    yield problem(1, `Ada ${header.length} kolom; paling banyak ${limits.columns}.`)
  }
  const seen = new Set<string>()
  for (const [index, name] of header.entries()) {
    if (name === '') yield problem(1, `Kolom ke-${index + 1} tidak bernama. Beri nama kolom itu.`)
    else if (seen.has(name)) yield problem(1, `Kolom "${clip(name)}" tertulis dua kali.`, name)
    seen.add(name)
  }
  for (const name of options.required ?? []) {
    if (!seen.has(name)) yield problem(1, `Kolom "${name}" tidak ada. Tambahkan kolom itu.`, name)
  }
}

type RawRow = Readonly<{
  row: number
  record: readonly string[]
  header: readonly string[]
  limits: CsvLimits
}>

function* readRow({ row, record, header, limits }: RawRow): Generator<CsvItem> {
  const problems = [...checkRow({ row, record, header, limits })]
  yield* problems
  if (problems.length > 0) return
  const cells = header.map((name, index) => [name, unguardFormula(record[index] ?? '')] as const)
  yield { kind: 'row', row, cells: Object.fromEntries(cells) }
}

function* checkRow({ row, record, header, limits }: RawRow): Generator<CsvProblem> {
  if (record.length !== header.length) {
    yield problem(row, `Baris ini berisi ${record.length} kolom; seharusnya ${header.length}.`)
    return
  }
  for (const [index, cell] of record.entries()) {
    const column = header[index] ?? ''
    if (cell.length > limits.fieldChars) {
      yield problem(row, `Isi terlalu panjang; paling banyak ${limits.fieldChars} huruf.`, column)
    }
    if (cell.includes('\u0000')) {
      yield problem(row, 'Isi memuat karakter kosong (NUL) yang tidak dapat disimpan.', column)
    }
  }
}

function describeCsvError(error: CsvError, limits: CsvLimits): string {
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return `Baris terlalu panjang; satu sel paling banyak ${limits.fieldChars} huruf.`
  }
  return (
    'Tanda kutip (") pada baris ini tidak berpasangan, sehingga baris sesudahnya tidak terbaca. ' +
    'Tulis tanda kutip di dalam isi dua kali ("").'
  )
}

/** The library adds its counters to the error, which its types do not say. */
function isCsvError(error: unknown): error is CsvError & Counted {
  return error instanceof CsvError && 'records' in error && 'empty_lines' in error
}

function problem(row: number, message: string, column?: string): CsvProblem {
  return column === undefined
    ? { kind: 'problem', row, message }
    : { kind: 'problem', row, column: clip(column), message }
}

function clip(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name
}

export type CsvTable = Readonly<{ rows: readonly CsvRow[]; problems: readonly CsvProblem[] }>

/**
 * Everything at once, for files whose row limit keeps them small. Reading stops at 1,000 problems.
 */
export async function collectCsv(items: AsyncIterable<CsvItem>): Promise<CsvTable> {
  const rows: CsvRow[] = []
  const problems: CsvProblem[] = []
  for await (const item of items) {
    if (item.kind === 'row') rows.push(item)
    else problems.push(item)
    if (problems.length >= 1_000) break
  }
  return { rows, problems }
}
