import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readXlsx } from './read-xlsx.ts'
import { makeZip, sheetParts, type ZipPart } from './testing/make-zip.ts'

const LIMITS = { bytesMax: 1_000_000, rowsMax: 100, columnsMax: 10 }
const read = (parts: readonly ZipPart[]) => readXlsx(makeZip(parts), LIMITS)
const reasonOf = (parts: readonly ZipPart[]) => {
  const done = read(parts)
  return done.ok ? 'read' : done.reason
}
const sheet = (xml: string): readonly ZipPart[] => [
  { name: 'xl/worksheets/sheet1.xml', body: Buffer.from(xml) },
]
const ROWS = [
  ['id', 'jenis', 'label'],
  ['p.nama', 'teks', 'Nama & alamat <lengkap>'],
]

describe('a sheet', () => {
  it('comes out as its texts, whatever they are', () => {
    const text = fc
      .string({ minLength: 1, maxLength: 20 })
      .map((one) => one.replace(/[^\x20-\x7e]/g, 'x').trim() || 'x')
    fc.assert(
      fc.property(
        fc.array(fc.array(text, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
        (rows) => {
          expect(read(sheetParts(rows))).toEqual({ ok: true, rows })
        },
      ),
    )
  })

  it('keeps empty cells in their places, and reads inline texts, numbers and yes or no', () => {
    const xml =
      '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>satu</t></is></c><c r="C1"><v>12.5</v></c><c r="D1" t="b"><v>1</v></c><c r="E1" t="e"><v>#N/A</v></c></row></sheetData></worksheet>'
    expect(read(sheet(xml))).toEqual({ ok: true, rows: [['satu', '', '12.5', 'ya', '']] })
  })

  it('joins a text whose letters look different', () => {
    const parts = [
      {
        name: 'xl/sharedStrings.xml',
        body: Buffer.from('<sst><si><r><t>Na</t></r><r><t>ma</t></r></si></sst>'),
      },
      ...sheet('<worksheet><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>'),
    ]
    expect(read(parts)).toEqual({ ok: true, rows: [['Nama']] })
  })
})

describe('a hostile file', () => {
  it.each<readonly [string, readonly ZipPart[], string]>([
    [
      'with macros',
      [...sheetParts(ROWS), { name: 'xl/vbaProject.bin', body: Buffer.from('x') }],
      'unreadable',
    ],
    [
      'that declares entities of its own',
      sheet(
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&x;</t></is></c></row></sheetData></worksheet>',
      ),
      'unreadable',
    ],
    [
      'that unpacks to a thousand times its size',
      [{ name: 'xl/worksheets/sheet1.xml', body: Buffer.alloc(15_000_000, 32) }],
      'unreadable',
    ],
    [
      'whose header hides how large it becomes',
      [{ name: 'xl/worksheets/sheet1.xml', body: Buffer.alloc(5_000_000, 32), claimed: 100 }],
      'unreadable',
    ],
    [
      'with a thousand entries',
      Array.from({ length: 1000 }, (_, n) => ({ name: `f${n}`, body: Buffer.from('x') })),
      'unreadable',
    ],
    ['that names one part twice', [...sheetParts(ROWS), ...sheetParts(ROWS)], 'unreadable'],
    ['that is encrypted', sheetParts(ROWS).map((part) => ({ ...part, flags: 1 })), 'unreadable'],
    ['without a sheet', [{ name: 'a', body: Buffer.from('x') }], 'unreadable'],
    ['whose XML is broken', sheet('<worksheet><sheetData>'), 'unreadable'],
    ['with too many rows', sheetParts(Array.from({ length: 101 }, () => ['x'])), 'too-large'],
  ])('%s is refused', (_, parts, reason) => {
    expect(reasonOf(parts)).toBe(reason)
  })

  it('of any bytes is read or refused, and never throws', () => {
    const whole = makeZip(sheetParts(ROWS))
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        const bytes = Buffer.from(whole)
        bytes[at] = byte
        expect(typeof readXlsx(bytes, LIMITS).ok).toBe('boolean')
      }),
      { numRuns: 500 },
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(readXlsx(Buffer.from(bytes), LIMITS).ok).toBe(false)
      }),
    )
  })

  it('larger than what is taken is not even opened', () => {
    expect(readXlsx(Buffer.alloc(LIMITS.bytesMax + 1), LIMITS)).toEqual({
      ok: false,
      reason: 'too-large',
    })
  })
})
