import type { Sentences } from '../../../kernel/wording.ts'
import type { Catalogue, Lang } from '../../../ui/page-context.ts'
import { REFUSALS, type RefusalCode } from '../domain/refusals.ts'
import { en } from './en.ts'
import { id, type Messages } from './id.ts'

const CATALOGUE: Catalogue<Messages> = { id, en }

export function messagesIn(lang: Lang): Messages {
  return CATALOGUE[lang]
}

const refusalsEn: Readonly<Record<RefusalCode, string>> = {
  TAHUN_TIDAK_ADA: 'Fiscal year {tahun} has not been opened.',
  TAHUN_ANGKA: 'Enter the year as four digits, such as 2027.',
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
  STANDAR_KOSONG: 'The list of price standards is empty. The first row names the columns.',
  STANDAR_JENIS: 'Row {baris}: the kind must be SSH, SBU, HSPK or ASB.',
  STANDAR_ISI:
    'Row {baris}: enter code, description and unit, at most 60, 500 and 60 letters; the specification 1,000.',
  STANDAR_HARGA: 'Row {baris}: the price “{harga}” cannot be read. Write 1.250.000 or 1250000.',
  STANDAR_REKENING: 'Row {baris}: account {kode} is not in force this year.',
  STANDAR_GANDA: 'Row {baris}: {jenis} with code {kode} stands in another row already.',
  STANDAR_TABEL: 'Row {baris}: {pesan}',
  MUAT_DASAR: 'Enter what it rests on: number and date of the decision.',
  MUAT_BERKAS: 'Choose a CSV or XLSX file, or paste rows from a spreadsheet.',
}

/** What this module refuses with, in both languages. */
export const fiscalSentences: Sentences = { id: REFUSALS, en: refusalsEn }
