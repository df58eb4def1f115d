import type { Tanggal } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import type { Doc } from './definition/types.ts'
import { addMonths } from './expr/dates.ts'
import { refusal } from './refusals.ts'

/** What the vault knows of a kind: which date stands on it, and whether it runs out by that date. */
export type KindDate = Readonly<{ tanggal: 'tidak' | 'terbit' | 'berakhir'; runsOut: boolean }>

type Aged = Pick<Doc, 'id' | 'maxMonths'>

/** @returns which date an applicant is asked for; undefined where nothing hangs on it */
export function askedDate(doc: Aged, kind: KindDate): 'terbit' | 'berakhir' | undefined {
  if (kind.tanggal === 'berakhir') return 'berakhir'
  const isNeeded = kind.runsOut || doc.maxMonths !== undefined
  return kind.tanggal === 'terbit' && isNeeded ? 'terbit' : undefined
}

/**
 * Whether a document is young enough for this service. Good through the day on which its months are over.
 *
 * @param dated the date on it; null when it was kept without one
 * @param write how a date is written for people
 * @refuses BERKAS_TANPA_TANGGAL, BERKAS_TERLALU_LAMA
 */
export function refuseAge(
  doc: Aged,
  { kind, dated }: Readonly<{ kind: KindDate; dated: Tanggal | null }>,
  { today, write }: Readonly<{ today: Tanggal; write: (date: Tanggal) => string }>,
): readonly Refusal[] {
  const asked = askedDate(doc, kind)
  const field = `dok.${doc.id}`
  if (asked === undefined) return []
  if (dated === null) return [refusal('BERKAS_TANPA_TANGGAL', field)]
  if (asked === 'berakhir' || doc.maxMonths === undefined) return []
  const last = addMonths(dated, doc.maxMonths)
  return last === null || last >= today
    ? []
    : [
        refusal('BERKAS_TERLALU_LAMA', field, {
          bulan: String(doc.maxMonths),
          tanggal: write(dated),
        }),
      ]
}
