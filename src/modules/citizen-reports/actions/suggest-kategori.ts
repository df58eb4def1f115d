import type { Katalog, Kategori } from '../domain/katalog.ts'
import { matchKategori } from '../domain/suggest.ts'

/** One decision is made faster between three than between eight. */
const SUGGESTIONS = 3

/**
 * The leaves a citizen most likely means, best first; none when the words fit none. The one place where
 * the form asks for a guess: whatever guesses better replaces its inside, never the citizen's choice.
 */
export async function suggestKategori(
  katalog: Katalog,
  text: string,
): Promise<readonly Kategori[]> {
  return matchKategori(katalog.daun, text, SUGGESTIONS)
}
