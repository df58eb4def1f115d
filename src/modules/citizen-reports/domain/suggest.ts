import type { Kategori } from './katalog.ts'

/** Everyday phrases of every leaf, and how telling each of their words is. */
export type KategoriIndex = Readonly<{
  leaves: readonly Readonly<{ leaf: Kategori; phrases: readonly (readonly string[])[] }>[]
  /** Higher for a word that few leaves use: "amblas" says more than "jalan". */
  weight: ReadonlyMap<string, number>
}>

/** Best phrases of a leaf that count: a leaf with many alike must not win by their number. */
const PHRASES_COUNTED = 3
/** Half of a phrase, by weight, must stand in the text. */
const SHARE_MIN = 0.5

/** Prepare the leaves for matching; done once per catalogue. */
export function indexKategori(daun: readonly Kategori[]): KategoriIndex {
  const leaves = daun.map((leaf) => ({
    leaf,
    phrases: [leaf.nama.id, ...leaf.kataKunci].map(wordsOf).filter((words) => words.length > 0),
  }))
  const uses = new Map<string, number>()
  for (const { phrases } of leaves)
    for (const word of new Set(phrases.flat())) uses.set(word, (uses.get(word) ?? 0) + 1)
  const weight = new Map(
    [...uses].map(([word, count]) => [word, Math.log(1 + leaves.length / count)] as const),
  )
  return { leaves, weight }
}

/** Leaves whose everyday words stand in a citizen's text, best first; none when no phrase is half there. */
export function matchKategori(
  index: KategoriIndex,
  text: string,
  limit: number,
): readonly Kategori[] {
  const told = new Set(wordsOf(text))
  return index.leaves
    .map(({ leaf, phrases }) => ({ leaf, score: scoreOf(index, phrases, told) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ leaf }) => leaf)
}

function scoreOf(
  { weight }: KategoriIndex,
  phrases: readonly (readonly string[])[],
  told: ReadonlySet<string>,
): number {
  const total = (words: readonly string[]) =>
    words.reduce((sum, word) => sum + (weight.get(word) ?? 0), 0)
  return phrases
    .map((words) => {
      const found = total(words.filter((word) => told.has(word)))
      const share = found / total(words)
      return share < SHARE_MIN ? 0 : found * share * share
    })
    .toSorted((a, b) => b - a)
    .slice(0, PHRASES_COUNTED)
    .reduce((sum, score) => sum + score, 0)
}

/** Words that join and point, and say nothing about what is wrong. */
const JOINING = new Set(
  'ada akan atau belum dan dari dengan di ini itu ke kena minta oleh pada saat sering tidak untuk yang'.split(
    ' ',
  ),
)

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word.length > 1 && !JOINING.has(word))
}
