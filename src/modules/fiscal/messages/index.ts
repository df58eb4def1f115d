import type { Sentences } from '../../../kernel/wording.ts'
import { REFUSALS, type RefusalCode } from '../domain/refusals.ts'

const refusalsEn: Readonly<Record<RefusalCode, string>> = {
  TAHUN_TIDAK_ADA: 'Fiscal year {tahun} has not been opened.',
  TAHUN_BELUM_BERJALAN:
    'Fiscal year {tahun} is still being prepared; documents are made once the DPA is approved.',
  TAHUN_DITUTUP: 'Fiscal year {tahun} is closed. Reopening it takes a decree of the regent.',
  TAHUN_STATUS_TIDAK_BISA: 'The year cannot go this way: {dari} to {ke}.',
  TAHUN_DASAR_KOSONG: 'Enter number and date of the decree this rests on.',
}

/** What this module refuses with, in both languages. */
export const fiscalSentences: Sentences = { id: REFUSALS, en: refusalsEn }
