import type { Layanan, Rujukan } from '../definition/types.ts'

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

/** Everyday words and the ones forms use. Both directions: whoever types one finds the other. */
const SAME: readonly (readonly string[])[] = [
  ['ktp', 'ktpel', 'ektp', 'identitas'],
  ['kk', 'keluarga'],
  ['hilang', 'ilang', 'kehilangan', 'lost'],
  ['rusak', 'sobek', 'damaged'],
  ['akta', 'akte', 'certificate'],
  ['lahir', 'kelahiran', 'bayi', 'birth'],
  ['mati', 'meninggal', 'kematian', 'wafat', 'death'],
  ['nikah', 'kawin', 'menikah', 'perkawinan', 'pernikahan', 'marriage'],
  ['cerai', 'perceraian', 'divorce'],
  ['miskin', 'sktm', 'mampu', 'poor'],
  ['pindah', 'moving'],
  ['usaha', 'bisnis', 'dagang', 'jualan', 'warung', 'toko', 'business'],
  ['kerja', 'pekerjaan', 'loker', 'job', 'work'],
  ['sekolah', 'siswa', 'murid', 'school'],
  ['sakit', 'berobat', 'rs', 'health'],
  ['bangun', 'bangunan', 'rumah', 'building'],
  ['tanah', 'lahan', 'land'],
  ['iklan', 'reklame', 'spanduk', 'baliho', 'billboard'],
  ['polisi', 'skck'],
  ['hajatan', 'keramaian', 'acara', 'event'],
  ['waris', 'warisan', 'inheritance'],
  ['alamat', 'domisili', 'tinggal', 'residence'],
  ['pohon', 'tree'],
  ['sampah', 'garbage'],
  ['kir', 'uji', 'inspection'],
  ['cacat', 'disabilitas', 'difabel', 'disability'],
  ['bantuan', 'bansos', 'help'],
]

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
  return (typed, limit) => {
    const asked = questionWords(typed)
    const scores = new Map<number, Readonly<{ total: number; hits: number }>>()
    for (const word of asked)
      for (const [entry, score] of bestOf(word, index)) {
        const { total, hits } = scores.get(entry) ?? { total: 0, hits: 0 }
        scores.set(entry, { total: total + score, hits: hits + 1 })
      }
    const ranked = [...scores]
      .map(([entry, { total, hits }]) => ({
        code: (entries[entry] as Entry).code,
        // Who fits all the words comes before who fits one of them well.
        score: total * (hits / asked.length) ** 2,
      }))
      .toSorted((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1))
    const least = (ranked[0]?.score ?? 0) * WORTH_SHOWING
    return ranked.filter((one) => one.score >= least).slice(0, limit)
  }
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
  for (const [known, likeness] of vocabulary(word)) {
    const worth = likeness * (rarity.get(known) ?? 1)
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

const synonyms: ReadonlyMap<string, readonly string[]> = new Map(
  SAME.flatMap((group) =>
    group.map((word) => [word, group.filter((other) => other !== word)] as const),
  ),
)

function synonymsOf(word: string): readonly string[] {
  return synonyms.get(word) ?? []
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

type Vocabulary = (word: string) => readonly (readonly [known: string, likeness: number])[]

const LIKE_MAX = 12

/** Known words that a typed one may mean: itself, one that begins so, or one a slip or two away. */
function createVocabulary(words: readonly string[]): Vocabulary {
  const known = new Set(words)
  const byGram = new Map<string, string[]>()
  for (const word of words)
    for (const gram of gramsOf(word)) byGram.set(gram, [...(byGram.get(gram) ?? []), word])
  return (typed) => {
    const found = new Map<string, number>()
    if (known.has(typed)) found.set(typed, 1)
    for (const same of synonymsOf(typed)) if (known.has(same)) found.set(same, 0.8)
    const stem = stemOf(typed)
    const near = new Set(gramsOf(typed).flatMap((gram) => byGram.get(gram) ?? []))
    for (const word of near) {
      const likeness = likenessOf(typed, stem, word)
      if (likeness > (found.get(word) ?? 0)) found.set(word, likeness)
    }
    return [...found].toSorted((a, b) => b[1] - a[1]).slice(0, LIKE_MAX)
  }
}

function likenessOf(typed: string, stem: string, word: string): number {
  if (word === typed) return 1
  if (typed.length >= 3 && word.startsWith(typed)) return 0.75
  if (stem.length >= 4 && (word === stem || stemOf(word) === stem)) return 0.85
  const slips = typed.length >= 8 ? 2 : typed.length >= 4 ? 1 : 0
  if (slips === 0 || Math.abs(word.length - typed.length) > slips) return 0
  const distance = editDistance(typed, word, slips)
  return distance > slips ? 0 : 0.7 - 0.2 * (distance - 1)
}

/** Bigrams with the ends marked, so that a slip anywhere leaves some the same. */
function gramsOf(word: string): readonly string[] {
  const padded = `^${word}$`
  return Array.from({ length: padded.length - 1 }, (_, index) => padded.slice(index, index + 2))
}

/** The commonest affixes off; not a grammar, only enough that "pengurusan" and "urus" meet. */
export function stemOf(word: string): string {
  const bare = word
    .replace(/(nya|kan|an|i)$/, '')
    .replace(/^(meng|peng|mem|pem|men|pen|me|pe|ber|ter|di|ke|se|nge|ng)/, '')
  return bare.length >= 3 ? bare : word
}

/** Optimal string alignment: a swap of neighbours is one slip. Stops when it is more than asked. */
export function editDistance(a: string, b: string, most: number): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const now = [i]
    let least = i
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let value = Math.min(
        (last[j] as number) + 1,
        (now[j - 1] as number) + 1,
        (last[j - 1] as number) + cost,
      )
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (isSwap) value = Math.min(value, (before[j - 2] as number) + 1)
      now.push(value)
      least = Math.min(least, value)
    }
    if (least > most) return most + 1
    before = last
    last = now
  }
  return last[b.length] as number
}
