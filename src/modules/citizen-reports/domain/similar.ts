import { grupOf } from './katalog.ts'

/** A published open case that may be the same problem. */
export type Candidate = Readonly<{
  kategoriKode: string
  /** Word stems of its title and first sentences. */
  kata: readonly string[]
  /** Metres from the told point; null when one of the two is known only by its village. */
  jarakM: number | null
}>

export type SimilarQuestion = Readonly<{
  /** The category chosen; null while none is. */
  kategoriKode: string | null
  /** Leaves suggested from the words, used while none is chosen. */
  suggested: readonly string[]
  kata: readonly string[]
  /** Within how many metres a case of this category counts as the same. */
  radiusM: number
  /** True when the place is known at least by its village or kecamatan. */
  hasPlace: boolean
}>

const WEIGHT = { place: 0.4, category: 0.35, words: 0.25 } as const
/** A case of the same category at the edge of the radius is just shown. */
const SHOWN_FROM = 0.55
/** Same village, but no point to measure from. */
const NEAR_UNMEASURED = 0.3
/** Cosine of two word sets at which texts of people who never met say the same. */
const SAME_WORDS = 0.35

/** Words that stand in every report and tell nothing; already as stems. */
const EMPTY_WORDS = new Set(
  (
    'ada adalah agar akan aku anda atau bagi bahwa baik bapak belum beri bisa buat dalam dan dapat dari ' +
    'dekat depan dengan di dimana hari harap ibu ini itu jadi juga kalau kali kami karena ke kepada kita ' +
    'lagi lama lebih lihat malam mana masih mohon minta oleh pada pak para per saat saja sampai sangat ' +
    'saya sebab sebelah sejak sekali seperti siang sudah tidak tapi telah tersebut tetap tolong untuk ' +
    'warga yang'
  ).split(' '),
)

/**
 * How likely a case is the one being told, 0 to 1: place counts most, then category, then words.
 * Words alone never say so, since two streets may have the same hole.
 */
export function scoreSimilar(candidate: Candidate, question: SimilarQuestion): number {
  return (
    WEIGHT.place * nearness(candidate, question) +
    WEIGHT.category * kinship(candidate.kategoriKode, question) +
    WEIGHT.words * likeness(candidate.kata, question.kata)
  )
}

/** The likeliest cases, best first; none when nothing is likely enough to bother the citizen with. */
export function pickSimilar<Case extends Candidate>(
  candidates: readonly Case[],
  question: SimilarQuestion,
  limit: number,
): readonly Case[] {
  return candidates
    .filter(({ jarakM }) => jarakM === null || jarakM <= question.radiusM)
    .map((one) => ({ one, score: scoreSimilar(one, question) }))
    .filter(({ score }) => score >= SHOWN_FROM)
    .toSorted((a, b) => b.score - a.score || (a.one.jarakM ?? 0) - (b.one.jarakM ?? 0))
    .slice(0, limit)
    .map(({ one }) => one)
}

/** 1 at the very place, one half at the edge of the radius, 0 when no place is known. */
function nearness({ jarakM }: Candidate, { radiusM, hasPlace }: SimilarQuestion): number {
  if (!hasPlace) return 0
  if (jarakM === null) return NEAR_UNMEASURED
  return radiusM <= 0 ? 0 : Math.max(0, 1 - jarakM / (2 * radiusM))
}

function kinship(kode: string, { kategoriKode, suggested }: SimilarQuestion): number {
  if (kategoriKode !== null)
    return kode === kategoriKode ? 1 : grupOf(kode) === grupOf(kategoriKode) ? 0.5 : 0
  if (suggested.includes(kode)) return 0.9
  return suggested.some((one) => grupOf(one) === grupOf(kode)) ? 0.45 : 0
}

/** Cosine of the two sets of telling words, 1 from where people say the same. */
function likeness(a: readonly string[], b: readonly string[]): number {
  const left = new Set(a.filter(isTelling))
  const right = new Set(b.filter(isTelling))
  if (left.size === 0 || right.size === 0) return 0
  const shared = [...left].filter((word) => right.has(word)).length
  return Math.min(1, shared / Math.sqrt(left.size * right.size) / SAME_WORDS)
}

function isTelling(word: string): boolean {
  return word.length > 1 && !EMPTY_WORDS.has(word)
}
