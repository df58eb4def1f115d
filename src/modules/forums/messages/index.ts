import type { Sentences } from '../../../kernel/wording.ts'
import type { Catalogue, Lang } from '../../../ui/page-context.ts'
import { REFUSALS } from '../domain/refusals.ts'
import { en } from './en.ts'
import { id, type Messages } from './id.ts'
import { refusalsEn } from './refusals-en.ts'

const messages: Catalogue<Messages> = { id, en }

export function messagesIn(lang: Lang): Messages {
  return messages[lang]
}

/** What this module refuses with, in both languages. */
export const forumSentences: Sentences = { id: REFUSALS, en: refusalsEn }
