import type { ProgramRefusalCode } from '../actions/program-refusals.ts'
import type { KatalogRefusalCode } from '../domain/katalog-edit/refusals.ts'

/** What editors of catalogues are refused, in English. */
export const katalogRefusalsEn: Readonly<Record<KatalogRefusalCode, string>> = {
  DIUBAH_ORANG_LAIN:
    'Someone else has just changed this. Yours is not saved: compare it with the newest entry in the history, then save again if still needed.',
  KODE_TIDAK_SAH:
    'Use small letters, digits and hyphens; a leaf begins with the code of its group and a dot, such as jalan.lubang.',
  KODE_SUDAH_ADA: 'This code is in use. Choose another.',
  INDUK_TIDAK_ADA: 'Choose the group from the list.',
  NAMA_ID_TIDAK_SAH: 'Enter the Indonesian name, 2 to 80 letters.',
  NAMA_EN_TIDAK_SAH: 'Enter the English name, 2 to 80 letters.',
  NAMA_SUDAH_ADA: 'This name is in use within the same group.',
  KATA_KUNCI_TERLALU_BANYAK: 'Reduce the keywords to at most 60.',
  KATA_KUNCI_TIDAK_SAH: 'Each keyword has 2 to 60 letters. Part them by commas or new lines.',
  KELAS_TIDAK_SAH: 'Choose the class of deadlines from the list.',
  JENIS_KOSONG: 'Choose at least one type of report.',
  RADIUS_TIDAK_SAH: 'Enter the distance of similar reports in metres, 0 to 5,000.',
  URUTAN_TIDAK_SAH: 'Enter the order as a number from 0 to 9,999.',
  IKON_TIDAK_SAH: 'Choose the picture from the list.',
  KELOMPOK_MASIH_BERISI: 'Retire all leaves of this group first.',
  KELOMPOK_NONAKTIF: 'Activate the group first.',
  RAHASIA_HANYA_ADMIN:
    'Only an administrator may turn a secret category into an open one. Contact the administrator.',
  KATEGORI_DIPAKAI: 'Reports or rules use this category, so it can only be retired.',
  PERTANYAAN_TERLALU_BANYAK: 'A category has at most 12 questions.',
  KODE_SOAL_TIDAK_SAH: 'Enter a code of 2 to 40 small letters, digits or underscores.',
  LABEL_ID_TIDAK_SAH: 'Write it in Indonesian, 2 to 160 letters.',
  LABEL_EN_TIDAK_SAH: 'Write it in English, 2 to 160 letters.',
  TIPE_TIDAK_SAH: 'Choose the form of the answer from the list.',
  PILIHAN_KURANG: 'Enter at least two choices, each in both languages.',
  PILIHAN_TERLALU_BANYAK: 'Reduce the choices to at most 30.',
  PILIHAN_TIDAK_LENGKAP: 'Fill in both languages of every choice, at most 120 letters.',
  PILIHAN_KEMBAR: 'Two choices have the same code. Give them different ones.',
  HENTIKAN_TIDAK_SAH: 'Choose the answer that stops the form from the choices of this question.',
  PESAN_HENTIKAN_TIDAK_SAH: 'Write the advice in both languages, 10 to 500 letters each.',
  KATEGORI_ATURAN_TIDAK_ADA: 'Choose a category or a group from the list.',
  WILAYAH_TIDAK_ADA: 'Choose a kecamatan, village or ward from the list.',
  JENIS_TEMPAT_TIDAK_ADA:
    'No question "jenis_tempat" has this kind of place as a choice. Add it there first.',
  TUJUAN_TIDAK_SAH:
    'Fill in one of the two: an agency of the list, or where people must go outside the region.',
  UNIT_ATURAN_TIDAK_ADA: 'Choose an active agency from the list.',
  LUAR_DAERAH_TIDAK_SAH: 'Write the name of the body outside the region, 3 to 200 letters.',
  PRIORITAS_TIDAK_SAH: 'Enter the priority as a number from 0 to 99.',
  TANGGAL_MULAI_TIDAK_SAH: 'Enter the first day, such as 1/1/2027.',
  TANGGAL_SAMPAI_TIDAK_SAH: 'Enter a last day after the first day, or leave it empty.',
  ATURAN_BERTABRAKAN:
    'Another rule holds for the same category, place and priority on that day. End it, or choose another priority.',
  HARI_KERJA_TIDAK_SAH: 'Enter working days as a number from 0 to 400.',
  KODE_TENGGAT_TIDAK_SAH: 'Choose the stage from the list.',
  DASAR_TIDAK_SAH: 'Name the source of the figure, 5 to 300 letters.',
  TIDAK_BERLAKU_SURUT: 'A rule cannot reach into the past. Enter today or a later day.',
  TENGGAT_BERTABRAKAN: 'The same rule already begins on or after that day. Choose a later day.',
  ALASAN_JENIS_TIDAK_SAH: 'Choose what this reason is for.',
  TEKS_ID_TIDAK_SAH: 'Write the Indonesian text, 5 to 2,000 letters.',
  TEKS_EN_TIDAK_SAH: 'Write the English text, 5 to 2,000 letters.',
  SARAN_TIDAK_SAH: 'Write the advice in both languages, at most 500 letters, or leave both empty.',
  TINDAKAN_TIDAK_SAH: 'Choose the action from the list.',
  ISIAN_TIDAK_DIKENAL: 'This placeholder is unknown',
  ISIAN_BERBEDA: 'Both languages must use the same placeholders.',
  RIWAYAT_TIDAK_DAPAT_DIBATALKAN:
    'This change cannot be undone from here. Make a new change instead.',
}

