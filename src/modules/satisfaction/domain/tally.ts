import { assert } from '../../../kernel/assert.ts'
import { UNSUR } from './kuesioner.ts'

/** Everything counted of a place and a time; sums of these are exact, whatever is put together. */
export type Tally = Readonly<{
  /** Services finished, each with one invitation; and how many of those were answered. */
  diundang: number
  terjawab: number
  /** Answers, those on paper among them. */
  jumlah: number
  kertas: number
  /** Nine times four counts: how many gave 1, 2, 3, 4 to U1, then to U2 … */
  sebaran: readonly number[]
  /** Sum over answers of the square of the nine's sum: what the interval needs. */
  kuadrat: number
}>

export const CELLS = UNSUR.length * 4
/** Nothing counted yet. */
export const NOL: Tally = {
  diundang: 0,
  terjawab: 0,
  jumlah: 0,
  kertas: 0,
  sebaran: Array.from({ length: CELLS }, () => 0),
  kuadrat: 0,
}

/** Both together. */
export function addTally(a: Tally, b: Tally): Tally {
  return {
    diundang: a.diundang + b.diundang,
    terjawab: a.terjawab + b.terjawab,
    jumlah: a.jumlah + b.jumlah,
    kertas: a.kertas + b.kertas,
    sebaran: a.sebaran.map((count, cell) => count + (b.sebaran[cell] ?? 0)),
    kuadrat: a.kuadrat + b.kuadrat,
  }
}

/** What one answer adds: its nine marks, and the square of their sum. */
export function marksOf(skala: readonly number[]): Pick<Tally, 'sebaran' | 'kuadrat'> {
  assert(skala.length === UNSUR.length, 'an answer has nine marks')
  const sebaran = skala.flatMap((mark) => [1, 2, 3, 4].map((one) => (one === mark ? 1 : 0)))
  const sum = skala.reduce((total, mark) => total + mark, 0)
  return { sebaran, kuadrat: sum * sum }
}

/** Sum of all answers to one element. */
export function sumOf(sebaran: readonly number[], unsur: number): number {
  return [1, 2, 3, 4].reduce(
    (total, mark) => total + mark * (sebaran[unsur * 4 + mark - 1] ?? 0),
    0,
  )
}

/** Sum of all answers to all elements. */
export function totalOf(sebaran: readonly number[]): number {
  return UNSUR.reduce((total, _, index) => total + sumOf(sebaran, index), 0)
}
