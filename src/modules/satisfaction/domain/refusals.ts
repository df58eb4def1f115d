import type { Refusal } from '../../../kernel/result.ts'

/** What this module refuses, with the sentence for the person who is refused. */
export const REFUSALS = {
  UNSUR_KOSONG: 'Pertanyaan {nomor}: pilih satu jawaban, 1 sampai 4.',
  PILIHAN_TIDAK_ADA: 'Pilih dari daftar, atau biarkan kosong.',
  CATATAN_TERLALU_PANJANG: 'Singkatkan catatan menjadi paling banyak 1.000 huruf.',
  SURVEI_TIDAK_DIKENAL:
    'Tautan survei ini tidak dikenal. Salin lengkap dari pesan atau kertas yang Anda terima.',
  SURVEI_SUDAH_DIJAWAB: 'Survei ini sudah dijawab. Satu layanan dinilai satu kali.',
  SURVEI_KEDALUWARSA: 'Tautan survei ini sudah lewat masanya.',
  BUNDEL_KOSONG: 'Isi nomor bundel seperti pada sampulnya, 2 sampai 40 huruf atau angka.',
  LEMBAR_KOSONG: 'Isi nomor lembar, 1 sampai 9999.',
  LEMBAR_SUDAH_ADA: 'Lembar dengan nomor ini sudah dimasukkan dari bundel yang sama.',
  LAYANAN_TIDAK_ADA: 'Pilih layanan dari daftar.',
  UNIT_BUKAN_MILIK_ANDA: 'Pilih unit tempat Anda bertugas.',
  TANGGAL_BELUM_TIBA: 'Tanggal pengisian tidak boleh sesudah hari ini.',
  TRIWULAN_SUDAH_TERBIT:
    'Nilai triwulan itu sudah terbit, jadi formulirnya tidak dapat ditambahkan lagi.',
  KEGIATAN_KOSONG: 'Tulis apa yang akan dikerjakan, paling sedikit 10 huruf.',
  KEGIATAN_TERLALU_PANJANG: 'Singkatkan menjadi paling banyak 500 huruf.',
  JABATAN_KOSONG: 'Tulis jabatan penanggung jawabnya, 3 sampai 120 huruf.',
  TARGET_SEBELUM_MULAI: 'Tanggal target harus sama dengan atau sesudah tanggal mulai.',
  HASIL_KOSONG: 'Tulis apa hasilnya, paling sedikit 10 huruf.',
  UNSUR_BUKAN_TERENDAH: 'Rencana dibuat untuk tiga unsur terendah periode itu.',
  NILAI_BELUM_TERBIT: 'Nilai periode itu belum terbit, jadi belum ada yang ditindaklanjuti.',
  BUKAN_KEPALA_UNIT: 'Rencana tindak lanjut ditulis oleh kepala unitnya.',
  RENCANA_SUDAH_BERUBAH:
    'Rencana ini baru saja diubah orang lain. Periksa isinya yang terbaru, lalu simpan lagi.',
  RENCANA_SUDAH_SELESAI: 'Rencana ini sudah dinyatakan selesai, jadi isinya tidak berubah lagi.',
  PERIODE_TIDAK_ADA: 'Periode ditulis sebagai tahun atau triwulan, misalnya 2026 atau 2026-Q3.',
} as const

export type RefusalCode = keyof typeof REFUSALS

/** A refusal of this module, at its field. */
export function refusal(code: RefusalCode, field?: string): Refusal {
  return { code, message: REFUSALS[code], ...(field === undefined ? {} : { field }) }
}
