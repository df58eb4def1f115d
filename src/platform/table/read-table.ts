import { type CsvItem, type CsvProblem, type ReadCsvOptions, readCsv } from '../csv/read-csv.ts'
import { writeCsvRow } from '../csv/write-csv.ts'
import { readXlsx } from '../xlsx/read-xlsx.ts'

/** Where a table comes from: a file as it was uploaded, or a block copied out of a spreadsheet. */
export type TableSource =
  | Readonly<{ kind: 'file'; bytes: Uint8Array }>
  | Readonly<{ kind: 'pasted'; text: string }>

export type TableRow = Readonly<{ row: number; cells: Readonly<Record<string, string>> }>

export type ReadTable = Readonly<{
  rows: readonly TableRow[]
  /** What cannot be read, by the row a spreadsheet shows. */
  problems: readonly CsvProblem[]
}>

const SHEET_LIMITS = { bytesMax: 8_000_000, rowsMax: 20_000, columnsMax: 100 }
const PROBLEMS_MAX = 200
const ZIP_START = [0x50, 0x4b]

/**
 * Read a small table whole: CSV with comma, semicolon or tab, an Excel file, or a pasted block. The first row names the
 * columns. Meant for what a person uploads and looks at; a file of millions of rows goes through `readCsv`.
 */
export async function readTable(
  source: TableSource,
  options: ReadCsvOptions = {},
): Promise<ReadTable> {
  const csv = toCsv(source)
  if (csv === undefined)
    return { rows: [], problems: [{ kind: 'problem', row: 1, message: UNREADABLE }] }
  const rows: TableRow[] = []
  const problems: CsvProblem[] = []
  for await (const item of readCsv([csv], options)) {
    sort(item, rows, problems)
    if (problems.length >= PROBLEMS_MAX) break
  }
  return { rows, problems }
}

const UNREADABLE =
  'Berkas ini tidak terbaca sebagai tabel. Simpan sebagai CSV UTF-8 atau XLSX tanpa makro, paling banyak 8 MB dan 20.000 baris.'

function sort(item: CsvItem, rows: TableRow[], problems: CsvProblem[]): void {
  if (item.kind === 'row') rows.push({ row: item.row, cells: item.cells })
  else problems.push(item)
}

function toCsv(source: TableSource): Uint8Array | undefined {
  if (source.kind === 'pasted') return new TextEncoder().encode(source.text)
  const isZip = ZIP_START.every((byte, at) => source.bytes[at] === byte)
  if (!isZip) return source.bytes
  const sheet = readXlsx(Buffer.from(source.bytes), SHEET_LIMITS)
  if (!sheet.ok) return undefined
  return new TextEncoder().encode(sheet.rows.map((cells) => writeCsvRow(cells)).join(''))
}
