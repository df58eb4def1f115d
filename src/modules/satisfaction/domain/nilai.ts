import { assert } from '../../../kernel/assert.ts'
import type { Aturan, Mutu } from './aturan.ts'
import { UNSUR, type Unsur } from './kuesioner.ts'
import { type Selang, selangOf } from './selang.ts'
import { sumOf, type Tally, totalOf } from './tally.ts'

/** `up / down` to the nearest whole, halves up; exact, because only whole numbers are divided. */
export function roundRatio(up: number, down: number): number {
  assert(down > 0 && up >= 0 && Number.isSafeInteger(2 * up + down), 'whole numbers in range')
  const doubled = 2 * up + down
  return (doubled - (doubled % (2 * down))) / (2 * down)
}

/**
 * The index in hundredths, 2500 to 10000: mean of nine means, each with weight one ninth, times 25. The
 * weight is never written as 0,11 or 0,111, so a perfect survey is 100,00.
 *
 * @param total sum of all answers to all elements @param jumlah answers
 * @law SKM-002
 */
export function indeksOf(total: number, jumlah: number): number {
  return roundRatio(2_500 * total, UNSUR.length * jumlah)
}

export type NilaiUnsur = Readonly<{
  unsur: Unsur
  /** Mean of the answers in thousandths: 1000 to 4000. */
  rataPerseribu: number
  /** The same on the scale of the index, in hundredths. */
  indeks: number
  mutu: Mutu
  /** Share of the nine that counts towards the index: a ninth of the mean, in thousandths. */
  tertimbangPerseribu: number
  sebaran: readonly number[]
}>

/** A score that may be shown. */
export type Skor = Readonly<{
  kind: 'skor'
  /** Answers it rests on. */
  n: number
  /** Hundredths: 8234 is 82,34. */
  indeks: number
  mutu: Mutu
  unsur: readonly NilaiUnsur[]
  /** Undefined where all answers are the same: nothing can be said of the spread then. */
  selang: Selang | undefined
}>

/** Too few answers for a score: nothing else is told. */
export type BelumCukup = Readonly<{ kind: 'belum-cukup'; n: number; minimum: number }>

/**
 * The score of a tally, or that there are too few answers for one.
 *
 * @law SKM-001
 */
export function nilaiOf(tally: Tally, aturan: Aturan): Skor | BelumCukup {
  const { jumlah, sebaran } = tally
  const minimum = aturan.jawabanMinimum
  if (jumlah < Math.max(1, minimum)) return { kind: 'belum-cukup', n: jumlah, minimum }
  const indeks = indeksOf(totalOf(sebaran), jumlah)
  return {
    kind: 'skor',
    n: jumlah,
    indeks,
    mutu: mutuOf(indeks, aturan),
    unsur: UNSUR.map((unsur, index) => unsurOf(tally, { unsur, index, aturan })),
    selang: selangOf(tally),
  }
}

/**
 * The quality of a rounded index; classes begin where the table says, so there is no gap between them.
 *
 * @law SKM-003
 */
export function mutuOf(indeks: number, aturan: Aturan): Mutu {
  const found = aturan.mutu.find(({ bawahSeperseratus }) => indeks >= bawahSeperseratus)
  assert(found !== undefined, 'an index is 25 at least, where the lowest class begins')
  return found.mutu
}

function unsurOf(
  { sebaran, jumlah }: Tally,
  { unsur, index, aturan }: Readonly<{ unsur: Unsur; index: number; aturan: Aturan }>,
): NilaiUnsur {
  const sum = sumOf(sebaran, index)
  const indeks = roundRatio(2_500 * sum, jumlah)
  return {
    unsur,
    rataPerseribu: roundRatio(1_000 * sum, jumlah),
    indeks,
    mutu: mutuOf(indeks, aturan),
    tertimbangPerseribu: roundRatio(1_000 * sum, UNSUR.length * jumlah),
    sebaran: sebaran.slice(index * 4, index * 4 + 4),
  }
}

/** How many elements a plan of follow-up is about. */
export const TERENDAH = 3

/** The lowest elements, lowest first; of equal ones the earlier. */
export function terendahOf({ unsur }: Pick<Skor, 'unsur'>): readonly NilaiUnsur[] {
  return [...unsur].sort((a, b) => a.rataPerseribu - b.rataPerseribu).slice(0, TERENDAH)
}
