import type { RefusalCode } from '../domain/refusals.ts'

/** What this module refuses, in English. */
export const refusalsEn: Readonly<Record<RefusalCode, string>> = {
  JUDUL_KOSONG: 'Enter the title of the conversation, 5 to 150 characters.',
  TUJUAN_KOSONG: 'Write what the result is used for, 10 to 500 characters.',
  UNIT_BUKAN_MILIK_ANDA: 'Choose the office you work in.',
  MODERASI_KOSONG: 'Choose how statements are moderated: lenient or strict.',
  TANGGAL_TUTUP: 'Enter the last day, today or later.',
  PERCAKAPAN_BUKAN_DRAF: 'This conversation was opened already.',
  PERCAKAPAN_TIDAK_BUKA: 'This conversation is not open.',
  PERNYATAAN_AWAL_KURANG: 'Write at least {jumlah} statements before opening.',
  PERNYATAAN_TEKS: 'Write one idea, 5 to 140 characters.',
  PERNYATAAN_GANDA: 'The same statement is there already. Say what you think of it.',
  PERNYATAAN_TIDAK_ADA: 'This statement is not there, or was taken out.',
  PERNYATAAN_SUDAH_DIPUTUS: 'Somebody else decided on this statement already.',
  DATA_PRIBADI: 'Remove names, numbers or addresses of people from this statement.',
  USULAN_PENUH: 'One account submits at most {jumlah} statements in a conversation.',
  ALASAN_KODE: 'Choose the reason it is taken out.',
  ALASAN_KOSONG: 'Explain why it is taken out, 10 to 300 characters. Everybody can read it.',
  SUARA_KOSONG: 'Choose agree, disagree or pass.',
  CUPLIKAN_TIDAK_TERBACA: 'Line {baris} of this file cannot be read as votes of a picture.',
  ORANG_KURANG: '{ada} people took part so far. Groups are shown from {jumlah} people.',
}
