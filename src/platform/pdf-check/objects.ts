/**
 * Finds every object of a PDF: at every place where one could begin, whatever tables and lengths say, also
 * inside streams. Readers differ in which table they believe; what any of them could find is found here.
 */
import { type Decoded, decodeAll, filterName } from './decode.ts'
import { MAX_OBJECT_STREAM_BYTES, MAX_OBJECTS } from './limits.ts'
import {
  type Allowance,
  isSpace,
  isSpent,
  type PdfDict,
  type PdfValue,
  readerAt,
  readValue,
  readWord,
  skipSpace,
} from './values.ts'

export type PdfStream = Readonly<{ dict: PdfDict; from: number; to: number }>
export type PdfObject = Readonly<{
  number: number
  /** Where it begins in the file; -1 inside a stream of objects. */
  at: number
  value: PdfValue
  stream?: Readonly<{ from: number }>
}>

/** One file while it is looked through. */
export type Body = Readonly<{
  bytes: Uint8Array
  /** Every object, in the order of the file: a number may have several. */
  objects: readonly PdfObject[]
  /** The last one of each number, which is what an added version replaces. */
  byNumber: ReadonlyMap<number, PdfObject>
  /** Dictionaries behind the word trailer, with their places. */
  trailers: readonly Readonly<{ at: number; dict: PdfDict }>[]
  streamEnds: readonly number[]
}>

export type Breather = () => Promise<boolean>

/** `obj` stands at both ends of an object. */
const MAX_PLACES = 2 * MAX_OBJECTS + 1_000
const MAX_TRAILERS = 500
const ZERO = 0x30
const NINE = 0x39
const isDigit = (byte: number | undefined) => byte !== undefined && byte >= ZERO && byte <= NINE

/** @returns undefined when there are more places than anybody writes, or time is up */
export async function findObjects(
  bytes: Uint8Array,
  allowance: Allowance,
  breathe: Breather,
): Promise<Body | undefined> {
  const objects: PdfObject[] = []
  const places = placesOf(bytes, 'obj')
  const ends = placesOf(bytes, 'trailer')
  if (places.length > MAX_PLACES || ends.length > MAX_TRAILERS) return undefined
  for (const place of places) {
    const number = numberBefore(bytes, place)
    if (number === undefined) continue
    const isTooMuch = objects.length >= MAX_OBJECTS || isSpent(allowance)
    if (isTooMuch || !(await breathe())) return undefined
    const found = readObject(bytes, { place, number, allowance })
    if (found !== undefined) objects.push(found)
  }
  const trailers = ends.flatMap((at) => {
    const dict = readValue(readerAt(bytes, at + 'trailer'.length, allowance))
    return dict?.kind === 'dict' ? [{ at, dict }] : []
  })
  return {
    bytes,
    objects,
    byNumber: new Map(objects.map((object) => [object.number, object])),
    trailers,
    streamEnds: placesOf(bytes, 'endstream'),
  }
}

/** The same with what its streams of objects hold. */
export async function openObjectStreams(
  body: Body,
  tools: Readonly<{ allowance: Allowance; decoded: Decoded; breathe: Breather }>,
): Promise<Body | 'unreadable' | undefined> {
  const inner: PdfObject[] = []
  for (const object of body.objects) {
    const stream = streamOf(body, object)
    if (stream === undefined || !holdsObjects(body, stream.dict)) continue
    if (!(await tools.breathe())) return undefined
    const found = await readObjectStream(body, stream, tools)
    if (found === undefined) return 'unreadable'
    inner.push(...found)
    if (inner.length > MAX_OBJECTS) return undefined
  }
  const objects = [...body.objects, ...inner]
  return { ...body, objects, byNumber: new Map(objects.map((one) => [one.number, one])) }
}

/** Follow a reference, and one that leads to a reference, a few steps. */
export function resolve(body: Body, value: PdfValue | undefined): PdfValue | undefined {
  let found = value
  for (let step = 0; step < 8 && found?.kind === 'ref'; step += 1)
    found = body.byNumber.get(found.number)?.value
  return found?.kind === 'ref' ? undefined : found
}

export function numberIn(body: Body, dict: PdfDict, key: string): number | undefined {
  const value = resolve(body, dict.entries.get(key))
  return value?.kind === 'number' ? value.value : undefined
}

export function nameIn(body: Body, dict: PdfDict, key: string): string | undefined {
  const value = resolve(body, dict.entries.get(key))
  return value?.kind === 'name' ? value.name : undefined
}

export function filtersOf(body: Body, dict: PdfDict): readonly string[] {
  const value = resolve(body, dict.entries.get('Filter'))
  const items = value?.kind === 'array' ? value.items : value === undefined ? [] : [value]
  return items.flatMap((item) => {
    const name = resolve(body, item)
    return name?.kind === 'name' ? [filterName(name.name)] : []
  })
}

