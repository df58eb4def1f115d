import type { Aturan } from './aturan.ts'

/**
 * How many answers to aim for out of so many finished services, after Krejcie and Morgan:
 * X² N P(1−P) / (d² (N−1) + X² P(1−P)) with P one half.
 *
 * @law SKM-004
 */
export function sasaranOf(populasi: number, { sampel }: Pick<Aturan, 'sampel'>): number {
  if (populasi <= 0) return 0
  const chi = sampel.khiKuadratPerseribu / 1_000
  const error = sampel.galatPersen / 100
  const aim = (chi * populasi * 0.25) / (error * error * (populasi - 1) + chi * 0.25)
  return Math.min(populasi, Math.round(aim))
}
