import { createRefusal } from '../../../kernel/wording.ts'

/** Everything this module refuses, with the sentence for the person who is refused. */
export const REFUSALS = {
  JUDUL_KOSONG: 'Isi judul percakapan, 5 sampai 150 huruf.',
  TUJUAN_KOSONG: 'Tulis untuk apa hasilnya dipakai, 10 sampai 500 huruf.',
  UNIT_BUKAN_MILIK_ANDA: 'Pilih perangkat daerah tempat Anda bertugas.',
  MODERASI_KOSONG: 'Pilih cara memeriksa pernyataan: longgar atau ketat.',
  TANGGAL_TUTUP: 'Isi tanggal tutup, hari ini atau sesudahnya.',
  PERCAKAPAN_BUKAN_DRAF: 'Percakapan ini sudah dibuka.',
  PERCAKAPAN_TIDAK_BUKA: 'Percakapan ini tidak sedang dibuka.',
  PERNYATAAN_AWAL_KURANG: 'Tulis paling sedikit {jumlah} pernyataan awal sebelum membuka.',
  PERNYATAAN_TEKS: 'Tulis satu gagasan, 5 sampai 140 huruf.',
  PERNYATAAN_GANDA: 'Pernyataan yang sama sudah ada. Pilih pendapat Anda tentang pernyataan itu.',
  PERNYATAAN_TIDAK_ADA: 'Pernyataan ini tidak ada atau sudah dikeluarkan.',
  PERNYATAAN_SUDAH_DIPUTUS: 'Pernyataan ini sudah diputus orang lain.',
  DATA_PRIBADI: 'Hapus nama, nomor, atau alamat orang dari pernyataan ini.',
  USULAN_PENUH: 'Satu akun mengusulkan paling banyak {jumlah} pernyataan di satu percakapan.',
  ALASAN_KODE: 'Pilih alasan penolakan.',
  ALASAN_KOSONG: 'Tulis penjelasan penolakan, 10 sampai 300 huruf. Semua orang dapat membacanya.',
  SUARA_KOSONG: 'Pilih setuju, tidak setuju, atau lewati.',
  CUPLIKAN_TIDAK_TERBACA: 'Baris {baris} berkas ini tidak dapat dibaca sebagai cuplikan suara.',
  ORANG_KURANG: 'Baru {ada} orang yang berpendapat. Kelompok ditampilkan mulai {jumlah} orang.',
} as const

export type RefusalCode = keyof typeof REFUSALS

/** A refusal of this module: its sentence filled in, at its field. */
export const refusal = createRefusal(REFUSALS)
