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
  const tally = { right: 0, top3: 0 }
  const counts = new Map<string, { hit: number; said: number; real: number }>()
  const of = (name: string) => {
    const known = counts.get(name) ?? { hit: 0, said: 0, real: 0 }
    counts.set(name, known)
    return known
  }
  const bins = Array.from({ length: BINS }, () => ({ sure: 0, right: 0, count: 0 }))
  for (const [index, { probabilities, label }] of judged.entries()) {
    const best = bestThree(probabilities)
    const first = best[0] ?? 0
    const isRight = first === label
    if (isRight) tally.right += 1
    if (best.includes(label)) tally.top3 += 1
    const truth = truths[index] ?? ''
    of(truth).real += 1
    of(labels[first] ?? '').said += 1
    if (isRight) of(truth).hit += 1
    const sure = probabilities[first] ?? 0
    const bin = bins[Math.min(BINS - 1, Math.floor(sure * BINS))]
    if (bin !== undefined) {
      bin.sure += sure
      bin.right += isRight ? 1 : 0
      bin.count += 1
    }
  }
  const texts = judged.length || 1
  const real = [...counts.values()].filter((count) => count.real > 0)
  const f1 = real.reduce((sum, { hit, said, real: all }) => sum + (2 * hit) / (said + all), 0)
  return {
    texts: judged.length,
    accuracy: tally.right / texts,
    macroF1: f1 / (real.length || 1),
    top3: tally.top3 / texts,
    ece: bins.reduce((sum, { sure, right }) => sum + Math.abs(sure - right), 0) / texts,
  }
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
