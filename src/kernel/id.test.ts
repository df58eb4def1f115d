import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isUuid, toId, uuidV4, uuidV7 } from './id.ts'

const bytesOf = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
const anyMs = fc.integer({ min: 0, max: 2 ** 48 - 1 })

describe('uuidV7', () => {
  it('writes the example of RFC 9562', () => {
    const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f])
    expect(uuidV7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
  })

  it('is a version 7 UUID that keeps the time and leaves the given bytes alone', () => {
    fc.assert(
      fc.property(anyMs, bytesOf(10), (nowMs, random) => {
        const before = random.slice()
        const id = uuidV7(nowMs, random)
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
        expect(Number.parseInt(id.slice(0, 13).replace('-', ''), 16)).toBe(nowMs)
        expect(random).toEqual(before)
      }),
    )
  })

  it('sorts by time, whatever the random bytes', () => {
    fc.assert(
      fc.property(anyMs, anyMs, bytesOf(10), bytesOf(10), (a, b, one, other) => {
        fc.pre(a !== b)
        expect(uuidV7(a, one) < uuidV7(b, other)).toBe(a < b)
      }),
    )
  })

  it('takes a clock in the wrong unit or too few bytes as a bug', () => {
    expect(() => uuidV7(1.5, new Uint8Array(10))).toThrow('milliseconds')
    expect(() => uuidV7(-1, new Uint8Array(10))).toThrow('milliseconds')
    expect(() => uuidV7(2 ** 48, new Uint8Array(10))).toThrow('milliseconds')
    expect(() => uuidV7(0, new Uint8Array(9))).toThrow('ten random bytes')
  })
})

describe('uuidV4', () => {
  it('is a version 4 UUID that differs wherever free bits differ', () => {
    expect(uuidV4(new Uint8Array(16))).toBe('00000000-0000-4000-8000-000000000000')
    expect(uuidV4(new Uint8Array(16).fill(255))).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff')
    expect(() => uuidV4(new Uint8Array(15))).toThrow('sixteen random bytes')
  })
})

describe('isUuid', () => {
  it.each([
    ['017f22e2-79b0-7cc3-98c4-dc0c0c07398f', true],
    ['017F22E2-79B0-7CC3-98C4-DC0C0C07398F', true],
    ['017f22e279b07cc398c4dc0c0c07398f', false],
    ['017f22e2-79b0-7cc3-98c4-dc0c0c07398g', false],
    ['017f22e2-79b0-7cc3-98c4-dc0c0c07398f ', false],
    ['', false],
  ])('of %j is %s', (text, expected) => {
    expect(isUuid(text)).toBe(expected)
  })

  it('guards toId, which writes lower case', () => {
    expect(toId('017F22E2-79B0-7CC3-98C4-DC0C0C07398F')).toBe(
      '017f22e2-79b0-7cc3-98c4-dc0c0c07398f',
    )
    expect(() => toId('17')).toThrow('an id is a UUID')
  })
})
