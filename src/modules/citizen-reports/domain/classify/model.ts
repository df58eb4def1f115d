import { type Occurrence, readFeatures } from './features.ts'
import { type LinearWeights, toProbabilities } from './softmax.ts'
import { findFeature, type Vector, type Vocabulary, vectorOf } from './vectors.ts'

/**
 * A trained classifier in its compact form: weights in eight bits, only those that matter, row by
 * feature. It holds hashes and numbers, no word of any report.
 */
export type ClassifierModel = Readonly<{
  labels: readonly string[]
  vocabulary: Vocabulary
  /** Where each feature's weights begin; one more than there are features. */
  rowStart: Uint32Array
  classOf: Uint16Array
  weights: Int8Array
  /** What one step of a weight is worth, by class. */
  scale: Float32Array
  bias: Float32Array
  /** Divides scores before they become probabilities: fitted so that confidence tells the truth. */
  temperature: number
}>

/** A class with how sure the model is (0 to 1) and the words of the text that spoke most for it. */
export type Prediction = Readonly<{ label: string; confidence: number; reasons: readonly string[] }>

const STEPS = 127
const REASONS_MAX = 3
/** A text in which fewer features are known is not judged at all. */
const KNOWN_MIN = 3

export type Dense = Readonly<{
  labels: readonly string[]
  vocabulary: Vocabulary
  linear: LinearWeights
  temperature: number
}>

/**
 * Make a model small. Adding the same to all weights of a feature changes no probability, so the middle
 * of each row is taken off first and most of the row vanishes; then the smallest weights go.
 *
 * @param most weights kept
 */
export function compressModel(dense: Dense, most: number): ClassifierModel {
  const { labels, vocabulary, linear, temperature } = dense
  const { classCount, bias } = linear
  const centred = centreRows(linear)
  const scale = scaleOf(centred, classCount)
  const least = Math.max(leastKept(centred, most), 1e-9)
  const features = vocabulary.hashes.length
  const rowStart = new Uint32Array(features + 1)
  const classOf: number[] = []
  const weights: number[] = []
  for (let feature = 0; feature < features; feature += 1) {
    for (let c = 0; c < classCount; c += 1) {
      const weight = centred[feature * classCount + c] as number
      const steps = Math.round(weight / (scale[c] as number))
      if (steps === 0 || Math.abs(weight) < least) continue
      classOf.push(c)
      weights.push(steps)
    }
    rowStart[feature + 1] = weights.length
  }
  return dropEmptyRows({
    labels,
    vocabulary,
    rowStart,
    classOf: Uint16Array.from(classOf),
    weights: Int8Array.from(weights),
    scale,
    bias: Float32Array.from(bias),
    temperature,
  })
}

function centreRows({ classCount, weights }: LinearWeights): Float32Array {
  const centred = Float32Array.from(weights)
  for (let start = 0; start < centred.length; start += classCount) {
    const row = centred.subarray(start, start + classCount)
    const middle = row.toSorted()[classCount >> 1] ?? 0
    for (let c = 0; c < row.length; c += 1) row[c] = (row[c] as number) - middle
  }
  return centred
}

function scaleOf(weights: Float32Array, classCount: number): Float32Array {
  const largest = new Float32Array(classCount).fill(1e-6)
  for (let index = 0; index < weights.length; index += 1) {
    const size = Math.abs(weights[index] as number)
    const c = index % classCount
    if (size > (largest[c] as number)) largest[c] = size
  }
  return largest.map((size) => size / STEPS)
}

/** The size that so many weights reach, found on a histogram: sorting millions would take seconds. */
function leastKept(weights: Float32Array, most: number): number {
  const bins = 4_096
  let largest = 0
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight))
  const counts = new Uint32Array(bins)
  for (const weight of weights) {
    const bin = Math.min(bins - 1, Math.floor((Math.abs(weight) / (largest || 1)) * bins))
    counts[bin] = (counts[bin] as number) + 1
  }
  let kept = 0
  for (let bin = bins - 1; bin >= 0; bin -= 1) {
    kept += counts[bin] as number
    if (kept > most) return ((bin + 1) / bins) * largest
  }
  return 0
}

