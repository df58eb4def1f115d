import type { Sentences } from '../../../kernel/wording.ts'
import type { Catalogue, Lang } from '../../../ui/page-context.ts'
import { REFUSALS } from '../domain/refusals.ts'
import { isiEn } from './isi-en.ts'
import { type IsiMessages, isiId } from './isi-id.ts'
import { kerjaEn } from './kerja-en.ts'
import { type KerjaMessages, kerjaId } from './kerja-id.ts'
import { publikEn } from './publik-en.ts'
import { type PublikMessages, publikId } from './publik-id.ts'
import { refusalsEn } from './refusals-en.ts'

const isi: Catalogue<IsiMessages> = { id: isiId, en: isiEn }
const publik: Catalogue<PublikMessages> = { id: publikId, en: publikEn }
const kerja: Catalogue<KerjaMessages> = { id: kerjaId, en: kerjaEn }

/** Words of the survey form. */
export function isiMessages(lang: Lang): IsiMessages {
  return isi[lang]
}

/** Words of scores and reports. */
export function publikMessages(lang: Lang): PublikMessages {
  return publik[lang]
}

/** Words of officers' pages. */
export function kerjaMessages(lang: Lang): KerjaMessages {
  return kerja[lang]
}

/** What this module refuses with, in both languages. */
export const satisfactionSentences: Sentences = { id: REFUSALS, en: refusalsEn }
