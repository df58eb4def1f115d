import { allocate, parseRupiah, type Sen, sumSen, ZERO_SEN } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { refusal } from './refusals.ts'
import { writeRupiah } from './rupiah.ts'

export const BULAN = 12

/** Twelve equal parts; the sen left over go to the first months. */
export function splitEvenly(jumlah: Sen): readonly Sen[] {
  return allocate(
    jumlah,
    Array.from({ length: BULAN }, () => 1n),
  )
}

/** @param weights one per month; all zero is taken as equal. The parts sum to the amount to the sen */
export function splitByWeights(jumlah: Sen, weights: readonly bigint[]): readonly Sen[] {
  return weights.length === BULAN && weights.some((weight) => weight > 0n)
    ? allocate(jumlah, weights)
    : splitEvenly(jumlah)
}

/**
 * Twelve typed months of a position.
 *
 * @refuses KAS_BULAN per month, KAS_JUMLAH
 */
export function decideMonths(typed: readonly string[], anggaran: Sen): Result<readonly Sen[]> {
  const refusals: Refusal[] = []
  const months = Array.from({ length: BULAN }, (_, at) => {
    const text = (typed[at] ?? '').trim()
    if (text === '') return ZERO_SEN
    const amount = parseRupiah(text)
    if (amount.ok) return amount.value
    refusals.push(refusal('KAS_BULAN', { bulan: at + 1 }, `b${at + 1}`))
    return ZERO_SEN
  })
  if (refusals.length > 0) return refuse(refusals)
  const total = sumSen(months)
  if (total === anggaran) return ok(months)
  return refuse(
    refusal('KAS_JUMLAH', {
      jumlah: writeRupiah(total),
      anggaran: writeRupiah(anggaran),
      selisih: writeRupiah((anggaran - total) as Sen),
    }),
  )
}
