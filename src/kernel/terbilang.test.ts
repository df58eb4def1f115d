import { describe, expect, it } from 'vitest'
import { terbilang } from './terbilang.ts'

describe('a number in words', () => {
  it.each([
    [0, 'nol'],
    [11, 'sebelas'],
    [15, 'lima belas'],
    [20, 'dua puluh'],
    [99, 'sembilan puluh sembilan'],
    [100, 'seratus'],
    [1000, 'seribu'],
    [1250, 'seribu dua ratus lima puluh'],
    [2001, 'dua ribu satu'],
    [100_000, 'seratus ribu'],
    [1_000_000, 'satu juta'],
    [11_000_000, 'sebelas juta'],
    [1_500_750_000, 'satu miliar lima ratus juta tujuh ratus lima puluh ribu'],
    [1_000_000_000_000, 'satu triliun'],
  ])('of %s is %s', (value, words) => {
    expect(terbilang(value)).toBe(words)
  })

  it('is refused for what is no whole number', () => {
    expect(() => terbilang(1.5)).toThrow()
    expect(() => terbilang(-1)).toThrow()
  })
})
