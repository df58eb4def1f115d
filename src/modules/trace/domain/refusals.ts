import type { Refusal } from '../../../kernel/result.ts'

/** Everything this module refuses, in the language of the law. */
export const REFUSALS = {
  JEJAK_LAPORAN_TIDAK_ADA:
    'Laporan dengan nomor ini tidak ditemukan atau tidak terbuka untuk umum. Salin nomornya lengkap dengan huruf terakhir.',
  JEJAK_SUDAH_TERKAIT: 'Laporan ini sudah dikaitkan di sini.',
} as const

/** Codes of this module. */
export type RefusalCode = keyof typeof REFUSALS

/** @returns the refusal with its sentence, tied to a field */
export function refusal(code: RefusalCode, field: string): Refusal {
  return { code, message: REFUSALS[code], field }
}
