import { deflateRawSync } from 'node:zlib'

/** Text as it stands; numbers and decimals become numbers of the sheet. */
export type XlsxCell = string | number | Readonly<{ decimal: string }>

const CELL_CHARS_MAX = 32_767

/**
 * A workbook of one sheet: a heading row and rows beneath. Every text is text: nothing in it is read as a formula.
 *
 * @param name of the sheet; what Excel does not take is left out
 */
export function writeXlsx(
  name: string,
  head: readonly string[],
  rows: Iterable<readonly XlsxCell[]>,
): Buffer {
  return zipOf([
    ['[Content_Types].xml', CONTENT_TYPES],
    ['_rels/.rels', RELS],
    ['xl/workbook.xml', workbookOf(name)],
    ['xl/_rels/workbook.xml.rels', WORKBOOK_RELS],
    ['xl/worksheets/sheet1.xml', sheetOf(head, rows)],
  ])
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const CONTENT_TYPES = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/></Types>`
const RELS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
const WORKBOOK_RELS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`

const SHEET_NAME_CHARS = 31

function workbookOf(name: string): string {
  const sound = name.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, SHEET_NAME_CHARS) || 'Lembar1'
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escapeXml(sound)}" sheetId="1" r:id="rId1"/></sheets></workbook>`
}

function sheetOf(head: readonly string[], rows: Iterable<readonly XlsxCell[]>): string {
  const parts = [`${XML}<worksheet xmlns="${MAIN}"><sheetData>`, rowOf(head, 1)]
  let at = 1
  for (const row of rows) {
    at += 1
    parts.push(rowOf(row, at))
  }
  parts.push('</sheetData></worksheet>')
  return parts.join('')
}

function rowOf(cells: readonly XlsxCell[], at: number): string {
  const shown = cells.map((cell, index) => cellOf(cell, `${columnName(index)}${at}`)).join('')
  return `<row r="${at}">${shown}</row>`
}

function cellOf(cell: XlsxCell, place: string): string {
  if (cell === '') return ''
  if (typeof cell === 'string')
    return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell.slice(0, CELL_CHARS_MAX))}</t></is></c>`
  return `<c r="${place}"><v>${typeof cell === 'number' ? cell : cell.decimal}</v></c>`
}

/** @returns A for 0, Z for 25, AA for 26 */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : `${columnName(Math.floor(index / 26) - 1)}${letter}`
}

const MARKS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** Characters XML has no place for are left out. */
function escapeXml(text: string): string {
  return [...text]
    .filter((char) => char >= ' ' || char === '\n' || char === '\t')
    .map((char) => MARKS[char] ?? char)
    .join('')
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const VERSION = 20
const UTF8 = 0x0800
const DEFLATE = 8
/** 1 January 1980: the same cells give the same bytes. */
const DOS_DATE = 0x21

function zipOf(files: readonly (readonly [name: string, text: string])[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of files) {
    const plain = Buffer.from(text)
    const packed = deflateRawSync(plain)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(VERSION, 0)
    facts.writeUInt16LE(UTF8, 2)
    facts.writeUInt16LE(DEFLATE, 4)
    facts.writeUInt16LE(DOS_DATE, 8)
    facts.writeUInt32LE(crc32(plain), 10)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(plain.length, 18)
    facts.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([signed(LOCAL), facts, Buffer.from(name), packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(
      Buffer.concat([signed(CENTRAL), Buffer.from([VERSION, 0]), facts, tail, Buffer.from(name)]),
    )
    parts.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.length, 4)
  end.writeUInt16LE(files.length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, central, signed(END), end])
}

function signed(mark: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(mark, 0)
  return bytes
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1
  return rest >>> 0
})

function crc32(bytes: Uint8Array): number {
  let rest = 0xffffffff
  for (const byte of bytes) rest = (CRC_TABLE[(rest ^ byte) & 0xff] ?? 0) ^ (rest >>> 8)
  return (rest ^ 0xffffffff) >>> 0
}
