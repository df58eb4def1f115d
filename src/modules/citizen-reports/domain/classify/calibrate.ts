import { toProbabilities } from './softmax.ts'

/** Scores of one validation text by class, with the number of its right class. */
export type Scored = Readonly<{ scores: Float32Array; label: number }>

const COLDEST = 0.05
const HOTTEST = 20
const ROUNDS = 40
const GOLDEN = (Math.sqrt(5) - 1) / 2

/**
 * The temperature under which the right classes of the validation texts are likeliest. The loss has one
 * valley in it, so golden-section search finds the bottom.
 *
 * @returns 1 when there is nothing to fit on
 */
export function fitTemperature(validation: readonly Scored[]): number {
  if (validation.length === 0) return 1
  let [low, high] = [Math.log(COLDEST), Math.log(HOTTEST)]
  for (let round = 0; round < ROUNDS; round += 1) {
    const left = high - GOLDEN * (high - low)
    const right = low + GOLDEN * (high - low)
    if (lossAt(validation, Math.exp(left)) < lossAt(validation, Math.exp(right))) high = right
    else low = left
  }
  return Math.exp((low + high) / 2)
}

function lossAt(validation: readonly Scored[], temperature: number): number {
  let loss = 0
  for (const { scores, label } of validation) {
    const probabilities = Float32Array.from(scores)
    toProbabilities(probabilities, temperature)
    loss -= Math.log(Math.max(probabilities[label] as number, 1e-12))
  }
  return loss
}
