import { createRefusal } from '../../../kernel/wording.ts'

/** Everything this module refuses, in the language of the law; values stand in braces. */
export const REFUSALS = {
  DOKUMEN_TIDAK_DISUSUN:
    'Dokumen ini sudah diajukan atau ditetapkan, jadi isinya tidak dapat diubah. Buat perubahan sebagai versi baru.',
  DOKUMEN_BELUM_DIAJUKAN:
    'Dokumen ini belum diajukan atau sudah ditetapkan. Muat ulang halaman untuk melihat keadaannya.',
  DOKUMEN_BELUM_DITETAPKAN: 'Versi baru hanya dapat dibuat dari dokumen yang sudah ditetapkan.',
  DOKUMEN_SUDAH_ADA:
    'Dokumen ini sudah ada. Buka dokumen yang ada; bila sudah ditetapkan, buat perubahannya.',
  DOKUMEN_TANPA_INDUK:
    'Dokumen di atasnya belum ada: Renstra dan RKPD memerlukan RPJMD, Renja memerlukan RKPD.',
  DOKUMEN_JENIS: 'Pilih jenis dokumen.',
  DOKUMEN_TAHUN: 'Isi tahun dengan empat angka, misalnya 2027.',
  DOKUMEN_TAHUN_SAMPAI: 'Tahun terakhir satu sampai lima tahun sesudah tahun pertama.',
  DOKUMEN_JUDUL: 'Isi judul, 3 sampai 300 huruf.',
  DOKUMEN_SKPD: 'Pilih perangkat daerah.',
  PEMERIKSAAN_MENAHAN:
    'Masih ada {jumlah} temuan yang menahan pengajuan. Buka pemeriksaan, perbaiki, lalu ajukan lagi.',
  PENETAP_SAMA: 'Yang mengajukan dokumen tidak dapat menetapkannya. Minta pejabat lain.',
  PENETAPAN_JENIS: 'Pilih jenis penetapan: perda, perkada, atau keputusan.',
  PENETAPAN_NOMOR: 'Isi nomor penetapan, paling banyak 100 huruf.',
  PENETAPAN_TANGGAL: 'Isi tanggal penetapan, paling lambat hari ini.',
  BUKAN_WEWENANG:
    'Anda tidak berwenang mengubah bagian ini. Hubungi perencana perangkat daerahnya.',
  SUDAH_BERUBAH:
    'Bagian ini sudah diubah orang lain sejak Anda membukanya. Isian Anda masih di sini; bandingkan, lalu simpan lagi.',
  SIMPUL_URAIAN: 'Isi uraian, 3 sampai 700 huruf.',
  SIMPUL_KODE: 'Isi kode {jenis} yang berlaku pada tahun dokumen, misalnya 1.03.10.',
  SIMPUL_KODE_BUKAN_BAWAHAN: 'Kode {kode} tidak berada di bawah {induk}.',
  SIMPUL_KODE_GANDA: 'Kode {kode} sudah ada di bawah induk yang sama.',
  SIMPUL_TEMPAT: 'Pilih tempat yang sesuai: {jenis} berada di bawah {induk}.',
  SIMPUL_BERISI: 'Pindahkan atau hapus dahulu isi di bawahnya.',
  SIMPUL_DUKUNGAN: 'Pilih sasaran RPJMD dari daftar.',
  SIMPUL_SKPD: 'Pilih perangkat daerah penanggung jawab program.',
  PAGU_TIDAK_TERBACA: 'Isi pagu {tahun} dengan rupiah, misalnya 1.500.000.000.',
  INDIKATOR_NAMA: 'Isi nama indikator, 3 sampai 500 huruf.',
  INDIKATOR_SATUAN: 'Isi satuan, misalnya persen atau km, paling banyak 60 huruf.',
  INDIKATOR_ARAH:
    'Pilih arah: naik bila makin besar makin baik, turun bila makin kecil makin baik.',
  INDIKATOR_AWAL: 'Nilai awal dan tahunnya diisi berdua atau dikosongkan berdua.',
  INDIKATOR_TEKS: 'Rumus dan penjelasan paling banyak 1.000 huruf.',
  UKURAN_TIDAK_TERBACA:
    'Tulis angka dengan koma untuk pecahan, misalnya 12,5, paling banyak empat angka di belakang koma.',
  BARIS_SKPD: 'Perangkat daerah {kode} tidak ada pada tahun ini, atau bukan wewenang Anda.',
  BARIS_SUB: 'Sub kegiatan {kode} tidak berlaku pada tahun ini.',
  BARIS_URAIAN: 'Isi uraian pekerjaan, 3 sampai 500 huruf.',
  BARIS_LOKASI: 'Lokasi {kode} tidak ada. Isi kode wilayah, atau kosongkan bila seluruh daerah.',
  BARIS_LOKASI_RINCI: 'Rincian lokasi paling banyak 300 huruf.',
  BARIS_INDIKATOR: 'Isi indikator keluaran, 3 sampai 500 huruf.',
  BARIS_TARGET: 'Isi target nol atau lebih, misalnya 2,4.',
  BARIS_PAGU: 'Isi pagu lebih dari nol dalam rupiah, misalnya 350.000.000.',
  BARIS_PAGU_MAJU: 'Isi prakiraan maju dalam rupiah, atau kosongkan.',
  BARIS_PRIORITAS: 'Prioritas paling banyak 200 huruf.',
  BARIS_SUMBER: 'Isi sumber: musrenbang, pokir, teknokratik, atau nasional.',
  BARIS_USULAN: 'Usulan {nomor} tidak ada pada tahun ini, belum diterima, atau sumbernya berbeda.',
  BARIS_BERUSULAN:
    'Baris ini memuat usulan yang sudah diterima dan tidak ada di baris lain. Pindahkan usulannya dahulu.',
  IMPOR_KOSONG: 'Tempel baris dari lembar kerja, atau pilih berkas CSV atau XLSX.',
  IMPOR_KOLOM: 'Baris pertama harus berisi nama kolom; belum ada: {kolom}.',
  IMPOR_TIDAK_TERBACA:
    'Berkas tidak terbaca sebagai CSV atau XLSX. Simpan ulang tanpa makro, lalu unggah lagi.',
  IMPOR_TERLALU_BESAR:
    'Paling banyak {baris} baris dan {mb} MB sekali impor. Bagi menjadi beberapa berkas.',
  IMPOR_BERGANTI:
    'Isi yang dikirim berbeda dengan yang diperiksa. Periksa sekali lagi sebelum menyimpan.',
  USULAN_JUDUL: 'Isi judul usulan, 5 sampai 200 huruf.',
  USULAN_URAIAN: 'Uraian usulan paling banyak 2.000 huruf.',
  USULAN_TAHUN: 'Isi tahun rencana dengan empat angka, misalnya 2027.',
  USULAN_TAHUN_TERTUTUP:
    'Tahun anggaran {tahun} belum dibuka, jadi belum dapat diusulkan. Hubungi PPKD.',
  USULAN_SUMBER: 'Pilih sumber usulan.',
  USULAN_PENGUSUL: 'Pilih siapa yang mengusulkan.',
  USULAN_LOKASI: 'Pilih lokasi di daerah ini.',
  USULAN_VOLUME: 'Isi volume lebih dari nol, misalnya 1,2.',
  USULAN_SATUAN: 'Isi satuan, paling banyak 60 huruf.',
  USULAN_PERKIRAAN: 'Isi perkiraan biaya lebih dari nol dalam rupiah.',
  USULAN_PENDUKUNG: 'Isi jumlah pendukung dengan angka, nol atau lebih.',
  USULAN_SKPD: 'Pilih perangkat daerah yang dituju.',
  USULAN_SUDAH_DIPUTUS: 'Usulan ini sudah diputus. Muat ulang halaman untuk melihat hasilnya.',
  USULAN_BELUM_DITERIMA: 'Usulan ini belum diterima, jadi belum dapat masuk baris rencana.',
  USULAN_PEMUTUS_SAMA: 'Yang mendaftarkan usulan tidak dapat memutusnya. Minta perencana lain.',
  USULAN_HASIL: 'Pilih putusan: terima, ubah, atau tolak.',
  USULAN_BARIS:
    'Pilih baris RKPD tempat usulan ini masuk, pada tahun dan perangkat daerah yang sama.',
  USULAN_ALASAN_KODE: 'Pilih alasan dari daftar.',
  USULAN_ALASAN: 'Tulis penjelasan yang akan dibaca pengusul, 10 sampai 1.000 huruf.',
  REALISASI_TRIWULAN: 'Pilih tahun dan triwulan yang sudah berakhir.',
  REALISASI_BUKTI: 'Sebut buktinya: nama dokumen dan tempatnya, 5 sampai 500 huruf.',
  REALISASI_URL: 'Alamat bukti diawali https:// dan paling banyak 500 huruf.',
  REALISASI_KENDALA: 'Kendala paling banyak 1.000 huruf.',
  REALISASI_DOKUMEN: 'Realisasi dicatat pada dokumen yang sudah ditetapkan dan berlaku.',
} as const

/** Codes of this module. */
export type RefusalCode = keyof typeof REFUSALS

/** The refusal with its sentence filled in, tied to a field when one is named. */
export const refusal = createRefusal(REFUSALS)