/** What the interfaces for programs, the counter and partners refuse, in English. */
export const programRefusalsEn: Readonly<Record<ProgramRefusalCode, string>> = {
  KANAL_TERTUTUP:
    'The channel for incoming messages is not open. The administrator sets CHANNEL_KEY and starts the program again.',
  KUNCI_KANAL_SALAH:
    'The key of the channel does not match. Send CHANNEL_KEY in the header x-kunci-kanal, or sign the body.',
  PESAN_TIDAK_TERBACA: 'The message cannot be read. Check its form in the API document.',
  PENGIRIM_TIDAK_ADA: 'The message does not name its sender.',
  TERLALU_SERING: 'Too much was sent. Wait as Retry-After says, then send again.',
  KUNCI_HILANG: 'Send the key of the program in the header Authorization: Bearer or x-api-key.',
  KUNCI_SALAH: 'The key of the program is unknown, revoked or not for this service.',
  TIDAK_BERWENANG: 'You may not do this.',
  NAMA_KUNCI_KOSONG: 'Enter the name of the program or of who holds the key, 3 to 100 letters.',
  LINGKUP_KOSONG: 'Choose at least one service: open311 or api.',
  KUNCI_SUDAH_DIBUAT:
    'The key of this form was made and is shown only once. If you have not copied it, revoke it and make a new one.',
  KUNCI_TIDAK_ADA: 'That key was not found or has been revoked.',
  MITRA_TIDAK_ADA: 'That partner was not found or is switched off.',
  PEMETAAN_TIDAK_ADA:
    'The category of this report is not mapped to a service of the partner. Complete the mapping in the list of partners.',
  SUDAH_DITERUSKAN: 'This report was already sent on to that partner.',
  LAPORAN_TERTUTUP: 'This report is closed, so it is not sent on.',
  NAMA_PELAPOR_KOSONG: 'Enter the name of the reporter, or mark the report as anonymous.',
  PERSETUJUAN_KOSONG:
    'Read the note on personal data to the reporter, then mark that the reporter agrees.',
  ALAMAT_MITRA_TIDAK_SAH:
    'Enter the address of the partner’s API, beginning with https://, without a slash at the end: https://kota.go.id/open311/v2',
  KODE_MITRA_TIDAK_SAH: 'Enter a code of 2 to 40 small letters, digits or hyphens.',
  NAMA_MITRA_KOSONG: 'Enter the name of the partner, 3 to 100 letters.',
  KURSOR_TIDAK_SAH: 'The cursor is unknown. Start again from the first page.',
}
