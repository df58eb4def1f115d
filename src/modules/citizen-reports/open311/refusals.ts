import type { Refusal } from '../../../kernel/result.ts'
import type { ErrorItem } from './types.ts'

/** Refusals of the Open311 interface, and how the standard's three HTTP codes follow from them. */
export const KUNCI_API_HILANG: Refusal = {
  code: 'KUNCI_API_HILANG',
  message: 'Sertakan api_key. Kunci diminta kepada pengelola; lihat /open311/discovery.xml.',
  field: 'api_key',
}
export const KUNCI_API_SALAH: Refusal = {
  code: 'KUNCI_API_SALAH',
  message: 'api_key tidak dikenal atau sudah dicabut. Minta kunci baru kepada pengelola.',
  field: 'api_key',
}
export const JURISDIKSI_TIDAK_ADA: Refusal = {
  code: 'JURISDIKSI_TIDAK_ADA',
  message: 'jurisdiction_id tidak dilayani di sini. Kosongkan, atau pakai kode daerah ini.',
  field: 'jurisdiction_id',
}
export const LAYANAN_TIDAK_ADA: Refusal = {
  code: 'LAYANAN_TIDAK_ADA',
  message: 'service_code tidak ada. Ambil daftarnya dari services.xml.',
  field: 'service_code',
}
export const PERMINTAAN_TIDAK_ADA: Refusal = {
  code: 'PERMINTAAN_TIDAK_ADA',
  message: 'service_request_id tidak ada atau tidak terbuka untuk umum.',
  field: 'service_request_id',
}
export const TOKEN_TIDAK_ADA: Refusal = {
  code: 'TOKEN_TIDAK_ADA',
  message: 'Token tidak ada.',
  field: 'token',
}
export const FORMAT_TIDAK_ADA: Refusal = {
  code: 'FORMAT_TIDAK_ADA',
  message: 'Format ini tidak dilayani. Akhiri alamat dengan .xml atau .json.',
}

export type Open311HttpStatus = 400 | 403 | 404

const FORBIDDEN: ReadonlySet<string> = new Set([KUNCI_API_HILANG.code, KUNCI_API_SALAH.code])
const NOT_FOUND: ReadonlySet<string> = new Set([
  JURISDIKSI_TIDAK_ADA.code,
  LAYANAN_TIDAK_ADA.code,
  PERMINTAAN_TIDAK_ADA.code,
  TOKEN_TIDAK_ADA.code,
  FORMAT_TIDAK_ADA.code,
])

/** @returns 403 when a key is the trouble, else 404 when something does not exist, else 400 */
export function open311Status(refusals: readonly Refusal[]): Open311HttpStatus {
  const statuses = refusals.map(statusOf)
  if (statuses.includes(403)) return 403
  return statuses.includes(404) ? 404 : 400
}

function statusOf(refusal: Refusal): Open311HttpStatus {
  if (FORBIDDEN.has(refusal.code)) return 403
  return NOT_FOUND.has(refusal.code) ? 404 : 400
}

/**
 * @returns the body of an error answer: each item with its own number, the field named in the text
 */
export function toErrorItems(refusals: readonly Refusal[]): readonly ErrorItem[] {
  return refusals.map((refusal) => ({
    code: String(statusOf(refusal)),
    description:
      refusal.field === undefined ? refusal.message : `${refusal.field}: ${refusal.message}`,
  }))
}
