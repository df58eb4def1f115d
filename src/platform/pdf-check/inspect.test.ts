import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  joinPdf,
  makePdf,
  objectStream,
  type Part,
  packedZeros,
} from '../../../tests/support/pdfs.ts'
import { inspectPdf, isPdf } from './index.ts'

const latin = (text: string) => Buffer.from(text, 'latin1')
const codesOf = async (bytes: Uint8Array) => {
  const seen = await inspectPdf(bytes)
  return seen.ok ? `${seen.value.pages} pages` : seen.refusals.map(({ code }) => code).join(' ')
}
const withMore = (more: readonly Part[], catalogue = '') => makePdf({ more, catalogue })
const object = (text: string, number = 100): Part => ({ number, text })
const stream = (text: string, bytes: Uint8Array, number = 100): Part => ({
  number,
  text: `<< ${text} /Length ${bytes.length} >>`,
  stream: bytes,
})
const script = '<< /S /JavaScript /JS (app.alert(1)) >>'
const VIRUS = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

describe('a sound PDF', () => {
  it('is told with its pages, packed or not', async () => {
    expect(await codesOf(makePdf())).toBe('1 pages')
    expect(await codesOf(makePdf({ pages: [{}, { isPacked: true }, {}] }))).toBe('3 pages')
  })

  it('may have a web link, a form without program, and a page to open at', async () => {
    const link = object('<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://desa.id) >> >>')
    expect(await codesOf(withMore([link], '/OpenAction [10 0 R /Fit]'))).toBe('1 pages')
    expect(await codesOf(withMore([link], '/OpenAction << /S /GoTo /D [10 0 R /Fit] >>'))).toBe(
      '1 pages',
    )
    expect(
      await codesOf(
        withMore([object('<< /FT /Tx /T (nama) >>')], '/AcroForm << /Fields [100 0 R] >>'),
      ),
    ).toBe('1 pages')
  })

  it('tells which pages are blank, and is refused when all are', async () => {
    const seen = await inspectPdf(
      makePdf({ pages: [{}, { content: 'q (Tj Do f) Q' }, { content: ' ' }] }),
    )
    expect(seen.ok && seen.value.blankPages).toEqual([2, 3])
    expect(
      await codesOf(makePdf({ pages: [{ content: '' }, { content: 'q Q', isPacked: true }] })),
    ).toBe('PDF_KOSONG')
  })

  it('hands out pages that are one large photo each', async () => {
    const jpeg = { bytes: latin('picture'), widthPx: 900, heightPx: 1200 }
    const logo = { ...jpeg, widthPx: 90 }
    const seen = await inspectPdf(makePdf({ pages: [{}, { jpeg }, { jpeg: logo }] }))
    expect(
      seen.ok && seen.value.scans.map(({ page, jpeg }) => [page, Buffer.from(jpeg).toString()]),
    ).toEqual([[2, 'picture']])
  })
})

