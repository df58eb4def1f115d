/**
 * Reads the values of PDF syntax (ISO 32000-1, 7.3) from hostile bytes. Nothing throws: what cannot be read
 * is undefined, and a reader whose allowance is spent reads nothing more and says so.
 */
import { MAX_DEPTH } from './limits.ts'

export type PdfValue =
  | Readonly<{ kind: 'name'; name: string }>
  | Readonly<{ kind: 'number'; value: number }>
  | Readonly<{ kind: 'ref'; number: number }>
  | Readonly<{ kind: 'string' }>
  | Readonly<{ kind: 'word'; word: string }>
  | Readonly<{ kind: 'array'; items: readonly PdfValue[] }>
  | PdfDict
export type PdfDict = Readonly<{ kind: 'dict'; entries: ReadonlyMap<string, PdfValue> }>

/** What reading may still cost, shared by all readers of one file. */
export type Allowance = { values: number; bytes: number }

/** A place in bytes, moved on by reading. */
export type Reader = { readonly bytes: Uint8Array; at: number; readonly allowance: Allowance }

export const readerAt = (bytes: Uint8Array, at: number, allowance: Allowance): Reader => ({
  bytes,
  at,
  allowance,
})

export const isSpent = ({ values, bytes }: Allowance): boolean => values < 0 || bytes < 0

const SLASH = 0x2f
const LESS = 0x3c
const GREATER = 0x3e
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const OPEN_STRING = 0x28
const CLOSE_STRING = 0x29
const BACKSLASH = 0x5c
const PERCENT = 0x25
const HASH = 0x23

export const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0

const isDelimiter = (byte: number): boolean =>
  byte === SLASH ||
  byte === LESS ||
  byte === GREATER ||
  byte === OPEN_ARRAY ||
  byte === CLOSE_ARRAY ||
  byte === OPEN_STRING ||
  byte === CLOSE_STRING ||
  byte === PERCENT ||
  byte === 0x7b ||
  byte === 0x7d

/** Where an object ends, closed or not. */
const ENDS: readonly string[] = ['endobj', 'obj', 'stream', 'endstream', 'xref', 'trailer']

/**
 * One value, or undefined at the end of the object. Readers of PDF go on past what is no syntax, so
 * whatever stands between is taken as a bare word: nothing hides behind a stray bracket.
 */
export function readValue(reader: Reader, depth = 0): PdfValue | undefined {
  skipSpace(reader)
  const { bytes, at, allowance } = reader
  allowance.values -= 1
  // Nested deeper than anybody writes: what lies below would stay unseen, so the file is given up.
  if (depth > MAX_DEPTH) allowance.values = -1
  if (isSpent(allowance) || at >= bytes.length) return undefined
  const isOutermost = depth === 0
  const value = readKind(reader, bytes[at] ?? 0, depth)
  if (isOutermost) allowance.bytes -= reader.at - at + 1
  return value
}

function readKind(reader: Reader, first: number, depth: number): PdfValue | undefined {
  const { bytes, at } = reader
  switch (first) {
    case SLASH:
      return { kind: 'name', name: readName(reader) }
    case LESS:
      return bytes[at + 1] === LESS ? readDict(reader, depth) : skipHexString(reader)
    case OPEN_ARRAY:
      return readArray(reader, depth)
    case OPEN_STRING:
      return skipString(reader)
    default:
      return readNumberOrWord(reader)
  }
}

/** White space and comments. */
export function skipSpace(reader: Reader): void {
  const { bytes } = reader
  const from = reader.at
  let { at } = reader
  for (; at < bytes.length; at += 1) {
    if (bytes[at] === PERCENT) {
      while (at + 1 < bytes.length && bytes[at] !== 0x0a && bytes[at] !== 0x0d) at += 1
    } else if (!isSpace(bytes[at])) break
  }
  reader.at = at
  reader.allowance.bytes -= at - from
}

