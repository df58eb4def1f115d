import { deflateSync } from 'node:zlib'

/** A PDF written by hand, object by object: what no program writes can be written as well. */
export type Part = Readonly<{ number: number; text: string; stream?: Uint8Array }>

const latin = (text: string) => Buffer.from(text, 'latin1')

/** Join objects with a right table and trailer. */
export function joinPdf(parts: readonly Part[], trailer = '/Root 1 0 R'): Buffer {
  const chunks: Buffer[] = [latin('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')]
  const offsets = new Map<number, number>()
  const size = () => chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  for (const { number, text, stream } of parts) {
    offsets.set(number, size())
    chunks.push(latin(`${number} 0 obj\n${text}\n`))
    if (stream !== undefined)
      chunks.push(latin('stream\n'), Buffer.from(stream), latin('\nendstream\n'))
    chunks.push(latin('endobj\n'))
  }
  const start = size()
  const count = Math.max(0, ...offsets.keys()) + 1
  const rows = Array.from({ length: count }, (_, number) => {
    const at = offsets.get(number)
    return at === undefined ? '0000000000 65535 f \n' : `${String(at).padStart(10, '0')} 00000 n \n`
  })
  chunks.push(latin(`xref\n0 ${count}\n${rows.join('')}trailer\n<< /Size ${count} ${trailer} >>\n`))
  chunks.push(latin(`startxref\n${start}\n%%EOF\n`))
  return Buffer.concat(chunks)
}

export type Page = Readonly<{ content?: string; isPacked?: boolean; jpeg?: Picture }>
export type Picture = Readonly<{ bytes: Uint8Array; widthPx: number; heightPx: number }>

export type MadePdf = Readonly<{
  pages?: readonly Page[]
  /** Entries of the catalogue. */
  catalogue?: string
  /** Further objects, from number 100 on. */
  more?: readonly Part[]
  trailer?: string
}>

const TEXT = 'BT /F1 12 Tf 72 720 Td (Kartu Keluarga No. 3371) Tj ET'

/** A letter of so many pages, sound unless told otherwise. */
export function makePdf({
  pages = [{}],
  catalogue = '',
  more = [],
  trailer,
}: MadePdf = {}): Buffer {
  const kids = pages.map((_, index) => `${10 + 3 * index} 0 R`).join(' ')
  const parts: Part[] = [
    { number: 1, text: `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>` },
    { number: 2, text: `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>` },
    { number: 3, text: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>' },
    ...pages.flatMap((page, index) => pageParts(page, 10 + 3 * index)),
    ...more,
  ]
  return joinPdf(parts, `/Root 1 0 R ${trailer ?? ''}`)
}

function pageParts({ content, isPacked = false, jpeg }: Page, number: number): readonly Part[] {
  const picture = jpeg === undefined ? '' : `/XObject << /Im0 ${number + 2} 0 R >>`
  const drawn = content ?? (jpeg === undefined ? TEXT : 'q 595 0 0 842 0 0 cm /Im0 Do Q')
  const raw = latin(drawn)
  const packed = isPacked ? deflateSync(raw) : raw
  const filter = isPacked ? '/Filter /FlateDecode ' : ''
  return [
    {
      number,
      text: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${number + 1} 0 R /Resources << /Font << /F1 3 0 R >> ${picture} >> >>`,
    },
    { number: number + 1, text: `<< ${filter}/Length ${packed.length} >>`, stream: packed },
    ...(jpeg === undefined
      ? []
      : [
          {
            number: number + 2,
            text: `<< /Type /XObject /Subtype /Image /Width ${jpeg.widthPx} /Height ${jpeg.heightPx} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.bytes.length} >>`,
            stream: jpeg.bytes,
          },
        ]),
  ]
}

/** Objects packed into one stream, as programs write them since 2003. */
export function objectStream(number: number, inner: readonly Omit<Part, 'stream'>[]): Part {
  let offset = 0
  const heads = inner.map(({ number: own, text }) => {
    const head = `${own} ${offset}`
    offset += text.length + 1
    return head
  })
  const header = `${heads.join(' ')} `
  const packed = deflateSync(latin(`${header}${inner.map(({ text }) => text).join(' ')}`))
  return {
    number,
    text: `<< /Type /ObjStm /N ${inner.length} /First ${header.length} /Filter /FlateDecode /Length ${packed.length} >>`,
    stream: packed,
  }
}

/** Zeros packed: this many bytes come out. */
export function packedZeros(count: number): Buffer {
  return deflateSync(Buffer.alloc(count), { level: 9 })
}
