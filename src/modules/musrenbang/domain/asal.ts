import { addSen, type Sen, ZERO_SEN } from '../../../kernel/money.ts'

export const ASAL = ['musrenbang', 'pokir', 'teknokratik', 'nasional'] as const
export type Asal = (typeof ASAL)[number]

/** A line of the plan as far as its source goes. */
export type BarisAsal = Readonly<{ id: string; sumber: Asal; lokasiKode: string | null; pagu: Sen }>

/** Sums of one place and source; an empty code is work for the whole region. */
export type SumAsal = Readonly<{
  kecamatanKode: string
  sumber: Asal
  baris: number
  rkpd: Sen
  apbd: Sen
}>

/** @returns sums by district and source, the whole region last */
export function sumAsal(
  lines: readonly BarisAsal[],
  anggaran: ReadonlyMap<string, Sen>,
): readonly SumAsal[] {
  const sums = new Map<string, SumAsal>()
  for (const { id, sumber, lokasiKode, pagu } of lines) {
    const parts = (lokasiKode ?? '').split('.')
    const kecamatanKode = parts.length < 3 ? '' : parts.slice(0, 3).join('.')
    const key = `${kecamatanKode === '' ? '~' : kecamatanKode} ${ASAL.indexOf(sumber)}`
    const before = sums.get(key) ?? {
      kecamatanKode,
      sumber,
      baris: 0,
      rkpd: ZERO_SEN,
      apbd: ZERO_SEN,
    }
    sums.set(key, {
      ...before,
      baris: before.baris + 1,
      rkpd: addSen(before.rkpd, pagu),
      apbd: addSen(before.apbd, anggaran.get(id) ?? ZERO_SEN),
    })
  }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum)
}
