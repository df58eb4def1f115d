import { createRefusal } from '../../../kernel/wording.ts'

/** Everything this module refuses, in the language of the law; values stand in braces. */
export const REFUSALS = {
  TAHUN_TIDAK_ADA: 'Tahun anggaran {tahun} belum dibuka.',
  TAHUN_ANGKA: 'Isi tahun dengan empat angka, misalnya 2027.',
  TAHUN_SUDAH_ADA: 'Tahun anggaran {tahun} sudah ada.',
  TAHUN_BELUM_BERJALAN:
    'Tahun anggaran {tahun} masih disusun; dokumen dibuat setelah DPA disahkan.',
  TAHUN_DITUTUP:
    'Tahun anggaran {tahun} sudah ditutup. Pembukaan kembali memerlukan keputusan kepala daerah.',
  TAHUN_STATUS_TIDAK_BISA: 'Tahun yang {dari} tidak dapat menjadi {ke}.',
  TAHUN_DASAR_KOSONG: 'Isi nomor dan tanggal keputusan yang menjadi dasarnya.',
  KODE_KOSONG:
    'Daftar kode kosong. Baris pertama berisi nama kolom, sesudahnya satu kode per baris.',
  KODE_TIDAK_TERBACA:
    'Baris {baris}: kode “{kode}” tidak terbaca. Tulis angka yang dipisah titik, misalnya 5.1.02.01.',
  KODE_GANDA: 'Baris {baris}: kode {kode} sudah ada di baris lain. Satu kode satu baris.',
  KODE_NAMA_KOSONG: 'Baris {baris}: isi nama kode {kode}, paling banyak 500 huruf.',
  KODE_TANPA_INDUK: 'Baris {baris}: kode {kode} tidak punya induk. Tambahkan baris induknya.',
  KODE_JENIS_SALAH: 'Baris {baris}: jenis kode {kode} harus salah satu dari {jenis}.',
  STANDAR_KOSONG: 'Daftar standar harga kosong. Baris pertama berisi nama kolom.',
  STANDAR_JENIS: 'Baris {baris}: jenis harus SSH, SBU, HSPK, atau ASB.',
  STANDAR_ISI:
    'Baris {baris}: isi kode, uraian, dan satuan. Paling panjang 60, 500, dan 60 huruf; spesifikasi 1.000 huruf.',
  STANDAR_HARGA:
    'Baris {baris}: harga “{harga}” tidak terbaca. Tulis misalnya 1.250.000 atau 1250000.',
  STANDAR_REKENING: 'Baris {baris}: rekening {kode} tidak berlaku pada tahun ini.',
  STANDAR_GANDA: 'Baris {baris}: {jenis} dengan kode {kode} sudah ada di baris lain.',
  STANDAR_TABEL: 'Baris {baris}: {pesan}',
  MUAT_DASAR: 'Isi dasar: nomor dan tanggal keputusan yang menetapkannya.',
  MUAT_BERKAS: 'Pilih berkas CSV atau XLSX, atau tempelkan baris dari lembar kerja.',
} as const

/** Codes of this module. */
export type RefusalCode = keyof typeof REFUSALS

/** The refusal with its sentence filled in, tied to a field when one is named. */
export const refusal = createRefusal(REFUSALS)
