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
  JEJAK_LAPORAN_TIDAK_ADA:
    'No report with this number is open to all. Copy the number with its last letter.',
  JEJAK_SUDAH_TERKAIT: 'This report is tied here already.',
}

/** What this module refuses with, in both languages. */
export const traceSentences: Sentences = { id: REFUSALS, en: refusalsEn }
