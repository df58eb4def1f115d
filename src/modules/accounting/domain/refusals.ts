import { createRefusal } from '../../../kernel/wording.ts'

/** Everything this module refuses, in the language of the law; values stand in braces. */
export const REFUSALS = {
  JURNAL_TAHUN: 'Tanggal jurnal harus di dalam tahun anggaran {tahun}.',
  JURNAL_URAIAN: 'Isi uraian jurnal, 3 sampai 500 huruf.',
  JURNAL_SKPD: 'SKPD ini tidak ada pada tahun {tahun}. Pilih SKPD dari daftar.',
  JURNAL_BARIS: 'Jurnal memerlukan sedikitnya dua baris dan paling banyak {banyak} baris.',
  JURNAL_SISI: 'Baris {baris}: isi salah satu saja, debit atau kredit, dengan jumlah di atas nol.',
  JURNAL_REKENING: 'Baris {baris}: rekening ini tidak berlaku pada tahun jurnal.',
  JURNAL_BUKAN_DAUN:
    'Baris {baris}: rekening {kode} masih mempunyai rincian. Pilih rekening paling rinci.',
  JURNAL_TIDAK_SEIMBANG: 'Jumlah debit dan kredit berbeda {selisih}. Samakan keduanya.',
  JURNAL_ANGGARAN_TIDAK_SEIMBANG:
    'Akun anggaran (LRA dan SAL) berbeda {selisih} antara debit dan kredit. Akun anggaran dan akun akrual harus seimbang masing-masing.',
  JURNAL_TAHUN_TUTUP:
    'Tahun anggaran {tahun} sudah ditutup atau belum dibuka. Jurnal tidak dapat dibukukan.',
  PERISTIWA_TIDAK_DIKENAL: 'Peristiwa {kode} belum ada dalam daftar peristiwa akuntansi.',
  PERISTIWA_SUDAH_DIJURNAL: 'Dokumen {nomor} sudah dijurnal untuk peristiwa {kode}.',
  PERISTIWA_KOSONG: 'Peristiwa {kode} dari dokumen {nomor} tidak mempunyai jumlah untuk dijurnal.',
  PEMETAAN_TIDAK_ADA:
    'Belum ada pemetaan peristiwa {kode} untuk rekening {rekening} pada tahun {tahun}. Minta bagian akuntansi melengkapinya.',
  PADANAN_TIDAK_ADA:
    'Rekening {tujuan}, padanan {rekening}, tidak ada pada tahun {tahun}. Tambahkan rekeningnya atau ubah pemetaan.',
  SKPKD_TIDAK_ADA: 'SKPKD belum ditetapkan pada tahun {tahun}, sehingga buku PPKD tidak ada.',
  PEMETAAN_BARIS: 'Pemetaan memerlukan sedikitnya dua baris dan paling banyak 20 baris.',
  PEMETAAN_TIDAK_SEIMBANG:
    'Baris debit dan kredit di buku {buku} tidak sama banyak, sehingga jurnalnya tidak akan seimbang.',
  PEMETAAN_TUJUAN: 'Baris {baris}: isi rekening tujuan yang berlaku pada tahun {tahun}.',
  PEMETAAN_AWALAN: 'Awalan rekening ditulis seperti 5.1.02, atau kosong untuk semua rekening.',
  PEMETAAN_TAHUN: 'Isi tahun mulai berlaku, 2000 sampai 2100.',
  PEMETAAN_SUMBER: 'Isi sumber atau dasar pemetaan, 3 sampai 300 huruf.',
  PEMETAAN_MASIH_DIUSULKAN:
    'Sudah ada usulan untuk peristiwa, awalan, dan tahun ini. Putuskan usulan itu dahulu.',
  SUDAH_DIPUTUSKAN: 'Usulan ini sudah diputuskan. Muat ulang halaman untuk melihat hasilnya.',
  PENGUSUL_MEMUTUSKAN: 'Usulan Anda diputuskan oleh orang lain.',
  KEPUTUSAN_KOSONG: 'Pilih setuju atau tolak.',
  ALASAN_KOSONG: 'Tulis alasannya, 3 sampai 500 huruf.',
  JURNAL_TIDAK_ADA: 'Jurnal ini tidak ditemukan.',
  JURNAL_SUDAH_DIBALIK: 'Jurnal {nomor} sudah dibalik. Satu jurnal dibalik paling banyak sekali.',
  JURNAL_PEMBALIK:
    'Jurnal {nomor} adalah jurnal pembalik. Bukukan jurnal baru bila pembalikannya keliru.',
  TANGGAL_SEBELUM_JURNAL: 'Tanggal pembalikan tidak boleh sebelum tanggal jurnal {tanggal}.',
  TEMPEL_KOSONG:
    'Tempel baris jurnal dari lembar kerja, atau unggah berkasnya. Kolom: kode rekening, debit, kredit.',
  TEMPEL_BARIS: 'Baris {baris}: {alasan}',
  TEMPEL_REKENING: 'Baris {baris}: kode rekening {kode} tidak ada pada tahun {tahun}.',
  TEMPEL_TERLALU_BANYAK: 'Paling banyak {banyak} baris dalam satu jurnal.',
  BERKAS_TIDAK_TERBACA: 'Berkas tidak terbaca. Unggah CSV atau XLSX paling besar 2 MB.',
  JENIS_JURNAL: 'Pilih jenis jurnal: umum, penyesuaian, atau saldo awal.',
  KAS_TANPA_LRA:
    'Jurnal ini menggerakkan kas {selisih} tanpa akun LRA, utang PFK, atau RK yang menjelaskannya. Lengkapi barisnya.',
  TANGGAL_LAPORAN: 'Isi tanggal laporan, misalnya 31/12/2026.',
  TUTUP_BELUM_BISA: 'Buku belum dapat ditutup: {alasan}',
  OPINI_JENIS: 'Pilih opini seperti tertulis dalam laporan hasil pemeriksaan.',
  OPINI_NOMOR: 'Isi nomor laporan hasil pemeriksaan, 3 sampai 120 huruf.',
  OPINI_TANGGAL:
    'Isi tanggal laporan hasil pemeriksaan: setelah tahun {tahun} berakhir dan tidak melewati hari ini.',
  OPINI_SUDAH: 'Opini tahun {tahun} sudah dicatat. Muat ulang halaman untuk melihatnya.',
  OPINI_TIDAK_ADA: 'Opini ini tidak ditemukan.',
  OPINI_PENCATAT: 'Opini yang Anda catat ditetapkan oleh orang lain.',
  TUTUP_SUDAH: 'Buku SKPD ini sudah ditutup untuk tahun {tahun}.',
  CALK_KOSONG: 'Tulis naskah bab ini, paling banyak 60.000 huruf.',
  CALK_PENANDA:
    'Penanda {penanda} tidak menunjuk angka laporan mana pun. Pakai penanda dari daftar di bawah kotak.',
  CALK_SUDAH_BERUBAH:
    'Bab ini sudah ditulis orang lain sejak Anda membukanya. Bandingkan dengan versi terbaru, lalu simpan lagi.',
} as const

/** Codes of this module. */
export type RefusalCode = keyof typeof REFUSALS

/** The refusal with its sentence filled in, tied to a field when one is named. */
export const refusal = createRefusal(REFUSALS)
