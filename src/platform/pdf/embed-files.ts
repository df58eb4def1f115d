import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import type { Pdf } from './open-pdf.ts'
import {
  dict,
  list,
  name,
  num,
  type PdfStream,
  type PdfValue,
  pdfDate,
  ref,
  text,
  textOf,
  withEntries,
  writeValue,
} from './values.ts'

export type EmbeddedFile = Readonly<{
  filename: string
  mediaType: string
  description: string
  bytes: Uint8Array
  at: Date
}>

export type Embedding = Readonly<{
  objects: ReadonlyMap<number, string | Buffer>
  /** What changes in the catalogue. */
  catalog: Readonly<Record<string, PdfValue>>
}>

type Dictionary = ReturnType<Pdf['dictOf']>

/**
 * Objects that carry files in a document, as PDF/A-3 asks: a name, a kind, and how each belongs to it.
 *
 * @param from the first free number
 */
export function embedFiles(
  pdf: Pdf,
  catalog: Dictionary,
  { files, from }: Readonly<{ files: readonly EmbeddedFile[]; from: number }>,
): Embedding {
  if (files.length === 0) return { objects: new Map(), catalog: {} }
  const names = pdf.get(catalog.entries.get('Names'))
  const nameEntries = names.kind === 'dict' ? names.entries : new Map<string, PdfValue>()
  if (nameEntries.has('EmbeddedFiles')) throw new Error('the document carries files already')
  const objects = new Map<number, string | Buffer>()
  const specs = files.map((file, index) => {
    const [stream, spec] = [from + index * 2, from + index * 2 + 1]
    objects.set(stream, streamOf(file))
    objects.set(spec, specOf(file, stream))
    return { filename: file.filename, spec: ref(spec) }
  })
  const sorted = specs.toSorted((a, b) => (a.filename < b.filename ? -1 : 1))
  const tree = dict({ Names: list(...sorted.flatMap((one) => [text(one.filename), one.spec])) })
  const had = pdf.get(catalog.entries.get('AF'))
  return {
    objects,
    catalog: {
      Names: withEntries(nameEntries, { EmbeddedFiles: tree }),
      AF: list(...(had.kind === 'list' ? had.items : []), ...specs.map(({ spec }) => spec)),
    },
  }
}

function streamOf({ mediaType, bytes, at }: EmbeddedFile): Buffer {
  const packed = deflateSync(bytes)
  const date: PdfValue = { kind: 'text', bytes: Buffer.from(pdfDate(at)) }
  const digest = createHash('md5').update(bytes).digest()
  const head = dict({
    Type: name('EmbeddedFile'),
    Subtype: name(mediaType),
    Filter: name('FlateDecode'),
    Length: num(packed.length),
    Params: dict({
      Size: num(bytes.length),
      ModDate: date,
      CheckSum: { kind: 'text', bytes: digest },
    }),
  })
  return Buffer.concat([
    Buffer.from(`${writeValue(head)}\nstream\n`, 'latin1'),
    packed,
    Buffer.from('\nendstream', 'latin1'),
  ])
}

function specOf({ filename, description }: EmbeddedFile, stream: number): string {
  return writeValue(
    dict({
      Type: name('Filespec'),
      F: text(filename),
      UF: text(filename),
      Desc: text(description),
      AFRelationship: name('Supplement'),
      EF: dict({ F: ref(stream), UF: ref(stream) }),
    }),
  )
}

const FILES_MAX = 16

/** Files a document carries, by their names; only those whose names are asked for are unpacked. */
export function readEmbedded(pdf: Pdf, wanted: readonly string[]): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>()
  const catalog = pdf.dictOf(pdf.trailer.get('Root'))
  const names = pdf.get(catalog.entries.get('Names'))
  const tree = names.kind === 'dict' ? pdf.get(names.entries.get('EmbeddedFiles')) : names
  const pairs = tree.kind === 'dict' ? pdf.get(tree.entries.get('Names')) : tree
  if (pairs.kind !== 'list') return found
  for (let at = 0; at + 1 < Math.min(pairs.items.length, FILES_MAX * 2); at += 2) {
    const filename = textOf(pdf.get(pairs.items[at]))
    if (filename === undefined || !wanted.includes(filename)) continue
    const spec = pdf.dictOf(pairs.items[at + 1])
    const stream = pdf.get(pdf.dictOf(spec.entries.get('EF')).entries.get('F'))
    if (stream.kind === 'stream') found.set(filename, pdf.contentOf(stream as PdfStream))
  }
  return found
}
