import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkSignatures } from './check-signatures.ts'
import { openPdfHouse } from './testing/pdf-house.ts'

const house = openPdfHouse()
const signed = await house.sign(await house.plain(), house.keyOf('dinas'))
house.close()

const LONGEST_MS = 1_500

/** What is said of a file, and that it does not take long to say it. */
function judge(pdf: Buffer | string): string {
  const bytes = typeof pdf === 'string' ? Buffer.from(pdf, 'latin1') : pdf
  const startedMs = performance.now()
  const checked = checkSignatures(bytes, [])
  expect(performance.now() - startedMs).toBeLessThan(LONGEST_MS)
  if (!checked.ok) return checked.fault
  return checked.signatures.map(({ state }) => state).join(' ') || 'unsigned'
}

/** A small file by hand: objects, a table that finds them, a trailer. */
function fileOf(objects: readonly string[], trailer = ''): string {
  let text = '%PDF-1.7\n'
  const rows = objects.map((body, index) => {
    const at = text.length
    text += `${index + 1} 0 obj\n${body}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const start = text.length
  return `${text}xref\n0 ${rows.length + 1}\n0000000000 65535 f \n${rows.join('')}trailer\n<</Size ${rows.length + 1} /Root 1 0 R ${trailer}>>\nstartxref\n${start}\n%%EOF\n`
}

const FORM = '<</Type /Catalog /AcroForm <</Fields [2 0 R] /SigFlags 3>> >>'

describe('a hostile file', () => {
  it.each([
    ['nothing', ''],
    ['garbage', 'bukan pdf sama sekali'],
    ['only a header', '%PDF-1.7\n'],
    ['a start that lies outside', '%PDF-1.7\nstartxref\n999999\n%%EOF'],
    ['a start without a number', '%PDF-1.7\nstartxref\n-1\n%%EOF'],
    [
      'a table that leads to itself',
      '%PDF-1.7\nxref\n0 0\ntrailer\n<</Prev 9>>\nstartxref\n9\n%%EOF',
    ],
    [
      'a table of a billion rows',
      '%PDF-1.7\nxref\n0 999999999\ntrailer\n<<>>\nstartxref\n9\n%%EOF',
    ],
    [
      'values nested without end',
      `%PDF-1.7\nxref\n0 0\ntrailer\n${'['.repeat(100_000)}\nstartxref\n9\n%%EOF`,
    ],
  ])('is unreadable: %s', (_, pdf) => expect(judge(pdf)).toBe('unreadable'))

  it('is told to be encrypted', () => {
    expect(judge(fileOf(['<</Type /Catalog>>'], '/Encrypt 1 0 R'))).toBe('encrypted')
  })

  it('may lead references in a circle', () => {
    expect(judge(fileOf(['2 0 R', '1 0 R']))).toBe('unreadable')
    const kids = fileOf([FORM, '<</FT /Sig /Kids [2 0 R 2 0 R]>>'])
    expect(judge(kids)).toBe('unreadable')
  })

  it('may have more fields than any form', () => {
    const many = '2 0 R '.repeat(50_000)
    const form = `<</Type /Catalog /AcroForm <</Fields [${many}]>> >>`
    expect(judge(fileOf([form, '<</FT /Sig /Kids [2 0 R]>>']))).toBe('unreadable')
  })

  it('may be packed to burst', () => {
    const bomb = deflateSync(Buffer.alloc(200_000_000))
    const head = `<</Type /XRef /W [1 4 1] /Size 5 /Root 1 0 R /Filter /FlateDecode /Length ${bomb.length}>>`
    const text = Buffer.concat([
      Buffer.from(`%PDF-1.7\n1 0 obj\n${head}\nstream\n`, 'latin1'),
      bomb,
      Buffer.from('\nendstream\nendobj\nstartxref\n9\n%%EOF\n', 'latin1'),
    ])
    expect(judge(text)).toBe('unreadable')
  })

  it('may sign nothing, everything but the page, or the outside', () => {
    const by = (range: string, contents = '<00>') =>
      judge(
        fileOf([FORM, '<</FT /Sig /V 3 0 R>>', `<</ByteRange [${range}] /Contents ${contents}>>`]),
      )
    for (const range of [
      '0 0 0 0',
      '0 5 9999999 1',
      '5 10 20 5',
      '0 10 5 5',
      '0 10 20',
      '0 1.5 2 3',
    ])
      expect([range, by(range)]).toEqual([range, 'unreadable'])
    expect(by('0 10 20 5', '(abc)')).toBe('unreadable')
  })

  it('is answered whatever is cut off it or written into it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: signed.length }),
        fc.integer({ min: 0, max: signed.length }),
        fc.uint8Array({ maxLength: 60 }),
        (from, to, put) => {
          const changed = Buffer.concat([
            signed.subarray(0, Math.min(from, to)),
            Buffer.from(put),
            signed.subarray(Math.max(from, to)),
          ])
          const said = judge(changed)
          if (!changed.equals(signed)) expect(said).not.toBe('')
        },
      ),
      { numRuns: 200 },
    )
  })
})
