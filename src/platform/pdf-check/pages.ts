/** Pages of a PDF: how many, which of them show nothing, and the scans among them. */
import { type Decoded, decodeAll } from './decode.ts'
import {
  MAX_CONTENT_BYTES,
  MAX_PAGES_LOOKED_AT,
  MAX_PAGES_SEEN,
  MAX_SCANS,
  MIN_SCAN_EDGE_PX,
} from './limits.ts'
import {
  type Body,
  type Breather,
  filtersOf,
  nameIn,
  numberIn,
  rawOf,
  resolve,
  streamOf,
} from './objects.ts'
import { isSpace, latin, type PdfDict, type PdfValue } from './values.ts'

export type Pages = Readonly<{
  count: number
  /** Numbers from 1 of pages that paint nothing. */
  blank: readonly number[]
  /** JPEG pictures that are a page by themselves, the first few. */
  scans: readonly Readonly<{ page: number; jpeg: Uint8Array }>[]
}>

/** @returns undefined when the tree of pages is missing or runs in a circle */
export async function readPages(
  body: Body,
  decoded: Decoded,
  breathe: Breather,
): Promise<Pages | undefined> {
  const leaves = leavesOf(body)
  if (leaves === undefined || leaves.length === 0) return undefined
  const blank: number[] = []
  const scans: { page: number; jpeg: Uint8Array }[] = []
  for (const [index, leaf] of leaves.slice(0, MAX_PAGES_LOOKED_AT).entries()) {
    if (!(await breathe())) break
    const jpeg = scans.length < MAX_SCANS ? scanOf(body, leaf) : undefined
    if (jpeg !== undefined) scans.push({ page: index + 1, jpeg })
    if (await isBlank(body, leaf, decoded)) blank.push(index + 1)
  }
  return { count: leaves.length, blank, scans }
}

/** The catalogue of the newest version of the file. */
function rootOf(body: Body): PdfDict | undefined {
  const tables = body.objects.flatMap(({ value }) =>
    value.kind === 'dict' && nameIn(body, value, 'Type') === 'XRef' ? [value] : [],
  )
  const trailers = [...tables, ...body.trailers.map(({ dict }) => dict)]
  for (const trailer of trailers.toReversed()) {
    const root = resolve(body, trailer.entries.get('Root'))
    if (root?.kind === 'dict') return root
  }
  return undefined
}

function leavesOf(body: Body): readonly PdfDict[] | undefined {
  const root = rootOf(body)
  const top = root && resolve(body, root.entries.get('Pages'))
  const open: PdfDict[] = top?.kind === 'dict' ? [top] : []
  const leaves: PdfDict[] = []
  const seen = new Set<PdfDict>()
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node) || leaves.length + open.length > MAX_PAGES_SEEN) return undefined
    seen.add(node)
    const kids = kidsOf(body, node)
    if (kids === undefined) leaves.push(node)
    else open.push(...kids.toReversed())
  }
  return leaves
}

/** @returns undefined for a page, which has none */
function kidsOf(body: Body, node: PdfDict): readonly PdfDict[] | undefined {
  const kids = resolve(body, node.entries.get('Kids'))
  if (kids?.kind !== 'array') return undefined
  return kids.items.slice(0, MAX_PAGES_SEEN).flatMap((kid) => {
    const next = resolve(body, kid)
    return next?.kind === 'dict' ? [next] : []
  })
}

/** A page without a single painting operator, and without anything laid over it. */
async function isBlank(body: Body, page: PdfDict, decoded: Decoded): Promise<boolean> {
  const notes = resolve(body, page.entries.get('Annots'))
  if (notes?.kind === 'array' && notes.items.length > 0) return false
  for (const part of contentsOf(body, page)) {
    const object = part.kind === 'ref' ? body.byNumber.get(part.number) : undefined
    const stream = object && streamOf(body, object)
    if (stream === undefined) continue
    const raw = rawOf(body, stream)
    const bytes = await decodeAll(raw, filtersOf(body, stream.dict), {
      decoded,
      keepBytes: MAX_CONTENT_BYTES,
    })
    // What we cannot read may show something.
    if (bytes === undefined ? raw.length > 0 && hasForeignFilter(body, stream.dict) : paints(bytes))
      return false
  }
  return true
}

const OURS: readonly string[] = ['FlateDecode', 'ASCIIHexDecode', 'ASCII85Decode']
const hasForeignFilter = (body: Body, dict: PdfDict): boolean =>
  filtersOf(body, dict).some((filter) => !OURS.includes(filter))

function contentsOf(body: Body, page: PdfDict): readonly PdfValue[] {
  const told = page.entries.get('Contents')
  if (told === undefined) return []
  const value = resolve(body, told)
  if (value?.kind === 'array') return value.items.slice(0, 200)
  return [told]
}

const PAINTING: ReadonlySet<string> = new Set([
  ...['Tj', 'TJ', "'", '"', 'Do', 'BI', 'sh'],
  ...['f', 'F', 'f*', 'S', 's', 'B', 'B*', 'b', 'b*'],
])

/** Is there an operator that paints? Strings are passed over, so a letter in a text is none. */
function paints(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; ) {
    const end = behindWord(bytes, at)
    const isWord = end > at && end - at <= 2 && bytes[at - 1] !== 0x2f
    if (isWord && PAINTING.has(latin(bytes, at, end))) return true
    if (end > at) at = end
    else at = bytes[at] === 0x28 ? behindString(bytes, at) : at + 1
  }
  return false
}

function behindWord(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && !isSpace(bytes[at]) && !isMark(bytes[at] ?? 0)) at += 1
  return at
}

const isMark = (byte: number): boolean =>
  byte === 0x28 ||
  byte === 0x29 ||
  byte === 0x2f ||
  byte === 0x3c ||
  byte === 0x3e ||
  byte === 0x5b ||
  byte === 0x5d

function behindString(bytes: Uint8Array, from: number): number {
  let open = 0
  for (let at = from; at < bytes.length; at += 1) {
    if (bytes[at] === 0x5c) at += 1
    else if (bytes[at] === 0x28) open += 1
    else if (bytes[at] === 0x29) open -= 1
    if (open === 0) return at + 1
  }
  return bytes.length
}

/** The one large JPEG of a page that holds no other picture: a scanner made it. */
function scanOf(body: Body, page: PdfDict): Uint8Array | undefined {
  const resources = resolve(body, page.entries.get('Resources'))
  if (resources?.kind !== 'dict') return undefined
  const pictures = resolve(body, resources.entries.get('XObject'))
  const refs = pictures?.kind === 'dict' ? [...pictures.entries.values()] : []
  const [only] = refs
  if (refs.length !== 1 || only?.kind !== 'ref') return undefined
  const object = body.byNumber.get(only.number)
  const stream = object && streamOf(body, object)
  if (stream === undefined) return undefined
  const filters = filtersOf(body, stream.dict)
  const edges = [numberIn(body, stream.dict, 'Width'), numberIn(body, stream.dict, 'Height')]
  const isLarge = edges.every((edge) => (edge ?? 0) >= MIN_SCAN_EDGE_PX)
  return isLarge && filters.length === 1 && filters[0] === 'DCTDecode'
    ? rawOf(body, stream)
    : undefined
}
