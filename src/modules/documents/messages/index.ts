import type { Sentences } from '../../../kernel/wording.ts'
import type { Catalogue, Lang } from '../../../ui/page-context.ts'
import { REFUSALS } from '../domain/refusals.ts'
import { en } from './en.ts'
import { type DocumentsMessages, id } from './id.ts'
import { refusalsEn } from './refusals-en.ts'

export type { DocumentsMessages } from './id.ts'

const catalogue: Catalogue<DocumentsMessages> = { id, en }

export function documentsMessages(lang: Lang): DocumentsMessages {
  return catalogue[lang]
}

/** What a pattern is refused with, which only a designer of services sees. */
const patterns: Sentences = {
  id: {},
  en: {
    POLA_NOMOR_SALAH: 'The pattern of the number is wrong. Use {seq}, {tahun} and known words.',
  },
}

/** What this module refuses with, in both languages. */
export const documentsSentences: readonly Sentences[] = [{ id: REFUSALS, en: refusalsEn }, patterns]
