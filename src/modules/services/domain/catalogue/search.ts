import type { Layanan, Rujukan } from '../definition/types.ts'
import { createVocabulary, synonymsOf, type Vocabulary } from './likeness.ts'

/** A service that fits what was typed; larger scores fit better. */
export type Found = Readonly<{ code: string; score: number }>
export type Search = (typed: string, limit: number) => readonly Found[]

type Entry = Layanan | Rujukan

/**
 * Words that say that somebody wants something, and not what: "saya mau ngurus surat" leads nowhere. They count
 * only when nothing else was typed.
 */
const EMPTY: ReadonlySet<string> = new Set(
  `a ada adalah agar aja akan an anak aku and apa atau bagaimana baru bikin biar bisa buat cara daerah dan dapat dari
  dengan di for gimana get how i izin ijin ingin ini itu juga ke kita layanan mau melalui membuat mendapat mengajukan
  mengurus minta mohon my need ngurus nya of oleh online pada pakai pembuatan pengajuan pengurusan permohonan proses
  saya secara service surat syarat the to tolong untuk urus want yang`.split(/\s+/),
)

const WEIGHT = { code: 8, keyword: 6, name: 5, event: 3, summary: 1.5, body: 1 } as const
const WORDS_MAX = 8
const TYPED_MAX = 120

type Posting = Readonly<{ entry: number; weight: number }>

/** @returns a search over these services: by everyday words, beginnings and typing errors */
export function createSearch(entries: readonly Entry[]): Search {
  const postings = new Map<string, Posting[]>()
  for (const [index, entry] of entries.entries())
    for (const [word, weight] of wordsOf(entry)) {
      const list = postings.get(word) ?? []
      list.push({ entry: index, weight })
      postings.set(word, list)
    }
  const index: Index = {
    postings,
    vocabulary: createVocabulary([...postings.keys()]),
    rarity: inverseFrequency(postings, entries.length),
  }
  const phrases = phrasesOf(entries)
  return (typed, limit) => {
    const asked = questionWords(typed)
    const scores = new Map<number, Readonly<{ total: number; hits: number }>>()
    for (const word of asked)
      for (const [entry, score] of bestOf(word, index)) {
        const { total, hits } = scores.get(entry) ?? { total: 0, hits: 0 }
        scores.set(entry, { total: total + score, hits: hits + 1 })
      }
    const said = phrasesIn(typed, phrases)
    const ranked = [...scores]
      .map(([entry, { total, hits }]) => {
        // Who fits all the words comes before who fits one of them well.
        const words = total * (hits / asked.length) ** 2
        const phrase = said.get(entry) ?? 0
        return { code: (entries[entry] as Entry).code, words, score: words + phrase }
      })
      .toSorted((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1))
    const least = Math.max(0, ...ranked.map((one) => one.words)) * WORTH_SHOWING
    return ranked
      .filter(({ words, score }) => words >= least || score > words)
      .slice(0, limit)
      .map(({ code, score }) => ({ code, score }))
  }
}

/** What one word of a phrase adds when the phrase is said as it stands, and what being all that was said adds. */
const PHRASE_WORD = 15
const PHRASE_WHOLE = 25

type Phrases = ReadonlyMap<string, readonly number[]>

/** Names and keywords as they stand: "izin bangun rumah" means more than its three words apart. */
function phrasesOf(entries: readonly Entry[]): Phrases {
  const found = new Map<string, number[]>()
  for (const [index, { keywords, name }] of entries.entries()) {
    const texts = [...keywords, ...(typeof name === 'string' ? [name] : [name.id, name.en ?? ''])]
    for (const key of new Set(texts.flatMap((text) => phraseKeys(plainWords(text)))))
      found.set(key, [...(found.get(key) ?? []), index])
  }
  return found
}

/** With and without the words that say nothing. */
function phraseKeys(words: readonly string[]): readonly string[] {
  const telling = words.filter((word) => !EMPTY.has(word))
  return [words, telling].filter((one) => one.length > 0).map((one) => one.join(' '))
}

