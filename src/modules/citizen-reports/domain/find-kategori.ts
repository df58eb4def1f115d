import type { Kategori } from './katalog.ts'
import { searchWords } from './search-words.ts'

/** Words of the wish, not of the matter. */
const ASKING = new Set([
  'lapor',
  'laporkan',
  'melapor',
  'melaporkan',
  'laporan',
  'aduan',
  'adukan',
  'keluhan',
  'report',
])

/** What was typed without the words that only say a report is wished for. */
export function withoutAsking(typed: string): string {
  return typed
    .split(/\s+/)
    .filter((word) => !ASKING.has(word.toLowerCase()))
    .join(' ')
}

/**
 * Categories that a search may mean, best first: "lapor lubang jalan" means holes in the road. Every
 * word must begin a word of the name or of the keywords; when none fits whole, one word may be missing.
 */
export function findKategori(
  daun: readonly Kategori[],
  typed: string,
  limit: number,
): readonly Kategori[] {
  const words = searchWords(typed.slice(0, 200)).filter((word) => !ASKING.has(word))
  if (words.length === 0) return []
  const scored = daun
    .filter((kategori) => !kategori.isRahasia)
    .map((kategori) => ({ kategori, ...scoreOf(kategori, words) }))
  const needed = scored.some((one) => one.hits === words.length)
    ? words.length
    : Math.max(1, words.length - 1)
  return scored
    .filter((one) => one.hits >= needed)
    .toSorted((a, b) => b.weight - a.weight || a.kategori.urutan - b.kategori.urutan)
    .slice(0, limit)
    .map((one) => one.kategori)
}

function scoreOf({ nama, kataKunci }: Kategori, words: readonly string[]) {
  const named = searchWords(`${nama.id} ${nama.en}`)
  const keyed = searchWords(kataKunci.join(' '))
  const begins = (list: readonly string[], word: string) =>
    word.length >= 3 ? list.some((one) => one.startsWith(word)) : list.includes(word)
  const inName = words.filter((word) => begins(named, word)).length
  const hits = words.filter((word) => begins(named, word) || begins(keyed, word)).length
  return { hits, weight: hits * 2 + inName + 1 / named.length }
}
