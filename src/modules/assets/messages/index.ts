import type { Sentences } from '../../../kernel/wording.ts'
import { REFUSALS } from '../domain/refusals.ts'
import { refusalsEn } from './refusals-en.ts'

/** What this module refuses with, in both languages. */
export const assetsSentences: Sentences = { id: REFUSALS, en: refusalsEn }
