import { readWords, type Word } from './words.ts'

/**
 * Features of a text as 32-bit hashes: stems, pairs of neighbouring stems, and pieces of three to five
 * letters within words, which survive misspelling. Hashes instead of words keep a model small and
 * keep the words of those who wrote out of it.
 */
export type Occurrence = Readonly<{ hash: number; weight: number; word: number }>

export type TextFeatures = Readonly<{ words: readonly Word[]; occurrences: readonly Occurrence[] }>

const WORD_SEED = 0x811c9dc5
const PAIR_SEED = 0x01000193
const PIECE_SEED = 0x9e3779b9
const PIECE_MIN = 3
const PIECE_MAX = 5

export type FeatureWeights = Readonly<{ word: number; pair: number; piece: number }>
/** Chosen on the validation split of the Surabaya development file. */
export const FEATURE_WEIGHTS: FeatureWeights = { word: 1, pair: 0.6, piece: 0.5 }

export function readFeatures(text: string, weights = FEATURE_WEIGHTS): TextFeatures {
  const words = readWords(text)
  const occurrences: Occurrence[] = []
  for (const [index, { surface, stem }] of words.entries()) {
    occurrences.push({ hash: hashOf(stem, WORD_SEED), weight: weights.word, word: index })
    const next = words[index + 1]
    if (next !== undefined && weights.pair > 0) {
      const hash = hashOf(`${stem} ${next.stem}`, PAIR_SEED)
      occurrences.push({ hash, weight: weights.pair, word: index })
    }
    if (weights.piece > 0 && stem !== '0') {
      for (const piece of piecesOf(` ${surface} `))
        occurrences.push({
          hash: hashOf(piece, PIECE_SEED),
          weight: weights.piece,
          word: index,
        })
    }
  }
  return { words, occurrences }
}

function* piecesOf(padded: string): Generator<string> {
  for (let length = PIECE_MIN; length <= PIECE_MAX; length += 1) {
    for (let start = 0; start + length <= padded.length; start += 1)
      yield padded.slice(start, start + length)
  }
}

/** FNV-1a over UTF-16 units with a last mix, so that short texts spread over all 32 bits. */
function hashOf(text: string, seed: number): number {
  let hash = seed
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
