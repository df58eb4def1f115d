import type { RefusalCode } from '../domain/refusals.ts'

/** Codes the kernel's parsers refuse with, shown on pages of this module. */
export type KernelCode =
  | 'NIK_BUKAN_16_ANGKA'
  | 'NIK_KODE_WILAYAH'
  | 'NIK_TANGGAL_LAHIR'
  | 'TELEPON_KOSONG'
  | 'TELEPON_TIDAK_TERBACA'
  | 'TELEPON_BUKAN_SELULER'
  | 'TELEPON_SALAH_PANJANG'
  | 'TANGGAL_TIDAK_TERBACA'
  | 'TANGGAL_TIDAK_ADA'

/** Every refusal of this module in English; {words} in braces are filled. */
export const refusalsEn: Readonly<Record<RefusalCode | KernelCode, string>> = {
  NAMA_KOSONG: 'Enter your full name as on your identity card.',
  NAMA_TERLALU_PANJANG: 'Shorten the name to at most 120 letters.',
  NAMA_MEMUAT_ANGKA: 'Write the name with letters only, without digits or square brackets.',
  KONTAK_KOSONG: 'Enter a phone number or an e-mail address.',
  EMAIL_TIDAK_SAH: 'Check the e-mail address; it looks like name@example.id.',
  IDENTITAS_KOSONG: 'Enter your username, phone number or e-mail address.',
  SANDI_KOSONG: 'Enter the password.',
  SANDI_TERLALU_PENDEK:
    'Make the password at least {panjang} characters; a few words are easier to remember.',
  SANDI_TERLALU_PANJANG: 'Shorten the password to at most 128 characters.',
  SANDI_UMUM:
    'This password is among the easiest to guess. Choose another, such as four random words.',
  SANDI_MEMUAT_DATA_DIRI:
    'The password contains your name, number or NIK. Choose one that has nothing to do with you.',
  SANDI_ULANG_BERBEDA: 'The two passwords are not the same. Type both again.',
  SANDI_SAMA: 'The new password is the same as the old one. Choose another.',
  SANDI_LAMA_SALAH: 'The current password does not match. Check capitals and small letters.',
  MASUK_GAGAL: 'The username or password does not match. Check them, or use Forgot password.',
  AKUN_DITANGGUHKAN: 'This account is disabled. Contact the system administrator in your office.',
  SANDI_SEMENTARA_HABIS: 'This one-time password has expired. Ask the administrator for a new one.',
  TUNGGU_DULU: 'Too many tries. Wait {tunggu} and try again, or sign in through Forgot password.',
  KODE_SALAH: 'The code does not match. Check the digits; tries left: {sisa}.',
  KODE_HABIS: 'This code is no longer valid. Ask for a new one.',
  KODE_TERLALU_SERING: 'The code was sent three times. Wait {tunggu}, then ask again.',
  KODE_CADANGAN_SALAH: 'The recovery code is unknown or was used. Use another one from your list.',
  KODE_APLIKASI_SALAH:
    'The code from the app does not match or was used. Wait for the next one and enter that.',
  KUNCI_SANDI_GAGAL: 'The passkey could not be checked. Try again, or use another way.',
  SESI_MASUK_HABIS: 'Your time to sign in is over. Start again with username and password.',
  PASTIKAN_DULU: 'Enter your password once more before changing this.',
  LANGKAH_KEDUA_BELUM_ADA: 'Set up an authenticator app or a passkey first.',
  LANGKAH_KEDUA_WAJIB: 'Officers need at least one second step. Set up a new one first.',
  AKUN_CONTOH: 'Demo accounts are shared, so password, contact and second step cannot be changed.',
  NAMA_SUDAH_DIPERIKSA:
    'Your name was checked against a document. Ask for a correction on the My data page.',
  NIK_DI_ISIAN: 'Do not write a NIK here. The counter will check it on your identity card.',
  NAMA_PENGGUNA_TIDAK_SAH:
    'Write the username with 2 to 40 small letters, digits, dots or dashes; a letter first.',
  NAMA_PENGGUNA_TERPAKAI: 'This username is taken. Choose another.',
  KONTAK_TERPAKAI: 'Another account has this number or address. Use another.',
  JABATAN_KOSONG: 'Enter the position as in the decree.',
  DASAR_KOSONG: 'Enter number and date of the decree or letter this rests on.',
  PERAN_TIDAK_DIKENAL: 'Choose a role from the list.',
  PERAN_BUKAN_UNTUK_JENIS: 'This role cannot be given to this kind of account.',
  PERAN_SUDAH_ADA: 'The same role is held on those dates. Change the dates or revoke the old one.',
  UNIT_KOSONG: 'Choose the agency for this role.',
  UNIT_TIDAK_DIKENAL: 'This agency is not on the list.',
  WILAYAH_KOSONG: 'Choose the area for this role.',
  WILAYAH_TIDAK_DIKENAL: 'This area is not on the list.',
  TANGGAL_TERBALIK: 'The last day is before the first day. Swap or correct them.',
  TANGGAL_SELESAI_KOSONG: 'Enter the last day of this acting assignment.',
  TANGGAL_SUDAH_LEWAT: 'The last day is in the past. Choose today or later.',
  PERAN_TIDAK_DAPAT_DIALIHKAN: 'This role belongs to the person and cannot be passed on.',
  BUKAN_PERAN_PEMBERI: 'The giver does not hold this role themself on all of those dates.',
  KE_DIRI_SENDIRI: 'Choose someone else to act.',
  PENERIMA_TIDAK_SAH: 'The receiver must be an officer with an active account.',
  TUGAS_TERLALU_LAMA:
    'This acting assignment lasts at most {hari} days. Extend it by a new letter.',
  PLT_HANYA_ADMIN:
    'An acting official for a vacant post is appointed by decree and recorded by the administrator.',
  TUGAS_TIDAK_ADA: 'This assignment does not exist or was revoked.',
  AKUN_TIDAK_ADA: 'This account does not exist.',
  TIDAK_BERWENANG: 'Your role does not include this.',
  DIRI_SENDIRI: 'You cannot do this to your own account. Ask another administrator.',
  ALASAN_KOSONG: 'Enter the reason, at least 3 letters.',
  ISI_KOSONG: 'Write what needs correcting and how it should be.',
  PERMINTAAN_SUDAH_ADA: 'Your earlier request is still being handled. Wait for the answer first.',
  SUDAH_DIPUTUS: 'Another officer has decided this request.',
  DOKUMEN_KOSONG: 'Choose the document that was shown.',
  NIK_DIPAKAI_ORANG_LAIN:
    'Another account was seen face to face with this NIK. Check the card again, then contact the administrator.',
  PETUGAS_TIDAK_DIHAPUS: 'Accounts of officers are disabled by the administrator, not erased.',
  NIK_BUKAN_16_ANGKA: 'A NIK has 16 digits. Copy it from the identity card or family card.',
  NIK_KODE_WILAYAH: 'The first two digits of the NIK are no province code. Copy it again.',
  NIK_TANGGAL_LAHIR: 'Digits 7 to 12 of the NIK are no date of birth. Copy it again.',
  TELEPON_KOSONG: 'Enter a mobile number.',
  TELEPON_TIDAK_TERBACA: 'Enter one mobile number with digits only, such as 0811-0000-112.',
  TELEPON_BUKAN_SELULER: 'Enter an Indonesian mobile number beginning with 08 or +62 8.',
  TELEPON_SALAH_PANJANG: 'A mobile number has 10 to 13 digits with the leading 0.',
  TANGGAL_TIDAK_TERBACA: 'Write the date as day/month/year, such as 24/11/2026.',
  TANGGAL_TIDAK_ADA: 'This date does not exist. Check day and month.',
}
