import { fitTemperature, type Scored } from './calibrate.ts'
import { FEATURE_WEIGHTS, type FeatureWeights } from './features.ts'
import { type Figures, type Judged, measure } from './measure.ts'
import { type ClassifierModel, compressModel, probabilitiesOf } from './model.ts'
import {
  type Example,
  type LinearWeights,
  scoresOf,
  TRAIN_OPTIONS,
  type TrainOptions,
  trainSoftmax,
} from './softmax.ts'
import { buildVocabulary, toVector, VOCABULARY_LIMITS, type Vocabulary } from './vectors.ts'

/** A text with the class a person gave it. */
export type Sample = Readonly<{ text: string; label: string }>

export type TrainingLimits = Readonly<{
  options: TrainOptions
  /** Weights kept in the model: about three bytes each. */
  weightsMost: number
  /** Features × classes held in memory while training: eight bytes each. */
  cellsMost: number
  /** A feature must stand in so many texts. */
  minTexts: number
  /** Share of the newest samples that confidence is fitted on; never used for a figure. */
  validationShare: number
  weights: FeatureWeights
}>

export const TRAINING_LIMITS: TrainingLimits = {
  options: TRAIN_OPTIONS,
  weightsMost: 700_000,
  cellsMost: 16_000_000,
  minTexts: 2,
  validationShare: 0.1,
  weights: FEATURE_WEIGHTS,
}

/** The same regression on single words only: the baseline that word pairs and pieces must beat. */
export const PLAIN_LIMITS: TrainingLimits = {
  ...TRAINING_LIMITS,
  weights: { word: 1, pair: 0, piece: 0 },
}

/**
 * Train on samples in the order of time. The newest tenth is held back once to fit the temperature,
 * then the model is trained again on everything.
 */
export function trainClassifier(
  samples: readonly Sample[],
  limits = TRAINING_LIMITS,
): ClassifierModel {
  const cut = samples.length - Math.floor(samples.length * limits.validationShare)
  const trial = fitOn(samples.slice(0, cut), limits)
  const temperature = fitTemperature(scoreAll(trial, samples.slice(cut)))
  const { labels, vocabulary, linear } = fitOn(samples, limits)
  return compressModel({ labels, vocabulary, linear, temperature }, limits.weightsMost)
}

type Fitted = Readonly<{
  labels: readonly string[]
  vocabulary: Vocabulary
  linear: LinearWeights
}>

function fitOn(samples: readonly Sample[], limits: TrainingLimits): Fitted {
  const labels = [...new Set(samples.map((sample) => sample.label))].toSorted()
  const numbers = new Map(labels.map((label, index) => [label, index]))
  const vocabulary = buildVocabulary(
    samples.map((sample) => sample.text),
    {
      weights: limits.weights,
      minTexts: limits.minTexts,
      most: Math.min(
        VOCABULARY_LIMITS.most,
        Math.floor(limits.cellsMost / Math.max(1, labels.length)),
      ),
    },
  )
  const examples: Example[] = samples.map(({ text, label }) => ({
    vector: toVector(text, vocabulary, limits.weights),
    label: numbers.get(label) ?? 0,
  }))
  const size = { features: vocabulary.hashes.length, classes: labels.length }
  return { labels, vocabulary, linear: trainSoftmax(examples, size, limits.options) }
}

/** Scores of samples whose class the model knows. */
function scoreAll(
  { labels, vocabulary, linear }: Fitted,
  samples: readonly Sample[],
): readonly Scored[] {
  return samples.flatMap(({ text, label }) => {
    const number = labels.indexOf(label)
    if (number < 0) return []
    const scores = new Float32Array(labels.length)
    scoresOf(linear, toVector(text, vocabulary), scores)
    return [{ scores, label: number }]
  })
}

/** Figures of a model on samples it has not seen. */
export function testModel(model: ClassifierModel, samples: readonly Sample[]): Figures {
  const judged = samples.map(({ text, label }): Judged => {
    const vector = toVector(text, model.vocabulary)
    return {
      probabilities: probabilitiesOf(model, vector),
      label: model.labels.indexOf(label),
    }
  })
  return measure(
    judged,
    samples.map((sample) => sample.label),
    model.labels,
  )
}
