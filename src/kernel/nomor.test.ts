import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatNomor, formatPublicCode, parseNomor, parsePublicCode } from './nomor.ts'

const DIGITS = '0123456789'.split('')
const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.split('')

const anyParts = fc.record({
  prefix: fc.constantFrom('ADU', 'SKU', 'USL', 'PM', 'INFOR'),
  year: fc.integer({ min: 2000, max: 2199 }),
  serial: fc.integer({ min: 1, max: 999_999 }),
})
const anyRandom = fc
  .constantFrom(5, 10, 20)
  .chain((length) => fc.uint8Array({ minLength: length, maxLength: length }))

/** Every text that differs from this one in one character out of the alphabet. */
function* mistype(text: string, alphabet: readonly string[]): Generator<string> {
  for (let place = 0; place < text.length; place += 1) {
    if (!alphabet.includes(text.charAt(place))) continue
    for (const other of alphabet) {
      if (other !== text[place]) yield text.slice(0, place) + other + text.slice(place + 1)
    }
  }
}

/** Every text in which two different neighbours changed places; a dash between them is ignored. */
function* swapNeighbours(text: string): Generator<string> {
  const compact = text.replaceAll('-', '')
  for (let place = 0; place + 1 < compact.length; place += 1) {
    const [a, b] = [compact.charAt(place), compact.charAt(place + 1)]
    if (a !== b) yield compact.slice(0, place) + b + a + compact.slice(place + 2)
  }
}

describe('formatNomor', () => {
  it.each([
    [{ prefix: 'ADU', year: 2026, serial: 4417 }, 'ADU-2026-004417-N'],
    [{ prefix: 'SKU', year: 2026, serial: 1 }, 'SKU-2026-000001-K'],
    [{ prefix: 'PM', year: 2026, serial: 999_999 }, 'PM-2026-999999-Z'],
  ])('writes %o as %s', (parts, text) => {
    expect(formatNomor(parts)).toBe(text)
  })

  it('takes a serial, year or prefix out of bounds as a bug', () => {
    const parts = { prefix: 'ADU', year: 2026, serial: 1 }
    expect(() => formatNomor({ ...parts, serial: 0 })).toThrow('serial')
    expect(() => formatNomor({ ...parts, serial: 1_000_000 })).toThrow('serial')
    expect(() => formatNomor({ ...parts, year: 26 })).toThrow('year')
    expect(() => formatNomor({ ...parts, prefix: 'adu' })).toThrow('prefix')
  })
})

