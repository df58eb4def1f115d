import type { RefusalCode } from '../domain/refusals.ts'

/** What this module refuses, in English. */
export const refusalsEn: Readonly<Record<RefusalCode, string>> = {
  UNSUR_KOSONG: 'Question {nomor}: choose one answer, 1 to 4.',
  PILIHAN_TIDAK_ADA: 'Choose from the list, or leave it empty.',
  CATATAN_TERLALU_PANJANG: 'Shorten the remark to at most 1,000 characters.',
  SURVEI_TIDAK_DIKENAL:
    'This link is not known. Copy all of it from the message or paper you received.',
  SURVEI_SUDAH_DIJAWAB: 'This survey was answered already. A service is judged once.',
  SURVEI_KEDALUWARSA: 'This link has run out.',
  BUNDEL_KOSONG: 'Enter the number of the batch as on its cover, 2 to 40 letters or digits.',
  LEMBAR_KOSONG: 'Enter the number of the sheet, 1 to 9999.',
  LEMBAR_SUDAH_ADA: 'A sheet of this number was entered from the same batch already.',
  LAYANAN_TIDAK_ADA: 'Choose a service from the list.',
  UNIT_BUKAN_MILIK_ANDA: 'Choose the office you work in.',
  TANGGAL_BELUM_TIBA: 'The date cannot be after today.',
  TRIWULAN_SUDAH_TERBIT:
    'The scores of that quarter are published, so forms can no longer be added to it.',
  KEGIATAN_KOSONG: 'Write what will be done, at least 10 characters.',
  KEGIATAN_TERLALU_PANJANG: 'Shorten it to at most 500 characters.',
  JABATAN_KOSONG: 'Write the position in charge, 3 to 120 characters.',
  TARGET_SEBELUM_MULAI: 'The date to be done by must be the first day or later.',
  HASIL_KOSONG: 'Write what came of it, at least 10 characters.',
  UNSUR_BUKAN_TERENDAH: 'Plans are made for the three lowest elements of that period.',
  NILAI_BELUM_TERBIT:
    'The score of that period is not published, so there is nothing to follow up.',
  BUKAN_KEPALA_UNIT: 'Plans of follow-up are written by the head of the office.',
  RENCANA_SUDAH_BERUBAH:
    'Somebody else just changed this plan. Look at how it stands now, then save again.',
  RENCANA_SUDAH_SELESAI: 'This plan was said to be done, so it does not change any more.',
  PERIODE_TIDAK_ADA: 'Write a period as a year or a quarter, such as 2026 or 2026-Q3.',
}
