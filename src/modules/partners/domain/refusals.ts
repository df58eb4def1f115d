import type { Refusal } from '../../../kernel/result.ts'

/** Everything this module refuses, in the language of the law. */
export const REFUSALS = {
  NILAI_SANGGAHAN_KOSONG: 'Isi nilai yang benar menurut Anda.',
  NILAI_SANGGAHAN_PANJANG: 'Nilai yang benar paling banyak 300 huruf. Persingkat isinya.',
  NILAI_SANGGAHAN_SAMA: 'Nilai Anda sama dengan nilai register. Tidak ada yang perlu diperbaiki.',
  BIDANG_SANGGAHAN_TIDAK_DIKENAL:
    'Bidang ini tidak berasal dari register. Perbaiki langsung pada isiannya.',
  ALASAN_SANGGAHAN: 'Tulis alasan keputusan, 10 sampai 1.000 huruf.',
  PUTUSAN_SANGGAHAN: 'Pilih keputusan: diterima atau ditolak.',
  SANGGAHAN_SUDAH_DIPUTUS:
    'Sanggahan ini sudah diputus. Muat ulang halaman untuk melihat keputusannya.',
} as const

/** Codes of this module. */
export type RefusalCode = keyof typeof REFUSALS

/** @returns the refusal with its sentence, tied to a field when one is named */
export function refusal(code: RefusalCode, field?: string): Refusal {
  return { code, message: REFUSALS[code], ...(field === undefined ? {} : { field }) }
}
