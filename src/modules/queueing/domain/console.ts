import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import type { StatusTiket } from '../types.ts'
import { refusal } from './refusals.ts'

/** What a clerk does at an open counter. */
export const TINDAKAN = [
  'panggil',
  'panggil_ulang',
  'mulai',
  'selesai',
  'lewati',
  'alih',
  'kembalikan',
  'jeda',
  'lanjut',
  'tutup',
] as const

export type Tindakan = (typeof TINDAKAN)[number]

/** @returns whether the text names something a clerk does */
export function isTindakan(text: string): text is Tindakan {
  return (TINDAKAN as readonly string[]).includes(text)
}

export type CounterState = Readonly<{
  isPaused: boolean
  /** The ticket this counter has called or serves. */
  current?: Readonly<{ id: string; status: Extract<StatusTiket, 'dipanggil' | 'dilayani'> }>
}>

/** States of the current ticket from which each act is possible; null: acts without a ticket. */
const FROM: Readonly<Record<Tindakan, readonly string[] | null>> = {
  panggil: null,
  panggil_ulang: ['dipanggil'],
  mulai: ['dipanggil'],
  selesai: ['dipanggil', 'dilayani'],
  lewati: ['dipanggil'],
  alih: ['dipanggil', 'dilayani'],
  kembalikan: null,
  jeda: null,
  lanjut: null,
  tutup: null,
}

/**
 * May this be done at this counter now?
 *
 * @param ticketId the ticket the clerk saw on the screen, for acts that are about one
 * @refuses LOKET_JEDA, MASIH_MELAYANI, TIDAK_ADA_YANG_DIPANGGIL, NOMOR_BERUBAH
 */
export function decideTindakan(
  tindakan: Tindakan,
  { isPaused, current }: CounterState,
  ticketId?: string,
): Result<undefined> {
  const states = FROM[tindakan]
  if (states === null) {
    const refusals: Refusal[] = []
    if (tindakan === 'panggil' && isPaused) refusals.push(refusal('LOKET_JEDA'))
    if (tindakan !== 'kembalikan' && tindakan !== 'lanjut' && current !== undefined)
      refusals.push(refusal('MASIH_MELAYANI'))
    return refusals.length > 0 ? refuse(refusals) : ok(undefined)
  }
  if (current === undefined) return refuse(refusal('TIDAK_ADA_YANG_DIPANGGIL'))
  const isSame = ticketId === undefined || ticketId === current.id
  if (!isSame || !states.includes(current.status)) return refuse(refusal('NOMOR_BERUBAH'))
  return ok(undefined)
}
