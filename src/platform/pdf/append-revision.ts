import { sha256 } from '../sha256.ts'
import type { Pdf } from './open-pdf.ts'
import { list, num, type PdfValue, withEntries, writeValue } from './values.ts'

export type Revision = Readonly<{
  /** New and changed objects by number: what stands between "obj" and "endobj". */
  objects: ReadonlyMap<number, string | Buffer>
}>

export type Appended = Readonly<{
  bytes: Buffer
  /** Where each object's body begins in the new file. */
  starts: ReadonlyMap<number, number>
}>

/**
 * The file with objects added behind its last byte (ISO 32000-1, 7.5.6). What was there stays as it is, so a
 * signature over it holds. The new cross-references are written the way the file's own are.
 */
export function appendRevision(pdf: Pdf, { objects }: Revision): Appended {
  const pieces: Buffer[] = [pdf.bytes]
  let length = pdf.bytes.length
  const put = (piece: string | Buffer) => {
    const bytes = typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece
    pieces.push(bytes)
    length += bytes.length
  }
  if (pdf.bytes.at(-1) !== LINE_FEED) put('\n')
  const offsets = new Map<number, number>()
  const starts = new Map<number, number>()
  for (const [number, body] of [...objects].toSorted(([a], [b]) => a - b)) {
    offsets.set(number, length)
    put(`${number} 0 obj\n`)
    starts.set(number, length)
    put(body)
    put('\nendobj\n')
  }
  const startxref = length
  const id = freshId(pdf, [...objects.values()])
  put(pdf.isTable ? tableOf(pdf, offsets, id) : streamOf(pdf, offsets, { id, startxref }))
  put(`startxref\n${startxref}\n%%EOF\n`)
  return { bytes: Buffer.concat(pieces, length), starts }
}

const LINE_FEED = 0x0a

/** The first half of a file's name stays, the second tells its revision. */
function freshId({ trailer, bytes }: Pdf, added: readonly (string | Buffer)[]): PdfValue {
  const parts = added.map((one) => (typeof one === 'string' ? Buffer.from(one, 'latin1') : one))
  const fresh = Buffer.from(sha256(bytes.subarray(-64), ...parts)).subarray(0, 16)
  const had = trailer.get('ID')
  const first = had?.kind === 'list' ? had.items[0] : undefined
  return list(first ?? { kind: 'text', bytes: fresh }, { kind: 'text', bytes: fresh })
}

function trailerOf(pdf: Pdf, size: number, id: PdfValue) {
  const kept = new Map([...pdf.trailer].filter(([key]) => key === 'Root' || key === 'Info'))
  return withEntries(kept, { Size: num(size), Prev: num(pdf.startxref), ID: id })
}

function sizeWith(pdf: Pdf, offsets: ReadonlyMap<number, number>): number {
  return Math.max(pdf.size, ...[...offsets.keys()].map((number) => number + 1))
}

function tableOf(pdf: Pdf, offsets: ReadonlyMap<number, number>, id: PdfValue): string {
  const rows = [...offsets].map(
    ([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`,
  )
  const trailer = trailerOf(pdf, sizeWith(pdf, offsets), id)
  return `xref\n${rows.join('')}trailer\n${writeValue(trailer)}\n`
}

/** Type, four bytes of place, generation; the stream tells of itself too. */
function streamOf(
  pdf: Pdf,
  offsets: ReadonlyMap<number, number>,
  { id, startxref }: Readonly<{ id: PdfValue; startxref: number }>,
): Buffer {
  const own = sizeWith(pdf, offsets)
  const all = [...offsets, [own, startxref] as const]
  const body = Buffer.concat(
    all.map(([, offset]) => {
      const row = Buffer.alloc(6)
      row[0] = 1
      row.writeUInt32BE(offset, 1)
      return row
    }),
  )
  const { entries } = trailerOf(pdf, own + 1, id)
  const head = withEntries(entries, {
    Type: { kind: 'name', value: 'XRef' },
    W: list(num(1), num(4), num(1)),
    Index: list(...all.flatMap(([number]) => [num(number), num(1)])),
    Length: num(body.length),
  })
  return Buffer.concat([
    Buffer.from(`${own} 0 obj\n${writeValue(head)}\nstream\n`, 'latin1'),
    body,
    Buffer.from('\nendstream\nendobj\n', 'latin1'),
  ])
}
