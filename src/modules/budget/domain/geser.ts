import type { Sen } from '../../../kernel/money.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { refusal } from './refusals.ts'
import { writeRupiah } from './rupiah.ts'

/** A position before and after, in sen. */
export type Shift = Readonly<{
  tempat: string
  rekeningKode: string
  dari: Sen
  menjadi: Sen
}>

/**
 * A shift keeps the totals of every account of the rule's level, per SKPD and sub kegiatan.
 *
 * @param tingkatTetap level whose totals stay: 3 jenis, 4 objek, 5 rincian objek
 * @refuses GESER_MELEWATI_BATAS per account and place
 */
export function refuseShift(shifts: readonly Shift[], tingkatTetap: number): readonly Refusal[] {
  const totals = new Map<string, { tempat: string; akun: string; beda: bigint }>()
  for (const { tempat, rekeningKode, dari, menjadi } of shifts) {
    const akun = rekeningKode.split('.').slice(0, tingkatTetap).join('.')
    const key = `${tempat}\n${akun}`
    const total = totals.get(key) ?? { tempat, akun, beda: 0n }
    total.beda += menjadi - dari
    totals.set(key, total)
  }
  return [...totals.values()]
    .filter(({ beda }) => beda !== 0n)
    .map(({ tempat, akun, beda }) =>
      refusal('GESER_MELEWATI_BATAS', { tempat, akun, beda: writeRupiah(beda as Sen) }),
    )
}
