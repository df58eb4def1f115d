import type { Sentences } from '../../../kernel/wording.ts'
import type { Catalogue, Lang } from '../../../ui/page-context.ts'
import { REFUSALS, type RefusalCode } from '../domain/refusals.ts'
import { en } from './en.ts'
import { id, type Messages } from './id.ts'

export type { Messages } from './id.ts'

const CATALOGUE: Catalogue<Messages> = { id, en }

export function messagesIn(lang: Lang): Messages {
  return CATALOGUE[lang]
}

const refusalsEn: Readonly<Record<RefusalCode, string>> = {
  JURNAL_TAHUN: 'The day of the journal must lie in fiscal year {tahun}.',
  JURNAL_URAIAN: 'Describe the journal in 3 to 500 letters.',
  JURNAL_SKPD: 'This SKPD does not exist in {tahun}. Choose one from the list.',
  JURNAL_BARIS: 'A journal needs at least two lines and at most {banyak}.',
  JURNAL_SISI: 'Line {baris}: fill in one side only, debit or credit, above zero.',
  JURNAL_REKENING: 'Line {baris}: this account is not in force in the year of the journal.',
  JURNAL_BUKAN_DAUN:
    'Line {baris}: account {kode} has accounts below it. Choose the most detailed.',
  JURNAL_TIDAK_SEIMBANG: 'Debit and credit differ by {selisih}. Make them equal.',
  JURNAL_ANGGARAN_TIDAK_SEIMBANG:
    'Budget accounts (LRA and SAL) differ by {selisih} between debit and credit. Budget accounts and accrual accounts must each balance.',
  JURNAL_TAHUN_TUTUP: 'Fiscal year {tahun} is closed or not opened yet. No journal can be posted.',
  PERISTIWA_TIDAK_DIKENAL: 'Happening {kode} is not in the list of accounting happenings.',
  PERISTIWA_SUDAH_DIJURNAL: 'Document {nomor} is already journalled for happening {kode}.',
  PERISTIWA_KOSONG: 'Happening {kode} of document {nomor} has no amount to journal.',
  PEMETAAN_TIDAK_ADA:
    'There is no mapping of happening {kode} for account {rekening} in {tahun}. Ask the accountants to add it.',
  PADANAN_TIDAK_ADA:
    'Account {tujuan}, counterpart of {rekening}, does not exist in {tahun}. Add the account or change the mapping.',
  SKPKD_TIDAK_ADA: 'No SKPKD is named in {tahun}, so the PPKD has no book.',
  PEMETAAN_BARIS: 'A mapping needs at least two lines and at most 20.',
  PEMETAAN_TIDAK_SEIMBANG:
    'Debit and credit lines in the book {buku} are not equally many, so its journals would not balance.',
  PEMETAAN_TUJUAN: 'Line {baris}: enter a target account in force in {tahun}.',
  PEMETAAN_AWALAN: 'The beginning of an account is written like 5.1.02, or empty for all accounts.',
  PEMETAAN_TAHUN: 'Enter the year it begins, 2000 to 2100.',
  PEMETAAN_SUMBER: 'Enter the source or basis of the mapping, 3 to 300 letters.',
  PEMETAAN_MASIH_DIUSULKAN:
    'There is a proposal for this happening, beginning and year already. Decide that one first.',
  SUDAH_DIPUTUSKAN: 'This proposal is decided already. Load the page again to see how.',
  PENGUSUL_MEMUTUSKAN: 'Your proposal is decided by somebody else.',
  KEPUTUSAN_KOSONG: 'Choose approve or reject.',
  ALASAN_KOSONG: 'Write the reason, 3 to 500 letters.',
  JURNAL_TIDAK_ADA: 'This journal is not found.',
  JURNAL_SUDAH_DIBALIK: 'Journal {nomor} is reversed already. A journal is reversed once at most.',
  JURNAL_PEMBALIK: 'Journal {nomor} is a reversal. Post a new journal when the reversal was wrong.',
  TANGGAL_SEBELUM_JURNAL:
    'The day of the reversal may not lie before the day of the journal {tanggal}.',
  TEMPEL_KOSONG:
    'Paste journal lines from a spreadsheet, or upload the file. Columns: account code, debit, credit.',
  TEMPEL_BARIS: 'Row {baris}: {alasan}',
  TEMPEL_REKENING: 'Row {baris}: account code {kode} does not exist in {tahun}.',
  TEMPEL_TERLALU_BANYAK: 'At most {banyak} lines in one journal.',
  BERKAS_TIDAK_TERBACA: 'The file cannot be read. Upload CSV or XLSX of 2 MB at most.',
  JENIS_JURNAL: 'Choose the kind of journal: general, adjusting, or opening balance.',
  KAS_TANPA_LRA:
    'This journal moves cash by {selisih} without a budget, withholding or RK account that explains it. Complete its lines.',
  TANGGAL_LAPORAN: 'Enter the day of the statement, for example 31/12/2026.',
  TUTUP_BELUM_BISA: 'The book cannot be closed yet: {alasan}',
  CALK_KOSONG: 'Write the text of this chapter, 60,000 characters at most.',
  CALK_PENANDA:
    'The mark {penanda} names no figure of the statements. Use one of the list below the box.',
  CALK_SUDAH_BERUBAH:
    'Somebody wrote this chapter since you opened it. Compare with the newest version, then save again.',
  OPINI_JENIS: 'Choose the opinion as the auditors wrote it in their report.',
  OPINI_NOMOR: 'Enter the number of the audit report, 3 to 120 letters.',
  OPINI_TANGGAL:
    'Enter the day of the audit report: after the end of {tahun} and not later than today.',
  OPINI_SUDAH: 'The opinion on {tahun} is entered already. Load the page again to see it.',
  OPINI_TIDAK_ADA: 'This opinion is not found.',
  OPINI_PENCATAT: 'The opinion you entered is set by somebody else.',
  TUTUP_SUDAH: 'The book of this SKPD is already closed for {tahun}.',
}

/** What this module refuses with, in both languages. */
export const accountingSentences: Sentences = { id: REFUSALS, en: refusalsEn }
