import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testMajority, testNaiveBayes } from './baselines.ts'
import { fitTemperature } from './calibrate.ts'
import { readFeatures } from './features.ts'
import { measure } from './measure.ts'
import { predict } from './model.ts'
import { createRandom, toProbabilities } from './softmax.ts'
import { type Sample, TRAINING_LIMITS, testModel, trainClassifier } from './train.ts'
import { buildVocabulary, toVector } from './vectors.ts'
import { readWords, stemWord } from './words.ts'

const stems = (text: string) => readWords(text).map((word) => word.stem)

describe('words', () => {
  it.each([
    ['diperbaiki', 'baik'],
    ['perbaikan', 'baik'],
    ['penerangan', 'terang'],
    ['menyapu', 'sapu'],
    ['lampunya', 'lampu'],
    ['berlubang', 'lubang'],
    ['jalan', 'jalan'],
    ['air', 'air'],
    ['kiri', 'kiri'],
  ])('take affixes off %s', (word, stem) => expect(stemWord(word)).toBe(stem))

  it('bring case, accents, stretched letters and everyday spellings to one form', () => {
    expect(stems('JLN BOLOOONG')).toEqual(stems('jalan lubang'))
    expect(stems('lampu byarpet')).toEqual(stems('Lampu padam'))
    expect(stems('sélokan')).toEqual(stems('selokan'))
  })

  it('keep a denial and drop words that stand everywhere', () => {
    expect(stems('yth bapak mohon sampah gak diangkut')).toEqual(['sampah', 'tidak', 'angkut'])
  })

  it('do not read what was masked, nor addresses of pages', () => {
    expect(stems('[nomor telepon disamarkan] https://contoh.id/a?b=c sampah')).toEqual(['sampah'])
  })

  it('see any number as a number', () => expect(stems('rt 03 rw 12')).toContain('0'))

  it('end within their bounds on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20_000 }), (text) => {
        const { words, occurrences } = readFeatures(text)
        expect(words.length).toBeLessThanOrEqual(600)
        expect(occurrences.every(({ hash }) => Number.isInteger(hash) && hash >= 0)).toBe(true)
      }),
      { numRuns: 60 },
    )
    const started = performance.now()
    readFeatures('a'.repeat(5_000_000))
    readFeatures('[['.repeat(500_000))
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})

const SUBJECTS: Readonly<Record<string, readonly string[]>> = {
  jalan: ['jalan berlubang', 'aspal rusak', 'lubang besar', 'jalan amblas', 'aspal mengelupas'],
  lampu: ['lampu padam', 'lampu jalan mati', 'gelap tanpa lampu', 'pju tidak menyala'],
  sampah: ['sampah menumpuk', 'sampah tidak diangkut', 'bau sampah', 'tps penuh sampah'],
}

/** Sentences made of a subject's phrases and fillers, in a fixed shuffled order. */
function toySamples(count: number): readonly Sample[] {
  const random = createRandom(7)
  const names = Object.keys(SUBJECTS)
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T
  return Array.from({ length: count }, () => {
    const label = pick(names)
    const phrases = SUBJECTS[label] ?? []
    return {
      label,
      text: `${pick(['di depan pasar', 'dekat sekolah', 'sudah lama'])} ${pick(phrases)} ${pick(phrases)}`,
    }
  })
}

const samples = toySamples(200)
const train = samples.slice(0, 160)
const test = samples.slice(160)
const model = trainClassifier(train)

