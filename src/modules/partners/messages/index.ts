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
  NILAI_SANGGAHAN_KOSONG: 'Enter the value that is right in your view.',
  NILAI_SANGGAHAN_PANJANG: 'The value may have 300 letters at most. Shorten it.',
  NILAI_SANGGAHAN_SAMA: 'Your value is the same as that of the register. Nothing has to be mended.',
  BIDANG_SANGGAHAN_TIDAK_DIKENAL:
    'This field does not come from a register. Change it in the form.',
  ALASAN_SANGGAHAN: 'Write the reason for the decision, 10 to 1,000 letters.',
  PUTUSAN_SANGGAHAN: 'Choose a decision: accepted or refused.',
  SANGGAHAN_SUDAH_DIPUTUS: 'This dispute is decided already. Load the page again to see how.',
}

/** What this module refuses with, in both languages. */
export const partnersSentences: Sentences = { id: REFUSALS, en: refusalsEn }
