/** Cross-references of a PDF file, as tables and as streams (ISO 32000-1, 7.5.4 and 7.5.8). */
import { type Cursor, expectWord, readCount, readValue, readWord, skipWhite } from './lexer.ts'
import { rawOf, readBody, unpack } from './streams.ts'
import type { PdfValue } from './values.ts'

export const PDF_LIMITS = {
  /** Revisions that are followed. */
  sections: 64,
  objects: 250_000,
  /** All that is unpacked of one file. */
  unpackedBytes: 64_000_000,
  /** References that lead to references. */
  hops: 16,
} as const

/** Where an object lies. */
export type Place =
  | Readonly<{ kind: 'at'; offset: number }>
  | Readonly<{ kind: 'in'; container: number; index: number }>
  | Readonly<{ kind: 'free' }>

export type Section = Readonly<{
  entries: ReadonlyMap<string, PdfValue>
  isTable: boolean
}>

/** All sections from the newest to the oldest; what a newer one says stands. */
export function readSections(bytes: Buffer, start: number, places: Map<number, Place>): Section {
  const seen = new Set<number>()
  let first: Section | undefined
  let next: number | undefined = start
  while (next !== undefined) {
    if (seen.has(next)) throw new Error('cross-references go in a circle')
    seen.add(next)
    if (seen.size > PDF_LIMITS.sections) throw new Error('too many revisions')
    const section: Section = readSection(bytes, next, places)
    first ??= section
    const hybrid = section.entries.get('XRefStm')
    if (hybrid?.kind === 'number' && !seen.has(hybrid.value)) {
      seen.add(hybrid.value)
      readSection(bytes, hybrid.value, places)
    }
    const previous = section.entries.get('Prev')
    next = previous?.kind === 'number' ? previous.value : undefined
  }
  if (first === undefined) throw new Error('no cross-references')
  return first
}

function readSection(bytes: Buffer, at: number, places: Map<number, Place>): Section {
  if (!Number.isInteger(at) || at < 0 || at >= bytes.length) throw new Error('a place outside')
  const cursor: Cursor = { bytes, at }
  skipWhite(cursor)
  if (bytes.toString('latin1', cursor.at, cursor.at + 4) === 'xref') {
    cursor.at += 4
    return { entries: readTable(cursor, places), isTable: true }
  }
  return { entries: readXrefStream(bytes, cursor, places), isTable: false }
}

function readTable(cursor: Cursor, places: Map<number, Place>): ReadonlyMap<string, PdfValue> {
  for (;;) {
    const word = readWord(cursor)
    if (word === 'trailer') {
      const trailer = readValue(cursor)
      if (trailer.kind !== 'dict') throw new Error('no trailer')
      return trailer.entries
    }
    if (!/^\d{1,10}$/.test(word)) throw new Error('no cross-reference table')
    const from = Number(word)
    const count = readCount(cursor)
    for (let index = 0; index < count; index += 1)
      setPlace(places, from + index, readTableRow(cursor))
  }
}

function readTableRow(cursor: Cursor): Place {
  const offset = readCount(cursor)
  readCount(cursor)
  const kind = readWord(cursor)
  if (kind !== 'n' && kind !== 'f') throw new Error('no cross-reference')
  return kind === 'n' ? { kind: 'at', offset } : { kind: 'free' }
}

function setPlace(places: Map<number, Place>, number: number, place: Place): void {
  if (places.has(number)) return
  if (places.size >= PDF_LIMITS.objects) throw new Error('too many objects')
  places.set(number, place)
}

function readXrefStream(
  bytes: Buffer,
  cursor: Cursor,
  places: Map<number, Place>,
): ReadonlyMap<string, PdfValue> {
  readCount(cursor)
  readCount(cursor)
  expectWord(cursor, 'obj')
  const stream = readBody(cursor)
  if (stream.kind !== 'stream') throw new Error('no cross-reference stream')
  const { entries } = stream
  const body = unpack(rawOf(bytes, stream, entries.get('Length')), entries, {
    left: XREF_BYTES_MAX,
  })
  const widths = countsOf(entries.get('W'))
  const [type = 0, second = 0, third = 0] = widths
  const row = type + second + third
  if (widths.length !== 3 || row === 0 || row > 24) throw new Error('no widths')
  const size = entries.get('Size')
  const index = countsOf(entries.get('Index'))
  const spans = index.length > 0 ? index : [0, size?.kind === 'number' ? size.value : 0]
  let at = 0
  for (let span = 0; span + 1 < spans.length; span += 2) {
    const [from = 0, count = 0] = spans.slice(span, span + 2)
    for (let one = 0; one < count && at + row <= body.length; one += 1, at += row) {
      const kind = type === 0 ? 1 : fieldOf(body, at, type)
      const a = fieldOf(body, at + type, second)
      const b = fieldOf(body, at + type + second, third)
      setPlace(places, from + one, placeOf(kind, a, b))
    }
  }
  return entries
}

const XREF_BYTES_MAX = 16_000_000

function placeOf(kind: number, a: number, b: number): Place {
  if (kind === 1) return { kind: 'at', offset: a }
  if (kind === 2) return { kind: 'in', container: a, index: b }
  return { kind: 'free' }
}

function fieldOf(body: Buffer, at: number, width: number): number {
  let value = 0
  for (let byte = 0; byte < width; byte += 1) value = value * 256 + (body[at + byte] ?? 0)
  return value
}

function countsOf(value: PdfValue | undefined): readonly number[] {
  if (value?.kind !== 'list') return []
  return value.items.map((item) => {
    if (item.kind !== 'number' || !Number.isInteger(item.value) || item.value < 0)
      throw new Error('a count was expected')
    return item.value
  })
}
