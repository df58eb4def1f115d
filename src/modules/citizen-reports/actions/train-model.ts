import type { ModelCard, StoredModel, Target } from '../classifier/model-file.ts'
import { testMajority, testNaiveBayes } from '../domain/classify/baselines.ts'
import type { Figures } from '../domain/classify/measure.ts'
import type { ClassifierModel } from '../domain/classify/model.ts'
import {
  PLAIN_LIMITS,
  type Sample,
  TRAINING_LIMITS,
  testModel,
  trainClassifier,
} from '../domain/classify/train.ts'

export type Experiment = Readonly<{
  train: number
  test: number
  classes: number
  figures: Figures
  baselines: Readonly<Record<string, Figures>>
  trainSeconds: number
  msPerText: number
  model: ClassifierModel
}>

/** Fewer samples than this teach nothing that can be tested. */
export const SAMPLES_MIN = 200
const TEST_SHARE = 0.15

export type Split = Readonly<{
  train: readonly Sample[]
  test: readonly Sample[]
  /** Share of `train`, from its end, that confidence is fitted on; a tenth unless told. */
  validationShare?: number
}>

/** Samples in the order of time, cut so that the newest are for the test. */
export function splitByTime(samples: readonly Sample[]): Split {
  const cut = samples.length - Math.max(1, Math.floor(samples.length * TEST_SHARE))
  return { train: samples.slice(0, cut), test: samples.slice(cut) }
}

/** Train on the older part, test on the newer, and put beside it what simpler means reach. */
export function runExperiment(
  { train, test, validationShare = TRAINING_LIMITS.validationShare }: Split,
  { withPlain = false }: { withPlain?: boolean } = {},
): Experiment {
  const startedMs = performance.now()
  const model = trainClassifier(train, { ...TRAINING_LIMITS, validationShare })
  const trainedMs = performance.now()
  const figures = testModel(model, test)
  const testedMs = performance.now()
  return {
    train: train.length,
    test: test.length,
    classes: model.labels.length,
    figures,
    baselines: {
      mayoritas: testMajority(train, test),
      'naive-bayes': testNaiveBayes(train, test),
      ...(withPlain
        ? {
            'regresi-kata': testModel(
              trainClassifier(train, { ...PLAIN_LIMITS, validationShare }),
              test,
            ),
          }
        : {}),
    },
    trainSeconds: (trainedMs - startedMs) / 1_000,
    msPerText: (testedMs - trainedMs) / test.length,
    model,
  }
}

/** @returns the baselines that were at least as often right; empty when the model may be used */
export function lostTo({ figures, baselines }: Experiment): readonly string[] {
  return Object.entries(baselines)
    .filter(([, baseline]) => baseline.accuracy >= figures.accuracy)
    .map(([name]) => name)
}

export type TrainingSource = Readonly<{
  target: Target
  source: string
  sourceSha256: string | null
  madeAt: Date
  validationShare?: number
}>

/** The model that is used: trained on everything, with the figures of the experiment in its card. */
export function finishModel(
  samples: readonly Sample[],
  experiment: Experiment | undefined,
  about: TrainingSource,
): StoredModel {
  const { target, source, sourceSha256, madeAt } = about
  const { validationShare = TRAINING_LIMITS.validationShare } = about
  const model = trainClassifier(samples, { ...TRAINING_LIMITS, validationShare })
  const card: ModelCard = {
    target,
    madeAt: madeAt.toISOString(),
    source,
    sourceSha256,
    samples: samples.length,
    classes: model.labels.length,
    split:
      experiment === undefined
        ? null
        : `${experiment.train} tertua untuk melatih, ${experiment.test} terbaru untuk menguji`,
    figures: experiment?.figures ?? null,
    baselines: { ...experiment?.baselines },
  }
  return { card, model }
}
