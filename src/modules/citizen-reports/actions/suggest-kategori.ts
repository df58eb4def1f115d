import type { Katalog, Kategori } from '../domain/katalog.ts'
import { indexKategori, type KategoriIndex, matchKategori } from '../domain/suggest.ts'

/** One decision is made faster between three than between eight. */
const SUGGESTIONS = 3

/** One index per catalogue, gone with it. */
const indexes = new WeakMap<Katalog, KategoriIndex>()

/**
 * The leaves a citizen most likely means, best first; none when the words fit none. The one place where
 * the form asks for a guess: whatever guesses better replaces its inside, never the citizen's choice.
 */
export async function suggestKategori(
  katalog: Katalog,
  text: string,
): Promise<readonly Kategori[]> {
  const index = indexes.get(katalog) ?? indexKategori(katalog.daun)
  indexes.set(katalog, index)
  return matchKategori(index, text, SUGGESTIONS)
}
