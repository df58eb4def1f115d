import { createRefusal } from '../../../kernel/wording.ts'

/** Everything this module refuses, with the sentence for the person who is refused. */
export const REFUSALS = {
  JUDUL_KOSONG: 'Isi judul survei, 5 sampai 150 huruf.',
  UNIT_BUKAN_MILIK_ANDA: 'Pilih perangkat daerah tempat Anda bertugas.',
  JENIS_KOSONG: 'Pilih jenis survei: panel atau tautan terbuka.',
  TUJUAN_KOSONG: 'Tulis untuk apa hasilnya dipakai, 10 sampai 500 huruf.',
  KLASTER:
    'Pilih cara mengenali kelompok yang ditanya bersama, bukan pertanyaan yang menjadi margin.',
  TANGGAL_TUTUP: 'Isi tanggal tutup, hari ini atau sesudahnya.',
  TANGGAL_JANJI: 'Isi tanggal hasil dijanjikan terbit, pada atau sesudah tanggal tutup.',
  SURVEI_BUKAN_DRAF: 'Survei ini sudah dibuka, jadi pertanyaannya tidak dapat diubah lagi.',
  SURVEI_BELUM_BUKA: 'Survei ini belum dibuka.',
  SURVEI_SUDAH_TUTUP: 'Survei ini sudah ditutup. Terima kasih atas perhatian Anda.',
  SURVEI_BELUM_TUTUP: 'Tutup survei ini dahulu, baru hasilnya dapat ditimbang dan diterbitkan.',
  SURVEI_SUDAH_TERBIT: 'Hasil survei ini sudah terbit dan tidak berubah lagi.',
  SUDAH_BERUBAH: 'Survei ini baru saja diubah orang lain. Periksa isinya, lalu simpan lagi.',
  SOAL_BELUM_ADA: 'Tambahkan paling sedikit satu pertanyaan.',
  SOAL_TERLALU_BANYAK: 'Satu survei memuat paling banyak {jumlah} pertanyaan.',
  SOAL_TEKS: 'Tulis pertanyaannya, 5 sampai 300 huruf.',
  SOAL_JENIS: 'Pilih jenis pertanyaan.',
  SOAL_BAGIAN: 'Isi nomor halaman, 1 sampai 20.',
  SOAL_PILIHAN: 'Tulis 2 sampai 30 pilihan, satu baris satu pilihan.',
  SOAL_BARIS: 'Tulis 2 sampai 20 baris tabel, satu baris satu hal.',
  SOAL_RENTANG: 'Isi angka terendah dan tertinggi; yang tertinggi lebih besar.',
  SOAL_SYARAT: 'Syarat merujuk pertanyaan sebelumnya dan jawabannya. Pilih keduanya.',
  SOAL_DIRUJUK: 'Pertanyaan ini dirujuk syarat pertanyaan {kode}. Ubah syarat itu dahulu.',
  STRATA: 'Tulis tiap strata satu baris: nama, titik koma, jumlah warga. Misalnya: Kauman; 4210.',
  STRATA_KOSONG: 'Survei panel memerlukan kerangka: paling sedikit satu strata.',
  STRATA_TIDAK_ADA: 'Pilih strata dari daftar.',
  JUMLAH_UNDANGAN: 'Isi jumlah undangan, 1 sampai 2.000, tidak melebihi jumlah warga strata itu.',
  UNDANGAN_TIDAK_DIKENAL:
    'Tautan ini tidak dikenal. Salin lengkap dari undangan, atau mulai lagi dari halaman survei.',
  UNDANGAN_TERPAKAI: 'Undangan ini sudah dipakai menjawab. Satu undangan dijawab satu kali.',
  TERLALU_SERING: 'Terlalu banyak pengisian dari jaringan ini. Coba lagi {detik} detik lagi.',
  TERLALU_CEPAT:
    'Pengisian ini terlalu cepat untuk dibaca orang. Tunggu sebentar, lalu kirim lagi.',
  ISIAN_ROBOT: 'Kosongkan ruas yang bertanda jangan diisi, lalu kirim lagi.',
  JAWABAN_KOSONG: 'Jawab pertanyaan ini.',
  JAWABAN_TIDAK_ADA: 'Pilih jawaban dari daftar.',
  JAWABAN_ANGKA: 'Isi angka {dari} sampai {sampai}.',
  JAWABAN_TEKS: 'Singkatkan jawaban menjadi paling banyak {jumlah} huruf.',
  JAWABAN_URUTAN: 'Beri tiap pilihan nomor urut yang berbeda, 1 sampai {jumlah}.',
  JAWABAN_TIDAK_BERISI: 'Jawab paling sedikit satu pertanyaan sebelum mengirim.',
  BUNDEL_KOSONG: 'Isi nomor bundel seperti pada sampulnya, 2 sampai 40 huruf atau angka.',
  LEMBAR_KOSONG: 'Isi nomor lembar, 1 sampai 9999.',
  LEMBAR_SUDAH_ADA: 'Lembar dengan nomor ini sudah dimasukkan dari bundel yang sama.',
  STRATA_PENUH: 'Jawaban strata ini sudah sebanyak warganya. Periksa nomor strata pada lembar.',
  MARGIN: 'Isi jumlah warga tiap pilihan dengan angka bulat lebih dari nol.',
  MARGIN_SUMBER: 'Tulis sumber jumlah warga itu, 5 sampai 200 huruf.',
  MARGIN_BUKAN_PANEL: 'Survei tautan terbuka tidak ditimbang: penjawabnya tidak mewakili warga.',
  KELOMPOK_KOSONG:
    'Tidak ada penjawab di kelompok {kelompok}, jadi tidak ada yang dapat mewakilinya. Gabungkan kelompok itu atau pilih margin lain.',
  KELOMPOK_TIDAK_DIKENAL: 'Jumlah warga kelompok {kelompok} belum diisi.',
  BOBOT_TIDAK_BERTEMU:
    'Penimbangan tidak bertemu: margin yang dipilih saling bertentangan. Kurangi satu margin.',
  JAWABAN_KURANG: 'Baru {ada} jawaban. Hasil terbit mulai {jumlah} jawaban.',
} as const

export type RefusalCode = keyof typeof REFUSALS

/** A refusal of this module: its sentence filled in, at its field. */
export const refusal = createRefusal(REFUSALS)
