import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addSen,
  allocate,
  applyRate,
  DECIMAL_PATTERN,
  fromDecimalString,
  MAX_SEN,
  parseRupiah,
  type Rounding,
  sen,
  subtractSen,
  sumSen,
  toDecimalString,
  ZERO_SEN,
} from './money.ts'

const anySen = fc.bigInt({ min: -MAX_SEN, max: MAX_SEN }).map(sen)
const absolute = (value: bigint) => (value < 0n ? -value : value)

describe('parseRupiah', () => {
  it.each([
    ['0', 0n],
    ['1', 100n],
    ['1500000', 150_000_000n],
    ['1.500.000', 150_000_000n],
    ['1.234.567,89', 123_456_789n],
    ['Rp1.234.567,89', 123_456_789n],
    ['rp 1.234.567,89', 123_456_789n],
    ['Rp. 500', 50_000n],
    [' 12,5 ', 1_250n],
    ['1.500', 150_000n],
    ['1500000.00', 150_000_000n],
    ['1500000.05', 150_000_005n],
    ['999999999999999999,99', MAX_SEN],
    ['999.999.999.999.999.999,99', MAX_SEN],
  ])('reads %j', (text, expected) => {
    expect(parseRupiah(text)).toEqual({ ok: true, value: expected })
  })

  it.each([
    ['', 'RUPIAH_KOSONG'],
    ['  Rp ', 'RUPIAH_KOSONG'],
    ['-5', 'RUPIAH_NEGATIF'],
    ['Rp-5', 'RUPIAH_NEGATIF'],
    ['\u22125', 'RUPIAH_NEGATIF'],
    ['1,234,567.89', 'RUPIAH_TIDAK_TERBACA'],
    ['1.23.456', 'RUPIAH_TIDAK_TERBACA'],
    ['1234.567', 'RUPIAH_TIDAK_TERBACA'],
    ['12,345', 'RUPIAH_TIDAK_TERBACA'],
    ['1.5', 'RUPIAH_TIDAK_TERBACA'],
    ['dua juta', 'RUPIAH_TIDAK_TERBACA'],
    ['1e6', 'RUPIAH_TIDAK_TERBACA'],
    ['1000000000000000000', 'RUPIAH_TERLALU_BESAR'],
    ['9'.repeat(200), 'RUPIAH_TIDAK_TERBACA'],
  ])('refuses %j with %s', (text, code) => {
    expect(parseRupiah(text)).toMatchObject({ ok: false, refusals: [{ code }] })
  })
})

describe('decimal text', () => {
  it.each([
    [0n, '0.00'],
    [5n, '0.05'],
    [-5n, '-0.05'],
    [150_000_000n, '1500000.00'],
    [-150_000_001n, '-1500000.01'],
  ])('writes %s sen as %s', (amount, text) => {
    expect(toDecimalString(sen(amount))).toBe(text)
    expect(fromDecimalString(text)).toBe(amount)
  })

  it('reads whole rupiah and one decimal, as sums from the database come', () => {
    expect(fromDecimalString('0')).toBe(0n)
    expect(fromDecimalString('-12.5')).toBe(-1_250n)
  })

  it.each(['', '1.', '.5', '1.234', '1,5', '1e3', '+1', ' 1', '1234567890123456789'])(
    'takes %j as a bug, never as money',
    (text) => {
      expect(() => fromDecimalString(text)).toThrow('decimal of two places')
    },
  )

  it('survives the way there and back for every amount the database holds', () => {
    fc.assert(
      fc.property(anySen, (amount) => {
        const text = toDecimalString(amount)
        expect(text).toMatch(DECIMAL_PATTERN)
        expect(fromDecimalString(text)).toBe(amount)
      }),
    )
  })
})

describe('sums', () => {
  it('stay exact above 2^53 sen, where floats lose single sen', () => {
    const beyond = sen(2n ** 53n)
    expect(toDecimalString(addSen(beyond, sen(1n)))).toBe('90071992547409.93')
    expect(sumSen([beyond, sen(1n), sen(1n), sen(1n)])).toBe(2n ** 53n + 3n)
    expect(subtractSen(addSen(beyond, sen(1n)), beyond)).toBe(1n)
  })

  it('of nothing are zero', () => {
    expect(sumSen([])).toBe(ZERO_SEN)
  })

  it('crash when they no longer fit the database', () => {
    expect(() => addSen(sen(MAX_SEN), sen(1n))).toThrow('numeric(20,2)')
    expect(() => sen(-MAX_SEN - 1n)).toThrow('numeric(20,2)')
  })
})

