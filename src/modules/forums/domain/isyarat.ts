import { findPersonalData } from '../../../kernel/personal-data.ts'

/** What a sentence may be; the order in which the writer is asked. */
export const ISYARAT = ['data-pribadi', 'kebencian', 'kasar', 'sampah'] as const
export type Isyarat = (typeof ISYARAT)[number]

/** Words and patterns as data (data/forum/isyarat.json). */
export type Kamus = Readonly<{
  kasar: readonly string[]
  kebencian: Readonly<{ kelompok: readonly string[]; serangan: readonly string[] }>
  sampah: readonly string[]
  tautanMaks: number
}>

const LETTERS_FOR: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
}
const LINK = /https?:\/\/|www\./gi
const WINDOW = 6

/** Lower case, disguises undone, letters written three times and more once, everything else a blank. */
export function plainWords(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[013457@$]/g, (sign) => LETTERS_FOR[sign] ?? sign)
    .replace(/([a-z])\1{2,}/g, '$1')
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
}

/**
 * What a text may be, by lists of words: a hint that asks the writer once more and puts a flagged post further to the
 * front. It hides nothing and stops nothing.
 */
export function findHints(text: string, kamus: Kamus): readonly Isyarat[] {
  const words = plainWords(text)
  const line = ` ${words.join(' ')} `
  const has = (list: readonly string[]) => list.some((one) => line.includes(` ${one} `))
  const links = text.match(LINK)?.length ?? 0
  const found: Readonly<Record<Isyarat, boolean>> = {
    'data-pribadi': findPersonalData(text).length > 0,
    kebencian: isHate(words, kamus.kebencian),
    kasar: has(kamus.kasar),
    sampah: links > kamus.tautanMaks || has(kamus.sampah),
  }
  return ISYARAT.filter((one) => found[one])
}

/** A group and an attack within a few words of each other. */
function isHate(words: readonly string[], { kelompok, serangan }: Kamus['kebencian']): boolean {
  const groups = placesOf(words, kelompok)
  const attacks = placesOf(words, serangan)
  return groups.some((a) => attacks.some((b) => Math.abs(a - b) <= WINDOW))
}

function placesOf(words: readonly string[], list: readonly string[]): readonly number[] {
  const phrases = list.map((one) => one.split(' '))
  return words.flatMap((_, at) =>
    phrases.some((phrase) => phrase.every((word, index) => words[at + index] === word)) ? [at] : [],
  )
}
