import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tanggal } from '../../../kernel/date.ts'
import { loadRules } from '../load-rules.ts'
import { UNSUR } from './kuesioner.ts'
import { indeksOf, mutuOf, nilaiOf, roundRatio, terendahOf } from './nilai.ts'
import { sasaranOf } from './sampel.ts'
import { selangOf, studentT } from './selang.ts'
import { addTally, marksOf, NOL, type Tally, totalOf } from './tally.ts'

const aturan = loadRules().aturanAt(tanggal('2026-11-26'))
const free = { ...aturan, jawabanMinimum: 1 }

const mark = fc.integer({ min: 1, max: 4 })
const answer = fc.array(mark, { minLength: 9, maxLength: 9 })
const answers = fc.array(answer, { minLength: 1, maxLength: 60 })

function tallyOf(list: readonly (readonly number[])[]): Tally {
  return list.reduce<Tally>(
    (sum, skala) => addTally(sum, { ...NOL, jumlah: 1, ...marksOf(skala) }),
    NOL,
  )
}

/** The same index by rational arithmetic on big numbers, element by element, with weight 1/9. */
function exactHundredths(list: readonly (readonly number[])[]): bigint {
  const n = BigInt(list.length)
  const sum = list.flat().reduce((total, one) => total + BigInt(one), 0n)
  const [up, down] = [2500n * sum, 9n * n]
  return (2n * up + down) / (2n * down)
}

describe('the index', () => {
  it.each([
    [4, 10_000, 'A'],
    [3, 7_500, 'C'],
    [2, 5_000, 'D'],
    [1, 2_500, 'D'],
  ])('of all answers %i is exactly %i hundredths, quality %s', (all, indeks, mutu) => {
    const skor = nilaiOf(tallyOf(Array.from({ length: 37 }, () => Array(9).fill(all))), free)
    expect(skor).toMatchObject({ kind: 'skor', indeks, mutu, n: 37, selang: undefined })
  })

  it('is what rational arithmetic says, for any answers', () => {
    fc.assert(
      fc.property(answers, (list) => {
        const { sebaran, jumlah } = tallyOf(list)
        expect(BigInt(indeksOf(totalOf(sebaran), jumlah))).toBe(exactHundredths(list))
      }),
    )
  })

  it('is exact for as many answers as a region will ever have', () => {
    const most = 50_000_000
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: most }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, share) => {
          const sum = 9 * n + Math.floor(share * 27 * n)
          const [up, down] = [2500n * BigInt(sum), 9n * BigInt(n)]
          expect(BigInt(indeksOf(sum, n))).toBe((2n * up + down) / (2n * down))
        },
      ),
    )
  })

  it('never falls when an answer gets better, and lies between 25 and 100', () => {
    fc.assert(
      fc.property(answers, fc.nat(), fc.integer({ min: 0, max: 8 }), (list, at, unsur) => {
        const better = list.map((skala, index) =>
          index === at % list.length
            ? skala.map((one, place) => (place === unsur ? Math.min(4, one + 1) : one))
            : skala,
        )
        const [before, after] = [list, better].map((all) => nilaiOf(tallyOf(all), free))
        if (before?.kind !== 'skor' || after?.kind !== 'skor') throw new Error('no score')
        expect(after.indeks).toBeGreaterThanOrEqual(before.indeks)
        expect(before.indeks).toBeGreaterThanOrEqual(2_500)
        expect(after.indeks).toBeLessThanOrEqual(10_000)
      }),
    )
  })

  it('does not depend on the order of answers, nor on how they were put together', () => {
    fc.assert(
      fc.property(answers, answers, (a, b) => {
        expect(addTally(tallyOf(a), tallyOf(b))).toEqual(tallyOf([...b, ...a].reverse()))
      }),
    )
  })

  it('counts every element with the same weight', () => {
    const one = (raised: number) => UNSUR.map((_, index) => (index === raised ? 4 : 2))
    const scores = UNSUR.map((_, index) => nilaiOf(tallyOf([one(index)]), free))
    expect(new Set(scores.map((skor) => skor.kind === 'skor' && skor.indeks)).size).toBe(1)
  })

  it('is not shown of too few answers: only how many there are', () => {
    const few = tallyOf(Array.from({ length: 29 }, () => Array(9).fill(4)))
    expect(nilaiOf(few, aturan)).toEqual({ kind: 'belum-cukup', n: 29, minimum: 30 })
    expect(nilaiOf(NOL, { ...aturan, jawabanMinimum: 0 })).toMatchObject({ kind: 'belum-cukup' })
  })

  it('names the three lowest elements, of equal ones the earlier', () => {
    const skala = [4, 3, 2, 4, 1, 4, 2, 4, 4]
    const skor = nilaiOf(tallyOf([skala]), free)
    expect(skor.kind === 'skor' && terendahOf(skor).map(({ unsur }) => unsur)).toEqual([
      'U5',
      'U3',
      'U7',
    ])
  })
})

