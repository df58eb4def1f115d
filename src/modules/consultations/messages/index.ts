import type { Sentences } from '../../../kernel/wording.ts'
import type { Catalogue, Lang } from '../../../ui/page-context.ts'
import { REFUSALS } from '../domain/refusals.ts'
import { en } from './en.ts'
import { id, type Messages } from './id.ts'
import { kerjaEn } from './kerja-en.ts'
import { type KerjaMessages, kerjaId } from './kerja-id.ts'
import { refusalsEn } from './refusals-en.ts'

const messages: Catalogue<Messages> = { id, en }
const kerja: Catalogue<KerjaMessages> = { id: kerjaId, en: kerjaEn }

export function messagesIn(lang: Lang): Messages {
  return messages[lang]
}

/** Words of the desk: apart, so that a page for citizens names none of them. */
export function kerjaIn(lang: Lang): KerjaMessages {
  return kerja[lang]
}

/** What this module refuses with, in both languages. */
export const consultationSentences: Sentences = { id: REFUSALS, en: refusalsEn }
