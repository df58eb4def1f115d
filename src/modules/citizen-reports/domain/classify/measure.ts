/** What a classifier said about one text, and what was right. */
export type Judged = Readonly<{
  /** Probability by class. */
  probabilities: Float32Array
  /** Number of the right class; -1 when the model has never seen it. */
  label: number
}>

/** Shares from 0 to 1. */
export type Figures = Readonly<{
  texts: number
  accuracy: number
  /** Mean of the F1 of every class that stands in the test, rare ones counting as much as common ones. */
  macroF1: number
  /** The right class was among the first three. */
  top3: number
  /** Expected calibration error: how far confidence and truth lie apart, over 15 equal steps. */
  ece: number
}>

const BINS = 15

/** @param truths right classes as text, so that classes the model never saw count against it */
export function measure(
  judged: readonly Judged[],
  truths: readonly string[],
  labels: readonly string[],
): Figures {
  const answers = judged.map(({ probabilities, label }, index): Answer => {
    const best = bestThree(probabilities)
    const first = best[0] ?? 0
    return {
      said: labels[first] ?? '',
      truth: truths[index] ?? '',
      isRight: first === label,
      isNear: best.includes(label),
      sure: probabilities[first] ?? 0,
    }
  })
  const texts = answers.length || 1
  return {
    texts: answers.length,
    accuracy: answers.filter((answer) => answer.isRight).length / texts,
    macroF1: macroF1Of(answers),
    top3: answers.filter((answer) => answer.isNear).length / texts,
    ece: calibrationErrorOf(answers),
  }
}

type Answer = Readonly<{
  said: string
  truth: string
  isRight: boolean
  isNear: boolean
  sure: number
}>

function macroF1Of(answers: readonly Answer[]): number {
  const counts = new Map<string, { hit: number; said: number; real: number }>()
  const of = (name: string) => {
    const known = counts.get(name) ?? { hit: 0, said: 0, real: 0 }
    counts.set(name, known)
    return known
  }
  for (const { said, truth, isRight } of answers) {
    of(truth).real += 1
    of(said).said += 1
    if (isRight) of(truth).hit += 1
  }
  const real = [...counts.values()].filter((count) => count.real > 0)
  const sum = real.reduce((total, { hit, said, real: all }) => total + (2 * hit) / (said + all), 0)
  return sum / (real.length || 1)
}

function calibrationErrorOf(answers: readonly Answer[]): number {
  const gaps = new Float64Array(BINS)
  for (const { sure, isRight } of answers) {
    const bin = Math.min(BINS - 1, Math.floor(sure * BINS))
    gaps[bin] = (gaps[bin] as number) + sure - (isRight ? 1 : 0)
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / (answers.length || 1)
}

function bestThree(probabilities: Float32Array): readonly number[] {
  const best: number[] = []
  for (let place = 0; place < Math.min(3, probabilities.length); place += 1) {
    let winner = -1
    for (let c = 0; c < probabilities.length; c += 1) {
      if (best.includes(c)) continue
      if (winner < 0 || (probabilities[c] as number) > (probabilities[winner] as number)) winner = c
    }
    best.push(winner)
  }
  return best
}
