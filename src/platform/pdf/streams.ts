/** Bytes of streams, unpacked within bounds. */
import { inflateSync } from 'node:zlib'
import { type Cursor, readValue, readWord } from './lexer.ts'
import type { PdfStream, PdfValue } from './values.ts'

/** The value after "obj", with the place of its bytes when it is a stream. */
export function readBody(cursor: Cursor): PdfValue {
  const value = readValue(cursor)
  if (value.kind !== 'dict') return value
  const start = cursor.at
  if (readWord(cursor) !== 'stream') {
    cursor.at = start
    return value
  }
  if (cursor.bytes[cursor.at] === 0x0d) cursor.at += 1
  if (cursor.bytes[cursor.at] === 0x0a) cursor.at += 1
  return { kind: 'stream', entries: value.entries, start: cursor.at }
}

export function rawOf(bytes: Buffer, { start }: PdfStream, length: PdfValue | undefined): Buffer {
  const count = length?.kind === 'number' ? length.value : -1
  if (!Number.isInteger(count) || count < 0 || start + count > bytes.length)
    throw new Error('no length of a stream')
  return bytes.subarray(start, start + count)
}

/** Bytes of a stream without its packing: none, or deflate, with rows told by their differences. */
export function unpack(
  raw: Buffer,
  entries: ReadonlyMap<string, PdfValue>,
  budget: { left: number },
): Buffer {
  const filter = onlyOf(entries.get('Filter'))
  if (filter === undefined) return raw
  if (filter.kind !== 'name' || filter.value !== 'FlateDecode')
    throw new Error('a stream is packed in a way that is not read here')
  if (budget.left <= 0) throw new Error('too much to unpack')
  const body = inflateSync(raw, { maxOutputLength: budget.left })
  budget.left -= body.length
  const parms = onlyOf(entries.get('DecodeParms'))
  if (parms?.kind !== 'dict') return body
  const [predictor, columns] = [parms.entries.get('Predictor'), parms.entries.get('Columns')]
  if (predictor?.kind !== 'number' || predictor.value === 1) return body
  const width = columns?.kind === 'number' ? columns.value : 1
  return unfilter(body, predictor.value, width)
}

function onlyOf(value: PdfValue | undefined): PdfValue | undefined {
  if (value?.kind !== 'list') return value
  if (value.items.length > 1) throw new Error('a stream is packed twice')
  return value.items[0]
}

/** PNG prediction of rows (RFC 2083, 6): none, and what is above, are what writers use. */
function unfilter(body: Buffer, predictor: number, columns: number): Buffer {
  if (predictor < 10 || !Number.isInteger(columns) || columns < 1 || columns > 64)
    throw new Error('a prediction that is not read here')
  const rows = Math.floor(body.length / (columns + 1))
  const out = Buffer.alloc(rows * columns)
  for (let row = 0; row < rows; row += 1) {
    const kind = body[row * (columns + 1)]
    if (kind !== 0 && kind !== 2) throw new Error('a prediction that is not read here')
    for (let column = 0; column < columns; column += 1) {
      const above = kind === 2 && row > 0 ? (out[(row - 1) * columns + column] ?? 0) : 0
      out[row * columns + column] = ((body[row * (columns + 1) + 1 + column] ?? 0) + above) & 0xff
    }
  }
  return out
}