describe('quality', () => {
  it.each([
    [10_000, 'A'],
    [8_831, 'A'],
    [8_830, 'B'],
    [7_661, 'B'],
    [7_660, 'C'],
    [6_500, 'C'],
    [6_499, 'D'],
    [2_500, 'D'],
  ])('of %i hundredths is %s', (indeks, mutu) => expect(mutuOf(indeks, aturan)).toBe(mutu))

  it('agrees with the printed bounds of the mean', () => {
    // 2.5996, 3.064 and 3.532 are the highest means of D, C and B: times 25 the last hundredth below a class.
    expect([2.5996, 3.064, 3.532].map((cut) => mutuOf(Math.round(cut * 2_500), aturan))).toEqual([
      'D',
      'C',
      'B',
    ])
    expect([2.6, 3.0644, 3.5324].map((cut) => mutuOf(Math.round(cut * 2_500), aturan))).toEqual([
      'C',
      'B',
      'A',
    ])
  })

  it('has one class for every index, never a worse one for a better index', () => {
    const order = 'DCBA'
    const ranks = Array.from({ length: 7_501 }, (_, step) =>
      order.indexOf(mutuOf(2_500 + step, aturan)),
    )
    expect(ranks.every((rank, step) => rank >= (ranks[step - 1] ?? 0))).toBe(true)
  })
})

describe('rounding', () => {
  it('goes to the nearest whole, halves up', () => {
    expect([roundRatio(1, 2), roundRatio(1, 3), roundRatio(5, 3), roundRatio(0, 7)]).toEqual([
      1, 0, 2, 0,
    ])
  })
})

describe('the interval', () => {
  it.each([
    [1, 12.7062],
    [9, 2.2622],
    [10, 2.2281],
    [29, 2.0452],
    [60, 2.0003],
    [120, 1.9799],
    [1000, 1.9623],
  ])('uses Student’s t: %i degrees, %f', (degrees, t) =>
    expect(studentT(degrees)).toBeCloseTo(t, 3),
  )

  it('is what the textbook computes from each respondent’s own index', () => {
    const list = [
      [4, 4, 3, 4, 3, 4, 4, 3, 4],
      [3, 3, 3, 4, 3, 3, 3, 3, 3],
      [2, 3, 2, 4, 3, 3, 2, 2, 3],
      [4, 4, 4, 4, 4, 4, 4, 4, 4],
    ]
    const own = list.map((skala) => (25 * skala.reduce((a, b) => a + b, 0)) / 9)
    const mean = own.reduce((a, b) => a + b, 0) / 4
    const variance = own.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 3
    const half = 3.1824 * Math.sqrt(variance / 4)
    const selang = selangOf(tallyOf(list))
    expect(selang?.bawah).toBe(Math.floor(100 * (mean - half)))
    expect(selang?.atas).toBe(Math.min(10_000, Math.ceil(100 * (mean + half))))
  })

  it('holds the index, stays in the scale, and is told of nothing without spread', () => {
    fc.assert(
      fc.property(answers, (list) => {
        const tally = tallyOf(list)
        const selang = selangOf(tally)
        const sums = new Set(list.map((skala) => skala.reduce((a, b) => a + b, 0)))
        if (sums.size === 1) {
          expect(selang).toBeUndefined()
          return
        }
        const indeks = indeksOf(totalOf(tally.sebaran), tally.jumlah)
        expect(selang?.bawah).toBeLessThanOrEqual(indeks)
        expect(selang?.atas).toBeGreaterThanOrEqual(indeks)
        expect(selang?.bawah).toBeGreaterThanOrEqual(2_500)
        expect(selang?.atas).toBeLessThanOrEqual(10_000)
      }),
    )
  })

  it('narrows with the share of finished services that answered, and only where no paper came', () => {
    const list = Array.from({ length: 40 }, (_, index) => Array(9).fill(1 + (index % 4)))
    const plain = tallyOf(list)
    const width = (tally: Tally) => {
      const selang = selangOf(tally)
      return (selang?.atas ?? 0) - (selang?.bawah ?? 0)
    }
    expect(width({ ...plain, diundang: 50 })).toBeLessThan(width({ ...plain, diundang: 400 }))
    expect(width({ ...plain, diundang: 400 })).toBeLessThan(width(plain))
    expect(width({ ...plain, diundang: 50, kertas: 1 })).toBe(width(plain))
    expect(selangOf({ ...plain, diundang: 30 })?.populasi).toBeUndefined()
  })
})

describe('the number of answers aimed for', () => {
  it.each([
    [0, 0],
    [1, 1],
    [10, 10],
    [220, 140],
    [1_200, 291],
    [2_800, 338],
    [10_000, 370],
  ])('of %i finished services is %i', (populasi, aim) =>
    expect(sasaranOf(populasi, aturan)).toBe(aim),
  )
})
