/** Indonesian sentences of this module's refusals, by their codes. */
export const REFUSALS = {
  SURAT_TERLALU_PANJANG:
    'Isi surat terlalu panjang. Ringkas uraiannya atau pindahkan rinciannya ke lampiran.',
  SURAT_KOSONG: 'Surat belum punya judul atau isi. Lengkapi dulu sebelum diterbitkan.',
  PENANDA_TANPA_NAMA: 'Nama atau jabatan penanda tangan belum diisi. Lengkapi data pejabatnya.',
  PENANDA_BUKAN_ANDA:
    'Surat ini ditandatangani atas nama pejabat lain. Hanya pejabat yang namanya tercantum yang dapat menandatanganinya.',
  UNIT_TIDAK_DIKENAL: 'Unit penerbit surat ini tidak dikenal. Pilih unit yang aktif.',
  HURUF_TAK_TERCETAK:
    'Ada huruf yang tidak dapat dicetak di surat: {huruf}. Tulis ulang dengan huruf Latin.',
  SURAT_TIDAK_ADA: 'Surat ini tidak ditemukan. Periksa nomornya.',
  SURAT_TIDAK_BERUBAH:
    'Belum ada yang diperbaiki, jadi surat lama tetap berlaku. Ubah isian yang salah, lalu terbitkan penggantinya.',
  SURAT_TIDAK_BERLAKU: 'Surat ini sudah dicabut atau diganti, jadi tidak dapat diubah lagi.',
  SURAT_BELUM_TERBIT: 'Surat ini masih menunggu tanda tangan. Tunggu sampai terbit.',
  SURAT_SUDAH_TERBIT: 'Surat ini sudah ditandatangani. Muat ulang halaman untuk melihatnya.',
  BUKAN_WEWENANG_SURAT:
    'Hanya pejabat unit penerbit atau atasannya yang dapat mencabut dan mengganti surat ini.',
  ALASAN_CABUT_PENDEK: 'Tulis alasan pencabutan, paling sedikit 10 huruf dan paling banyak 500.',
  FRASA_SANDI_SALAH:
    'Frasa sandi atau NIK tidak diterima penyelenggara tanda tangan. Periksa lalu coba lagi.',
  FRASA_SANDI_KOSONG: 'Isi NIK 16 angka dan frasa sandi sertifikat Anda.',
  SERTIFIKAT_TIDAK_AKTIF:
    'Sertifikat Anda tidak aktif pada penyelenggara tanda tangan. Hubungi admin sertifikat daerah.',
  PENANDA_TIDAK_MENJAWAB:
    'Penyelenggara tanda tangan tidak dapat dihubungi. Surat tetap menunggu; coba lagi beberapa saat lagi.',
  KODE_SURAT_SALAH: 'Isi kode lengkap seperti di bawah QR, diawali SRT.',
  BERKAS_PDF_KOSONG: 'Pilih berkas PDF surat yang akan diperiksa.',
  TERLALU_SERING_MEMERIKSA:
    'Terlalu banyak pemeriksaan dari jaringan Anda. Coba lagi beberapa menit lagi.',
} as const
