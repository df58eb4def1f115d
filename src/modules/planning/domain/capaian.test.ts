import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Arah, type AturanCapaian, aturanOf, judgeCapaian, measureCapaian } from './capaian.ts'
import {
  formatUkuran,
  parseUkuran,
  typedUkuran,
  type Ukuran,
  ukuranFromDecimal,
  ukuranToDecimal,
} from './ukuran.ts'

const SELISIH: AturanCapaian = { tahunMulai: 2000, batasAtas: 12_000n, caraTurun: 'selisih' }
const RASIO: AturanCapaian = { ...SELISIH, caraTurun: 'rasio' }
const u = (text: string) => ukuranFromDecimal(text)

describe('achievement', () => {
  const cases: readonly (readonly [Arah, string, string, AturanCapaian, bigint])[] = [
    ['naik', '100', '80', SELISIH, 8_000n],
    ['naik', '100', '100', SELISIH, 10_000n],
    ['naik', '100', '200', SELISIH, 12_000n],
    ['naik', '100', '-5', SELISIH, 0n],
    ['naik', '3', '2', SELISIH, 6_667n],
    ['naik', '-2', '-1', SELISIH, 12_000n],
    ['naik', '-2', '-2', SELISIH, 10_000n],
    ['naik', '0', '0', SELISIH, 10_000n],
    ['naik', '0', '-1', SELISIH, 0n],
    ['turun', '10', '10', SELISIH, 10_000n],
    ['turun', '10', '12', SELISIH, 8_000n],
    ['turun', '10', '9', SELISIH, 11_000n],
    ['turun', '10', '25', SELISIH, 0n],
    ['turun', '10', '12.5', RASIO, 8_000n],
    ['turun', '10', '9', RASIO, 11_111n],
    ['turun', '10', '0', RASIO, 12_000n],
    ['turun', '0', '0', SELISIH, 10_000n],
    ['turun', '0', '3', SELISIH, 0n],
  ]
  it.each(cases)('%s, target %s, value %s', (arah, target, nilai, aturan, wanted) => {
    expect(measureCapaian({ target: u(target), nilai: u(nilai), arah }, aturan)).toBe(wanted)
  })

  const size = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }).map((value) => value as Ukuran)
  const arah = fc.constantFrom<Arah>('naik', 'turun')
  const aturan = fc.record({
    tahunMulai: fc.constant(2000),
    batasAtas: fc.bigInt({ min: 10_000n, max: 100_000n }),
    caraTurun: fc.constantFrom<AturanCapaian['caraTurun']>('selisih', 'rasio'),
  })

  it('never leaves the span from zero to the cap', () =>
    fc.assert(
      fc.property(size, size, arah, aturan, (target, nilai, way, rule) => {
        const capaian = measureCapaian({ target, nilai, arah: way }, rule)
        expect(capaian >= 0n && capaian <= rule.batasAtas).toBe(true)
      }),
    ))

  it('of a target that is met exactly is 100 percent', () =>
    fc.assert(
      fc.property(size, arah, aturan, (target, way, rule) => {
        expect(measureCapaian({ target, nilai: target, arah: way }, rule)).toBe(10_000n)
      }),
    ))

  it('never falls when the value gets better', () =>
    fc.assert(
      fc.property(size, size, size, arah, aturan, (target, a, b, way, rule) => {
        const [less, more] = a < b ? [a, b] : [b, a]
        const [worse, better] = way === 'naik' ? [less, more] : [more, less]
        const of = (nilai: Ukuran) => measureCapaian({ target, nilai, arah: way }, rule)
        expect(of(better) >= of(worse)).toBe(true)
      }),
    ))

  it('is judged by words beside the figure', () => {
    expect([10_000n, 9_999n, 7_500n, 7_499n].map(judgeCapaian)).toEqual([
      'tercapai',
      'hampir',
      'hampir',
      'kurang',
    ])
  })

  it('follows the rule of its year, the latest that began', () => {
    const rules = [SELISIH, { ...RASIO, tahunMulai: 2027 }]
    expect(aturanOf(rules, 2026)?.caraTurun).toBe('selisih')
    expect(aturanOf(rules, 2027)?.caraTurun).toBe('rasio')
    expect(aturanOf([], 2026)).toBeUndefined()
  })
})

describe('a measured value', () => {
  it.each([
    ['12,5', '12.5000'],
    ['1.234', '1234.0000'],
    ['1.234,5678', '1234.5678'],
    ['12.5', '12.5000'],
    ['-3', '-3.0000'],
    [' 70 ', '70.0000'],
  ])('is read as people type it: %s', (text, decimal) => {
    const read = parseUkuran(text, 'target')
    expect(read.ok && ukuranToDecimal(read.value)).toBe(decimal)
  })

  it.each(['', '1,23456', '1e3', '12,', '0x10', '١٢', '1.23.456', '9'.repeat(30)])(
    'is refused at its field when it is none: %s',
    (text) =>
      expect(parseUkuran(text, 'target')).toMatchObject({
        ok: false,
        refusals: [{ code: 'UKURAN_TIDAK_TERBACA', field: 'target' }],
      }),
  )

  it('comes back the same from the form and from the database', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 19n), max: 10n ** 19n }), (raw) => {
        const value = raw as Ukuran
        expect(ukuranFromDecimal(ukuranToDecimal(value))).toBe(value)
        const again = parseUkuran(typedUkuran(value), 'target')
        expect(again.ok && again.value).toBe(value)
      }),
    ))

  it('is shown with the signs of the language', () => {
    expect(formatUkuran(u('-1234.5000'), 'id')).toBe('−1.234,5')
    expect(formatUkuran(u('1234567.0500'), 'en')).toBe('1,234,567.05')
  })
})
