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
