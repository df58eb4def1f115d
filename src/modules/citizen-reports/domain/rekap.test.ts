import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Angka,
  addAngka,
  HARI_MAX,
  NOL,
  percentileOf,
  rankMissesFirst,
  selesaiOf,
  tepatShare,
} from './rekap.ts'

const histogramOf = (days: readonly number[]): number[] => {
  const hari = Array.from({ length: HARI_MAX + 1 }, () => 0)
  for (const day of days) hari[day] = (hari[day] ?? 0) + 1
  return hari
}
const days = fc.array(fc.integer({ min: 0, max: HARI_MAX }), { minLength: 1, maxLength: 300 })

describe('percentileOf', () => {
  it('equals the nearest rank of the sorted days', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(0.1, 0.5, 0.9, 0.99, 1), (list, share) => {
        const sorted = list.toSorted((a, b) => a - b)
        const rank = Math.max(1, Math.ceil(share * sorted.length))
        expect(percentileOf(histogramOf(list), share)).toBe(sorted[rank - 1])
      }),
    )
  })

  it('knows nothing of an empty set', () => {
    expect(percentileOf([], 0.5)).toBeUndefined()
    expect(percentileOf(histogramOf([]), 0.9)).toBeUndefined()
  })

  it('is the same for two halves added as for the whole', () => {
    fc.assert(
      fc.property(days, days, (a, b) => {
        const added = addAngka({ ...NOL, hari: histogramOf(a) }, { ...NOL, hari: histogramOf(b) })
        expect(percentileOf(added.hari, 0.9)).toBe(percentileOf(histogramOf([...a, ...b]), 0.9))
      }),
    )
  })
})

const angka = (change: Partial<Angka>): Angka => ({ ...NOL, ...change })

describe('figures', () => {
  it('count silence as solved but apart from a confirmation, and a refusal as neither', () => {
    const one = angka({ masuk: 9, dikonfirmasi: 3, tanpaKonfirmasi: 2, ditolak: 4 })
    expect(selesaiOf(one)).toBe(5)
  })

  it('give no share under twenty judged cases', () => {
    expect(tepatShare(angka({ tepat: 19, terlambat: 0 }))).toBeUndefined()
    expect(tepatShare(angka({ tepat: 15, terlambat: 5 }))).toBe(0.75)
  })

  it('rank the one who misses most first, and rank nobody under twenty', () => {
    const { ranked, tooFew } = rankMissesFirst([
      { nama: 'Cepat', angka: angka({ tepat: 95, terlambat: 5 }) },
      { nama: 'Zona', angka: angka({ tepat: 0, terlambat: 3 }) },
      { nama: 'Lambat', angka: angka({ tepat: 30, terlambat: 30 }) },
      { nama: 'Awal', angka: angka({ tepat: 1, terlambat: 0 }) },
    ])
    expect(ranked.map((row) => row.nama)).toEqual(['Lambat', 'Cepat'])
    expect(tooFew.map((row) => row.nama)).toEqual(['Awal', 'Zona'])
  })
})