/** @returns what the phrases in a question add to each service that goes by one of them, the longest once */
function phrasesIn(typed: string, phrases: Phrases): ReadonlyMap<number, number> {
  const words = plainWords(typed.slice(0, TYPED_MAX)).slice(0, WORDS_MAX)
  const wholes = new Set(phraseKeys(words))
  const telling = words.filter((word) => !EMPTY.has(word))
  const added = new Map<number, number>()
  for (const key of new Set([...runsOf(words), ...runsOf(telling), ...wholes])) {
    const worth = PHRASE_WORD * key.split(' ').length + (wholes.has(key) ? PHRASE_WHOLE : 0)
    for (const entry of phrases.get(key) ?? [])
      added.set(entry, Math.max(added.get(entry) ?? 0, worth))
  }
  return added
}

/** Every two and more words that follow each other. */
function runsOf(words: readonly string[]): readonly string[] {
  return words.flatMap((_, from) =>
    words.slice(from + 1).map((__, more) => words.slice(from, from + 2 + more).join(' ')),
  )
}

/** What fits far worse than the best is noise. */
const WORTH_SHOWING = 0.25

type Index = Readonly<{
  postings: ReadonlyMap<string, readonly Posting[]>
  vocabulary: Vocabulary
  rarity: ReadonlyMap<string, number>
}>

/** For one typed word the best it finds in each service. */
function bestOf(
  word: string,
  { postings, vocabulary, rarity }: Index,
): ReadonlyMap<number, number> {
  const best = new Map<number, number>()
  // A slip away from a common word lies many a rare one: it is worth no more than the word that was typed.
  const most = rarity.get(word) ?? Number.POSITIVE_INFINITY
  for (const [known, likeness] of vocabulary(word)) {
    const worth = likeness * Math.min(most, rarity.get(known) ?? 1)
    for (const { entry, weight } of postings.get(known) ?? [])
      best.set(entry, Math.max(best.get(entry) ?? 0, weight * worth))
  }
  return best
}

function textOf(words: Entry['name']): string {
  return typeof words === 'string' ? words : `${words.id} ${words.en ?? ''}`
}

function wordsOf(entry: Entry): ReadonlyMap<string, number> {
  const weights = new Map<string, number>()
  const put = (text: string, weight: number) => {
    for (const word of plainWords(text))
      for (const one of [word, ...synonymsOf(word)])
        weights.set(one, Math.max(weights.get(one) ?? 0, one === word ? weight : weight * 0.6))
  }
  put(entry.code, WEIGHT.code)
  for (const keyword of entry.keywords) put(keyword, WEIGHT.keyword)
  put(textOf(entry.name), WEIGHT.name)
  for (const event of entry.events ?? []) put(event, WEIGHT.event)
  put(textOf(entry.summary), WEIGHT.summary)
  if (entry.schema === 'layanan/1')
    for (const doc of entry.documents) put(textOf(doc.label), WEIGHT.body)
  return weights
}

/** @returns words in plain letters, without accents: E-KTP and e ktp are ektp */
export function plainWords(text: string): readonly string[] {
  return text
    .slice(0, 2000)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/\be[- ]?ktp\b/g, 'ektp')
    .replace(/\bktp[- ]el\b/g, 'ktpel')
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 1)
}

function questionWords(typed: string): readonly string[] {
  const all = [...new Set(plainWords(typed.slice(0, TYPED_MAX)))].slice(0, WORDS_MAX)
  const telling = all.filter((word) => !EMPTY.has(word))
  return telling.length > 0 ? telling : all
}

/** A word that stands everywhere tells little. */
function inverseFrequency(
  postings: ReadonlyMap<string, readonly Posting[]>,
  count: number,
): ReadonlyMap<string, number> {
  return new Map(
    [...postings].map(([word, list]) => [word, Math.log(1 + count / (list.length + 0.5))]),
  )
}
