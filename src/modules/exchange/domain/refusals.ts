import { createRefusal } from '../../../kernel/wording.ts'

/** Everything this module refuses; values stand in braces. */
export const REFUSALS = {
  TUKAR_BENTUK: 'Pilih sistem dan jenis berkasnya.',
  TUKAR_TAHUN: 'Isi tahun anggaran dengan empat angka.',
  TUKAR_BERKAS: 'Pilih berkas CSV atau XLSX dari sistem itu.',
  TUKAR_KOLOM: 'Kolom {kolom} tidak ada. Nama yang dikenal: {nama}.',
  TUKAR_NOMOR: 'Baris {baris}: nomor dokumen kosong atau lebih dari 200 huruf.',
  TUKAR_TANGGAL: 'Baris {baris}: tanggal “{isi}” tidak terbaca. Tulis misalnya 24/11/2026.',
  TUKAR_NILAI: 'Baris {baris}: nilai “{isi}” tidak terbaca. Tulis misalnya 1.250.000,00.',
  TUKAR_KODE: 'Baris {baris}: isi kode SKPD dan rekening.',
  TUKAR_BARIS: 'Baris {baris}: {pesan}',
  TUKAR_SUDAH: 'Berkas yang sama sudah dimuat. Buka hasilnya pada daftar.',
} as const

/** Codes of this module. */
export type RefusalCode = keyof typeof REFUSALS

/** The refusal with its sentence filled in, tied to a field when one is named. */
export const refusal = createRefusal(REFUSALS)
