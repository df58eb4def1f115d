import type { Refusal } from '../../../kernel/result.ts'
import type { Catalogue, Lang } from '../../../ui/page-context.ts'
import { fillSentence, type WordedRefusal } from '../domain/refusals.ts'
import { en } from './en.ts'
import { id, type Messages } from './id.ts'
import { refusalsEn } from './refusals-en.ts'

export type { Messages } from './id.ts'

const CATALOGUE: Catalogue<Messages> = { id, en }

export function messagesIn(lang: Lang): Messages {
  return CATALOGUE[lang]
}

/** The same refusals worded in the visitor's language; a code without a translation keeps its Indonesian. */
export function wordRefusals(lang: Lang, refusals: readonly Refusal[]): readonly Refusal[] {
  if (lang === 'id') return refusals
  return refusals.map((refusal) => {
    const sentence = (refusalsEn as Readonly<Record<string, string>>)[refusal.code]
    if (sentence === undefined) return refusal
    return { ...refusal, message: fillSentence(sentence, englishValues(refusal)) }
  })
}

/** Waiting times are worded in the language; numbers and names stay. */
function englishValues({ values = {} }: WordedRefusal): Readonly<Record<string, string>> {
  const seconds = Number(values.detik ?? Number.NaN)
  if (Number.isNaN(seconds)) return values
  const tunggu = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
  return { ...values, tunggu }
}
