import type { Kategori } from './katalog.ts'

/** A whole word or phrase says more than a part of a longer word. */
const WHOLE_WORD = 2

/**
 * Leaves whose everyday words stand in a citizen's text, best first. Longer words count more, since they
 * are rarer; a word inside another word counts half.
 */
export function matchKategori(
  daun: readonly Kategori[],
  text: string,
  limit: number,
): readonly Kategori[] {
  const words = ` ${normal(text)} `
  return daun
    .map((leaf) => ({ leaf, score: scoreOf(leaf, words) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ leaf }) => leaf)
}

function scoreOf({ kataKunci }: Kategori, words: string): number {
  return kataKunci.reduce((sum, kata) => {
    const key = normal(kata)
    if (key === '' || !words.includes(key)) return sum
    return sum + key.length * (words.includes(` ${key} `) ? WHOLE_WORD : 1)
  }, 0)
}

function normal(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\d]+/gu, ' ')
    .trim()
}
