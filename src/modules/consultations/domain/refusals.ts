import { createRefusal } from '../../../kernel/wording.ts'

/** Everything this module refuses, with the sentence for the person who is refused. */
export const REFUSALS = {
  JENIS_KOSONG: 'Pilih jenis konsultasi: rancangan peraturan atau forum konsultasi publik.',
  BENTUK_KOSONG: 'Pilih bentuk rancangan peraturan.',
  JUDUL_KOSONG: 'Isi judul konsultasi, 5 sampai 200 huruf.',
  TUJUAN_KOSONG: 'Tulis untuk apa masukan dipakai, 10 sampai 1.000 huruf.',
  UNIT_BUKAN_MILIK_ANDA: 'Pilih perangkat daerah tempat Anda bertugas.',
  TANGGAL_TUTUP: 'Isi hari terakhir memberi masukan, misalnya 31/01/2027.',
  TANGGAL_TUTUP_DEKAT:
    'Hari terakhir paling cepat {tanggal}, supaya warga punya waktu {hari} hari untuk membaca.',
  KONSULTASI_BUKAN_DRAF: 'Konsultasi ini sudah dibuka.',
  KONSULTASI_BELUM_DIBUKA: 'Konsultasi ini belum dibuka.',
  KONSULTASI_SUDAH_TUTUP: 'Konsultasi ini sudah ditutup, jadi isinya tidak dapat diubah lagi.',
  NASKAH_KOSONG: 'Tempelkan naskah yang dikonsultasikan lebih dahulu.',
  NASKAH_TERLALU_PANJANG:
    'Naskah paling banyak 200.000 huruf, 1.500 bagian, dan 8.000 huruf tiap bagian. Pisahkan lampirannya.',
  NASKAH_SAMA: 'Naskah ini sama dengan versi {versi}, jadi tidak ada yang disimpan.',
  NASKAH_BERUBAH: 'Orang lain baru saja menyimpan versi baru. Periksa lagi perubahannya.',
  SEBAB_KOSONG:
    'Sebutkan nomor masukan yang menyebabkan perubahan {bagian}, atau tulis alasannya, 10 sampai 500 huruf.',
  SEBAB_TIDAK_ADA: 'Masukan nomor {nomor} tidak ada pada konsultasi ini, atau sudah ditarik.',
  MASUKAN_JENIS: 'Pilih: setuju, tolak, usul perubahan, atau tanya.',
  MASUKAN_TEKS: 'Tulis masukan Anda, 10 sampai 2.000 huruf.',
  MASUKAN_USUL: 'Tulis bunyi yang Anda usulkan, 5 sampai 2.000 huruf.',
  MASUKAN_WAKIL: 'Pilih Anda berbicara untuk siapa: diri sendiri atau organisasi.',
  MASUKAN_ORGANISASI: 'Isi nama organisasi yang Anda wakili, 3 sampai 120 huruf.',
  MASUKAN_TERLAMBAT:
    'Waktu memberi masukan berakhir {tanggal}. Masukan Anda tidak dicatat; simpan tulisan ini bila perlu.',
  MASUKAN_BAGIAN: 'Bagian ini tidak ada pada naskah yang dikonsultasikan. Pilih bagian lain.',
  MASUKAN_GANDA: 'Anda sudah mengirim masukan yang sama untuk bagian ini, dengan nomor {nomor}.',
  MASUKAN_TERLALU_BANYAK:
    'Satu akun mengirim paling banyak {jumlah} masukan dalam satu hari. Lanjutkan besok.',
  MASUKAN_BUKAN_MILIK_ANDA: 'Hanya pengirimnya yang dapat menarik masukan ini.',
  MASUKAN_SUDAH_DIJAWAB: 'Masukan nomor {nomor} sudah dijawab atau ditarik. Muat ulang halaman.',
  JAWAB_PILIH: 'Pilih paling sedikit satu masukan yang dijawab, paling banyak 100 sekaligus.',
  JAWAB_PUTUSAN: 'Pilih putusan: diterima, diterima sebagian, tidak diterima, atau dijelaskan.',
  JAWAB_ALASAN: 'Tulis alasan yang akan dibaca pengirimnya, 10 sampai 2.000 huruf.',
  JAWAB_JELAS:
    'Masukan nomor {nomor} mengusulkan sesuatu. Jawab dengan diterima, sebagian, atau tidak diterima.',
  JAWAB_TINDAK:
    'Masukan yang diterima perlu tindak lanjut: pilih bagian yang diubah, atau nomor janji.',
  JAWAB_BAGIAN: 'Bagian yang dipilih tidak ada pada naskah.',
  JAWAB_JANJI: 'Janji nomor {nomor} tidak ada pada konsultasi ini.',
  JANJI_TEKS: 'Tulis yang dijanjikan, 10 sampai 500 huruf.',
  JANJI_UNIT: 'Pilih perangkat daerah yang mengerjakan janji ini.',
  JANJI_TENGGAT: 'Isi tenggat janji, hari ini atau sesudahnya, misalnya 30/06/2027.',
  JANJI_HASIL: 'Pilih: selesai atau dibatalkan.',
  JANJI_BUKTI: 'Tulis bukti selesai atau alasan dibatalkan, 10 sampai 1.000 huruf.',
  JANJI_SUDAH_BERAKHIR: 'Janji ini sudah selesai atau dibatalkan.',
  BUKAN_WEWENANG:
    'Ini bukan wewenang Anda. Hubungi perangkat daerah yang namanya ada di halaman ini.',
  RAPAT_TANGGAL: 'Isi tanggal pertemuan yang sudah berlangsung, misalnya 31/01/2027.',
  RAPAT_TEMPAT: 'Isi tempat atau cara pertemuan, 3 sampai 200 huruf.',
  RAPAT_ACARA: 'Tulis acara pertemuan, 5 sampai 1.000 huruf.',
  RAPAT_HADIR: 'Isi jumlah yang hadir dengan angka 0 sampai 5.000, paling sedikit satu unsur.',
  RAPAT_HADIR_PEREMPUAN: 'Jumlah perempuan tidak melebihi yang hadir.',
  RAPAT_TEMUAN: 'Tulis temuan, satu tiap baris, paling banyak 40 baris dan 500 huruf tiap baris.',
  RAPAT_BUKAN_FKP: 'Pertemuan hanya dicatat pada forum konsultasi publik.',
  TUTUP_BELUM_WAKTUNYA: 'Warga masih boleh memberi masukan sampai {tanggal}. Tutup sesudahnya.',
  TUTUP_BELUM_DIJAWAB:
    'Masih ada {jumlah} masukan yang belum dijawab: {nomor}. Setiap masukan harus mendapat jawaban.',
  TUTUP_BELUM_DIUBAH:
    'Jawaban untuk masukan {nomor} menjanjikan perubahan pada {bagian}, tetapi bagian itu belum berubah di naskah akhir.',
  TUTUP_TANPA_PERTEMUAN:
    'Forum konsultasi publik belum punya catatan pertemuan. Catat pertemuannya dahulu.',
  BERITA_ACARA_TIDAK_TERBIT: 'Berita acara tidak dapat diterbitkan: {sebab}',
} as const

/** Codes of this module. */
export type RefusalCode = keyof typeof REFUSALS

/** A refusal of this module: its sentence filled in, at its field. */
export const refusal = createRefusal(REFUSALS)

/** Refuses at the field unless it is right. */
export function unless(
  isRight: boolean,
  code: RefusalCode,
  field: string,
  values: Readonly<Record<string, string | number>> = {},
) {
  return isRight ? [] : [refusal(code, values, field)]
}

/** Is a text as long as its rule says? */
export function isLong(text: string, min: number, max: number): boolean {
  return text.length >= min && text.length <= max
}
