import type { Field, Layanan } from './definition/types.ts'
import type { Permohonan } from './permohonan.ts'

/** @returns whether an application is no longer in the very stay at a stage that an officer took along */
export function hasMoved(
  { akhir, tahap, tahapSejak }: Pick<Permohonan, 'akhir' | 'tahap' | 'tahapSejak'>,
  taken: Readonly<{ tahap: string; sejak: string }>,
): boolean {
  return akhir !== null || tahap !== taken.tahap || tahapSejak.toISOString() !== taken.sejak
}

/** A phone's clock may be wrong: nothing was filled in after it came, nor longer ago than a month. */
const FILLED_MAX_MS = 31 * 86_400_000

/** @returns when it was filled in by the phone's clock; when it came, where that clock cannot be right */
export function filledAt(told: string, now: Date): Date {
  const at = /^\d{4}-\d{2}-\d{2}T[\d:.]{5,15}Z$/.test(told) ? new Date(told) : now
  const isPossible = at <= now && now.getTime() - at.getTime() <= FILLED_MAX_MS
  return isPossible ? at : now
}

/** What an officer takes along of the answers: places, and what the definition says is needed on the spot. */
export function fieldsOnSite({ form }: Layanan): readonly Field[] {
  return form
    .flatMap((page) => page.fields)
    .filter(({ type, onSite }) => onSite === true || type === 'wilayah' || type === 'titik')
}
