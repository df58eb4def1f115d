/**
 * Finding the objects of a PDF file: tables and streams of cross-references, revision after revision, and
 * objects packed into streams. Nothing is repaired: a file that needs it is told to be unreadable. All that a
 * hostile file can make grow has a bound.
 */
import { type Cursor, expectWord, readCount, readValue } from './lexer.ts'
import { rawOf, readBody, unpack } from './streams.ts'
import { NULL, type PdfDict, type PdfStream, type PdfValue } from './values.ts'
import { PDF_LIMITS, type Place, readSections } from './xref.ts'

export type Pdf = Readonly<{
  bytes: Buffer
  /** Of the newest revision. */
  trailer: ReadonlyMap<string, PdfValue>
  /** Where the newest cross-references begin, and how they are written. */
  startxref: number
  isTable: boolean
  /** One above the highest number of an object. */
  size: number
  /** The value itself, or what a reference leads to; null where there is nothing. */
  get: (value: PdfValue | undefined) => PdfValue
  /** The same where a dictionary is wanted; throws at anything else. */
  dictOf: (value: PdfValue | undefined) => PdfDict | PdfStream
  /** The bytes of a stream, unpacked within bounds. */
  contentOf: (stream: PdfStream) => Buffer
}>

/** @throws what is wrong, for who reads a file of strangers and says "unreadable" */
export function openPdf(bytes: Buffer): Pdf {
  if (!bytes.subarray(0, HEADER_WITHIN).includes('%PDF-')) throw new Error('no header')
  const places = new Map<number, Place>()
  const startxref = findStart(bytes)
  const first = readSections(bytes, startxref, places)
  const trailer = first.entries
  if (trailer.has('Encrypt')) throw new Error('encrypted')
  const size = trailer.get('Size')
  const stated = size?.kind === 'number' ? size.value : 0
  return {
    bytes,
    trailer,
    startxref,
    isTable: first.isTable,
    size: Math.max(stated, highestOf(places) + 1),
    ...createLookUp(bytes, places),
  }
}

const HEADER_WITHIN = 1_024
const END_WITHIN = 2_048

function highestOf(places: ReadonlyMap<number, Place>): number {
  let highest = 0
  for (const number of places.keys()) highest = Math.max(highest, number)
  return highest
}

function findStart(bytes: Buffer): number {
  const at = bytes.lastIndexOf('startxref')
  if (at < 0 || at < bytes.length - END_WITHIN) throw new Error('no end')
  return readCount({ bytes, at: at + 'startxref'.length })
}

type Container = Readonly<{ body: Buffer; starts: readonly number[] }>

function readPacked({ body, starts }: Container, index: number): PdfValue {
  const at = starts[index]
  return at === undefined ? NULL : readValue({ bytes: body, at })
}

function createLookUp(bytes: Buffer, places: ReadonlyMap<number, Place>) {
  const known = new Map<number, PdfValue>()
  const containers = new Map<number, Container>()
  const budget = { left: PDF_LIMITS.unpackedBytes }

  const get = (value: PdfValue | undefined): PdfValue => {
    let found = value ?? NULL
    for (let hops = 0; found.kind === 'ref'; hops += 1) {
      if (hops > PDF_LIMITS.hops) throw new Error('references go in a circle')
      found = objectOf(found.number)
    }
    return found
  }
  const objectOf = (number: number): PdfValue => {
    const had = known.get(number)
    if (had !== undefined) return had
    const place = places.get(number)
    // Who asks for it while it is read asks in a circle, and gets nothing.
    known.set(number, NULL)
    const value = place === undefined ? NULL : read(number, place)
    known.set(number, value)
    return value
  }
  const read = (number: number, place: Place): PdfValue => {
    if (place.kind === 'free') return NULL
    if (place.kind === 'in') return readPacked(containerOf(place.container), place.index)
    if (place.offset >= bytes.length) throw new Error('an object outside')
    const cursor: Cursor = { bytes, at: place.offset }
    if (readCount(cursor) !== number) throw new Error('another object')
    readCount(cursor)
    expectWord(cursor, 'obj')
    return readBody(cursor)
  }
  const containerOf = (number: number): Container => {
    const had = containers.get(number)
    if (had !== undefined) return had
    const place = places.get(number)
    if (place?.kind !== 'at') throw new Error('no container of objects')
    const stream = objectOf(number)
    if (stream.kind !== 'stream') throw new Error('no container of objects')
    const container = readHeads(contentOf(stream), stream)
    containers.set(number, container)
    return container
  }
  /** Only the places: which objects are read is for who asks, or a file could have one read a million times. */
  const readHeads = (body: Buffer, { entries }: PdfStream): Container => {
    const [count, first] = [get(entries.get('N')), get(entries.get('First'))]
    if (count.kind !== 'number' || first.kind !== 'number') throw new Error('no container')
    if (count.value > PDF_LIMITS.objects) throw new Error('too many objects')
    const heads: Cursor = { bytes: body, at: 0 }
    const starts = Array.from({ length: count.value }, () => {
      readCount(heads)
      return first.value + readCount(heads)
    })
    return { body, starts }
  }
  const contentOf = (stream: PdfStream): Buffer =>
    unpack(rawOf(bytes, stream, get(stream.entries.get('Length'))), stream.entries, budget)
  const dictOf = (value: PdfValue | undefined): PdfDict | PdfStream => {
    const found = get(value)
    if (found.kind !== 'dict' && found.kind !== 'stream')
      throw new Error('a dictionary was expected')
    return found
  }
  return { get, dictOf, contentOf }
}
