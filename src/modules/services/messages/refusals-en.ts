import type { RefusalCode } from '../domain/refusals.ts'

/** Every refusal of this module in English. */
export const refusalsEn: Readonly<Record<RefusalCode, string>> = {
  LAYANAN_TIDAK_DITEMUKAN: 'There is no such service. Check the code or search in other words.',
  LAYANAN_PUSAT: 'This service belongs to the central government. Apply at the address shown.',
  LAYANAN_BUKAN_UNTUK_ANDA: 'This service cannot be applied for with your kind of account.',
  TINGKAT_IDENTITAS_KURANG:
    'This service needs an identity that was matched. Add your NIK on the account page, then come back; what you filled in is kept.',
  KUASA_TIDAK_ADA: 'You have not been given power to apply for this service in that person’s name.',
  DRAF_TIDAK_DITEMUKAN: 'This draft is not there. It may have been sent, or removed after 30 days.',
  ISIAN_WAJIB: 'Fill in this part.',
  ISIAN_TIDAK_DIKENAL:
    'The form holds something unknown. Load the page again, then fill it in once more.',
  ISIAN_TERLALU_PANJANG: 'Shorten it to at most {batas} letters.',
  ISIAN_ANGKA: 'Write digits only, such as 12 or 12.5.',
  ISIAN_KURANG_DARI: 'Enter at least {batas}.',
  ISIAN_LEBIH_DARI: 'Enter at most {batas}.',
  ISIAN_POLA: 'Write it in the form {bentuk}.',
  ISIAN_PILIHAN: 'Choose one from the list.',
  ISIAN_BULAN: 'Write the month as month/year, such as 03/2026.',
  ISIAN_NKK: 'The number of the family card has 16 digits.',
  ISIAN_NIB: 'A NIB has 13 digits.',
  ISIAN_EMAIL: 'Enter a valid e-mail address, such as name@example.id.',
  ISIAN_WILAYAH: 'Choose a village from the list.',
  ISIAN_TITIK: 'Show the place on the map or write latitude and longitude.',
  ISIAN_PERNYATAAN: 'Tick this statement to go on.',
  ISIAN_BARIS_KURANG: 'Fill in at least {batas} rows.',
  ISIAN_BARIS_LEBIH: 'Fill in at most {batas} rows.',
  SYARAT_TIDAK_TERPENUHI: '{alasan}',
  BERKAS_WAJIB: 'Upload {berkas}.',
  BERKAS_BUKAN_MILIK: 'Choose a document from the applicant’s vault, or upload a new one.',
  BERKAS_TANPA_TANGGAL:
    'This document is kept without its date. Upload it once more and fill in the date written on it.',
  BERKAS_TERLALU_LAMA:
    'This document was issued on {tanggal}; this service takes those issued at most {bulan} months ago. Send a newer one.',
  BERKAS_HABIS_MASA: 'This document has run out or was removed from the vault. Upload a new one.',
  PERMOHONAN_TIDAK_DITEMUKAN: 'There is no application with that number. Check the number.',
  TINDAKAN_TIDAK_DIIZINKAN:
    'You cannot do this at the present stage. Load the page again to see its newest state.',
  DATA_SUDAH_BERUBAH:
    'Someone else has just changed this application. Look at its newest state, then repeat if still needed.',
  ORANG_YANG_SAMA:
    'Whoever checks may not also decide. Ask a colleague or an acting official to go on.',
  ALASAN_KOSONG: 'Write the reason, at least 10 letters. The applicant will read it.',
  ALASAN_TERLALU_PANJANG: 'Shorten the reason to at most 2,000 letters.',
  ALASAN_TIDAK_ADA: 'Choose a reason from the list.',
  SYARAT_TINDAKAN: 'This cannot be done yet because its condition is not met.',
  PERBAIKAN_KOSONG: 'Tick at least one thing that needs mending.',
  PERBAIKAN_TIDAK_ADA: 'What was ticked is not part of this service. Load the page again.',
  PERBAIKAN_TERTUTUP: 'Only what was asked to be mended can be changed.',
  PENDAPAT_SUDAH_ADA: 'Your agency has given its opinion already.',
  PILIHAN_KOSONG: 'Choose at least one application.',
  PILIHAN_TERLALU_BANYAK: 'Choose at most 50 applications at once.',
  TANGGAL_KUASA: 'Enter when the power ends, at most one year from now.',
  PENERIMA_KUASA: 'That person was not found. Enter a registered login name or mobile number.',
  TERLALU_SERING:
    'You have sent many applications within an hour. Send again later; what you filled in is kept.',
  KIRIMAN_TIDAK_SAH:
    'What this phone sent cannot be recognised. Load the page again, then send it once more.',
  BAWAAN_PENUH: 'Take along at most {batas} inspections. Send or hand back some first.',
  DRAF_BERUBAH:
    'These answers were changed on another device since this phone opened them. Choose which to use; nothing is overwritten before you do.',
  PENANDATANGAN_TIDAK_COCOK: 'This letter can only be signed by the official named for it.',
  SARINGAN_LAYANAN: 'The service catalogue has no such value to filter by.',
  PENANDA_HALAMAN: 'This page marker is not known. Start again from the first page.',
  KUNCI_KIRIMAN_KOSONG:
    'Send an Idempotency-Key or id_klien, so that sending again does not make two applications.',
}
