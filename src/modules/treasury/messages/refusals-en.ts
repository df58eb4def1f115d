import type { RefusalCode } from '../domain/refusals.ts'

/** The same refusals for who reads English. */
export const refusalsEn: Readonly<Record<RefusalCode, string>> = {
  BUKAN_WEWENANG: 'This step is not yours to take for that agency.',
  TAHAP_SUDAH_BERPINDAH: 'This document has moved on. Load the page again to see where it stands.',
  PEMBUAT_BUKAN_PEMERIKSA:
    'You have made, checked or signed this document already. Another official must take this step.',
  ALASAN_LANGKAH: 'Write the reason, 10 to 1,000 letters.',
  SURAT_NOMOR: 'Enter the number of the letter of refusal, 3 to 120 letters.',
  SPP_TIDAK_ADA: 'There is no such payment request.',
  SPP_URAIAN: 'Describe the payment in 3 to 500 letters.',
  SPP_PENERIMA: 'Enter the name of the payee, 3 to 200 letters.',
  SPP_BANK: 'Enter the name of the payee’s bank.',
  SPP_REKENING: 'Enter the payee’s account number, 6 to 30 digits without spaces.',
  SPP_BARIS: 'Enter at least one line, at most 10,000 lines and 200 deductions.',
  SPP_BARIS_ASING:
    'Line {urutan} is no budget position of this agency in the running year. Choose from its DPA.',
  SPP_BARIS_JUMLAH: 'Enter an amount above zero on line {urutan}.',
  SPP_JUMLAH: 'Enter an amount above zero.',
  TU_SATU_KEGIATAN: 'A TU request is for one sub-activity only. Make several requests of it.',
  PAJAK_TIDAK_DIKENAL: 'Tax code {kode} on line {urutan} is not in force on this day.',
  PAJAK_DASAR: 'The tax base of line {urutan} must be above zero and not above the line.',
  POTONGAN_TERLALU_BESAR: 'Deductions must stay below the amount of the request.',
  BUKTI_KOSONG: 'A direct payment needs at least one paper: contract, invoice or record.',
  BUKTI_BARIS: 'Paper row {baris}: write kind, number and date, parted by tabs.',
  BUKTI_ISI: 'Each paper needs a kind and a number; 500 papers at most.',
  BUKTI_TANGGAL: 'No paper may be dated after the request.',
  BUKTI_GANDA: 'There are papers of the same kind and number. Write each once.',
  PAGU_TIDAK_CUKUP:
    'Account {rekening} has not enough budget: {sisa} left, {diminta} asked. Ask for less or wait for a shift.',
  SPD_TIDAK_CUKUP:
    'Funds released for {kegiatan} are not enough: {sisa} left, {diminta} asked. Ask BUD for the next release.',
  SPD_BELUM_ADA: 'No funds were released for this sub-activity. Ask BUD for a release.',
  KONTRAK_TIDAK_CUKUP:
    'Contract {nomor} has not enough value: {sisa} left, {diminta} asked. Check its stages or addenda.',
  KONTRAK_ASING: 'This contract is of another agency. Choose one of this agency.',
  KAS_TIDAK_CUKUP:
    'The region’s cash is not enough: {sisa} beside orders that are out, {diminta} needed.',
  RKUD_BELUM_ADA: 'The region’s account is not on record yet. Add it on the page Bank.',
  PAGU_TURUN:
    'The budget of account {rekening} was cut below what is bound. Refuse this request or shift the budget.',
  TAHUN_SUDAH_LEWAT: 'Fiscal year {tahun} is over. This document can no longer be issued.',
  PERIKSA_BELUM_LENGKAP:
    'Not every paper is ticked as present. Tick all of them, or send the request back with notes.',
  CAIR_TANGGAL:
    'Enter the day of payment: not before the order, not after today, in its fiscal year.',
  CAIR_REFERENSI: 'Enter the bank’s reference, 120 letters at most.',
  BARIS_TIDAK_ADA: 'There is no such line, or its order is not issued yet.',
  BARIS_BUKAN_MODAL: 'Only capital spending is linked to assets.',
  BARIS_BELUM_CAIR: 'The order of this line is not paid yet, or is closed.',
  ASET_MELEBIHI_BARIS: 'The amount must be above zero and not above what is left: {sisa}.',
  SPD_TIDAK_ADA: 'There is no such release.',
  SPD_SUDAH_DIPUTUSKAN: 'This release is signed or refused already.',
  SPD_BULAN: 'Enter months 1 to 12; the last not before the first.',
  SPD_BARIS: 'Enter at least one sub-activity with an amount above zero.',
  SPD_BARIS_GANDA: 'A sub-activity stands once in a release.',
  SPD_KEGIATAN_ASING: 'There is a sub-activity without a budget in this agency.',
  SPD_DI_ATAS_DPA: 'The release for {kegiatan} is above the DPA: {sisa} left, {diminta} written.',
  SPD_DI_ATAS_KAS:
    'The release for {kegiatan} is above the cash plan up to that month: {sisa} left, {diminta} written.',
  UP_BELUM_ADA: 'The decree on this year’s imprest is not on record for this agency.',
  UP_MELEBIHI_SK: 'The amount is above the imprest: {sisa} left, {diminta} asked.',
  POSISI_TIDAK_DIKENAL:
    'Row {baris}: account {rekening} is not in this agency’s DPA for that sub-activity.',
  BARIS_JUMLAH_TIDAK_TERBACA: 'Row {baris}: write the amount in rupiah, such as 1.500.000.',
  BARIS_PAJAK_TIDAK_TERBACA:
    'Row {baris}: write taxes as code:base, parted by semicolons, such as ppn:10.000.000.',
  KOLOM_KOSONG: 'Fill in the column {kolom}.',
}
