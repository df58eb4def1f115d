import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { openZip, type Zip } from './unzip.ts'

/** Rows of texts; a cell that is not there is an empty text. */
export type Sheet = readonly (readonly string[])[]

export type SheetLimits = Readonly<{ bytesMax: number; rowsMax: number; columnsMax: number }>

export type ReadSheet = Readonly<
  { ok: true; rows: Sheet } | { ok: false; reason: 'unreadable' | 'too-large' }
>

const ZIP = { entriesMax: 200, bytesMax: 20_000_000, ratioMax: 200 }
const CELL_CHARS_MAX = 2_000
const STRINGS_MAX = 50_000
const SHEET = 'xl/worksheets/sheet1.xml'
const STRINGS = 'xl/sharedStrings.xml'
const MACROS = /vbaProject|activeX|externalLinks/i

/**
 * The first sheet of an Excel file as texts. Two parts of the archive are read and nothing else: no formulas are worked
 * out, no links followed, no document types or entities of its own known. Files with macros are refused.
 */
export function readXlsx(bytes: Buffer, limits: SheetLimits): ReadSheet {
  if (bytes.length > limits.bytesMax) return { ok: false, reason: 'too-large' }
  const zip = openZip(bytes, ZIP)
  if (zip === undefined || zip.names.some((name) => MACROS.test(name)))
    return { ok: false, reason: 'unreadable' }
  const sheet = readPart(zip, SHEET)
  if (sheet === undefined) return { ok: false, reason: 'unreadable' }
  const strings = stringsOf(zip.names.includes(STRINGS) ? readPart(zip, STRINGS) : {})
  return strings === undefined
    ? { ok: false, reason: 'unreadable' }
    : rowsOf(sheet, strings, limits)
}

type Node = Readonly<Record<string, unknown>>

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: true,
  isArray: (name) => ['row', 'c', 'si', 'r'].includes(name),
})

function readPart(zip: Zip, name: string): Node | undefined {
  const part = zip.read(name)
  if (part === undefined) return undefined
  const text = part.toString('utf8')
  // A document type is where entities of one's own come from; a sheet never needs one.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return undefined
  try {
    return XMLValidator.validate(text) === true ? (parser.parse(text) as Node) : undefined
  } catch {
    return undefined
  }
}

function childOf(node: unknown, name: string): unknown {
  return isNode(node) && Object.hasOwn(node, name) ? node[name] : undefined
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null
}

function listOf(node: unknown, name: string): readonly unknown[] {
  const found = childOf(node, name)
  return Array.isArray(found) ? found : found === undefined ? [] : [found]
}

function stringsOf(document: Node | undefined): readonly string[] | undefined {
  if (document === undefined) return undefined
  const items = listOf(childOf(document, 'sst'), 'si')
  return items.length > STRINGS_MAX ? undefined : items.map(richText)
}

/** A text, or the runs of one whose letters look different. */
function richText(item: unknown): string {
  const runs = listOf(item, 'r')
  return runs.length > 0
    ? runs.map((run) => plainText(childOf(run, 't'))).join('')
    : plainText(childOf(item, 't'))
}

function plainText(value: unknown): string {
  const text = isNode(value) ? childOf(value, '#text') : value
  return String(text ?? '').slice(0, CELL_CHARS_MAX)
}

function rowsOf(sheet: Node, strings: readonly string[], limits: SheetLimits): ReadSheet {
  const rows = listOf(childOf(childOf(sheet, 'worksheet'), 'sheetData'), 'row')
  if (rows.length > limits.rowsMax) return { ok: false, reason: 'too-large' }
  const read = rows.map((row) => {
    const cells: string[] = []
    for (const cell of listOf(row, 'c')) {
      const column = columnOf(childOf(cell, '@r')) ?? cells.length
      if (column >= limits.columnsMax) continue
      while (cells.length < column) cells.push('')
      cells[column] = cellText(cell, strings)
    }
    return cells
  })
  return { ok: true, rows: read }
}

/** "AB12" is column 27, counted from nothing. */
function columnOf(reference: unknown): number | undefined {
  const letters = /^([A-Z]{1,3})\d{1,7}$/.exec(String(reference ?? ''))?.[1]
  if (letters === undefined) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function cellText(cell: unknown, strings: readonly string[]): string {
  const type = childOf(cell, '@t')
  if (type === 'inlineStr') return richText(childOf(cell, 'is')).trim()
  const value = plainText(childOf(cell, 'v'))
  if (type === 's') return (strings[Number(value)] ?? '').trim()
  if (type === 'b') return value === '1' ? 'ya' : 'tidak'
  return type === 'e' ? '' : value.trim()
}
