import { present } from '../../kernel/assert.ts'
import { sha256 } from '../sha256.ts'
import { appendRevision } from './append-revision.ts'
import { type EmbeddedFile, embedFiles } from './embed-files.ts'
import { openPdf, type Pdf } from './open-pdf.ts'
import {
  dict,
  list,
  name,
  num,
  type PdfDict,
  type PdfRef,
  type PdfValue,
  pdfDate,
  ref,
  text,
  withEntries,
  writeValue,
} from './values.ts'

export type SignOrder = Readonly<{
  /** Who signs, as readers show it. */
  name: string
  reason: string
  location: string
  at: Date
  /** Room for the signature; one with a stamp and the certificates of a local authority takes 3 kB. */
  reserveBytes?: number
  /** Files that come along in the same revision, under the same signature. */
  files?: readonly EmbeddedFile[]
}>

const RESERVE_BYTES = 6_000

/**
 * Sign a file by a revision behind its end, as PAdES asks (ETSI EN 319 142-1): the signature is over every
 * byte of the file but its own, and what others have signed before stays as it is.
 *
 * @param makeSignature signed data over the SHA-256, detached
 */
export async function signPdf(
  bytes: Buffer,
  order: SignOrder,
  makeSignature: (digest: Uint8Array) => Promise<Uint8Array>,
): Promise<Buffer> {
  const prepared = prepare(openPdf(bytes), order)
  const signature = await makeSignature(digestOf(prepared))
  return fill(prepared, signature)
}

type Prepared = Readonly<{
  bytes: Buffer
  /** Of the "<" before the signature, and behind its ">". */
  from: number
  to: number
}>

function prepare(pdf: Pdf, order: SignOrder): Prepared {
  const root = refOf(pdf.trailer.get('Root'))
  const catalog = pdf.dictOf(root)
  const page = firstPage(pdf, catalog)
  const signature = pdf.size
  const field = signature + 1
  const form = formWith(pdf, catalog, ref(field))
  const embedded = embedFiles(pdf, catalog, { files: order.files ?? [], from: field + 1 })
  const objects = new Map<number, string | Buffer>(embedded.objects)
  const catalogChanges: Record<string, PdfValue> = { ...embedded.catalog }
  if (form.at === undefined) catalogChanges.AcroForm = form.value
  else objects.set(form.at, writeValue(form.value))
  if (Object.keys(catalogChanges).length > 0)
    objects.set(root.number, writeValue(withEntries(catalog.entries, catalogChanges)))
  const widget = dict({
    Type: name('Annot'),
    Subtype: name('Widget'),
    FT: name('Sig'),
    T: text(`Tanda tangan ${form.count}`),
    // Printed with the page, and locked; nothing is drawn, because the letter's own text tells.
    F: num(132),
    Rect: list(num(0), num(0), num(0), num(0)),
    P: page.ref,
    V: ref(signature),
  })
  objects.set(field, writeValue(widget))
  const annotations = pdf.get(page.value.entries.get('Annots'))
  const had = annotations.kind === 'list' ? annotations.items : []
  objects.set(
    page.ref.number,
    writeValue(withEntries(page.value.entries, { Annots: list(...had, ref(field)) })),
  )
  const body = signatureBody(order)
  objects.set(signature, body)
  const appended = appendRevision(pdf, { objects })
  const start = present(appended.starts.get(signature), 'the signature was written')
  const from = start + body.indexOf('/Contents <') + '/Contents '.length
  const to = start + body.indexOf('>', body.indexOf('/Contents <')) + 1
  return {
    bytes: writeRange(appended.bytes, start + body.indexOf('/ByteRange ['), { from, to }),
    from,
    to,
  }
}

/** Numbers of the range are written over these, which are as wide as they can get. */
const WIDE = '0000000000'

function signatureBody({ reserveBytes = RESERVE_BYTES, ...order }: SignOrder): string {
  const facts = dict({
    Type: name('Sig'),
    Filter: name('Adobe.PPKLite'),
    SubFilter: name('ETSI.CAdES.detached'),
    M: { kind: 'text', bytes: Buffer.from(pdfDate(order.at)) },
    Name: text(order.name),
    Reason: text(order.reason),
    Location: text(order.location),
  })
  const head = writeValue(facts).slice(0, -2)
  const contents = '0'.repeat(reserveBytes * 2)
  return `${head} /ByteRange [0 ${WIDE} ${WIDE} ${WIDE}] /Contents <${contents}>>>`
}

function writeRange(
  bytes: Buffer,
  at: number,
  { from, to }: Readonly<{ from: number; to: number }>,
): Buffer {
  const numbers = [from, to, bytes.length - to].map((value) => String(value).padStart(10, ' '))
  bytes.write(`/ByteRange [0 ${numbers.join(' ')}]`, at, 'latin1')
  return bytes
}

function digestOf({ bytes, from, to }: Prepared): Uint8Array {
  return sha256(bytes.subarray(0, from), bytes.subarray(to))
}

function fill({ bytes, from, to }: Prepared, signature: Uint8Array): Buffer {
  const hex = Buffer.from(signature).toString('hex')
  const room = to - from - 2
  if (hex.length > room) throw new Error(`the signature needs ${hex.length / 2} bytes`)
  bytes.write(hex, from + 1, 'latin1')
  return bytes
}

function refOf(value: PdfValue | undefined): PdfRef {
  if (value?.kind !== 'ref') throw new Error('a reference was expected')
  return value
}

const PAGE_LEVELS_MAX = 32

/** The first page, by its own number, because it is written anew with the widget on it. */
function firstPage(pdf: Pdf, catalog: PdfDict | ReturnType<Pdf['dictOf']>) {
  let at = refOf(catalog.entries.get('Pages'))
  for (let level = 0; level < PAGE_LEVELS_MAX; level += 1) {
    const value = pdf.dictOf(at)
    const kids = pdf.get(value.entries.get('Kids'))
    if (kids.kind !== 'list') return { ref: at, value }
    at = refOf(kids.items[0])
  }
  throw new Error('pages are nested too deeply')
}

type Form = Readonly<{
  value: PdfDict
  /** Number of the form's own object; absent where it stands in the catalogue. */
  at?: number
  /** Of its fields, the new one included. */
  count: number
}>

function formWith(pdf: Pdf, catalog: ReturnType<Pdf['dictOf']>, field: PdfRef): Form {
  const held = catalog.entries.get('AcroForm')
  const form = pdf.get(held)
  const entries = form.kind === 'dict' ? form.entries : new Map<string, PdfValue>()
  const fields = pdf.get(entries.get('Fields'))
  const had = fields.kind === 'list' ? fields.items : []
  // Signatures exist, and only revisions may be added.
  const value = withEntries(entries, { Fields: list(...had, field), SigFlags: num(3) })
  const place = held?.kind === 'ref' && form.kind === 'dict' ? { at: held.number } : {}
  return { value, count: had.length + 1, ...place }
}