describe('a PDF with something in it', () => {
  it.each([
    [
      'a script that runs when it opens',
      withMore([object(script)], '/OpenAction 100 0 R'),
      'PDF_BERISI_SKRIP',
    ],
    ['a script that nothing leads to', withMore([object(script)]), 'PDF_BERISI_SKRIP'],
    [
      'a script spelt with signs',
      withMore([object('<< /S /J#61vaScript /#4aS (x) >>')]),
      'PDF_BERISI_SKRIP',
    ],
    [
      'a script in a packed object',
      withMore([objectStream(100, [object(script, 101)])]),
      'PDF_BERISI_SKRIP',
    ],
    [
      'a script in a packed object without its type',
      withMore([
        {
          ...objectStream(100, [object(script, 101)]),
          text: objectStream(100, [object(script, 101)]).text.replace('/Type /ObjStm', ''),
        },
      ]),
      'PDF_BERISI_SKRIP',
    ],
    [
      'a script behind a stray bracket',
      withMore([object(`<< /A ] /B > /C ) /D ${script} >>`)]),
      'PDF_BERISI_SKRIP',
    ],
    [
      'a script under a key that is there twice',
      withMore([object(`<< /A 1 /A ${script} >>`)]),
      'PDF_BERISI_SKRIP',
    ],
    ['a script as a bare name of its own', withMore([object('/JavaScript')]), 'PDF_BERISI_SKRIP'],
    [
      'a script in an object inside a stream',
      withMore([stream('', latin(`x\n777 0 obj ${script} endobj`))]),
      'PDF_BERISI_SKRIP',
    ],
    ['a script in the trailer', makePdf({ trailer: `/X ${script}` }), 'PDF_BERISI_SKRIP'],
    ['a program to start', withMore([object('<< /S /Launch /F (cmd.exe) >>')]), 'PDF_BERTINDAK'],
    [
      'an address it calls when it opens',
      withMore([], '/OpenAction << /S /URI /URI (http://x) >>'),
      'PDF_BERTINDAK',
    ],
    [
      'a form it sends away',
      withMore([object('<< /S /SubmitForm /F (http://x) >>')]),
      'PDF_BERTINDAK',
    ],
    [
      'an attached file',
      withMore(
        [object('<< /Type /Filespec /EF << /F 101 0 R >> >>')],
        '/Names << /EmbeddedFiles << /Names [(a) 100 0 R] >> >>',
      ),
      'PDF_BERISI_LAMPIRAN',
    ],
    ['a film', withMore([object('<< /Type /Annot /Subtype /RichMedia >>')]), 'PDF_BERISI_LAMPIRAN'],
    ['a sound', withMore([object('<< /Type /Annot /Subtype /Sound >>')]), 'PDF_BERISI_LAMPIRAN'],
    ['an XFA form', withMore([], '/AcroForm << /XFA [(a) 100 0 R] >>'), 'PDF_FORMULIR_XFA'],
    [
      'a lock',
      makePdf({ trailer: '/Encrypt 100 0 R', more: [object('<< /Filter /Standard /V 2 >>')] }),
      'PDF_TERKUNCI',
    ],
    ['the virus sample', withMore([stream('', latin(VIRUS))]), 'PDF_BERBAHAYA'],
    [
      'an archive behind it',
      Buffer.concat([makePdf(), latin('PK\x05\x06'), Buffer.alloc(18)]),
      'PDF_BERISI_BERKAS_LAIN',
    ],
    ['another file behind it', Buffer.concat([makePdf(), Buffer.alloc(5_000, 'x')]), 'PDF_RUSAK'],
  ])('such as %s is refused', async (_what, bytes, code) => {
    expect(await codesOf(bytes)).toBe(code)
  })

  it('is refused for every reason at once', async () => {
    expect(await codesOf(withMore([object(script), object('<< /S /Launch >>', 101)]))).toBe(
      'PDF_BERTINDAK PDF_BERISI_SKRIP',
    )
  })
})

