/** Why a photo is refused, and how to mend it. This file defines the codes. */
export const photoRefusals = {
  FOTO_KOSONG: 'Berkas foto kosong (0 byte). Pilih ulang fotonya, lalu kirim lagi.',
  FOTO_TERLALU_BESAR:
    'Foto lebih besar dari 12 MB. Kecilkan fotonya atau ambil ulang dengan resolusi lebih rendah.',
  FOTO_TERLALU_BANYAK_PIKSEL:
    'Ukuran gambar lebih dari 40 megapiksel (24 megapiksel untuk WebP, JPEG progresif, dan PNG ' +
    'berselang). Kecilkan fotonya, lalu kirim lagi.',
  FOTO_TERLALU_KECIL: 'Gambar kurang dari 16 piksel, terlalu kecil untuk dilihat. Pilih foto lain.',
  FOTO_BUKAN_GAMBAR:
    'Berkas ini bukan gambar, apa pun namanya. Pilih foto berformat JPEG, PNG, atau WebP.',
  FOTO_JENIS_TIDAK_DITERIMA:
    'Jenis gambar ini tidak diterima. Pilih foto berformat JPEG, PNG, atau WebP.',
  FOTO_HEIC:
    'Foto berformat HEIC atau AVIF belum dapat dibaca. Kirim sebagai JPEG; di iPhone pilih ' +
    'Pengaturan, Kamera, Format, lalu Paling Kompatibel.',
  FOTO_VIDEO: 'Berkas ini video. Kirim fotonya saja, berformat JPEG, PNG, atau WebP.',
  FOTO_BERGERAK: 'Gambar bergerak tidak diterima. Pilih satu foto diam.',
  FOTO_BERISI_BERKAS_LAIN:
    'Di dalam foto ini terselip berkas atau kode lain. Ambil ulang fotonya langsung dari kamera.',
  FOTO_BERBAHAYA: 'Berkas ini dikenali sebagai contoh virus dan tidak disimpan.',
  FOTO_RUSAK:
    'Foto rusak atau terpotong sehingga tidak dapat dibuka. Pilih ulang atau ambil ulang.',
  FOTO_TERLALU_LAMA: 'Foto ini terlalu berat untuk diolah. Kecilkan fotonya, lalu kirim lagi.',
  FOTO_ANTREAN_PENUH:
    'Banyak foto sedang diolah. Isian Anda belum terkirim; tunggu satu menit, lalu kirim lagi.',
  FOTO_KOTAK_TIDAK_SAH:
    'Kotak penutup harus berada di dalam foto, 1 sampai 40 kotak. Gambar ulang kotaknya.',
} as const

export type PhotoRefusalCode = keyof typeof photoRefusals
