/** Why a PDF is refused, and how to mend it. This file defines the codes. */
export const pdfRefusals = {
  PDF_TERLALU_BESAR:
    'PDF lebih besar dari 12 MB. Pindai ulang dengan mutu lebih rendah, atau kirim fotonya.',
  PDF_RUSAK:
    'PDF rusak atau terpotong sehingga tidak dapat dibuka. Simpan atau unduh ulang, lalu kirim lagi.',
  PDF_TERKUNCI:
    'PDF ini dikunci dengan kata sandi atau pembatasan. Buka, cetak ke PDF baru tanpa kata sandi, lalu kirim yang baru.',
  PDF_BERISI_SKRIP:
    'Di dalam PDF ini ada program (JavaScript). Cetak ke PDF baru, lalu kirim yang baru.',
  PDF_BERTINDAK:
    'PDF ini menjalankan sesuatu sendiri saat dibuka (membuka berkas, program, atau alamat). Cetak ke PDF baru, lalu kirim yang baru.',
  PDF_BERISI_LAMPIRAN:
    'Di dalam PDF ini terlampir berkas lain, suara, atau video. Cetak ke PDF baru, lalu kirim yang baru.',
  PDF_FORMULIR_XFA:
    'PDF ini formulir XFA yang hanya terbuka di aplikasi tertentu. Cetak ke PDF biasa, lalu kirim yang baru.',
  PDF_BERISI_BERKAS_LAIN:
    'Pada PDF ini menempel arsip lain. Simpan ulang sebagai PDF dari aplikasi asalnya, lalu kirim lagi.',
  PDF_BERBAHAYA: 'Berkas ini dikenali sebagai contoh virus dan tidak disimpan.',
  PDF_MENGEMBANG:
    'Isi PDF ini menjadi ratusan MB bila dibuka. Pindai ulang dengan mutu lebih rendah, lalu kirim lagi.',
  PDF_GAMBAR_TERLALU_BESAR:
    'Gambar di dalam PDF ini lebih dari 64 megapiksel. Pindai ulang pada 300 dpi, lalu kirim lagi.',
  PDF_TERLALU_RUMIT:
    'Susunan PDF ini terlalu rumit untuk diperiksa. Cetak ke PDF baru, lalu kirim yang baru.',
  PDF_TIDAK_DAPAT_DIPERIKSA:
    'Sebagian isi PDF ini tidak dapat diperiksa. Cetak ke PDF baru, lalu kirim yang baru.',
  PDF_TERLALU_LAMA:
    'PDF ini terlalu berat untuk diperiksa. Kirim lebih sedikit halaman, atau fotonya.',
  PDF_KOSONG: 'Semua halaman PDF ini kosong. Periksa hasil pindai Anda, lalu kirim lagi.',
  PDF_ANTREAN_PENUH: 'Banyak PDF sedang diperiksa. Tunggu satu menit, lalu kirim lagi.',
} as const

export type PdfRefusalCode = keyof typeof pdfRefusals
