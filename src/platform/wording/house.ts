import type { Sentences } from '../../kernel/wording.ts'
import { pdfRefusals as pdfEn } from '../pdf-check/messages/en.ts'
import { pdfRefusals as pdfId } from '../pdf-check/messages/id.ts'
import { photoRefusals as photoEn } from '../photo/messages/en.ts'
import { photoRefusals as photoId } from '../photo/messages/id.ts'
import { fixedSentences, SPOKEN } from './spoken.ts'

/** Sentences of the kernel's parsers, of photos, of web addresses and of the server itself. */
const house: Sentences = {
  id: {
    'NIK_BUKAN_16_ANGKA.kosong': 'Isi NIK, 16 angka pada KTP atau KK.',
    TELEPON_SALAH_PANJANG:
      'Nomor ponsel 10 sampai 13 angka dengan 0 di depan; Anda mengisi {jumlah}.',
    KODE_TIDAK_TERBACA: 'Isi kode lengkap seperti yang Anda terima, diawali {awalan}.',
    'ALAMAT_WEB_TERTUTUP.port':
      'Nomor port pada alamat web ini tidak boleh dibuka. Pakai port 80, 443, atau di atas 1023.',
    'ALAMAT_WEB_BERPUTAR.kiriman':
      'Server mengalihkan kiriman ke alamat lain. Pakai alamat akhirnya pada pengaturan.',
    'ISI_WEB_TIDAK_COCOK.mampat':
      'Server mengirim isi yang dimampatkan walau tidak diminta. Hubungi pengelola server itu.',
    ISI_WEB_TERLALU_BESAR: 'Isi pada alamat web ini lebih dari {besar} MB.',
    'ISIAN_TIDAK_SAH.pilihan': 'Pilihan tidak valid: diharapkan salah satu dari {pilihan}',
  },
  en: {
    'NIK_BUKAN_16_ANGKA.kosong': 'Enter the NIK, 16 digits on the identity card or family card.',
    NIK_BUKAN_16_ANGKA: 'A NIK has 16 digits. Copy it from the identity card or family card.',
    NIK_KODE_WILAYAH: 'The first two digits of the NIK are no province code. Copy it again.',
    NIK_TANGGAL_LAHIR: 'Digits 7 to 12 of the NIK are no date of birth. Copy it again.',
    TELEPON_KOSONG: 'Enter a mobile number.',
    TELEPON_TIDAK_TERBACA: 'Enter one mobile number with digits only, such as 0811-0000-112.',
    TELEPON_BUKAN_SELULER: 'Enter an Indonesian mobile number beginning with 08 or +62 8.',
    TELEPON_SALAH_PANJANG:
      'A mobile number has 10 to 13 digits with the leading 0; you entered {jumlah}.',
    TANGGAL_TIDAK_TERBACA: 'Write the date as day/month/year, such as 24/11/2026.',
    TANGGAL_TIDAK_ADA: 'This date does not exist. Check day and month.',
    TAHUN_KALENDER_BELUM_DIMUAT:
      'The days off of a year are not loaded. Ask the administrator to load them first.',
    LINTANG_TIDAK_TERBACA: 'Enter the latitude in decimal degrees, such as -7.2575.',
    BUJUR_TIDAK_TERBACA: 'Enter the longitude in decimal degrees, such as 112.7521.',
    TITIK_TERTUKAR: 'Latitude and longitude are swapped. Exchange the two numbers.',
    TITIK_DI_LUAR_WILAYAH:
      'The point lies outside the area served. Move the marker to where it happened.',
    POLIGON_KOSONG: 'The polygon of the area is empty. Check the map file.',
    NOMOR_TIDAK_TERBACA: 'Enter the whole number as on the receipt, such as ADU-2026-004417-N.',
    NOMOR_TANPA_HURUF_AKHIR:
      'The last letter of the number is missing. Copy the number with the letter on the receipt.',
    NOMOR_SALAH_KETIK: 'The number and its last letter do not match. Check every digit and letter.',
    KODE_TIDAK_TERBACA: 'Enter the whole code as you received it, beginning with {awalan}.',
    KODE_SALAH_KETIK: 'The code does not match its last sign. Check every letter and digit.',
    RUPIAH_KOSONG: 'Enter the amount in rupiah.',
    RUPIAH_NEGATIF: 'The amount cannot be less than zero. Remove the minus sign.',
    RUPIAH_TIDAK_TERBACA:
      'Write rupiah with a dot every three digits and a comma before sen: 1.234.567,89.',
    RUPIAH_TERLALU_BESAR:
      'An amount has at most 18 digits before the comma. Check the number of zeros.',
    ALAMAT_WEB_TIDAK_SAH:
      'The web address is not valid. Write it in full, such as https://contoh.go.id/foto.jpg.',
    ALAMAT_WEB_TERTUTUP:
      'This web address leads into a private network and may not be opened. Use a public one.',
    'ALAMAT_WEB_TERTUTUP.port':
      'The port of this web address may not be opened. Use 80, 443 or one above 1023.',
    ALAMAT_WEB_TIDAK_TERDAFTAR:
      'This server is not on the list of allowed servers. Ask the administrator to add it.',
    ALAMAT_WEB_TIDAK_DITEMUKAN: 'The server of this web address was not found. Check the spelling.',
    ALAMAT_WEB_BERPUTAR: 'This web address redirects too often. Use its final address.',
    'ALAMAT_WEB_BERPUTAR.kiriman':
      'The server sends what we post to another address. Use its final address in the settings.',
    ISI_WEB_TIDAK_COCOK: 'What stands at this web address is not of the kind asked for.',
    'ISI_WEB_TIDAK_COCOK.mampat':
      'The server sends compressed content unasked. Contact the administrator of that server.',
    ISI_WEB_TERLALU_BESAR: 'What stands at this web address is larger than {besar} MB.',
    ISIAN_TIDAK_SAH: 'This value is not valid. The document of the API says what is.',
    'ISIAN_TIDAK_SAH.pilihan': 'Choose one of {pilihan}',
  },
}

/** Catalogues of everything that is no module. */
export const houseSentences: readonly Sentences[] = [
  house,
  { id: photoId, en: photoEn },
  { id: pdfId, en: pdfEn },
  fixedSentences(SPOKEN),
]
