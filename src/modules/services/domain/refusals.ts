import type { Refusal } from '../../../kernel/result.ts'

/** The catalogue of what this module refuses, with the sentence for the person who is refused. */
export const REFUSALS = {
  LAYANAN_TIDAK_DITEMUKAN:
    'Layanan itu tidak ada dalam katalog. Periksa kodenya atau cari dengan kata lain.',
  LAYANAN_PUSAT: 'Layanan ini milik pemerintah pusat. Ajukan lewat alamat yang tertera.',
  LAYANAN_BUKAN_UNTUK_ANDA: 'Layanan ini tidak dapat diajukan dengan jenis akun Anda.',
  TINGKAT_IDENTITAS_KURANG:
    'Layanan ini memerlukan identitas yang sudah dicocokkan. Lengkapi NIK Anda di halaman akun, lalu kembali ke sini; isian Anda tersimpan.',
  KUASA_TIDAK_ADA: 'Anda belum diberi kuasa untuk mengajukan layanan ini atas nama orang itu.',
  DRAF_TIDAK_DITEMUKAN:
    'Isian ini tidak ditemukan. Mungkin sudah diajukan atau dihapus setelah 30 hari.',
  ISIAN_WAJIB: 'Isi bagian ini.',
  ISIAN_TIDAK_DIKENAL:
    'Formulir memuat isian yang tidak dikenal. Muat ulang halaman, lalu isi kembali.',
  ISIAN_TERLALU_PANJANG: 'Singkatkan menjadi paling banyak {batas} huruf.',
  ISIAN_ANGKA: 'Tulis dengan angka saja, misalnya 12 atau 12,5.',
  ISIAN_KURANG_DARI: 'Isi paling sedikit {batas}.',
  ISIAN_LEBIH_DARI: 'Isi paling banyak {batas}.',
  ISIAN_POLA: 'Tulis sesuai bentuk {bentuk}.',
  ISIAN_PILIHAN: 'Pilih salah satu dari daftar.',
  ISIAN_BULAN: 'Tulis bulan sebagai bulan/tahun, misalnya 03/2026.',
  ISIAN_NKK: 'Nomor Kartu Keluarga terdiri dari 16 angka.',
  ISIAN_NIB: 'NIB terdiri dari 13 angka.',
  ISIAN_EMAIL: 'Isi alamat surel yang benar, misalnya nama@contoh.id.',
  ISIAN_WILAYAH: 'Pilih desa atau kelurahan dari daftar.',
  ISIAN_TITIK: 'Tunjukkan titiknya di peta atau tulis lintang dan bujurnya.',
  ISIAN_PERNYATAAN: 'Centang pernyataan ini untuk melanjutkan.',
  ISIAN_BARIS_KURANG: 'Isi paling sedikit {batas} baris.',
  ISIAN_BARIS_LEBIH: 'Isi paling banyak {batas} baris.',
  SYARAT_TIDAK_TERPENUHI: '{alasan}',
  BERKAS_WAJIB: 'Unggah {berkas}.',
  BERKAS_BUKAN_MILIK: 'Pilih berkas dari simpanan pemohon, atau unggah yang baru.',
  BERKAS_TANPA_TANGGAL:
    'Berkas ini tersimpan tanpa tanggalnya. Unggah sekali lagi dan isi tanggal yang tertulis di situ.',
  BERKAS_TERLALU_LAMA:
    'Dokumen ini terbit {tanggal}; layanan ini menerima yang terbit paling lama {bulan} bulan lalu. Kirim yang lebih baru.',
  BERKAS_HABIS_MASA:
    'Berkas ini sudah habis masa berlakunya atau sudah dihapus dari simpanan. Unggah yang baru.',
  PERMOHONAN_TIDAK_DITEMUKAN:
    'Permohonan dengan nomor itu tidak ditemukan. Periksa kembali nomornya.',
  TINDAKAN_TIDAK_DIIZINKAN:
    'Tindakan ini tidak tersedia untuk Anda pada tahap sekarang. Muat ulang halaman untuk melihat keadaan terbaru.',
  DATA_SUDAH_BERUBAH:
    'Permohonan ini baru saja diubah orang lain. Periksa keadaan terbaru, lalu ulangi bila masih perlu.',
  ORANG_YANG_SAMA:
    'Yang memeriksa tidak boleh juga memutuskan. Minta rekan atau pejabat pengganti melanjutkan.',
  ALASAN_KOSONG: 'Tulis alasannya, paling sedikit 10 huruf. Pemohon akan membacanya.',
  ALASAN_TERLALU_PANJANG: 'Singkatkan alasan menjadi paling banyak 2.000 huruf.',
  ALASAN_TIDAK_ADA: 'Pilih alasan dari daftar.',
  SYARAT_TINDAKAN: 'Tindakan ini belum dapat dilakukan karena syaratnya belum terpenuhi.',
  PERBAIKAN_KOSONG: 'Centang paling sedikit satu hal yang perlu diperbaiki.',
  PERBAIKAN_TIDAK_ADA: 'Yang dicentang tidak ada dalam layanan ini. Muat ulang halaman.',
  PERBAIKAN_TERTUTUP: 'Hanya isian yang diminta diperbaiki yang dapat diubah.',
  PENDAPAT_SUDAH_ADA: 'Perangkat daerah Anda sudah memberi pendapat.',
  PILIHAN_KOSONG: 'Pilih paling sedikit satu permohonan.',
  PILIHAN_TERLALU_BANYAK: 'Pilih paling banyak 50 permohonan sekaligus.',
  TANGGAL_KUASA: 'Isi tanggal akhir kuasa, paling lama satu tahun dari sekarang.',
  PENERIMA_KUASA: 'Orang itu tidak ditemukan. Isi nama akun atau nomor ponsel yang terdaftar.',
  TERLALU_SERING:
    'Anda sudah mengirim banyak permohonan dalam satu jam. Kirim lagi nanti; isian Anda tersimpan.',
  KIRIMAN_TIDAK_SAH:
    'Kiriman dari ponsel ini tidak dapat dikenali. Muat ulang halaman, lalu kirim kembali.',
  BAWAAN_PENUH:
    'Bawa paling banyak {batas} pemeriksaan. Kirim atau kembalikan sebagian lebih dulu.',
  DRAF_BERUBAH:
    'Isian ini sudah diubah di perangkat lain sejak dibuka di ponsel ini. Pilih isian mana yang dipakai; tidak ada yang ditimpa sebelum Anda memilih.',
  PENANDATANGAN_TIDAK_COCOK: 'Surat ini hanya dapat ditandatangani pejabat yang ditetapkan.',
  SARINGAN_LAYANAN: 'Nilai saringan itu tidak ada dalam katalog layanan.',
  PENANDA_HALAMAN: 'Penanda halaman itu tidak dikenal. Mulai lagi dari halaman pertama.',
  KUNCI_KIRIMAN_KOSONG:
    'Sertakan Idempotency-Key atau id_klien, supaya kiriman ulang tidak menjadi dua permohonan.',
} as const

export type RefusalCode = keyof typeof REFUSALS

/** @returns the refusal with its sentence, values filled in, at a field when one is named */
export function refusal(
  code: RefusalCode,
  field?: string,
  values: Readonly<Record<string, string>> = {},
): Refusal {
  const message = Object.entries(values).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, value),
    REFUSALS[code] as string,
  )
  return { code, message, ...(field === undefined ? {} : { field }) }
}
