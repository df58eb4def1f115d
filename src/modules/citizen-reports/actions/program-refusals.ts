import type { Refusal } from '../../../kernel/result.ts'

/** What the interfaces for programs refuse, with the sentence for whoever reads the answer. */
export const PROGRAM_REFUSALS = {
  KANAL_TERTUTUP:
    'Kanal pesan masuk belum dibuka. Pengelola mengisi CHANNEL_KEY, lalu menyalakan ulang program.',
  KUNCI_KANAL_SALAH:
    'Kunci kanal tidak cocok. Kirim CHANNEL_KEY pada kepala x-kunci-kanal atau tanda tangan isi.',
  PESAN_TIDAK_TERBACA: 'Pesan masuk tidak dapat dibaca. Periksa bentuknya pada dokumen API.',
  PENGIRIM_TIDAK_ADA: 'Pesan tidak menyebut pengirimnya.',
  TERLALU_SERING: 'Terlalu banyak kiriman. Tunggu sesuai Retry-After, lalu kirim lagi.',
  KUNCI_HILANG: 'Sertakan kunci program pada kepala Authorization: Bearer atau x-api-key.',
  KUNCI_SALAH: 'Kunci program tidak dikenal, sudah dicabut, atau bukan untuk layanan ini.',
  TIDAK_BERWENANG: 'Anda tidak berwenang melakukan ini.',
  NAMA_KUNCI_KOSONG: 'Isi nama program atau pemegang kunci, 3 sampai 100 huruf.',
  LINGKUP_KOSONG: 'Pilih paling sedikit satu layanan: open311 atau api.',
  KUNCI_SUDAH_DIBUAT:
    'Kunci dari formulir ini sudah dibuat dan hanya tampil sekali. Bila belum disalin, cabut lalu buat yang baru.',
  KUNCI_TIDAK_ADA: 'Kunci itu tidak ditemukan atau sudah dicabut.',
  MITRA_TIDAK_ADA: 'Mitra itu tidak ditemukan atau sedang dimatikan.',
  PEMETAAN_TIDAK_ADA:
    'Kategori laporan ini belum dipetakan ke layanan mitra. Lengkapi pemetaannya di katalog mitra.',
  SUDAH_DITERUSKAN: 'Laporan ini sudah diteruskan ke mitra tersebut.',
  LAPORAN_TERTUTUP: 'Laporan ini sudah ditutup, jadi tidak diteruskan.',
  NAMA_PELAPOR_KOSONG: 'Isi nama pelapor, atau tandai laporan ini anonim.',
  PERSETUJUAN_KOSONG:
    'Bacakan keterangan data pribadi kepada pelapor, lalu tandai bahwa pelapor setuju.',
  ALAMAT_MITRA_TIDAK_SAH:
    'Isi alamat API mitra, diawali https://, tanpa garis miring di akhir: https://kota.go.id/open311/v2',
  KODE_MITRA_TIDAK_SAH: 'Isi kode 2 sampai 40 huruf kecil, angka, atau tanda hubung.',
  NAMA_MITRA_KOSONG: 'Isi nama mitra, 3 sampai 100 huruf.',
  KURSOR_TIDAK_SAH: 'Kursor tidak dikenal. Ulangi dari halaman pertama.',
} as const

export type ProgramRefusalCode = keyof typeof PROGRAM_REFUSALS

export function programRefusal(code: ProgramRefusalCode, field?: string): Refusal {
  return { code, message: PROGRAM_REFUSALS[code], ...(field === undefined ? {} : { field }) }
}
