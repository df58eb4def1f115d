import { HOUR_MS } from '../../../kernel/date.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { refusal } from './refusals.ts'

export type RequestKind = 'koreksi' | 'hapus'
export type CorrectionField = 'nama' | 'nik' | 'lain'
export const CORRECTION_FIELDS: readonly CorrectionField[] = ['nama', 'nik', 'lain']

/**
 * Time to answer a request to correct or erase.
 *
 * @law unverified UU 27/2022 (3 × 24 hours for correction; for erasure it is our own promise)
 */
export const REQUEST_LIMIT_MS = 72 * HOUR_MS

const TEXT_MAX = 1000

export type DataRequestForm = Readonly<{
  jenis: RequestKind
  /** Only for a correction. */
  bidang: string
  isi: string
  hasOpenRequest: boolean
}>

export type DataRequest = Readonly<{
  jenis: RequestKind
  bidang: CorrectionField | null
  isi: string
}>

/**
 * May this request be taken? Sixteen digits in a row are refused: a NIK is shown to an officer, not
 * written into a text that is stored as it is.
 *
 * @refuses ISI_KOSONG, NIK_DI_ISIAN, PERMINTAAN_SUDAH_ADA
 */
export function decideDataRequest(form: DataRequestForm): Result<DataRequest> {
  const isi = form.isi.trim().slice(0, TEXT_MAX)
  const refusals: Refusal[] = []
  if (isi.length < 3) refusals.push(refusal('ISI_KOSONG', 'isi'))
  if (/\d{16}/.test(isi.replace(/[\s.-]/g, ''))) refusals.push(refusal('NIK_DI_ISIAN', 'isi'))
  if (form.hasOpenRequest) refusals.push(refusal('PERMINTAAN_SUDAH_ADA'))
  if (refusals.length > 0) return refuse(refusals)
  const bidang =
    form.jenis === 'hapus'
      ? null
      : (CORRECTION_FIELDS.find((field) => field === form.bidang) ?? 'lain')
  return ok({ jenis: form.jenis, bidang, isi })
}

/** @refuses ALASAN_KOSONG */
export function checkReason(reason: string, field = 'alasan'): readonly Refusal[] {
  return reason.trim().length < 3 ? [refusal('ALASAN_KOSONG', field)] : []
}
