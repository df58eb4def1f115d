import type { Refusal } from '../../../kernel/result.ts'

/** Everything this module refuses, in the language of the law. */
export const REFUSALS = {
  BARANG_KODE:
    'Pilih kode barang sampai tingkat terakhir yang berlaku, misalnya 1.3.2.10.01.02.002.',
  BARANG_SKPD: 'Pilih SKPD yang Anda urus.',
  BARANG_NAMA: 'Isi nama barang, 2 sampai 200 huruf.',
  BARANG_ASAL: 'Pilih asal usul barang.',
  BARANG_KONDISI: 'Pilih kondisi: baik, kurang baik atau rusak berat.',
  BARANG_TANGGAL: 'Tanggal perolehan tidak boleh setelah hari ini.',
  BARANG_NILAI: 'Isi harga di atas nol. Barang tanpa harga dinilai dahulu dengan taksiran.',
  BARANG_UNIT: 'Isi jumlah barang 1 sampai 500.',
  BARANG_RUAS_WAJIB: 'Kode barang ini meminta keterangan ini. Isi seperti pada dokumennya.',
  BARANG_RUAS_TIDAK_TERBACA: 'Isian ini tidak terbaca. Periksa cara menulisnya.',
  BARANG_MASA_MANFAAT:
    'Tabel masa manfaat belum memuat kode barang ini. Tambahkan dahulu di tabelnya.',
  BARANG_KEMBAR: 'Nomor ini sudah ada pada kartu lain. Periksa nomornya, atau buka kartu itu.',
  BARANG_BANYAK_KENDARAAN:
    'Kendaraan dicatat satu per satu, karena tiap kendaraan punya nomor sendiri.',
  BARANG_POLIGON:
    'Batas bidang tidak terbaca. Tulis satu sudut per baris, paling sedikit tiga: lintang, bujur. GeoJSON juga boleh.',
  BARANG_RUANG: 'Pilih ruang milik SKPD ini.',
  BARANG_KETERANGAN: 'Keterangan paling banyak 500 huruf.',
  BARANG_BUKAN_AKTIF: 'Kartu ini sudah tidak aktif. Tidak ada lagi yang dapat diubah.',
  BARANG_SUDAH_BERUBAH: 'Kartu ini sudah diubah orang lain. Muat ulang lalu ulangi perubahan Anda.',
  AKUN_BARANG:
    'Akun neraca untuk kode barang ini belum ada pada tahun ini. Lengkapi bagan akun dahulu.',
  DOKUMEN: 'Isi nomor dokumen dasar, 3 sampai 160 huruf.',
  REHAB_JUMLAH: 'Isi biaya rehabilitasi di atas nol.',
  REHAB_BUKAN_INDUK:
    'Tanah dan konstruksi dalam pengerjaan tidak direhabilitasi. Pilih barang induknya.',
  REHAB_TANPA_UMUR:
    'Umur barang ini sudah habis dan tabel tidak menambah umur, sehingga biaya ini tidak akan pernah disusutkan.',
  KOREKSI_ALASAN: 'Tulis alasan koreksi, 5 sampai 300 huruf.',
  KOREKSI_KOSONG: 'Koreksi harus mengubah sesuatu.',
  KOREKSI_MELEWATI: 'Setelah koreksi, akumulasi penyusutan harus antara nol dan nilai barang.',
  TANGGAL_MUTASI: 'Tanggal pembukuan tidak boleh setelah hari ini.',
  USULAN_MASIH_ADA: 'Masih ada usulan yang belum diputus untuk barang ini.',
  USULAN_ALASAN: 'Tulis alasan, 5 sampai 500 huruf.',
  USULAN_TUJUAN: 'Pilih SKPD tujuan yang lain dari SKPD pemegang.',
  USULAN_SENDIRI: 'Usulan ini Anda ajukan sendiri. Orang lain yang memutusnya.',
  USULAN_SUDAH_DIPUTUS: 'Usulan ini sudah diputus.',
  USULAN_PUTUSAN: 'Pilih setuju atau tolak.',
  USULAN_BUKAN_WEWENANG:
    'Yang memutus adalah SKPD penerima, atau pengelola barang untuk penghapusan.',
  KDP_BUKAN: 'Kartu ini bukan konstruksi dalam pengerjaan.',
  KDP_BAST: 'Isi nomor dan tanggal berita acara serah terima.',
  KDP_TUJUAN: 'Tulis paling sedikit satu kartu hasil, tiap baris: kode barang, nama, harga.',
  KDP_JUMLAH: 'Jumlah harga kartu hasil harus sama dengan nilai konstruksinya, sampai ke sen.',
  SP2D_BARIS: 'Pilih paling sedikit satu baris belanja yang belum tercatat.',
  SP2D_SATU_SKPD: 'Baris yang digabung harus dari satu SKPD.',
  SP2D_SUDAH: 'Baris belanja ini sudah tercatat. Muat ulang daftarnya.',
  SP2D_INDUK: 'Kartu induk tidak ditemukan pada SKPD yang sama.',
  PERIODE: 'Pilih semester yang sudah berjalan, misalnya 2026-1.',
  BERKAS_TIDAK_TERBACA:
    'Berkas tidak terbaca. Unggah CSV atau XLSX dengan baris pertama nama kolom.',
  BERKAS_TERLALU_BESAR:
    'Berkas terlalu besar. Bagi menjadi berkas dengan paling banyak 5.000 baris.',
  BERKAS_KOSONG: 'Tidak ada baris yang dibaca.',
  BERKAS_KOLOM: 'Kolom ini wajib ada pada baris pertama.',
  BARIS_AKUMULASI: 'Akumulasi penyusutan harus antara nol dan harga.',
  BARIS_SISA: 'Sisa semester harus angka 0 sampai 400.',
  RUANG_KODE: 'Kode ruang memakai huruf besar, angka, titik atau tanda hubung, paling banyak 20.',
  RUANG_NAMA: 'Isi nama ruang, 2 sampai 120 huruf.',
  RUANG_SUDAH_ADA: 'Kode ruang ini sudah dipakai.',
  HITUNG_KODE: 'Pindai atau ketik kode label barang, paling banyak 160 huruf.',
  HITUNG_HASIL: 'Pilih: ditemukan atau tidak ditemukan.',
  HITUNG_TUTUP: 'Inventarisasi ini sudah ditandatangani. Tidak ada lagi yang dapat ditambahkan.',
  HITUNG_KUNCI: 'Isian ini tidak membawa kuncinya. Muat ulang halaman lalu isi lagi.',
  INVENTARISASI_JUDUL: 'Isi judul inventarisasi, 3 sampai 160 huruf.',
  INVENTARISASI_KOSONG: 'Tidak ada kartu aktif yang akan dicari di lingkup ini.',
  INVENTARISASI_BELUM:
    'Masih ada barang yang belum dihitung. Catat ditemukan atau tidak ditemukan.',
  INVENTARISASI_BENTROK:
    'Masih ada hasil yang berbeda antara dua petugas. Tetapkan dahulu di meja.',
  INVENTARISASI_ORANG_SAMA: 'Yang mengesahkan harus orang lain dari yang memeriksa.',
  INVENTARISASI_SUDAH: 'Inventarisasi ini sudah disahkan.',
  FOTO_BANYAK: 'Satu kartu memuat paling banyak 12 foto.',
} as const

/** Codes of this module. */
export type RefusalCode = keyof typeof REFUSALS

/** @returns the refusal with its sentence, tied to a field when one is named */
export function refusal(code: RefusalCode, field?: string): Refusal {
  return { code, message: REFUSALS[code], ...(field === undefined ? {} : { field }) }
}