describe('a hostile PDF', () => {
  const loop = joinPdf([
    object('<< /Type /Catalog /Pages 2 0 R >>', 1),
    object('<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>', 2),
  ])
  const sound = makePdf()
  const tableLoop = Buffer.concat([
    sound.subarray(0, sound.lastIndexOf('trailer')),
    latin(
      `trailer\n<< /Size 12 /Root 1 0 R /Prev ${sound.indexOf('xref')} >>\nstartxref\n${sound.indexOf('xref')}\n%%EOF\n`,
    ),
  ])
  const bombs = Array.from({ length: 40 }, (_, index) =>
    stream('/Filter /FlateDecode', packedZeros(20_000_000), 100 + index),
  )
  const nested = deflateSync(packedZeros(400_000_000))
  const HOSTILE: readonly (readonly [string, () => Buffer, RegExp])[] = [
    ['that is empty', () => Buffer.alloc(0), /RUSAK/],
    ['that is only a header', () => latin('%PDF-1.7\n%%EOF'), /RUSAK/],
    ['of HTML', () => latin('<html><script>alert(1)</script>'), /RUSAK/],
    [
      'whose header comes late',
      () => Buffer.concat([latin('<script>x</script>'), makePdf()]),
      /RUSAK/,
    ],
    ['cut in half', () => makePdf().subarray(0, 300), /RUSAK/],
    ['of 13 MB', () => Buffer.concat([makePdf(), Buffer.alloc(13 * 1024 * 1024)]), /TERLALU_BESAR/],
    ['whose pages run in a circle', () => loop, /RUSAK/],
    ['whose tables run in a circle', () => tableLoop, /RUSAK/],
    [
      'that unpacks to 300 MB',
      () => withMore([stream('/Filter /FlateDecode', packedZeros(300_000_000))]),
      /MENGEMBANG/,
    ],
    ['that unpacks to 800 MB in forty parts', () => withMore(bombs), /MENGEMBANG|TERLALU_LAMA/],
    [
      'packed twice',
      () => withMore([stream('/Filter [/FlateDecode /FlateDecode]', nested)]),
      /MENGEMBANG/,
    ],
    [
      'whose packed objects are a bomb',
      () =>
        withMore([
          stream('/Type /ObjStm /N 5 /First 10 /Filter /FlateDecode', packedZeros(100_000_000)),
        ]),
      /TIDAK_DAPAT|MENGEMBANG/,
    ],
    [
      'whose packed objects nobody can unpack',
      () => withMore([stream('/Type /ObjStm /N 5 /First 10 /Filter /LZWDecode', latin('x'))]),
      /TIDAK_DAPAT/,
    ],
    [
      'with a picture of 30,000 × 30,000 points',
      () =>
        withMore([
          stream(
            '/Subtype /Image /Width 30000 /Height 30000 /Filter /FlateDecode',
            packedZeros(1_000),
          ),
        ]),
      /GAMBAR_TERLALU_BESAR/,
    ],
    ['of brackets within brackets', () => withMore([object('['.repeat(200_000))]), /TERLALU_RUMIT/],
    [
      'of dictionaries within dictionaries',
      () => withMore([object('<< /A '.repeat(200_000))]),
      /TERLALU_RUMIT/,
    ],
    [
      'of two million numbers',
      () => withMore([object(`[${'1 '.repeat(2_000_000)}]`)]),
      /TERLALU_RUMIT/,
    ],
    [
      'of half a million objects',
      () => withMore([object('1 0 obj '.repeat(500_000))]),
      /TERLALU_RUMIT/,
    ],
    [
      'of strings that never end',
      () => withMore([object('1 0 obj ('.repeat(50_000))]),
      /TERLALU_RUMIT/,
    ],
    [
      'of comments that never end',
      () => withMore([object('1 0 obj %'.repeat(50_000))]),
      /TERLALU|RUSAK|pages/,
    ],
    [
      'of streams that never end',
      () => withMore([object('1 0 obj << /N 1 >> stream\n'.repeat(50_000))]),
      /TERLALU|RUSAK/,
    ],
    [
      'of names without end',
      () => withMore([object(`/${'a'.repeat(8_000_000)}`)]),
      /TERLALU|pages/,
    ],
    [
      'with ten thousand pages in one another',
      () =>
        joinPdf([
          object('<< /Type /Catalog /Pages 2 0 R >>', 1),
          object(`<< /Type /Pages /Kids [${'3 0 R '.repeat(10_000)}] >>`, 2),
          object(`<< /Type /Pages /Kids [${'2 0 R '.repeat(10_000)}] >>`, 3),
        ]),
      /RUSAK/,
    ],
    [
      'that leads from reference to reference',
      () => joinPdf([object('2 0 R', 1), object('1 0 R', 2)]),
      /RUSAK/,
    ],
  ]

  it.each(HOSTILE)(
    '%s is answered within three seconds and bounded memory',
    async (_what, make, expected) => {
      const bytes = make()
      const before = process.memoryUsage().rss
      const startedAt = performance.now()
      const codes = await codesOf(bytes)
      const ms = performance.now() - startedAt
      expect(codes).toMatch(expected)
      expect(ms).toBeLessThan(3_000)
      expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(200)
    },
    20_000,
  )
})

describe('the inspector', () => {
  const seeds = [
    makePdf({ pages: [{}, { isPacked: true }] }),
    withMore([objectStream(100, [object('<< /A [1 2 (x)] >>', 101)])]),
    withMore([object(script)], '/OpenAction 100 0 R'),
  ]
  const mutation = fc.record({
    at: fc.nat(),
    byte: fc.nat(255),
    length: fc.nat(40),
    from: fc.nat(),
  })

  it('neither crashes nor hangs on any change to a valid file', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...seeds),
        fc.array(mutation, { minLength: 1, maxLength: 12 }),
        async (seed, changes) => {
          const bytes = Buffer.from(seed)
          for (const { at, byte, length, from } of changes) {
            const place = at % bytes.length
            if (length === 0) bytes[place] = byte
            else bytes.copyWithin(place, from % bytes.length, (from % bytes.length) + length)
          }
          const startedAt = performance.now()
          const seen = await inspectPdf(bytes)
          expect(typeof seen.ok).toBe('boolean')
          expect(performance.now() - startedAt).toBeLessThan(3_000)
        },
      ),
      { numRuns: 600 },
    )
  }, 60_000)

  it('never lets a script through, wherever bytes around it are changed', async () => {
    const sound = makePdf()
    const planted = object(script)
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 60 }),
        fc.uint8Array({ maxLength: 60 }),
        async (before, behind) => {
          const text = (noise: Uint8Array) => Buffer.from(noise).toString('latin1')
          const bytes = withMore([object(text(before), 99), planted, object(text(behind), 102)])
          const seen = await inspectPdf(bytes)
          expect(seen.ok).toBe(false)
        },
      ),
      { numRuns: 400 },
    )
    expect((await inspectPdf(sound)).ok).toBe(true)
  }, 60_000)

  it('knows a PDF by its first bytes alone', () => {
    expect(isPdf(makePdf())).toBe(true)
    expect(isPdf(latin('PDF'))).toBe(false)
    expect(isPdf(Buffer.alloc(0))).toBe(false)
  })
})
