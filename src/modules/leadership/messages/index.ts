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
  PENJELASAN_ISI: 'Write an explanation of 10 to 2,000 letters: the cause, and what is being done.',
}

/** What this module refuses with, in both languages. */
export const leadershipSentences: Sentences = { id: REFUSALS, en: refusalsEn }
