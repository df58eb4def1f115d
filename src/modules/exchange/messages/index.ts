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
  TUKAR_BENTUK: 'Choose the system and kind of the file.',
  TUKAR_TAHUN: 'Enter the fiscal year as four digits.',
  TUKAR_BERKAS: 'Choose a CSV or XLSX file of that system.',
  TUKAR_KOLOM: 'There is no column {kolom}. Known names: {nama}.',
  TUKAR_NOMOR: 'Row {baris}: the document’s number is empty or longer than 200 letters.',
  TUKAR_TANGGAL: 'Row {baris}: the date “{isi}” cannot be read. Write 24/11/2026.',
  TUKAR_NILAI: 'Row {baris}: the amount “{isi}” cannot be read. Write 1.250.000,00.',
  TUKAR_KODE: 'Row {baris}: enter the codes of agency and account.',
  TUKAR_BARIS: 'Row {baris}: {pesan}',
  TUKAR_SUDAH: 'The same file was taken in before. Open its result in the list.',
}

/** What this module refuses with, in both languages. */
export const exchangeSentences: Sentences = { id: REFUSALS, en: refusalsEn }
