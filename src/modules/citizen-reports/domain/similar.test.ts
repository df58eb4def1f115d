import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Candidate, pickSimilar, type SimilarQuestion, scoreSimilar } from './similar.ts'

const question: SimilarQuestion = {
  kategoriKode: 'jalan.lubang',
  suggested: [],
  kata: ['lubang', 'besar', 'jembatan', 'tumbas', 'motor'],
  radiusM: 100,
  hasPlace: true,
}
const hole: Candidate = {
  kategoriKode: 'jalan.lubang',
  kata: ['lubang', 'jalan', 'raya'],
  jarakM: 30,
}
const pick = (candidate: Partial<Candidate>, asked: Partial<SimilarQuestion> = {}) =>
  pickSimilar([{ ...hole, ...candidate }], { ...question, ...asked }, 5).length

describe('a similar case', () => {
  it('of the same category is shown to the edge of its radius, and not beyond', () => {
    expect(pick({ jarakM: 100, kata: [] })).toBe(1)
    expect(pick({ jarakM: 101 })).toBe(0)
  })

  it('of another group is shown only close by and in the same words', () => {
    const words = { kata: question.kata }
    expect(pick({ kategoriKode: 'sampah.liar', jarakM: 5, ...words })).toBe(1)
    expect(pick({ kategoriKode: 'sampah.liar', jarakM: 5, kata: ['sampah'] })).toBe(0)
    expect(pick({ kategoriKode: 'sampah.liar', jarakM: 80, ...words })).toBe(0)
  })

  it('known only by its village needs the same category and some of the same words', () => {
    expect(pick({ jarakM: null, kata: ['lubang', 'jembatan', 'tumbas'] })).toBe(1)
    expect(pick({ jarakM: null, kata: ['aspal'] })).toBe(0)
  })

  it('without any place needs the category and clearly the same words', () => {
    const nowhere = { hasPlace: false }
    expect(pick({ jarakM: null, kata: question.kata }, nowhere)).toBe(1)
    expect(pick({ jarakM: null, kata: ['lubang', 'aa', 'bb', 'cc', 'dd', 'ee'] }, nowhere)).toBe(0)
  })

  it('is not made likelier by words that stand in every report', () => {
    const empty = { kata: ['yang', 'di', 'sudah', 'mohon'] }
    expect(scoreSimilar({ ...hole, ...empty }, { ...question, ...empty })).toBe(
      scoreSimilar({ ...hole, kata: [] }, question),
    )
  })

  it('is found by the suggested category while none is chosen', () => {
    const asked = { kategoriKode: null, suggested: ['jalan.lubang'] }
    expect(pick({ jarakM: 10 }, asked)).toBe(1)
    expect(pick({ jarakM: 10, kata: [] }, { ...asked, suggested: [] })).toBe(0)
  })

  it('scores between nothing and one, and never less when it is nearer', () => {
    const words = fc.array(fc.constantFrom('lubang', 'besar', 'motor', 'yang', 'got'))
    fc.assert(
      fc.property(words, words, fc.nat(500), fc.nat(500), (a, b, far, step) => {
        const asked = { ...question, kata: b }
        const score = scoreSimilar({ ...hole, kata: a, jarakM: far }, asked)
        const nearer = scoreSimilar({ ...hole, kata: a, jarakM: Math.max(0, far - step) }, asked)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
        expect(nearer).toBeGreaterThanOrEqual(score)
      }),
    )
  })

  it('comes best first, and no more of them than asked', () => {
    const many = [90, 10, 50].map((jarakM) => ({ ...hole, jarakM }))
    expect(pickSimilar(many, question, 2).map(({ jarakM }) => jarakM)).toEqual([10, 50])
  })
})