/** Where the stream of an object lies: as long as it says when its end stands there, else to the next end. */
export function streamOf(body: Body, { value, stream }: PdfObject): PdfStream | undefined {
  if (stream === undefined || value.kind !== 'dict') return undefined
  const { from } = stream
  const told = numberIn(body, value, 'Length')
  if (told !== undefined && told >= 0 && from + told <= body.bytes.length) {
    const behind = readerAt(body.bytes, from + told, { values: 1, bytes: 64 })
    skipSpace(behind)
    if (readWord(behind) === 'endstream') return { dict: value, from, to: from + told }
  }
  const to = firstFrom(body.streamEnds, from) ?? body.bytes.length
  return { dict: value, from, to }
}

export const rawOf = ({ bytes }: Body, { from, to }: PdfStream): Uint8Array =>
  bytes.subarray(from, to)

function firstFrom(sorted: readonly number[], from: number): number | undefined {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < from) low = middle + 1
    else high = middle
  }
  return sorted[low]
}

/** Every place of a word; whoever asks refuses a file with more of them than it can mean. */
function placesOf(bytes: Uint8Array, word: string): readonly number[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found: number[] = []
  let at = view.indexOf(word, 0, 'latin1')
  while (at !== -1 && found.length <= MAX_PLACES) {
    found.push(at)
    at = view.indexOf(word, at + word.length, 'latin1')
  }
  return found
}

/** The number of `12 0 obj`, read backwards from the word; undefined for `endobj` and the like. */
function numberBefore(bytes: Uint8Array, place: number): number | undefined {
  const generation = digitsBefore(bytes, place)
  if (generation === undefined) return undefined
  return digitsBefore(bytes, generation.from)?.value
}

function digitsBefore(
  bytes: Uint8Array,
  before: number,
): Readonly<{ from: number; value: number }> | undefined {
  let end = before
  while (end > 0 && before - end < 64 && isSpace(bytes[end - 1])) end -= 1
  let from = end
  while (from > 0 && end - from < 11 && isDigit(bytes[from - 1])) from -= 1
  if (from === end) return undefined
  let value = 0
  for (let at = from; at < end; at += 1) value = value * 10 + ((bytes[at] ?? ZERO) - ZERO)
  return { from, value }
}

function readObject(
  bytes: Uint8Array,
  { place, number, allowance }: Readonly<{ place: number; number: number; allowance: Allowance }>,
): PdfObject | undefined {
  const reader = readerAt(bytes, place + 3, allowance)
  const value = readValue(reader)
  if (value === undefined) return undefined
  skipSpace(reader)
  if (value.kind !== 'dict' || readWord(reader) !== 'stream') return { number, at: place, value }
  let from = reader.at
  if (bytes[from] === 0x0d) from += 1
  if (bytes[from] === 0x0a) from += 1
  return { number, at: place, value, stream: { from } }
}

/** Also without the type: some readers go by these two alone. */
const holdsObjects = (body: Body, dict: PdfDict): boolean =>
  nameIn(body, dict, 'Type') === 'ObjStm' ||
  (numberIn(body, dict, 'N') !== undefined && numberIn(body, dict, 'First') !== undefined)

async function readObjectStream(
  body: Body,
  stream: PdfStream,
  { allowance, decoded }: Readonly<{ allowance: Allowance; decoded: Decoded }>,
): Promise<readonly PdfObject[] | undefined> {
  const parms = resolve(body, stream.dict.entries.get('DecodeParms'))
  const isPredicted = parms?.kind === 'dict' && (numberIn(body, parms, 'Predictor') ?? 1) > 1
  if (isPredicted) return undefined
  const filters = filtersOf(body, stream.dict)
  const raw = rawOf(body, stream)
  const bytes = await decodeAll(raw, filters, { decoded, keepBytes: MAX_OBJECT_STREAM_BYTES })
  if (bytes === undefined || bytes.length >= MAX_OBJECT_STREAM_BYTES) return undefined
  const count = numberIn(body, stream.dict, 'N') ?? 0
  const first = numberIn(body, stream.dict, 'First') ?? 0
  const header = readerAt(bytes, 0, allowance)
  const found: PdfObject[] = []
  for (let index = 0; index < Math.min(count, MAX_OBJECTS); index += 1) {
    const number = readValue(header)
    const offset = readValue(header)
    if (number?.kind !== 'number' || offset?.kind !== 'number') break
    const value = readValue(readerAt(bytes, first + offset.value, allowance))
    if (value !== undefined) found.push({ number: number.value, at: -1, value })
  }
  return found
}
