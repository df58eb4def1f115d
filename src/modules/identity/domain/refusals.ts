import type { Refusal } from '../../../kernel/result.ts'

/**
 * Every reason this module refuses, with the sentence the visitor reads. Words in braces are filled
 * from `values`. Other languages translate by code (messages/en.ts).
 */
export const SENTENCES = {
  NAMA_KOSONG: 'Isi nama lengkap Anda seperti di KTP.',
  NAMA_TERLALU_PANJANG: 'Singkatkan nama menjadi paling banyak 120 huruf.',
  NAMA_MEMUAT_ANGKA: 'Tulis nama dengan huruf saja, tanpa angka atau tanda kurung siku.',
  KONTAK_KOSONG: 'Isi nomor telepon atau alamat surel.',
  EMAIL_TIDAK_SAH: 'Periksa alamat surel; bentuknya seperti nama@contoh.id.',
  IDENTITAS_KOSONG: 'Isi nama pengguna, nomor telepon, atau surel Anda.',
  SANDI_KOSONG: 'Isi kata sandi.',
  SANDI_TERLALU_PENDEK:
    'Buat kata sandi paling sedikit {panjang} huruf; beberapa kata lebih mudah diingat.',
  SANDI_TERLALU_PANJANG: 'Singkatkan kata sandi menjadi paling banyak 128 huruf.',
  SANDI_UMUM:
    'Kata sandi ini termasuk yang paling mudah ditebak. Pilih yang lain, misalnya empat kata acak.',
  SANDI_MEMUAT_DATA_DIRI:
    'Kata sandi memuat nama, nomor, atau NIK Anda. Pilih yang tidak ada hubungannya dengan data Anda.',
  SANDI_ULANG_BERBEDA: 'Dua isian kata sandi tidak sama. Ketik ulang keduanya.',
  SANDI_SAMA: 'Kata sandi baru sama dengan yang lama. Pilih yang lain.',
  SANDI_LAMA_SALAH: 'Kata sandi yang sekarang tidak cocok. Periksa huruf besar dan kecilnya.',
  MASUK_GAGAL:
    'Nama pengguna atau kata sandi tidak cocok. Periksa lagi, atau pakai Lupa kata sandi.',
  AKUN_DITANGGUHKAN: 'Akun ini dinonaktifkan. Hubungi pengelola sistem di kantor Anda.',
  SANDI_SEMENTARA_HABIS:
    'Kata sandi sekali pakai ini sudah kedaluwarsa. Minta yang baru kepada pengelola.',
  TUNGGU_DULU:
    'Terlalu banyak percobaan. Tunggu {tunggu}, lalu coba lagi, atau masuk lewat Lupa kata sandi.',
  KODE_SALAH: 'Kode tidak cocok. Periksa angkanya; sisa percobaan {sisa}.',
  KODE_HABIS: 'Kode ini sudah tidak berlaku. Minta kode baru.',
  KODE_TERLALU_SERING: 'Kode sudah dikirim tiga kali. Tunggu {tunggu}, lalu minta lagi.',
  KODE_CADANGAN_SALAH:
    'Kode cadangan tidak dikenal atau sudah dipakai. Pakai kode lain dari daftar Anda.',
  KODE_APLIKASI_SALAH:
    'Kode dari aplikasi tidak cocok atau sudah dipakai. Tunggu kode berikutnya muncul, lalu isi lagi.',
  KUNCI_SANDI_GAGAL: 'Kunci sandi tidak dapat diperiksa. Ulangi, atau pakai cara lain.',
  SESI_MASUK_HABIS: 'Waktu masuk Anda habis. Mulai lagi dari nama pengguna dan kata sandi.',
  PASTIKAN_DULU: 'Isi kata sandi Anda sekali lagi sebelum mengubah ini.',
  LANGKAH_KEDUA_BELUM_ADA: 'Pasang dulu aplikasi autentikator atau kunci sandi.',
  LANGKAH_KEDUA_WAJIB:
    'Petugas harus punya paling sedikit satu cara langkah kedua. Pasang yang baru dulu.',
  AKUN_CONTOH:
    'Akun contoh dipakai bersama, jadi sandi, kontak, dan langkah kedua tidak dapat diubah.',
  NAMA_SUDAH_DIPERIKSA:
    'Nama Anda sudah diperiksa dari dokumen. Ajukan perbaikan lewat halaman Data saya.',
  NIK_DI_ISIAN: 'Jangan tulis NIK di sini. Petugas loket akan memeriksanya dari KTP Anda.',
  NAMA_PENGGUNA_TIDAK_SAH:
    'Tulis nama pengguna 2 sampai 40 huruf kecil, angka, titik, atau garis; huruf lebih dulu.',
  NAMA_PENGGUNA_TERPAKAI: 'Nama pengguna ini sudah dipakai. Pilih yang lain.',
  KONTAK_TERPAKAI: 'Nomor atau surel ini sudah dipakai akun lain. Pakai yang lain.',
  JABATAN_KOSONG: 'Isi nama jabatan seperti di surat keputusan.',
  DASAR_KOSONG: 'Isi nomor dan tanggal surat keputusan atau surat tugas yang menjadi dasar.',
  PERAN_TIDAK_DIKENAL: 'Pilih peran dari daftar.',
  PERAN_BUKAN_UNTUK_JENIS: 'Peran ini tidak dapat diberikan kepada akun jenis ini.',
  PERAN_SUDAH_ADA:
    'Peran yang sama sudah dipegang pada tanggal itu. Ubah tanggalnya atau cabut yang lama.',
  UNIT_KOSONG: 'Pilih perangkat daerah untuk peran ini.',
  UNIT_TIDAK_DIKENAL: 'Perangkat daerah ini tidak ada di daftar.',
  WILAYAH_KOSONG: 'Pilih wilayah untuk peran ini.',
  WILAYAH_TIDAK_DIKENAL: 'Wilayah ini tidak ada di daftar.',
  TANGGAL_TERBALIK: 'Tanggal selesai lebih awal dari tanggal mulai. Tukar atau perbaiki.',
  TANGGAL_SELESAI_KOSONG: 'Isi tanggal selesai tugas pengganti ini.',
  TANGGAL_SUDAH_LEWAT: 'Tanggal selesai sudah lewat. Pilih hari ini atau sesudahnya.',
  PERAN_TIDAK_DAPAT_DIALIHKAN: 'Peran ini melekat pada orangnya dan tidak dapat dialihkan.',
  BUKAN_PERAN_PEMBERI: 'Peran ini tidak dipegang sendiri oleh pemberi sepanjang tanggal itu.',
  KE_DIRI_SENDIRI: 'Pilih orang lain sebagai pengganti.',
  PENERIMA_TIDAK_SAH: 'Penerima harus petugas yang akunnya aktif.',
  TUGAS_TERLALU_LAMA: 'Tugas pengganti ini paling lama {hari} hari. Perpanjang dengan surat baru.',
  PLT_HANYA_ADMIN: 'Pelaksana tugas ditunjuk pejabat berwenang dan dicatat oleh pengelola sistem.',
  TUGAS_TIDAK_ADA: 'Tugas pengganti ini tidak ada atau sudah dicabut.',
  AKUN_TIDAK_ADA: 'Akun ini tidak ada.',
  TIDAK_BERWENANG: 'Peran Anda tidak mencakup tindakan ini.',
  DIRI_SENDIRI: 'Anda tidak dapat melakukan ini pada akun Anda sendiri. Minta pengelola lain.',
  ALASAN_KOSONG: 'Isi alasannya, paling sedikit 3 huruf.',
  ISI_KOSONG: 'Tulis apa yang perlu diperbaiki dan bagaimana seharusnya.',
  PERMINTAAN_SUDAH_ADA: 'Permintaan Anda yang sebelumnya masih diproses. Tunggu jawabannya dulu.',
  SUDAH_DIPUTUS: 'Permintaan ini sudah diputus petugas lain.',
  DOKUMEN_KOSONG: 'Pilih dokumen yang diperlihatkan.',
  NIK_DIPAKAI_ORANG_LAIN:
    'NIK ini sudah dibuktikan tatap muka oleh akun lain. Periksa KTP sekali lagi, lalu hubungi pengelola.',
  PETUGAS_TIDAK_DIHAPUS: 'Akun petugas dinonaktifkan oleh pengelola, tidak dihapus sendiri.',
} as const

export type RefusalCode = keyof typeof SENTENCES
export type RefusalValues = Readonly<Record<string, string>>

/** A refusal that keeps what fills its sentence, so that a page in another language can word it again. */
export type WordedRefusal = Refusal & Readonly<{ values?: RefusalValues }>

/** Build a refusal of this module. @param field form field it belongs to */
export function refusal(code: RefusalCode, field?: string, values?: RefusalValues): WordedRefusal {
  return {
    code,
    message: fillSentence(SENTENCES[code], values ?? {}),
    ...(field === undefined ? {} : { field }),
    ...(values === undefined ? {} : { values }),
  }
}

/** Put values into a sentence: "{tunggu}" becomes the value of that name. */
export function fillSentence(sentence: string, values: RefusalValues): string {
  return sentence.replace(/\{([a-z]{1,20})\}/g, (_whole, name: string) => values[name] ?? '')
}