describe('applyRate', () => {
  const cases: [bigint, number, Rounding, bigint][] = [
    [10_000n, 1_000, 'down', 1_000n],
    [1n, 5_000, 'half-up', 1n],
    [1n, 5_000, 'half-even', 0n],
    [3n, 5_000, 'half-even', 2n],
    [1n, 5_000, 'down', 0n],
    [1n, 5_000, 'up', 1n],
    [1n, 4_999, 'half-up', 0n],
    [1n, 5_001, 'half-even', 1n],
    [1n, 1, 'up', 1n],
    [-1n, 5_000, 'half-up', -1n],
    [-3n, 5_000, 'half-even', -2n],
    [-1n, 5_000, 'down', 0n],
    [7n, 0, 'up', 0n],
    [7n, 20_000, 'down', 14n],
    [2n ** 60n + 1n, 10_000, 'down', 2n ** 60n + 1n],
  ]
  it.each(cases)('takes %s sen at %i bps rounded %s to %s', (amount, rate, rounding, expected) => {
    expect(applyRate(sen(amount), rate, rounding)).toBe(expected)
  })

  it('differs from the exact product by less than one sen, in the direction of its name', () => {
    const amounts = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 30_000 }), (amount, rate) => {
        const exact = absolute(amount * BigInt(rate))
        const rounded = (rounding: Rounding) =>
          absolute(applyRate(sen(amount), rate, rounding)) * 10_000n
        expect(exact - rounded('down')).toBeGreaterThanOrEqual(0n)
        expect(exact - rounded('down')).toBeLessThan(10_000n)
        expect(rounded('up') - exact).toBeGreaterThanOrEqual(0n)
        expect(rounded('up') - exact).toBeLessThan(10_000n)
        expect(absolute(rounded('half-up') - exact)).toBeLessThanOrEqual(5_000n)
        expect(absolute(rounded('half-even') - exact)).toBeLessThanOrEqual(5_000n)
      }),
    )
  })

  it('refuses to compute with a broken or negative rate', () => {
    expect(() => applyRate(sen(1n), 12.5, 'down')).toThrow('whole basis points')
    expect(() => applyRate(sen(1n), -1, 'down')).toThrow('whole basis points')
  })
})

describe('allocate', () => {
  it.each([
    [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
    [101n, [1n, 1n, 1n], [34n, 34n, 33n]],
    [-100n, [1n, 1n, 1n], [-34n, -33n, -33n]],
    [10n, [0n, 3n, 0n], [0n, 10n, 0n]],
    [1n, [1n, 5n, 4n], [0n, 1n, 0n]],
    [0n, [1n, 2n], [0n, 0n]],
  ])('shares %s sen by %s as %s', (amount, weights, parts) => {
    expect(allocate(sen(amount), weights)).toEqual(parts)
  })

  it('always sums to the whole, and no part is a whole sen off its exact share', () => {
    const weights = fc
      .array(fc.bigInt({ min: 0n, max: 10n ** 20n }), { minLength: 1, maxLength: 40 })
      .filter((list) => list.some((weight) => weight > 0n))
    fc.assert(
      fc.property(anySen, weights, (amount, list) => {
        const parts = allocate(amount, list)
        const total = list.reduce((sum, weight) => sum + weight, 0n)
        expect(sumSen(parts)).toBe(amount)
        list.forEach((weight, index) => {
          const error = (parts[index] ?? 0n) * total - amount * weight
          expect(absolute(error)).toBeLessThan(total)
          if (weight === 0n) expect(parts[index]).toBe(0n)
        })
      }),
    )
  })

  it('needs a weight above zero and none below', () => {
    expect(() => allocate(sen(1n), [])).toThrow('carry weight')
    expect(() => allocate(sen(1n), [0n])).toThrow('carry weight')
    expect(() => allocate(sen(1n), [2n, -1n])).toThrow('not negative')
  })
})
