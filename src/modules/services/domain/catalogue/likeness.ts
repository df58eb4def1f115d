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

const synonyms: ReadonlyMap<string, readonly string[]> = new Map(
  SAME.flatMap((group) =>
    group.map((word) => [word, group.filter((other) => other !== word)] as const),
  ),
)

/** @returns words that mean the same to most people */
export function synonymsOf(word: string): readonly string[] {
  return synonyms.get(word) ?? []
}

/** Known words that a typed one may mean, the likest first; 1 is the word itself. */
export type Vocabulary = (word: string) => readonly (readonly [known: string, likeness: number])[]

const LIKE_MAX = 12

/** Known words that a typed one may mean: itself, one that begins so, or one a slip or two away. */
export function createVocabulary(words: readonly string[]): Vocabulary {
  const known = new Set(words)
  const byGram = groupBy(words, gramsOf)
  const byStem = groupBy(words, (word) => (stemOf(word).length < STEM_MIN ? [] : [stemOf(word)]))
  return (typed) => {
    const found = new Map<string, number>()
    const put = (word: string, likeness: number) => {
      if (known.has(word) && likeness > (found.get(word) ?? 0)) found.set(word, likeness)
    }
    put(typed, 1)
    for (const same of synonymsOf(typed)) put(same, 0.8)
    for (const word of byStem.get(stemOf(typed)) ?? []) put(word, 0.85)
    if (stemOf(typed).length >= STEM_MIN) put(stemOf(typed), 0.85)
    // Who types a known word means it, and hardly another one that looks alike.
    const trust = known.has(typed) ? 0.6 : 1
    for (const word of nearOnes(typed, byGram)) put(word, likenessOf(typed, word) * trust)
    return [...found].toSorted((a, b) => b[1] - a[1]).slice(0, LIKE_MAX)
  }
}

const STEM_MIN = 4

function groupBy(
  words: readonly string[],
  keysOf: (word: string) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const word of words)
    for (const key of keysOf(word)) {
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [word])
      else group.push(word)
    }
  return groups
}

/** Words with so many pairs of letters in common that they may begin so or be a slip or two away. */
function nearOnes(
  typed: string,
  byGram: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const grams = new Set(gramsOf(typed))
  const least = Math.max(1, grams.size - Math.max(1, PAIRS_PER_SLIP * slipsFor(typed)))
  const shared = new Map<string, number>()
  for (const gram of grams)
    for (const word of byGram.get(gram) ?? []) shared.set(word, (shared.get(word) ?? 0) + 1)
  return [...shared].filter(([, count]) => count >= least).map(([word]) => word)
}

/** A swap of neighbours changes three pairs; any other slip two. */
const PAIRS_PER_SLIP = 3

function slipsFor(typed: string): number {
  if (typed.length >= 8) return 2
  return typed.length >= 4 ? 1 : 0
}

function likenessOf(typed: string, word: string): number {
  if (word === typed) return 1
  if (typed.length >= 3 && word.startsWith(typed)) return 0.75
  const slips = slipsFor(typed)
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