describe('a model', () => {
  it('learns what the words of a class are', () => {
    expect(testModel(model, test).accuracy).toBeGreaterThan(0.95)
    expect(predict(model, 'Lampu di gang kami mati total')[0]?.label).toBe('lampu')
  })

  it('is the same to the last bit when trained again', () => {
    const again = trainClassifier(train)
    expect([...again.weights]).toEqual([...model.weights])
    expect([...again.vocabulary.hashes]).toEqual([...model.vocabulary.hashes])
    expect(again.temperature).toBe(model.temperature)
  })

  it('gives as reasons words of the text that speak for the class', () => {
    const [best] = predict(model, 'di dekat sekolah sampahnya menumpuk')
    expect(best?.label).toBe('sampah')
    expect(best?.reasons[0]).toMatch(/sampah|numpuk/)
    expect(best?.reasons.length).toBeLessThanOrEqual(3)
  })

  it('says nothing about a text without any word it knows', () => {
    expect(predict(model, 'zzz qqq')).toEqual([])
    expect(predict(model, '')).toEqual([])
  })

  it('leaves a class out that no longer exists', () => {
    const found = predict(model, 'sampah menumpuk', { isAllowed: (label) => label !== 'sampah' })
    expect(found.map((one) => one.label)).not.toContain('sampah')
  })

  it('holds fewer weights than it was allowed, and still knows', () => {
    const small = trainClassifier(train, { ...TRAINING_LIMITS, weightsMost: 60 })
    expect(small.weights.length).toBeLessThanOrEqual(60)
    expect(testModel(small, test).accuracy).toBeGreaterThan(0.8)
  })

  it('beats the commonest class, which knows nothing of the text', () => {
    const majority = testMajority(train, test)
    expect(testModel(model, test).accuracy).toBeGreaterThan(majority.accuracy + 0.3)
    expect(testNaiveBayes(train, test).accuracy).toBeGreaterThan(majority.accuracy + 0.3)
  })
})

describe('vectors', () => {
  it('have length one, whatever the text', () => {
    const vocabulary = buildVocabulary(train.map((sample) => sample.text))
    fc.assert(
      fc.property(fc.shuffledSubarray([...train], { minLength: 1, maxLength: 5 }), (some) => {
        const { values } = toVector(some.map((one) => one.text).join(' '), vocabulary)
        expect(Math.hypot(...values)).toBeCloseTo(1, 4)
      }),
    )
  })
})

describe('calibration', () => {
  it('cools a model that is right less often than it says', () => {
    const overconfident = Array.from({ length: 200 }, (_, index) => ({
      scores: Float32Array.from([8, 0]),
      label: index % 4 === 0 ? 1 : 0,
    }))
    const temperature = fitTemperature(overconfident)
    const probabilities = Float32Array.from([8, 0])
    toProbabilities(probabilities, temperature)
    expect(probabilities[0]).toBeCloseTo(0.75, 1)
  })

  it('stays at one without anything to fit on', () => expect(fitTemperature([])).toBe(1))
})

describe('figures', () => {
  const judge = (rows: readonly (readonly [probabilities: number[], label: number])[]) =>
    rows.map(([probabilities, label]) => ({
      probabilities: Float32Array.from(probabilities),
      label,
    }))

  it('count rare classes as much as common ones', () => {
    const labels = ['a', 'b']
    const judged = judge([
      [[0.9, 0.1], 0],
      [[0.9, 0.1], 0],
      [[0.9, 0.1], 0],
      [[0.9, 0.1], 1],
    ])
    const { accuracy, macroF1 } = measure(judged, ['a', 'a', 'a', 'b'], labels)
    expect(accuracy).toBe(0.75)
    expect(macroF1).toBeCloseTo((6 / 7 + 0) / 2)
  })

  it('count a class the model never saw against it', () => {
    const { accuracy, top3 } = measure(judge([[[0.6, 0.4], -1]]), ['c'], ['a', 'b'])
    expect([accuracy, top3]).toEqual([0, 0])
  })

  it('find no calibration error where confidence is the truth, and all of it where it lies', () => {
    const honest = judge(
      Array.from({ length: 10 }, (_, n) => [[0.7, 0.3], n < 7 ? 0 : 1] as [number[], number]),
    )
    const truths = honest.map(({ label }) => (label === 0 ? 'a' : 'b'))
    expect(measure(honest, truths, ['a', 'b']).ece).toBeCloseTo(0, 5)
    const wrong = judge([[[1, 0], 1]])
    expect(measure(wrong, ['b'], ['a', 'b']).ece).toBeCloseTo(1, 5)
  })
})
