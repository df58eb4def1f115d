import { createRefusal } from '../../../kernel/wording.ts'

/** What this module refuses, with the sentence for the person who is refused. */
export const REFUSALS = {
  JUDUL_KOSONG: 'Tulis judulnya, 5 sampai 160 huruf.',
  PERTANYAAN_KOSONG: 'Tulis apa yang ditanyakan kepada warga, 10 sampai 1.000 huruf.',
  JENIS_TIDAK_ADA: 'Pilih cara memberi suara dari daftar.',
  ATURAN_TIDAK_ADA: 'Pilih aturan hitung yang cocok dengan cara memberi suara.',
  ANGGARAN_DIPERLUKAN: 'Isi anggaran dalam rupiah: aturan ini membagi uang.',
  ANGGARAN_TIDAK_PERLU: 'Kosongkan anggaran: aturan ini tidak membagi uang.',
  ANGKA_TIDAK_SAH: 'Isi dengan angka {dari} sampai {sampai}.',
  LANGKAH_TIDAK_SAH: 'Isi langkah dengan rupiah bulat mulai 1, atau kosongkan.',
  WILAYAH_TIDAK_ADA: 'Pilih wilayah dari daftar.',
  WAKTU_TIDAK_SAH: 'Isi tanggal dan jam, misalnya 2027-02-01 dan 08.00.',
  TUTUP_SEBELUM_BUKA: 'Waktu tutup harus sesudah waktu buka dan sesudah sekarang.',
  NAMA_PILIHAN_KOSONG: 'Tulis nama pilihan, 3 sampai 160 huruf.',
  TEKS_TERLALU_PANJANG: 'Singkatkan menjadi paling banyak {huruf} huruf.',
  BIAYA_DIPERLUKAN: 'Isi biaya pilihan ini, lebih dari nol.',
  BIAYA_MELEBIHI_ANGGARAN:
    'Biaya pilihan ini melebihi seluruh anggaran, jadi tidak mungkin terpilih.',
  PILIHAN_KURANG: 'Tambahkan paling sedikit dua pilihan sebelum menetapkan.',
  PILIHAN_PENUH: 'Sudah ada 500 pilihan, jumlah paling banyak.',
  SUDAH_DITETAPKAN: 'Pemungutan suara ini sudah ditetapkan, jadi isinya tidak berubah lagi.',
  PEMUNGUTAN_TIDAK_ADA: 'Pemungutan suara ini tidak ada.',
  BELUM_DIBUKA: 'Pemungutan suara ini belum dibuka.',
  SUDAH_DITUTUP: 'Pemungutan suara ini sudah ditutup.',
  BELUM_WAKTU_TUTUP: 'Waktu tutupnya belum tiba, jadi belum dapat dihitung.',
  SUDAH_MEMILIH: 'Anda sudah memberi suara di pemungutan suara ini. Satu orang satu suara.',
  NIK_DIPERLUKAN: 'Untuk memberi suara, akun Anda perlu NIK yang sudah diperiksa.',
  DOMISILI_BELUM_ADA: 'Domisili Anda belum diperiksa. Periksa dahulu, lalu beri suara.',
  DOMISILI_DICABUT: 'Menurut catatan kelurahan atau desa, Anda sudah tidak tinggal di wilayah ini.',
  WILAYAH_LAIN: 'Pemungutan suara ini untuk warga {wilayah}.',
  REGISTER_TIDAK_TERJANGKAU:
    'Data kependudukan sedang tidak dapat dihubungi. Coba lagi nanti, atau minta kelurahan atau desa Anda memeriksa domisili Anda.',
  TIDAK_ADA_DI_REGISTER:
    'Domisili Anda tidak ditemukan di data kependudukan. Minta kelurahan atau desa Anda memeriksanya.',
  SUARA_KOSONG: 'Pilih paling sedikit satu.',
  PILIHAN_TIDAK_DIKENAL:
    'Ada pilihan yang tidak ada dalam daftar. Muat ulang halamannya, lalu pilih lagi.',
  TERLALU_BANYAK: 'Pilih paling banyak {banyak}. Anda memilih {dipilih}.',
  MELEBIHI_ANGGARAN:
    'Jumlah biaya pilihan Anda {biaya}, lebih dari anggaran {anggaran}. Kurangi dahulu.',
  POIN_TIDAK_SAH: 'Isi poin dengan angka bulat mulai 0.',
  POIN_TERLALU_BANYAK: 'Anda membagikan {poin} poin. Paling banyak {banyak}.',
  URUTAN_KEMBAR: 'Urutan {urutan} dipakai dua kali. Tiap urutan untuk satu pilihan.',
  URUTAN_BERLUBANG: 'Mulai dari urutan 1, dan jangan melewati angka.',
  TOKEN_TIDAK_SAH: 'Tanda hak suara ini tidak sah.',
  TOKEN_TERPAKAI: 'Tanda hak suara ini sudah dipakai.',
  BUNDEL_KOSONG: 'Isi nomor bundel seperti pada sampulnya, 2 sampai 40 huruf atau angka.',
  LEMBAR_KOSONG: 'Isi nomor lembar, 1 sampai 9999.',
  ORANG_YANG_SAMA: 'Lembar ini sudah Anda masukkan. Pembacaan kedua dilakukan orang lain.',
  LEMBAR_SUDAH_COCOK: 'Lembar ini sudah dimasukkan dua orang dan sudah dihitung.',
  LEMBAR_BERBEDA: 'Isi kedua pembacaan berbeda. Lihat lembarnya bersama, lalu masukkan lagi.',
  LEMBAR_MELEBIHI_PEMILIH:
    'Lembar lebih banyak daripada pemilih yang dicatat hadir. Catat dahulu semua yang hadir.',
  BERKAS_PB_RUSAK: 'Berkas ini bukan berkas Pabulib yang utuh. Periksa: {sebab}.',
  NIK_TIDAK_SAH: 'Isi 16 angka NIK seperti pada KTP.',
  BUKAN_WILAYAH_ANDA: 'Tempat ini di luar wilayah tugas Anda.',
  WARGA_TIDAK_DITEMUKAN: 'Tidak ada akun warga dengan nama pengguna atau nomor itu.',
} as const

export type RefusalCode = keyof typeof REFUSALS

/** A refusal of this module, filled in, at its field. */
export const refusal = createRefusal(REFUSALS)
