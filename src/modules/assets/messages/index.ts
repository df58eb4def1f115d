import type { Sentences } from '../../../kernel/wording.ts'
import type { Catalogue, Lang } from '../../../ui/page-context.ts'
import { REFUSALS } from '../domain/refusals.ts'
import { en } from './halaman-en.ts'
import { id, type Messages } from './halaman-id.ts'
import { en as hitungEn } from './hitung-en.ts'
import { type HitungMessages, id as hitungId } from './hitung-id.ts'
import { refusalsEn } from './refusals-en.ts'

const CATALOGUE: Catalogue<Messages & HitungMessages> = {
  id: { ...id, ...hitungId },
  en: { ...en, ...hitungEn },
}

export function messagesIn(lang: Lang): Messages & HitungMessages {
  return CATALOGUE[lang]
}

/** What this module refuses with, in both languages. */
export const assetsSentences: Sentences = { id: REFUSALS, en: refusalsEn }
