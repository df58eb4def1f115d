import type { FastifyRequest } from 'fastify'
import type { WordRefusal } from '../../kernel/wording.ts'
import type { Lang } from '../../ui/page-context.ts'
import type { Cookies } from './cookies.ts'

/** The language of an answer without a page, and how refusals are worded in it. */
export type Words = Readonly<{ lang: Lang; word: WordRefusal }>

export type Speech = Readonly<{
  cookies: Cookies
  /** A refusal's sentence in English. */
  english: WordRefusal
}>

/** What the visitor chose on the site; Indonesian for everyone else. */
export function languageOf(cookies: Cookies, request: FastifyRequest): Lang {
  return cookies.read(request).bahasa === 'en' ? 'en' : 'id'
}

const asItStands: WordRefusal = ({ message }) => message
export const wordIn = (lang: Lang, english: WordRefusal): WordRefusal =>
  lang === 'en' ? english : asItStands

/**
 * The language a problem is told in: the one chosen on the site; a program's own wish under /api/.
 * Indonesian wherever nobody says otherwise.
 */
export function wordsFor({ cookies, english }: Speech, request: FastifyRequest): Words {
  const chosen = cookies.read(request).bahasa
  const isProgram = chosen === undefined && request.url.startsWith('/api/')
  const wish = String(request.headers['accept-language'] ?? '')
  const lang = chosen === 'en' || (isProgram && prefersEnglish(wish)) ? 'en' : 'id'
  return { lang, word: wordIn(lang, english) }
}

/** English is named, and Indonesian is not named before it. */
function prefersEnglish(acceptLanguage: string): boolean {
  const named = acceptLanguage.toLowerCase().match(/\b(?:en|id)\b/g) ?? []
  return named[0] === 'en'
}