describe('parseNomor', () => {
  const nomor = formatNomor({ prefix: 'ADU', year: 2026, serial: 4417 })
  const last = nomor.slice(-1)

  it.each([
    nomor,
    nomor.toLowerCase(),
    nomor.replaceAll('-', ''),
    nomor.replaceAll('-', ' '),
    ` ${nomor.replaceAll('-', '\u2013')} `,
    nomor.replaceAll('-', '.'),
    `ADU/2026/4417/${last}`,
    `adu20264417${last}`,
    `ADU-2026-OO44I7-${last}`,
  ])('reads %j', (text) => {
    expect(parseNomor(text)).toEqual({
      ok: true,
      value: { prefix: 'ADU', year: 2026, serial: 4417, nomor },
    })
  })

  it.each([
    ['', 'NOMOR_TIDAK_TERBACA'],
    ['ADU', 'NOMOR_TIDAK_TERBACA'],
    ['2026-004417-N', 'NOMOR_TIDAK_TERBACA'],
    ['ADU-26-17-N', 'NOMOR_TIDAK_TERBACA'],
    ['ADU-2026-0044170-N', 'NOMOR_TIDAK_TERBACA'],
    ['ADU-2026-000000-N', 'NOMOR_TIDAK_TERBACA'],
    ['ADU-0026-000001-N', 'NOMOR_TIDAK_TERBACA'],
    ['A'.repeat(100_000), 'NOMOR_TIDAK_TERBACA'],
    ['ADU-2026-004417', 'NOMOR_TANPA_HURUF_AKHIR'],
    ['ADU-2026-004417-Z', 'NOMOR_SALAH_KETIK'],
    ['ADU-2026-004417-Q', 'NOMOR_SALAH_KETIK'],
  ])('refuses %.30j with %s', (text, code) => {
    expect(parseNomor(text)).toMatchObject({ ok: false, refusals: [{ code }] })
  })

  it('reads back whatever was written, with the letter L as check letter too', () => {
    fc.assert(
      fc.property(anyParts, (parts) => {
        const written = formatNomor(parts)
        const short = `${parts.prefix} ${parts.year} ${parts.serial} ${written.slice(-1)}`
        expect(parseNomor(written)).toEqual({ ok: true, value: { ...parts, nomor: written } })
        expect(parseNomor(short)).toEqual(parseNomor(written))
      }),
      { numRuns: 300 },
    )
  })

  it('finds every single wrong digit', () => {
    fc.assert(
      fc.property(anyParts, (parts) => {
        for (const text of mistype(formatNomor(parts), DIGITS)) {
          expect(parseNomor(text).ok).toBe(false)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('finds every swap of neighbours, over the dashes too', () => {
    fc.assert(
      fc.property(anyParts, (parts) => {
        for (const text of swapNeighbours(formatNomor(parts))) {
          expect(parseNomor(text).ok).toBe(false)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('gives no two of ten thousand running numbers in a row the same letter twice', () => {
    const letters = Array.from({ length: 10_000 }, (_, index) =>
      formatNomor({ prefix: 'ADU', year: 2026, serial: index + 1 }).slice(-1),
    )
    expect(letters.filter((letter, index) => letter === letters[index + 1])).toEqual([])
    expect(new Set(letters).size).toBe(23)
  })
})

describe('public codes', () => {
  const zero = formatPublicCode('RHS', new Uint8Array(5))
  const full = formatPublicCode('RHS', new Uint8Array(10).fill(255))

  it('lay out eight characters per five bytes and one check character', () => {
    expect(zero).toBe('RHS-0000-0000-0')
    expect(full).toMatch(/^RHS-ZZZZ-ZZZZ-ZZZZ-ZZZZ-[0-9A-Z]$/)
    const bytes = Uint8Array.from([
      0b00001_000, 0b10_00011_0, 0b0100_0010, 0b1_00110_00, 0b111_01000,
    ])
    expect(formatPublicCode('RHS', bytes).slice(0, 13)).toBe('RHS-1234-5678')
  })

  it('are read in lower case, without dashes or prefix, with O, I and L for digits', () => {
    const code = formatPublicCode('RHS', Uint8Array.from([8, 0, 99, 200, 17]))
    const body = code.slice(4)
    const sloppy = body.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')
    for (const text of [code, code.toLowerCase(), code.replaceAll('-', ''), body, ` ${sloppy} `]) {
      expect(parsePublicCode(text, 'RHS')).toEqual({ ok: true, value: code })
    }
  })

  it.each([
    ['', 'KODE_TIDAK_TERBACA'],
    ['RHS', 'KODE_TIDAK_TERBACA'],
    ['RHS-0000-0000', 'KODE_TIDAK_TERBACA'],
    ['RHS-0000-000U-0', 'KODE_TIDAK_TERBACA'],
    ['ABC-0000-0000-0', 'KODE_TIDAK_TERBACA'],
    ['RHS-0000-0000-1', 'KODE_SALAH_KETIK'],
  ])('refuse %j with %s', (text, code) => {
    expect(parsePublicCode(text, 'RHS')).toMatchObject({ ok: false, refusals: [{ code }] })
  })

  it('survive the way there and back, and differ when their bytes differ', () => {
    fc.assert(
      fc.property(anyRandom, anyRandom, (one, other) => {
        const code = formatPublicCode('RHS', one)
        expect(parsePublicCode(code, 'RHS')).toEqual({ ok: true, value: code })
        expect(code === formatPublicCode('RHS', other)).toBe(one.toString() === other.toString())
      }),
    )
  })

  it('find every single wrong character and every swap of neighbours', () => {
    fc.assert(
      fc.property(anyRandom, (random) => {
        const body = formatPublicCode('RHS', random).slice(4)
        for (const text of [...mistype(body, CODE_ALPHABET), ...swapNeighbours(body)]) {
          expect(parsePublicCode(text, 'RHS').ok).toBe(false)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('take the wrong number of bytes or a bad prefix as a bug', () => {
    expect(() => formatPublicCode('RHS', new Uint8Array(0))).toThrow('5, 10, 15 or 20')
    expect(() => formatPublicCode('RHS', new Uint8Array(8))).toThrow('5, 10, 15 or 20')
    expect(() => formatPublicCode('RHS', new Uint8Array(25))).toThrow('5, 10, 15 or 20')
    expect(() => formatPublicCode('R', new Uint8Array(5))).toThrow('prefix')
  })
})
