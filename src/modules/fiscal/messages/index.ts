import type { Sentences } from '../../../kernel/wording.ts'
import { REFUSALS, type RefusalCode } from '../domain/refusals.ts'

const refusalsEn: Readonly<Record<RefusalCode, string>> = {
  TAHUN_TIDAK_ADA: 'Fiscal year {tahun} has not been opened.',
  TAHUN_SUDAH_ADA: 'Fiscal year {tahun} exists already.',
  TAHUN_BELUM_BERJALAN:
    'Fiscal year {tahun} is still being prepared; documents are made once the DPA is approved.',
  TAHUN_DITUTUP: 'Fiscal year {tahun} is closed. Reopening it takes a decree of the regent.',
  TAHUN_STATUS_TIDAK_BISA: 'The year cannot go this way: {dari} to {ke}.',
  TAHUN_DASAR_KOSONG: 'Enter number and date of the decree this rests on.',
  KODE_KOSONG: 'The list is empty. The first row names the columns, then one code a row.',
  KODE_TIDAK_TERBACA:
    'Row {baris}: the code “{kode}” cannot be read. Write numbers parted by dots, such as 5.1.02.01.',
  KODE_GANDA: 'Row {baris}: code {kode} stands in another row already. One code, one row.',
  KODE_NAMA_KOSONG: 'Row {baris}: enter the name of code {kode}, 500 letters at most.',
  KODE_TANPA_INDUK: 'Row {baris}: code {kode} has nothing above it. Add the row of its parent.',
  KODE_JENIS_SALAH: 'Row {baris}: the kind of code {kode} must be one of {jenis}.',
}

/** What this module refuses with, in both languages. */
export const fiscalSentences: Sentences = { id: REFUSALS, en: refusalsEn }
