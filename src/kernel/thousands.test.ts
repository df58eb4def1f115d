import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inThousands } from './thousands.ts'

describe('digits in thousands', () => {
  it.each([
    ['', ''],
    ['7', '7'],
    ['123', '123'],
    ['1234', '1.234'],
    ['123456', '123.456'],
    ['1234567', '1.234.567'],
  ])('writes %j as %j', (digits, written) => {
    expect(inThousands(digits, '.')).toBe(written)
  })

  it('lose no digit, and stand three to a group but for the first', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), (value) => {
        const [first = '', ...others] = inThousands(String(value), ',').split(',')
        expect(first.length).toBeLessThanOrEqual(3)
        expect(others.every((one) => one.length === 3)).toBe(true)
        expect(first + others.join('')).toBe(String(value))
      }),
    )
  })
})
