import type { RefusalCode } from '../domain/refusals.ts'

/** Every refusal of this module's acts and forms in English. */
export const refusalsEn: Readonly<Record<RefusalCode, string>> = {
  TINDAKAN_TIDAK_DIIZINKAN:
    'You cannot do this while the report stands as it does. Load the page again to see its newest state.',
  DATA_SUDAH_BERUBAH:
    'Someone else has just changed this report. Look at its newest state, then repeat if still needed.',
  PESAN_KOSONG: 'Write the message or the reason, at least 5 letters.',
  PESAN_TERLALU_PANJANG: 'Shorten the message to at most 4,000 letters.',
  PESAN_BELUM_LENGKAP: 'Replace {bagian} in the message with your own words before you send it.',
  UNIT_TIDAK_ADA: 'Choose the agency from the list.',
  UNIT_SAMA: 'The report is already with that agency. Choose another.',
  ALASAN_TIDAK_ADA: 'Choose a reason from the list.',
  PETUGAS_TIDAK_ADA: 'Choose an officer of your agency.',
  BUKTI_TIDAK_ADA: 'Attach a photo of the fix, taken on the spot through this page.',
  INDUK_TIDAK_ADA: 'Enter the number of the main report; it must still be open.',
  INDUK_DIRI_SENDIRI: 'A report cannot be merged with itself.',
  LEWAT_BATAS_BUKA_KEMBALI:
    'The time to reopen this report is over. Make a new report and mention this number.',
  LAPORAN_TIDAK_DITEMUKAN: 'There is no report with that number. Check the number.',
  KATEGORI_TIDAK_ADA: 'Choose the kind of problem from the list.',
  JENIS_TIDAK_COCOK: 'This type of report does not go with the problem you chose.',
  JUDUL_TERLALU_PENDEK: 'Write a title of at least 10 letters.',
  JUDUL_TERLALU_PANJANG: 'Shorten the title to at most 120 letters.',
  ISI_TERLALU_PENDEK: 'Tell us about the problem in at least 20 letters.',
  ISI_TERLALU_PANJANG: 'Shorten the story to at most 4,000 letters.',
  LOKASI_KOSONG:
    'Show us the place: use GPS, choose it on the map, or choose the kecamatan and name a landmark.',
  WILAYAH_TIDAK_ADA: 'Choose the kecamatan from the list.',
  FOTO_TERLALU_BERAT:
    'A photo is larger than 12 MB, or there are too many at once. The rest of the form is saved; choose smaller photos.',
  UNGGAHAN_TIDAK_SAH: 'This upload cannot be continued. Choose the photo again.',
  LOKASI_DI_LUAR_DAERAH:
    'That place is outside our region. Check the point, or report to the local government there.',
  JAWABAN_WAJIB: 'Answer this question.',
  JAWABAN_TIDAK_SAH: 'This answer cannot be read. Write it as in the example.',
  KONTAK_TIDAK_SAH: 'Enter a correct phone number or e-mail address, or leave both empty.',
  TERLALU_SERING: 'You have just sent several reports. Wait a moment before you send another.',
  TUJUAN_TIDAK_ADA:
    'Choose why you look at the contact. The purpose is recorded and the reporter can read it.',
  KONTAK_ANONIM:
    'The reporter chose to be anonymous. The contact is used only for messages and is never shown.',
  TIDAK_ADA_ASLI: 'Nothing is masked in this report: what is shown is what was written.',
  KONTAK_TERTUTUP: 'The contact is only for those who deal with this report.',
  NAMA_TAMPILAN_KOSONG: 'Give the view a name of at most 60 letters.',
  TAMPILAN_TERLALU_BANYAK: 'Remove a view first: at most 12 views are kept.',
  PILIHAN_KOSONG: 'Select at least one report.',
  PILIHAN_TERLALU_BANYAK: 'Select at most 100 reports at a time.',
  KOMENTAR_TIDAK_DITEMUKAN: 'That comment was not found. Load the page again.',
  KOMENTAR_SUDAH_DIPUTUS: 'Someone else has just decided on this comment. Load the page again.',
  SUDAH_MENDUKUNG: 'You already support this report.',
  LAPORAN_SUDAH_DITUTUP: 'This report is closed, so it takes no new support.',
  SUREL_TIDAK_SAH: 'Enter a correct e-mail address, such as name@example.id.',
  KONFIRMASI_TERLALU_BANYAK:
    'This address has had several requests to confirm today. Open the e-mail we sent, or try again tomorrow.',
  LANGGANAN_TERLALU_BANYAK: 'You have 20 alerts already. Stop one before you add another.',
  LANGGANAN_TIDAK_ADA: 'That alert was not found or has been stopped.',
  SARINGAN_TIDAK_DIKENAL: 'This value of the filter is unknown. Check the code or its spelling.',
  PENANDA_TIDAK_DIKENAL: 'The page marker is unknown. Start again without a cursor.',
  KUNCI_TIDAK_SAH: 'Send an active key of a program in the header Authorization: Bearer.',
  SARINGAN_KOSONG: 'Choose a kecamatan, a category or an agency, at least one of them.',
  KECAMATAN_TIDAK_ADA: 'Choose the kecamatan from the list.',
  FOTO_TERLALU_BANYAK: 'There are as many photos as allowed. Remove one before you add another.',
  FOTO_TIDAK_DIIZINKAN:
    'Photos cannot be added to this report. Only the reporter and its officers can, while it is open.',
  FOTO_TIDAK_DITEMUKAN: 'That photo was not found. Load the page again to see the newest photos.',
  FOTO_TIDAK_UNTUK_UMUM: 'Photos of a secret report cannot be published.',
  ALASAN_KOSONG: 'Write the reason, at least 5 letters.',
  KIRIMAN_TIDAK_SAH: 'What was sent is not known. Load the field page again, then fill it in anew.',
  PERIKSA_TIDAK_DIIZINKAN: 'This inspection is not yours. Load the page again.',
  PERIKSA_ORANG_TERLIBAT: 'This person worked on the report or checked it. Choose someone else.',
  PERIKSA_SUDAH_ADA_HASIL: 'The result of this inspection is recorded and cannot be changed.',
  HASIL_TIDAK_ADA: 'Choose the result of the inspection.',
  CATATAN_KOSONG: 'Write what you found, at least 5 letters.',
  DRAF_TIDAK_ADA:
    'What you filled in is no longer in your browser. Start from the first screen, then choose the photos.',
}
