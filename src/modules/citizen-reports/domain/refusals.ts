import type { Refusal } from '../../../kernel/result.ts'

/** The catalogue of what this module refuses, with the sentence for the person who is refused. */
export const REFUSALS = {
  TINDAKAN_TIDAK_DIIZINKAN:
    'Tindakan ini tidak tersedia untuk Anda pada status laporan sekarang. Muat ulang halaman untuk melihat keadaan terbaru.',
  DATA_SUDAH_BERUBAH:
    'Laporan ini baru saja diubah orang lain. Periksa keadaan terbaru, lalu ulangi bila masih perlu.',
  PESAN_KOSONG: 'Tulis pesan atau alasannya, paling sedikit 5 huruf.',
  PESAN_TERLALU_PANJANG: 'Singkatkan pesan menjadi paling banyak 4.000 huruf.',
  PESAN_BELUM_LENGKAP: 'Ganti bagian {bagian} pada pesan dengan keterangan Anda sebelum mengirim.',
  UNIT_TIDAK_ADA: 'Pilih perangkat daerah tujuan dari daftar.',
  UNIT_SAMA: 'Laporan ini sudah berada di perangkat daerah tersebut. Pilih yang lain.',
  ALASAN_TIDAK_ADA: 'Pilih alasan dari daftar.',
  PETUGAS_TIDAK_ADA: 'Pilih petugas dari perangkat daerah Anda.',
  BUKTI_TIDAK_ADA: 'Lampirkan foto bukti yang diambil di lokasi lewat halaman ini.',
  INDUK_TIDAK_ADA: 'Isi nomor laporan induk yang masih terbuka.',
  INDUK_DIRI_SENDIRI: 'Laporan tidak dapat digabung dengan dirinya sendiri.',
  LEWAT_BATAS_BUKA_KEMBALI:
    'Batas waktu membuka kembali laporan ini sudah lewat. Buat laporan baru, dan sebutkan nomor ini.',
  LAPORAN_TIDAK_DITEMUKAN: 'Laporan dengan nomor itu tidak ditemukan. Periksa kembali nomornya.',
  KATEGORI_TIDAK_ADA: 'Pilih jenis masalah dari daftar.',
  JENIS_TIDAK_COCOK: 'Jenis laporan ini tidak dapat dipakai untuk masalah yang dipilih.',
  JUDUL_TERLALU_PENDEK: 'Tulis judul, paling sedikit 10 huruf.',
  JUDUL_TERLALU_PANJANG: 'Singkatkan judul menjadi paling banyak 120 huruf.',
  ISI_TERLALU_PENDEK: 'Ceritakan masalahnya, paling sedikit 20 huruf.',
  ISI_TERLALU_PANJANG: 'Singkatkan cerita menjadi paling banyak 4.000 huruf.',
  LOKASI_KOSONG:
    'Tunjukkan lokasinya: pakai GPS, pilih di peta, atau pilih kecamatan dan tulis patokannya.',
  WILAYAH_TIDAK_ADA: 'Pilih kecamatan dari daftar.',
  FOTO_TERLALU_BERAT:
    'Foto melebihi 12 MB, atau terlalu banyak untuk sekali kirim. Isian lain sudah tersimpan; pilih foto yang lebih kecil.',
  UNGGAHAN_TIDAK_SAH: 'Kiriman foto ini tidak dapat dilanjutkan. Pilih ulang fotonya.',
  LOKASI_DI_LUAR_DAERAH:
    'Lokasi itu berada di luar wilayah kami. Periksa titiknya, atau laporkan ke pemerintah daerah setempat.',
  JAWABAN_WAJIB: 'Jawab pertanyaan ini.',
  JAWABAN_TIDAK_SAH: 'Jawaban ini tidak dapat dibaca. Perbaiki sesuai contoh.',
  KONTAK_TIDAK_SAH: 'Isi nomor telepon atau alamat surel yang benar, atau kosongkan keduanya.',
  TERLALU_SERING:
    'Anda baru saja mengirim beberapa laporan. Tunggu sebentar sebelum mengirim lagi.',
  TUJUAN_TIDAK_ADA: 'Pilih tujuan melihatnya. Tujuan itu dicatat dan dapat dibaca pelapor.',
  KONTAK_ANONIM:
    'Pelapor memilih anonim. Kontaknya hanya dipakai sistem untuk mengabari, tidak ditampilkan.',
  TIDAK_ADA_ASLI: 'Teks laporan ini tidak disamarkan: yang tampil adalah teks aslinya.',
  KONTAK_TERTUTUP: 'Kontak pelapor hanya untuk yang menangani laporan ini.',
  NAMA_TAMPILAN_KOSONG: 'Beri nama tampilan, paling banyak 60 huruf.',
  TAMPILAN_TERLALU_BANYAK: 'Hapus satu tampilan dahulu: paling banyak 12 tampilan tersimpan.',
  PILIHAN_KOSONG: 'Pilih paling sedikit satu laporan.',
  PILIHAN_TERLALU_BANYAK: 'Pilih paling banyak 100 laporan sekaligus.',
  KOMENTAR_TIDAK_DITEMUKAN: 'Komentar itu tidak ditemukan. Muat ulang halaman.',
  KOMENTAR_SUDAH_DIPUTUS: 'Komentar ini baru saja diputus orang lain. Muat ulang halaman.',
  SUDAH_MENDUKUNG: 'Anda sudah mendukung laporan ini.',
  LAPORAN_SUDAH_DITUTUP: 'Laporan ini sudah ditutup, sehingga tidak menerima dukungan baru.',
  SUREL_TIDAK_SAH: 'Isi alamat surel yang benar, misalnya nama@contoh.id.',
  KONFIRMASI_TERLALU_BANYAK:
    'Alamat ini sudah menerima beberapa permintaan konfirmasi hari ini. Buka surel yang sudah kami kirim, atau coba lagi besok.',
  LANGGANAN_TERLALU_BANYAK:
    'Anda sudah mempunyai 20 langganan. Hentikan satu langganan sebelum menambah yang baru.',
  LANGGANAN_TIDAK_ADA: 'Langganan itu tidak ditemukan atau sudah dihentikan.',
  SARINGAN_TIDAK_DIKENAL: 'Nilai saringan ini tidak dikenal. Periksa kode atau ejaannya.',
  PENANDA_TIDAK_DIKENAL: 'Penanda halaman tidak dikenal. Mulai lagi tanpa cursor.',
  KUNCI_TIDAK_SAH: 'Kirim kunci program yang aktif di kepala Authorization: Bearer.',
  SARINGAN_KOSONG: 'Pilih kecamatan, kategori, atau perangkat daerah, paling sedikit satu.',
  KECAMATAN_TIDAK_ADA: 'Pilih kecamatan dari daftar.',
  FOTO_TERLALU_BANYAK:
    'Jumlah foto sudah mencapai batas. Hapus salah satu foto sebelum menambah yang lain.',
  FOTO_TIDAK_DIIZINKAN:
    'Foto tidak dapat ditambahkan pada laporan ini. Yang dapat menambahkan hanya pelapor dan petugasnya, selama laporan masih terbuka.',
  FOTO_TIDAK_DITEMUKAN: 'Foto itu tidak ditemukan. Muat ulang halaman untuk melihat foto terbaru.',
  FOTO_TIDAK_UNTUK_UMUM: 'Foto laporan rahasia tidak dapat diterbitkan.',
  ALASAN_KOSONG: 'Tulis alasannya, paling sedikit 5 huruf.',
  KIRIMAN_TIDAK_SAH:
    'Kiriman ini tidak dapat dikenali. Muat ulang halaman lapangan, lalu isi lagi.',
  PERIKSA_TIDAK_DIIZINKAN: 'Pemeriksaan ulang ini bukan untuk Anda. Muat ulang halamannya.',
  PERIKSA_ORANG_TERLIBAT: 'Orang ini ikut mengerjakan atau memeriksa laporannya. Pilih orang lain.',
  PERIKSA_SUDAH_ADA_HASIL: 'Hasil pemeriksaan ini sudah dicatat dan tidak dapat diubah.',
  HASIL_TIDAK_ADA: 'Pilih hasil pemeriksaan.',
  CATATAN_KOSONG: 'Tulis apa yang Anda temukan, paling sedikit 5 huruf.',
  DRAF_TIDAK_ADA:
    'Isian laporan ini sudah tidak ada di peramban Anda. Mulai lagi dari layar pertama, lalu pilih fotonya.',
} as const

export type RefusalCode = keyof typeof REFUSALS

export function refusal(code: RefusalCode, field?: string): Refusal {
  return { code, message: REFUSALS[code], ...(field === undefined ? {} : { field }) }
}

/** The sentence of {@link sentTooOften}, the time in braces. */
export const SENT_TOO_OFTEN =
  'Anda sudah mengirim banyak laporan dalam satu jam. Kirim lagi sesudah pukul {pukul}; isian Anda tetap tersimpan.'

/** The rate limit, with the time from which sending works again: "10.15 WIB". */
export function sentTooOften(until: string): Refusal {
  return { code: 'TERLALU_SERING', message: SENT_TOO_OFTEN.replace('{pukul}', until) }
}
