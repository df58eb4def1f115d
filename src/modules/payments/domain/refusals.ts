import type { Refusal } from '../../../kernel/result.ts'

/** Everything this module refuses, in the language of the law. */
export const REFUSALS = {
  TAGIHAN_NOL: 'Jumlah tagihan nol. Layanan tanpa biaya tidak memerlukan kode bayar.',
  TAGIHAN_RINCIAN:
    'Tiap baris rincian memerlukan keterangan dan jumlah di atas nol, paling banyak 40 baris.',
  TAGIHAN_JUDUL: 'Isi judul tagihan, 3 sampai 160 huruf.',
  TAGIHAN_SAMPAI: 'Batas waktu bayar harus setelah saat ini.',
  TAGIHAN_PEMBAYAR: 'Isi nama pembayar, paling banyak 160 huruf.',
  TAGIHAN_MASIH_ADA:
    'Masih ada tagihan lain yang belum dibayar untuk urusan ini. Batalkan dahulu bila jumlahnya berubah.',
  TAGIHAN_SUDAH_LUNAS: 'Tagihan ini sudah lunas. Tidak ada yang perlu dibayar.',
  TAGIHAN_BATAL: 'Tagihan ini dibatalkan. Minta kode bayar yang baru pada layanannya.',
  TAGIHAN_KEDALUWARSA: 'Batas waktu bayar sudah lewat. Minta kode bayar yang baru pada layanannya.',
  ALASAN_BATAL: 'Tulis alasan pembatalan, 3 sampai 500 huruf.',
  CARA_PENYELESAIAN: 'Pilih penyelesaian: diterima atau dikembalikan.',
  ALASAN_PENYELESAIAN: 'Tulis alasan penyelesaian, 10 sampai 500 huruf.',
  TIDAK_DAPAT_DITERIMA:
    'Hanya pembayaran terlambat atas tagihan yang belum lunas yang dapat diterima. Kembalikan uangnya.',
  SUDAH_DISELESAIKAN: 'Perkara ini sudah diselesaikan. Muat ulang halaman untuk melihat hasilnya.',
  KABAR_TIDAK_BERTANDA: 'Tanda tangan atau waktunya tidak sah.',
  KABAR_TIDAK_TERBACA: 'Isi pesan tidak terbaca.',
  KABAR_MASA_DEPAN: 'Waktu bayar ada di masa depan.',
  KABAR_BERTENTANGAN: 'Transaksi ini pernah dikabarkan dengan isi lain.',
  UANG_BELUM_DITERIMA: 'Centang bahwa uangnya sudah Anda terima dan hitung.',
} as const

/** Codes of this module. */
export type RefusalCode = keyof typeof REFUSALS

/** @returns the refusal with its sentence, tied to a field when one is named */
export function refusal(code: RefusalCode, field?: string): Refusal {
  return { code, message: REFUSALS[code], ...(field === undefined ? {} : { field }) }
}
