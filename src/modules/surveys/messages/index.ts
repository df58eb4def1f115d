import type { Sentences } from '../../../kernel/wording.ts'
import type { Catalogue, Lang } from '../../../ui/page-context.ts'
import { REFUSALS } from '../domain/refusals.ts'
import { kerjaEn } from './kerja-en.ts'
import { type KerjaMessages, kerjaId } from './kerja-id.ts'
import { publikEn } from './publik-en.ts'
import { type PublikMessages, publikId } from './publik-id.ts'
import { refusalsEn } from './refusals-en.ts'

const publik: Catalogue<PublikMessages> = { id: publikId, en: publikEn }
const kerja: Catalogue<KerjaMessages> = { id: kerjaId, en: kerjaEn }

/** Words of the pages everybody sees. */
export function publikMessages(lang: Lang): PublikMessages {
  return publik[lang]
}

/** Words of officers' pages. */
export function kerjaMessages(lang: Lang): KerjaMessages {
  return kerja[lang]
}

/** What this module refuses with, in both languages. */
export const surveysSentences: Sentences = { id: REFUSALS, en: refusalsEn }
