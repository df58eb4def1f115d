import { type Figures, type Judged, measure } from './measure.ts'
import { toProbabilities } from './softmax.ts'
import type { Sample } from './train.ts'

/** What a model must beat to be worth having: the commonest classes, whatever the text says. */
export function testMajority(train: readonly Sample[], test: readonly Sample[]): Figures {
  const { labels, counts } = countLabels(train)
  const shares = Float32Array.from(counts, (count) => count / (train.length || 1))
  return judge(test, labels, () => shares)
}

const SMOOTHING = 0.1

/** Multinomial naive Bayes over plain words, as every textbook has it. */
export function testNaiveBayes(train: readonly Sample[], test: readonly Sample[]): Figures {
  const { labels, counts } = countLabels(train)
  const numbers = new Map(labels.map((label, index) => [label, index]))
  const words = new Map<string, Float32Array>()
  const totals = new Float32Array(labels.length)
  for (const { text, label } of train) {
    const c = numbers.get(label) ?? 0
    for (const word of plainWords(text)) {
      const row = words.get(word) ?? new Float32Array(labels.length)
      row[c] = (row[c] as number) + 1
      totals[c] = (totals[c] as number) + 1
      words.set(word, row)
    }
  }
  const rest = Float32Array.from(totals, (total) => total + SMOOTHING * words.size)
  return judge(test, labels, (text) => {
    const scores = Float32Array.from(counts, (count) => Math.log(count / train.length))
    for (const word of plainWords(text)) {
      const row = words.get(word)
      if (row === undefined) continue
      for (let c = 0; c < scores.length; c += 1) {
        const likelihood = ((row[c] as number) + SMOOTHING) / (rest[c] as number)
        scores[c] = (scores[c] as number) + Math.log(likelihood)
      }
    }
    toProbabilities(scores, 1)
    return scores
  })
}

function countLabels(samples: readonly Sample[]): {
  labels: readonly string[]
  counts: readonly number[]
} {
  const counts = new Map<string, number>()
  for (const { label } of samples) counts.set(label, (counts.get(label) ?? 0) + 1)
  const labels = [...counts.keys()].toSorted()
  return { labels, counts: labels.map((label) => counts.get(label) ?? 0) }
}

function plainWords(text: string): readonly string[] {
  return text.toLowerCase().match(/\p{L}+/gu) ?? []
}

function judge(
  test: readonly Sample[],
  labels: readonly string[],
  guess: (text: string) => Float32Array,
): Figures {
  const judged = test.map(
    ({ text, label }): Judged => ({
      probabilities: guess(text),
      label: labels.indexOf(label),
    }),
  )
  return measure(
    judged,
    test.map((sample) => sample.label),
    labels,
  )
}
