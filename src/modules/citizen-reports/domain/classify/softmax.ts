import type { Vector } from './vectors.ts'

/** Weights of a multinomial logistic regression: row by feature, then the class. */
export type LinearWeights = Readonly<{
  classCount: number
  weights: Float32Array
  bias: Float32Array
}>

export type TrainOptions = Readonly<{
  epochs: number
  learningRate: number
  /** Share of each weight that is lost per epoch. */
  decay: number
  /**
   * How much rare classes are lifted: 0 counts every example once, 1 gives every class the same sum.
   */
  balance: number
  /**
   * Sum of squares every weight starts with. Large, the first steps are as small as the gradient says;
   * near zero, every feature seen once would jump as far as any other.
   */
  caution: number
  /** Same seed, same model. */
  seed: number
}>

export const TRAIN_OPTIONS: TrainOptions = {
  epochs: 12,
  learningRate: 0.5,
  decay: 0,
  balance: 0.7,
  caution: 0.1,
  seed: 20_261,
}

export type Example = Readonly<{ vector: Vector; label: number }>

const BIAS_RATE = 0.02

/**
 * Fit by stochastic gradient descent with AdaGrad, one example at a time in an order shuffled by the
 * seed: the same examples, options and seed give the same weights to the last bit.
 */
export function trainSoftmax(
  examples: readonly Example[],
  size: Readonly<{ features: number; classes: number }>,
  options = TRAIN_OPTIONS,
): LinearWeights {
  const { features, classes } = size
  const weights = new Float32Array(features * classes)
  const squares = new Float32Array(features * classes).fill(options.caution)
  const bias = new Float32Array(classes)
  const model: LinearWeights = { classCount: classes, weights, bias }
  const random = createRandom(options.seed)
  const order = Int32Array.from(examples.keys())
  const errors = new Float32Array(classes)
  const lift = liftOf(examples, classes, options.balance)
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    shuffle(order, random)
    const rate = options.learningRate / (1 + epoch * 0.1)
    for (const index of order) {
      const example = examples[index]
      if (example === undefined) continue
      scoresOf(model, example.vector, errors)
      toProbabilities(errors, 1)
      errors[example.label] = (errors[example.label] as number) - 1
      const weight = lift[example.label] as number
      for (let c = 0; c < classes; c += 1) {
        errors[c] = (errors[c] as number) * weight
        bias[c] = (bias[c] as number) - BIAS_RATE * rate * (errors[c] as number)
      }
      stepWeights({ weights, squares, errors, rate, vector: example.vector })
    }
    if (options.decay > 0) shrink(weights, 1 - options.decay)
  }
  return model
}

/** Weight of an example by its class; the average over all examples stays one. */
function liftOf(examples: readonly Example[], classes: number, balance: number): Float32Array {
  const counts = new Float32Array(classes)
  for (const { label } of examples) counts[label] = (counts[label] as number) + 1
  const lift = counts.map((count) => (count === 0 ? 1 : (examples.length / count) ** balance))
  const sum = examples.reduce((total, { label }) => total + (lift[label] as number), 0)
  return lift.map((one) => (one * examples.length) / (sum || 1))
}

type Step = Readonly<{
  weights: Float32Array
  squares: Float32Array
  errors: Float32Array
  rate: number
  vector: Vector
}>

/** Classes whose error is this small would move nothing; leaving them out makes training many times faster. */
const ERROR_LEAST = 0.002

function stepWeights({ weights, squares, errors, rate, vector }: Step): void {
  const classes = errors.length
  const active: number[] = []
  for (let c = 0; c < classes; c += 1)
    if (Math.abs(errors[c] as number) > ERROR_LEAST) active.push(c)
  for (let n = 0; n < vector.ids.length; n += 1) {
    const row = (vector.ids[n] as number) * classes
    const value = vector.values[n] as number
    for (let a = 0; a < active.length; a += 1) {
      const c = active[a] as number
      const at = row + c
      const gradient = value * (errors[c] as number)
      const sum = (squares[at] as number) + gradient * gradient
      squares[at] = sum
      weights[at] = (weights[at] as number) - (rate * gradient) / Math.sqrt(sum)
    }
  }
}

function shrink(weights: Float32Array, factor: number): void {
  for (let index = 0; index < weights.length; index += 1)
    weights[index] = (weights[index] as number) * factor
}

/** Scores of all classes into `into`, which is given in so that training makes no garbage. */
export function scoresOf(model: LinearWeights, vector: Vector, into: Float32Array): void {
  const { classCount, weights, bias } = model
  into.set(bias)
  for (let n = 0; n < vector.ids.length; n += 1) {
    const row = (vector.ids[n] ?? 0) * classCount
    const value = vector.values[n] ?? 0
    for (let c = 0; c < classCount; c += 1)
      into[c] = (into[c] as number) + value * (weights[row + c] as number)
  }
}

/** Scores become probabilities in place. A temperature above one makes them less sure of themselves. */
export function toProbabilities(scores: Float32Array, temperature: number): void {
  let highest = Number.NEGATIVE_INFINITY
  for (const score of scores) if (score > highest) highest = score
  let sum = 0
  for (let c = 0; c < scores.length; c += 1) {
    const power = Math.exp(((scores[c] as number) - highest) / temperature)
    scores[c] = power
    sum += power
  }
  for (let c = 0; c < scores.length; c += 1) scores[c] = (scores[c] as number) / sum
}

/** Mulberry32: small, even, and the same everywhere. @returns numbers from 0 up to 1 */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let index = order.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1))
    const kept = order[index] as number
    order[index] = order[other] as number
    order[other] = kept
  }
}