/** A bare word: an operator, a key word, a number as text. Empty where a delimiter stands. */
export function readWord(reader: Reader): string {
  const { bytes, at } = reader
  let end = at
  while (
    end < bytes.length &&
    end - at < 64 &&
    !isSpace(bytes[end]) &&
    !isDelimiter(bytes[end] ?? 0)
  )
    end += 1
  reader.at = end
  reader.allowance.bytes -= end - at
  return latin(bytes, at, end)
}

/** Text of these bytes, as many of them as there are. */
export function latin(
  { buffer, byteOffset, byteLength }: Uint8Array,
  from: number,
  to: number,
): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('latin1', Math.max(0, from), to)
}

/** The name behind a slash, `#4A` written as the letter it stands for: no spelling hides a name. */
function readName(reader: Reader): string {
  const { bytes } = reader
  let at = reader.at + 1
  let name = ''
  for (; at < bytes.length && name.length < 256; at += 1) {
    const byte = bytes[at] ?? 0
    if (isSpace(byte) || isDelimiter(byte)) break
    const digits = byte === HASH ? latin(bytes, at + 1, at + 3) : ''
    const isEscape = /^[0-9a-f]{2}$/i.test(digits)
    name += String.fromCharCode(isEscape ? Number.parseInt(digits, 16) : byte)
    if (isEscape) at += 2
  }
  reader.at = at
  return name
}

function readDict(reader: Reader, depth: number): PdfDict {
  const entries = new Map<string, PdfValue>()
  reader.at += 2
  while (!isDictEnd(reader)) {
    const isKey = reader.bytes[reader.at] === SLASH
    const key = isKey ? readName(reader) : ''
    if (isKey && isDictEnd(reader)) break
    const value = readValue(reader, depth + 1)
    if (value === undefined) return { kind: 'dict', entries }
    // The same key twice: readers differ in which they believe, so both are kept for the search.
    entries.set(entries.has(key) || !isKey ? `${key}\u0000${entries.size}` : key, value)
  }
  reader.at += 2
  return { kind: 'dict', entries }
}

function isDictEnd(reader: Reader): boolean {
  skipSpace(reader)
  const { bytes, at } = reader
  return bytes[at] === GREATER && bytes[at + 1] === GREATER
}

function readArray(reader: Reader, depth: number): PdfValue {
  const items: PdfValue[] = []
  reader.at += 1
  for (;;) {
    skipSpace(reader)
    const isEnd = reader.bytes[reader.at] === CLOSE_ARRAY
    if (isEnd) reader.at += 1
    const item = isEnd ? undefined : readValue(reader, depth + 1)
    if (item === undefined) return { kind: 'array', items }
    items.push(item)
  }
}

function skipString(reader: Reader): PdfValue {
  const { bytes } = reader
  let open = 0
  let { at } = reader
  for (; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (byte === BACKSLASH) at += 1
    else if (byte === OPEN_STRING) open += 1
    else if (byte === CLOSE_STRING) open -= 1
    if (open === 0) break
  }
  reader.at = Math.min(at + 1, bytes.length)
  return { kind: 'string' }
}

function skipHexString(reader: Reader): PdfValue {
  const end = reader.bytes.indexOf(GREATER, reader.at)
  reader.at = end === -1 ? reader.bytes.length : end + 1
  return { kind: 'string' }
}

function readNumberOrWord(reader: Reader): PdfValue | undefined {
  const from = reader.at
  const word = readWord(reader)
  if (word === '') reader.at += 1
  if (ENDS.includes(word)) {
    reader.at = from
    return undefined
  }
  if (/^\d{1,10}$/.test(word)) return readReference(reader, Number(word))
  if (word !== '' && /^[+-]{0,2}\d{0,20}\.?\d{0,20}$/.test(word))
    return { kind: 'number', value: Number(word) || 0 }
  return { kind: 'word', word }
}

/** `12 0 R` is a reference; `12` alone a number. */
function readReference(reader: Reader, value: number): PdfValue {
  const back = reader.at
  skipSpace(reader)
  const generation = readWord(reader)
  if (/^\d{1,5}$/.test(generation)) {
    skipSpace(reader)
    if (readWord(reader) === 'R') return { kind: 'ref', number: value }
  }
  reader.at = back
  return { kind: 'number', value }
}
