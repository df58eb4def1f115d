import type { Katalog, Kategori } from './katalog.ts'

/** Leaf for what no everyday word points to: a person chooses. */
export const KATEGORI_LAIN = 'lainnya.lain'

/**
 * The leaf whose everyday words stand in the text. Longer words count more, since "lampu jalan mati" says
 * more than "mati". A secret leaf wins a tie: hiding what could be shown is mended, the reverse is not.
 *
 * @returns undefined when no word of any leaf stands there
 */
export function matchKategori(
  katalog: Pick<Katalog, 'daun'>,
  text: string,
  jenis = 'pengaduan',
): Kategori | undefined {
  const words = ` ${normal(text)} `
  let best: Readonly<{ leaf: Kategori; score: number }> | undefined
  for (const leaf of katalog.daun) {
    const score = scoreOf(leaf, words, jenis)
    if (score === 0) continue
    const isBetter = best === undefined || score > best.score
    const isSafer = best?.score === score && leaf.isRahasia && !best.leaf.isRahasia
    if (isBetter || isSafer) best = { leaf, score }
  }
  return best?.leaf
}

/** A model's best leaf; `confidence` is null where it only compared words. */
export type KategoriGuess = Readonly<{ kategori: Kategori; confidence: number | null }>

/** From here a calibrated guess beats everyday words: it is right more often than not. */
const SURE = 0.5
/** Below this a guess is worse than leaving the choice to a person. */
const USABLE = 0.2

/**
 * The leaf of a report whose sender is not asked for one. A sure guess leads, then everyday words, then a
 * guess that is fair. Words of a secret leaf win over all: hiding what could be shown is mended, the
 * reverse is not.
 *
 * @returns undefined when nothing points to a leaf: a person chooses
 */
export function chooseKategori(
  found: Readonly<{ byWords: Kategori | undefined; guess: KategoriGuess | undefined }>,
  jenis = 'pengaduan',
): Kategori | undefined {
  const { byWords, guess } = found
  if (byWords?.isRahasia) return byWords
  const isFitting = guess?.kategori.jenis.some((one) => one === jenis) === true
  const confidence = isFitting ? (guess?.confidence ?? 0) : 0
  if (confidence >= SURE) return guess?.kategori
  return byWords ?? (confidence >= USABLE ? guess?.kategori : undefined)
}

function scoreOf(leaf: Kategori, words: string, jenis: string): number {
  if (!leaf.jenis.some((one) => one === jenis)) return 0
  return leaf.kataKunci.reduce((sum, kata) => {
    const key = normal(kata)
    return key !== '' && words.includes(` ${key} `) ? sum + key.length : sum
  }, 0)
}

function normal(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\d]+/gu, ' ')
    .trim()
}
