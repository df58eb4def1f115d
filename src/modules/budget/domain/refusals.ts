import { createRefusal } from '../../../kernel/wording.ts'

/** Everything this module refuses, in the language of the law; values stand in braces. */
export const REFUSALS = {
  BARIS_REKENING_KOSONG: 'Isi kode rekening sampai rincian terakhir.',
  BARIS_REKENING_TIDAK_ADA: 'Kode rekening {kode} tidak ada pada tahun {tahun}.',
  BARIS_REKENING_BUKAN_DAUN:
    'Kode rekening {kode} masih punya rincian di bawahnya. Pilih rincian terakhir.',
  BARIS_REKENING_BUKAN_ANGGARAN: 'Kode rekening {kode} bukan pendapatan, belanja, atau pembiayaan.',
  BARIS_REKENING_SALAH_TEMPAT:
    'Belanja dianggarkan pada sub kegiatan; pendapatan dan pembiayaan di luarnya.',
  BARIS_SUMBER_TIDAK_ADA: 'Kode sumber dana {kode} tidak ada pada tahun {tahun}.',
  BARIS_URAIAN: 'Isi uraian, 1 sampai 500 huruf.',
  BARIS_TEKS_PANJANG: 'Tulisan ini paling banyak 500 huruf.',
  BARIS_SATUAN: 'Isi satuan, 1 sampai 60 huruf.',
  BARIS_VOLUME: 'Isi volume dengan angka, paling banyak empat angka di belakang koma.',
  BARIS_HARGA: 'Isi harga satuan dalam rupiah, misalnya 75.000 atau 75.000,50.',
  BARIS_JUMLAH_BESAR: 'Volume kali harga melebihi 18 angka. Periksa kembali jumlah nol.',
  BARIS_STANDAR_TIDAK_ADA: 'Standar harga {kode} tidak ada pada tahun {tahun}.',
  BARIS_STANDAR_REKENING: 'Standar harga ini bukan untuk rekening tersebut. Pilih standar lain.',
  BARIS_STANDAR_SATUAN: 'Standar harga ini per {satuan}. Samakan satuannya.',
  BARIS_DI_ATAS_STANDAR: 'Harga di atas standar {harga}. Turunkan harganya.',
  BARIS_ALASAN_STANDAR: 'Harga di atas standar {harga}. Tulis alasannya, 5 sampai 500 huruf.',
  BARIS_BENTROK:
    'Baris ini sudah diubah {nama} sesudah Anda membukanya. Muat ulang untuk melihat isinya; tulisan Anda tetap ada di sini.',
  BARIS_HILANG: 'Baris ini sudah dihapus orang lain. Simpan sebagai baris baru bila masih perlu.',
  BARIS_TERLALU_BANYAK: 'Paling banyak {paling} baris sekali kirim. Bagi menjadi beberapa bagian.',
  BERKAS_TIDAK_TERBACA: 'Berkas tidak terbaca. Unggah CSV (UTF-8) atau XLSX tanpa makro.',
  BERKAS_KOSONG: 'Tidak ada baris untuk disimpan. Baris pertama harus berisi nama kolom.',
  BERKAS_BARIS: 'Baris {baris}, kolom {kolom}: {pesan}',
  BAGIAN_TERTUTUP:
    'Bagian ini sudah diajukan, jadi tidak dapat diubah. Minta TAPD mengembalikannya.',
  BAGIAN_KOSONG: 'Belum ada baris yang dapat diajukan.',
  BAGIAN_MELEBIHI_PAGU: 'Sub kegiatan {kode} melebihi pagu sebesar {lebih}.',
  BAGIAN_ADA_TELAAH: 'Masih ada {jumlah} catatan TAPD yang belum dijawab. Jawab dahulu.',
  BAGIAN_STATUS: 'Bagian ini sedang {status}; langkah itu tidak dapat dilakukan sekarang.',
  ORANG_SAMA: 'Orang yang menyusun atau mengajukan tidak boleh menyetujuinya. Minta rekan Anda.',
  VERSI_STATUS: 'Dokumen ini sedang {status}; langkah itu tidak dapat dilakukan sekarang.',
  VERSI_JUDUL: 'Isi judul, 3 sampai 200 huruf.',
  VERSI_JENIS: 'Pilih jenis dokumen.',
  VERSI_TAHUN: 'Tahun anggaran {tahun} belum dibuka.',
  VERSI_TAHUN_DITUTUP: 'Tahun anggaran {tahun} sudah ditutup.',
  VERSI_INDUK: 'Dokumen ini disusun dari {dari}, dan itu belum ada.',
  VERSI_MASIH_ADA: 'Masih ada {jenis} lain yang sedang disusun. Selesaikan atau batalkan dahulu.',
  VERSI_SUDAH_BERLAKU:
    'Anggaran tahun {tahun} sudah berlaku. Ubah lewat pergeseran atau perubahan.',
  VERSI_INDUK_DIGANTI:
    'Anggaran yang menjadi dasarnya sudah diganti dokumen lain. Susun ulang dari yang berlaku.',
  VERSI_BAGIAN_BELUM: 'Bagian {skpd} belum disetujui TAPD.',
  VERSI_ATURAN_GESER: 'Pilih jenis pergeseran.',
  DASAR_KOSONG: 'Isi nomor dan judul peraturan yang menjadi dasarnya.',
  DASAR_TANGGAL: 'Isi tanggal peraturan, misalnya 30/12/2026.',
  GESER_MELEWATI_BATAS: 'Pergeseran mengubah jumlah {akun} pada {tempat} sebesar {beda}.',
  TURUN_DI_BAWAH_TERIKAT:
    'Anggaran {kode} turun menjadi {jumlah}, padahal {terikat} sudah terikat kontrak atau SPP.',
  IKAT_MELEBIHI: 'Sisa anggaran {kode} {sisa}, tidak cukup untuk {diminta}.',
  IKAT_TIDAK_BERLAKU: 'Mata anggaran ini tidak ada dalam anggaran yang berlaku.',
  LEPAS_MELEBIHI: 'Yang dilepas melebihi yang terikat.',
  PAGU_SUB_TIDAK_ADA: 'Kode sub kegiatan {kode} tidak ada pada tahun {tahun}.',
  PAGU_SKPD_TIDAK_ADA: 'Kode SKPD {kode} tidak ada pada tahun {tahun}.',
  TELAAH_ISI: 'Tulis catatan, 3 sampai 1000 huruf.',
  TELAAH_SENDIRI: 'Catatan dijawab oleh SKPD, bukan oleh penulisnya.',
  TELAAH_SELESAI: 'Catatan ini sudah selesai.',
  KAS_JUMLAH: 'Jumlah dua belas bulan {jumlah}, seharusnya {anggaran}. Selisih {selisih}.',
  KAS_BULAN: 'Isi rupiah untuk bulan {bulan}, atau kosongkan untuk nol.',
  KAS_TIDAK_BERLAKU: 'Anggaran kas disusun sesudah anggaran berlaku.',
} as const

/** Codes of this module. */
export type RefusalCode = keyof typeof REFUSALS

/** The refusal with its sentence filled in, tied to a field when one is named. */
export const refusal = createRefusal(REFUSALS)
