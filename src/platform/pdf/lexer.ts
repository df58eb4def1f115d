/** Reading values from the bytes of a PDF file (ISO 32000-1, 7.2 and 7.3). What it cannot read it throws at. */
import { NULL, type PdfValue } from './values.ts'

export type Cursor = { readonly bytes: Buffer; at: number }

/** Deeper nesting has no honest use, and would fill the stack. */
const DEPTH_MAX = 40

const WHITE = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20])
const DELIMITERS = new Set([...'()<>[]{}/%'].map((sign) => sign.charCodeAt(0)))

export function skipWhite(cursor: Cursor): void {
  const { bytes } = cursor
  while (cursor.at < bytes.length) {
    const byte = bytes[cursor.at] ?? 0
    if (byte === 0x25) {
      while (cursor.at < bytes.length && bytes[cursor.at] !== 0x0a && bytes[cursor.at] !== 0x0d)
        cursor.at += 1
    } else if (WHITE.has(byte)) cursor.at += 1
    else return
  }
}

/** The next run of plain letters and digits; empty before a delimiter and at the end. */
export function readWord(cursor: Cursor): string {
  skipWhite(cursor)
  const start = cursor.at
  while (cursor.at < cursor.bytes.length) {
    const byte = cursor.bytes[cursor.at] ?? 0
    if (WHITE.has(byte) || DELIMITERS.has(byte)) break
    cursor.at += 1
  }
  return cursor.bytes.toString('latin1', start, cursor.at)
}

/** A number that is a place or a count: whole and not negative. */
export function readCount(cursor: Cursor): number {
  const word = readWord(cursor)
  if (!/^\d{1,15}$/.test(word)) throw new Error(`a count was expected at ${cursor.at}`)
  return Number(word)
}

export function expectWord(cursor: Cursor, wanted: string): void {
  const word = readWord(cursor)
  if (word !== wanted) throw new Error(`"${wanted}" was expected at ${cursor.at}`)
}

/** One value. A stream is read as its dictionary: `readStreamStart` tells whether one follows. */
export function readValue(cursor: Cursor, depth = 0): PdfValue {
  if (depth > DEPTH_MAX) throw new Error('values are nested too deeply')
  skipWhite(cursor)
  const { bytes, at } = cursor
  switch (bytes[at]) {
    case undefined:
      throw new Error('the file ends within a value')
    case 0x2f: // /
      return { kind: 'name', value: readName(cursor) }
    case 0x28: // (
      return { kind: 'text', bytes: readLiteral(cursor) }
    case 0x5b: // [
      return { kind: 'list', items: readItems(cursor, depth) }
    case 0x3c: // <
      return bytes[at + 1] === 0x3c
        ? { kind: 'dict', entries: readEntries(cursor, depth) }
        : { kind: 'text', bytes: readHex(cursor) }
    default:
      return readPlain(cursor)
  }
}

function readPlain(cursor: Cursor): PdfValue {
  const word = readWord(cursor)
  if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true' }
  if (word === 'null') return NULL
  if (!/^[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})$/.test(word))
    throw new Error(`no value at ${cursor.at}`)
  const generation = /^\d{1,10}$/.test(word) ? readRestOfRef(cursor) : undefined
  if (generation !== undefined) return { kind: 'ref', number: Number(word), generation }
  return { kind: 'number', value: Number(word) }
}

/** "0 R" after a number makes it the name of an object. */
function readRestOfRef(cursor: Cursor): number | undefined {
  const start = cursor.at
  const second = readWord(cursor)
  if (/^\d{1,5}$/.test(second) && readWord(cursor) === 'R') return Number(second)
  cursor.at = start
  return undefined
}

function readName(cursor: Cursor): string {
  cursor.at += 1
  const start = cursor.at
  while (cursor.at < cursor.bytes.length) {
    const byte = cursor.bytes[cursor.at] ?? 0
    if (WHITE.has(byte) || DELIMITERS.has(byte)) break
    cursor.at += 1
  }
  const raw = cursor.bytes.toString('latin1', start, cursor.at)
  return raw.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

function readItems(cursor: Cursor, depth: number): readonly PdfValue[] {
  cursor.at += 1
  const items: PdfValue[] = []
  for (;;) {
    skipWhite(cursor)
    if (cursor.bytes[cursor.at] === 0x5d) {
      cursor.at += 1
      return items
    }
    items.push(readValue(cursor, depth + 1))
  }
}

function readEntries(cursor: Cursor, depth: number): ReadonlyMap<string, PdfValue> {
  cursor.at += 2
  const entries = new Map<string, PdfValue>()
  for (;;) {
    skipWhite(cursor)
    const byte = cursor.bytes[cursor.at]
    if (byte === 0x3e && cursor.bytes[cursor.at + 1] === 0x3e) {
      cursor.at += 2
      return entries
    }
    if (byte !== 0x2f) throw new Error(`a key was expected at ${cursor.at}`)
    const key = readName(cursor)
    entries.set(key, readValue(cursor, depth + 1))
  }
}

const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 }

function readLiteral(cursor: Cursor): Buffer {
  const { bytes } = cursor
  const out: number[] = []
  let open = 1
  for (cursor.at += 1; cursor.at < bytes.length; cursor.at += 1) {
    const byte = bytes[cursor.at] ?? 0
    if (byte === 0x5c) readEscape(cursor, out)
    else {
      if (byte === 0x28) open += 1
      if (byte === 0x29) open -= 1
      if (open === 0) {
        cursor.at += 1
        return Buffer.from(out)
      }
      out.push(byte)
    }
  }
  throw new Error('the file ends within a text')
}

/** After a backslash; leaves the cursor on its last byte. */
function readEscape(cursor: Cursor, out: number[]): void {
  cursor.at += 1
  const byte = cursor.bytes[cursor.at] ?? 0
  const digits = /^[0-7]{1,3}/.exec(cursor.bytes.toString('latin1', cursor.at, cursor.at + 3))?.[0]
  if (digits !== undefined) {
    out.push(Number.parseInt(digits, 8) & 0xff)
    cursor.at += digits.length - 1
  } else if (byte === 0x0d || byte === 0x0a) {
    if (byte === 0x0d && cursor.bytes[cursor.at + 1] === 0x0a) cursor.at += 1
  } else out.push(ESCAPES[String.fromCharCode(byte)] ?? byte)
}

function readHex(cursor: Cursor): Buffer {
  const end = cursor.bytes.indexOf(0x3e, cursor.at)
  if (end < 0) throw new Error('the file ends within a text')
  const digits = cursor.bytes.toString('latin1', cursor.at + 1, end).replace(/\s+/g, '')
  if (!/^[0-9a-fA-F]*$/.test(digits)) throw new Error(`no hexadecimal text at ${cursor.at}`)
  cursor.at = end + 1
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex')
}