/** Features without any weight left are forgotten, hash and all. */
function dropEmptyRows(model: ClassifierModel): ClassifierModel {
  const { hashes, idf } = model.vocabulary
  const kept = [...hashes.keys()].filter((row) => model.rowStart[row + 1] !== model.rowStart[row])
  const rowStart = new Uint32Array(kept.length + 1)
  for (const [index, row] of kept.entries()) rowStart[index + 1] = model.rowStart[row + 1] as number
  return {
    ...model,
    vocabulary: {
      hashes: Uint32Array.from(kept, (row) => hashes[row] as number),
      idf: Float32Array.from(kept, (row) => idf[row] as number),
    },
    rowStart,
  }
}

/** Probabilities of all classes for a vector made with the model's vocabulary. */
export function probabilitiesOf(model: ClassifierModel, vector: Vector): Float32Array {
  const scores = Float32Array.from(model.bias)
  for (let n = 0; n < vector.ids.length; n += 1) {
    const feature = vector.ids[n] as number
    const value = vector.values[n] as number
    const end = model.rowStart[feature + 1] as number
    for (let at = model.rowStart[feature] as number; at < end; at += 1) {
      const c = model.classOf[at] as number
      scores[c] =
        (scores[c] as number) + value * (model.weights[at] as number) * (model.scale[c] as number)
    }
  }
  toProbabilities(scores, model.temperature)
  return scores
}

/**
 * The likeliest classes of a text.
 *
 * @param isAllowed leaves classes out that no longer exist; the rest keep their probabilities
 * @returns at most `most`, surest first; empty when the text says nothing the model knows
 */
export function predict(
  model: ClassifierModel,
  text: string,
  {
    most = 3,
    isAllowed = () => true,
  }: { most?: number; isAllowed?: (label: string) => boolean } = {},
): readonly Prediction[] {
  const { words, occurrences } = readFeatures(text)
  const vector = vectorOf(occurrences, model.vocabulary)
  if (vector.ids.length < KNOWN_MIN) return []
  const probabilities = probabilitiesOf(model, vector)
  const best = topClasses(probabilities, (c) => isAllowed(model.labels[c] ?? ''), most)
  return best.map((c) => ({
    label: model.labels[c] ?? '',
    confidence: probabilities[c] as number,
    reasons: reasonsOf(model, { vector, occurrences, surfaces: words.map((w) => w.surface) }, c),
  }))
}

/** Classes by falling probability; equal ones in the order of the labels. */
export function topClasses(
  probabilities: Float32Array,
  isAllowed: (c: number) => boolean,
  most: number,
): readonly number[] {
  return [...probabilities.keys()]
    .filter(isAllowed)
    .sort((a, b) => (probabilities[b] as number) - (probabilities[a] as number) || a - b)
    .slice(0, most)
}

type Read = Readonly<{
  vector: Vector
  occurrences: readonly Occurrence[]
  surfaces: readonly string[]
}>

/** Words by what all their features add to the class; a feature seen twice shares between its words. */
function reasonsOf(model: ClassifierModel, read: Read, wanted: number): readonly string[] {
  const shares = new Map<number, number>()
  for (let n = 0; n < read.vector.ids.length; n += 1) {
    const feature = read.vector.ids[n] as number
    const share = (read.vector.values[n] as number) * weightOf(model, feature, wanted)
    if (share !== 0) shares.set(feature, share)
  }
  const known = read.occurrences
    .map(({ hash, word }) => ({ feature: findFeature(model.vocabulary.hashes, hash), word }))
    .filter(({ feature }) => shares.has(feature))
  const times = new Map<number, number>()
  for (const { feature } of known) times.set(feature, (times.get(feature) ?? 0) + 1)
  const spoken = new Map<string, number>()
  for (const { feature, word } of known) {
    const surface = read.surfaces[word] ?? ''
    const part = (shares.get(feature) ?? 0) / (times.get(feature) ?? 1)
    spoken.set(surface, (spoken.get(surface) ?? 0) + part)
  }
  return [...spoken]
    .filter(([surface, sum]) => sum > 0 && /\p{L}/u.test(surface))
    .toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
    .slice(0, REASONS_MAX)
    .map(([surface]) => surface)
}

function weightOf(model: ClassifierModel, feature: number, wanted: number): number {
  const end = model.rowStart[feature + 1] as number
  for (let at = model.rowStart[feature] as number; at < end; at += 1) {
    if (model.classOf[at] === wanted)
      return (model.weights[at] as number) * (model.scale[wanted] as number)
  }
  return 0
}
