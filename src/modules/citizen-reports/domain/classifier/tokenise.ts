/**
 * From a citizen's text to tokens: one spelling for what people spell in ten ways, and no number that
 * could identify a person. Every token remembers the word it came from, so that a suggestion can be
 * explained in the citizen's own words.
 */
import { SLANG } from './slang.ts'
import { stem } from './stem.ts'

/** Longer texts are cut here before anything else looks at them. */
export const MAX_TEXT_LENGTH = 10_000
/** Nobody writes longer words; a run of letters beyond this is noise or an attack. */
const MAX_WORD_LENGTH = 30

/** One word of the text: as written, as spelled for features, and its stem. */
export type Token = Readonly<{ source: string; word: string; stem: string }>

/** Masks left by redaction, and patterns that would identify or merely be unique. */
const REPLACEMENTS: readonly (readonly [RegExp, string])[] = [
  [/\[(nama|no|nik|telepon|surel)\]/g, ' #$1 '],
  [/\b(?:https?:\/\/|www\.)\S{1,500}/g, ' #url '],
  [/\S{1,64}@[a-z0-9-]{1,63}\.\S{1,63}/g, ' #surel '],
  [/\brp[ .]?\d[\d.,]*/g, ' #rupiah '],
  [/\b(rt|rw)[ .:]{0,3}\d{1,3}\b/g, ' #$1 '],
  [/\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b/g, ' #tanggal '],
  [/\b\d{1,2}[.:]\d{2}\b/g, ' #jam '],
  [/\b\d{16}\b/g, ' #nik '],
  [/(?:\+62|\b0)\d[\d -]{7,13}\d\b/g, ' #telepon '],
  [/\b([a-z]{3,})2(?=[a-z]*\b)/g, '$1 '],
  [/\d+/g, ' #angka '],
]

/**
 * The tokens of a text in reading order. Text beyond `MAX_TEXT_LENGTH` is ignored.
 */
export function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = []
  for (const source of splitWords(normalise(text))) {
    const word = spell(source)
    tokens.push({ source, word, stem: word.startsWith('#') ? word : stem(word) })
  }
  return tokens
}

function normalise(text: string): string {
  const plain = text
    .slice(0, MAX_TEXT_LENGTH)
    .normalize('NFKD')
    .slice(0, MAX_TEXT_LENGTH)
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
  return REPLACEMENTS.reduce((value, [pattern, by]) => value.replace(pattern, by), plain)
}

function splitWords(text: string): readonly string[] {
  const words: string[] = []
  let spelledOut = ''
  for (const match of text.matchAll(/#?[a-z]+(?:-[a-z]+)*/g)) {
    const word = match[0].slice(0, MAX_WORD_LENGTH)
    // "p t s l" and "P.B.B" are one abbreviation.
    if (word.length === 1) {
      spelledOut += word
      continue
    }
    if (spelledOut !== '') words.push(spelledOut)
    spelledOut = ''
    words.push(word)
  }
  if (spelledOut !== '') words.push(spelledOut)
  return words
}

function spell(source: string): string {
  if (source.startsWith('#')) return source
  const known = SLANG.get(source)
  if (known !== undefined) return known
  const word = foldReduplication(source.replace(/([a-z])\1{2,}/g, '$1'))
  return SLANG.get(word) ?? word
}

/** "anak-anak" and "jalan-jalannya" are their first half; "ke-dua" loses only its hyphen. */
function foldReduplication(word: string): string {
  const [first = '', second] = word.split('-')
  if (second === undefined) return word
  return first.length >= 3 && second.includes(first.slice(-3)) ? first : word.replaceAll('-', '')
}
