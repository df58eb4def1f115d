import { createRefusal } from '../../../kernel/wording.ts'

/** Everything this module refuses; values stand in braces. */
export const REFUSALS = {
  BUKAN_WEWENANG: 'Ini bukan wewenang Anda. Hubungi petugas yang namanya ada di halaman ini.',
  PUTARAN_TAHUN: 'Isi tahun rencana dengan empat angka, misalnya 2028.',
  PUTARAN_SUDAH_ADA: 'Musrenbang untuk tahun itu sudah dibuka.',
  PUTARAN_TIDAK_ADA: 'Musrenbang untuk tahun ini belum dibuka. Tunggu pengumuman, lalu coba lagi.',
  DASAR_KOSONG: 'Sebutkan dasarnya, misalnya nomor keputusan, 3 sampai 300 huruf.',
  JADWAL_JENJANG: 'Pilih jenjang musyawarah.',
  JADWAL_TANGGAL: 'Isi tanggal mulai dan selesai; selesai tidak boleh sebelum mulai.',
  PAGU_JUMLAH: 'Isi pagu lebih dari nol dalam rupiah, misalnya 300.000.000.',
  TEMPAT_TIDAK_ADA: 'Pilih desa, kelurahan, atau kecamatan di daerah ini.',
  UNIT_TIDAK_ADA: 'Pilih perangkat daerah dari daftar.',
  RW_SALAH: 'Isi nomor RW dengan angka, misalnya 3 atau 003.',
  RT_SALAH: 'Isi nomor RT dengan angka, misalnya 2, atau kosongkan.',
  RAPAT_TEMPAT: 'Isi tempat musyawarah, misalnya Balai RW 03, 3 sampai 200 huruf.',
  RAPAT_WAKTU: 'Isi tanggal dan jam mulai, misalnya jam 19.30.',
  RAPAT_SUDAH_ADA: 'Musyawarah untuk tempat dan jenjang ini sudah dijadwalkan pada putaran ini.',
  RAPAT_BELUM_DIBUKA: 'Musyawarah ini belum dimulai. Tekan Mulai musyawarah lebih dahulu.',
  RAPAT_SUDAH_DIMULAI: 'Musyawarah ini sudah dimulai atau sudah ditutup.',
  RAPAT_SUDAH_DITUTUP: 'Musyawarah ini sudah ditutup, jadi isinya tidak dapat diubah lagi.',
  KUORUM_KURANG:
    'Yang hadir baru {hadir} orang, sedangkan kuorum {kuorum} orang. Catat kehadiran dahulu.',
  BELUM_DIPUTUS:
    'Masih ada {jumlah} usulan yang belum diputus. Setiap usulan harus mendapat jawaban.',
  GABUNG_TIDAK_SEPAKAT: 'Usulan {nomor} digabung ke usulan yang tidak disepakati. Putuskan ulang.',
  HADIR_JUMLAH: 'Isi jumlah orang pada lembar ini, 1 sampai 2.000.',
  HADIR_BAGIAN:
    'Jumlah perempuan, difabel, miskin, dan pemuda masing-masing tidak melebihi yang hadir.',
  BICARA_ANGKA: 'Isi kursi dan giliran bicara dengan angka 0 sampai 2.000.',
  DELEGASI_NAMA: 'Isi nama delegasi, 2 sampai 100 huruf.',
  DELEGASI_UNSUR: 'Isi unsur yang diwakili, misalnya kelompok tani, 2 sampai 60 huruf.',
  ASET_NAMA: 'Isi nama aset, 2 sampai 120 huruf.',
  ASET_KEADAAN: 'Pilih keadaan aset.',
  KUNCI_SALAH: 'Kiriman ini tidak lengkap. Muat ulang halaman, lalu isi lagi.',
  TINDAKAN_TIDAK_DIKENAL: 'Tindakan ini tidak dikenal. Muat ulang halaman.',
  USULAN_JUDUL: 'Isi judul usulan, 5 sampai 120 huruf.',
  USULAN_URAIAN: 'Uraian paling banyak 2.000 huruf.',
  USULAN_PATOKAN: 'Sebutkan jalan atau patokan tempatnya, 3 sampai 200 huruf.',
  USULAN_TITIK: 'Titik lokasi tidak terbaca. Isi keduanya dengan angka, atau kosongkan keduanya.',
  USULAN_KAMUS: 'Pilih jenis pekerjaan dari daftar.',
  USULAN_VOLUME: 'Isi volume lebih dari nol, paling banyak {maks} {satuan}, misalnya 120,5.',
  USULAN_SWADAYA: 'Sumbangan warga ditulis paling banyak 300 huruf.',
  USULAN_TERLALU_BANYAK:
    'Satu akun dapat mengirim paling banyak {jumlah} usulan dalam satu putaran.',
  USULAN_BUKAN_DI_SINI: 'Usulan ini tidak dibahas pada musyawarah ini.',
  USULAN_SUDAH_BERJALAN: 'Usulan ini sudah melangkah lebih jauh. Muat ulang halaman.',
  USULAN_TANPA_BIAYA:
    'Usulan {nomor} belum punya biaya. Minta perangkat daerah menghitungnya dahulu.',
  USULAN_DITOLAK_RENCANA: 'Usulan {nomor} tidak dapat diteruskan ke rencana: {sebab}',
  FORMULIR_TIDAK_TERCETAK:
    'Ada huruf yang tidak dapat dicetak pada formulir: {huruf}. Ganti, lalu tutup lagi.',
  PUTUSAN_HASIL: 'Pilih putusan: sepakat, belum disepakati, atau digabung.',
  PUTUSAN_PERINGKAT: 'Isi urutan prioritas dengan angka, 1 paling utama.',
  PUTUSAN_ALASAN_KODE: 'Pilih alasan dari daftar.',
  PUTUSAN_ALASAN: 'Tulis penjelasan yang akan dibaca pengusul, 10 sampai 1.000 huruf.',
  PUTUSAN_GABUNG: 'Isi nomor usulan lain pada musyawarah ini yang akan memuatnya.',
  PERIKSA_HASIL: 'Pilih: dibahas, belum dapat diterima, atau sama dengan usulan lain.',
  VERIFIKASI_HASIL: 'Pilih hasil pemeriksaan.',
  VERIFIKASI_CATATAN: 'Tulis catatan pemeriksaan, 10 sampai 1.000 huruf.',
  VERIFIKASI_BIAYA: 'Isi biaya lebih dari nol dalam rupiah, atau kosongkan.',
  DUKUNGAN_BERAKHIR: 'Usulan ini sudah selesai atau dijawab, jadi dukungannya tidak berubah lagi.',
  HADIR_TERTUTUP: 'Kehadiran hanya dapat dicatat selama musyawarah berlangsung.',
  HADIR_SUDAH: 'Kehadiran dari ponsel ini sudah dicatat. Terima kasih.',
} as const

/** Codes of this module. */
export type RefusalCode = keyof typeof REFUSALS

/** The refusal with its sentence filled in, tied to a field when one is named. */
export const refusal = createRefusal(REFUSALS)

/** Refuses at the field unless it is right. */
export function unless(
  isRight: boolean,
  code: RefusalCode,
  field: string,
  values: Readonly<Record<string, string | number>> = {},
) {
  return isRight ? [] : [refusal(code, values, field)]
}
