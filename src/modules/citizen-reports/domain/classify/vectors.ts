import { FEATURE_WEIGHTS, type FeatureWeights, type Occurrence, readFeatures } from './features.ts'

/** Features a model knows: hashes in rising order, each with its inverse document frequency. */
export type Vocabulary = Readonly<{ hashes: Uint32Array; idf: Float32Array }>

/** A text as a model sees it: feature numbers with values, of length one together. */
export type Vector = Readonly<{ ids: Int32Array; values: Float32Array }>

export type VocabularyLimits = Readonly<{
  /** A feature seen in fewer texts is left out: it could only be learnt by heart. */
  minTexts: number
  /** Most features kept; those in the most texts stay. */
  most: number
  weights: FeatureWeights
}>

export const VOCABULARY_LIMITS: VocabularyLimits = {
  minTexts: 2,
  most: 160_000,
  weights: FEATURE_WEIGHTS,
}

/** Count in how many texts each feature stands, and keep those worth a weight. */
export function buildVocabulary(texts: Iterable<string>, limits = VOCABULARY_LIMITS): Vocabulary {
  const counts = new Map<number, number>()
  let total = 0
  for (const text of texts) {
    total += 1
    const seen = new Set<number>()
    for (const { hash } of readFeatures(text, limits.weights).occurrences) seen.add(hash)
    for (const hash of seen) counts.set(hash, (counts.get(hash) ?? 0) + 1)
  }
  const kept = [...counts].filter(([, count]) => count >= limits.minTexts && count <= total / 2)
  const best =
    kept.length <= limits.most
      ? kept
      : kept.toSorted((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, limits.most)
  const ordered = best.toSorted((a, b) => a[0] - b[0])
  return {
    hashes: Uint32Array.from(ordered, ([hash]) => hash),
    idf: Float32Array.from(ordered, ([, count]) => Math.log((1 + total) / (1 + count)) + 1),
  }
}

/** @returns the number of a feature, -1 when the model does not know it */
export function findFeature(hashes: Uint32Array, hash: number): number {
  let low = 0
  let high = hashes.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const there = hashes[middle] ?? 0
    if (there === hash) return middle
    if (there < hash) low = middle + 1
    else high = middle - 1
  }
  return -1
}

export function toVector(
  text: string,
  vocabulary: Vocabulary,
  weights: FeatureWeights = FEATURE_WEIGHTS,
): Vector {
  return vectorOf(readFeatures(text, weights).occurrences, vocabulary)
}

/** Weight × (1 + ln count) × idf, then scaled to length one, so that long texts do not shout. */
export function vectorOf(occurrences: readonly Occurrence[], vocabulary: Vocabulary): Vector {
  const counted = new Map<number, { count: number; weight: number }>()
  for (const { hash, weight } of occurrences) {
    const id = findFeature(vocabulary.hashes, hash)
    if (id < 0) continue
    const known = counted.get(id)
    if (known === undefined) counted.set(id, { count: 1, weight })
    else known.count += 1
  }
  const ids = Int32Array.from(counted.keys())
  const values = new Float32Array(ids.length)
  let squares = 0
  for (const [index, id] of ids.entries()) {
    const { count, weight } = counted.get(id) ?? { count: 1, weight: 0 }
    const value = weight * (1 + Math.log(count)) * (vocabulary.idf[id] ?? 0)
    values[index] = value
    squares += value * value
  }
  const length = Math.sqrt(squares) || 1
  for (let index = 0; index < values.length; index += 1)
    values[index] = (values[index] ?? 0) / length
  return { ids, values }
}
