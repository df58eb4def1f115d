import { STOP_WORDS } from './stop-words.ts'
import { type Token, tokenise } from './tokenise.ts'
export type Place = Readonly<{ kecamatan?: string; kelurahan?: string }>
export type FeatureOptions = Readonly<{
  wordBits: number
  charBits: number
  charMin: number
  charMax: number
  surface: boolean
  stems: boolean
  bigrams: boolean
  stop: boolean
  skip: boolean
  charOn: 'source' | 'word'
  maxTokens: number
}>
export type RawFeatures = Readonly<{
  buckets: Uint32Array
  counts: Float32Array
  sources: string[][] | undefined
}>
export function hash(s: string, seed: number): number {
  let h = (0x811c9dc5 ^ seed) >>> 0
  for (let i = 0; i < s.length; i++) {
    h ^= s.charCodeAt(i)
    h = Math.imul(h, 0x01000193)
  }
  h ^= h >>> 16
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  h ^= h >>> 16
  return h >>> 0
}
export const PLACE_BITS = 12
export function size(o: FeatureOptions) {
  return 2 ** o.wordBits + 2 ** PLACE_BITS + (o.charMax ? 2 ** o.charBits : 0)
}
export function extract(text: string, place: Place, o: FeatureOptions): Map<number, number> {
  const m = new Map<number, number>()
  const add = (b: number) => m.set(b, (m.get(b) ?? 0) + 1)
  const tokens = tokenise(text)
  const wm = 2 ** o.wordBits - 1,
    pm = 2 ** PLACE_BITS - 1,
    cm = 2 ** o.charBits - 1
  const pOff = 2 ** o.wordBits,
    cOff = pOff + 2 ** PLACE_BITS
  const w = (s: string) => add(hash(s, 1) & wm)
  let prev: Token | undefined, prev2: Token | undefined
  for (const t of tokens) {
    const stop = STOP_WORDS.has(t.word)
    if (!stop || !o.stop) {
      if (o.surface) w(t.word)
      if (o.stems && (!o.surface || t.stem !== t.word)) w((o.surface ? '~' : '') + t.stem)
    }
    if (o.bigrams && !(stop && o.stop)) {
      if (prev) w(`${prev.stem} ${t.stem}`)
      if (o.skip && prev2 && prev) w(`${prev2.stem}  ${t.stem}`)
      prev2 = prev
      prev = t
    }
  }
  if (o.charMax)
    for (const t of tokens) {
      if (t.word.startsWith('#')) continue
      const s = ` ${o.charOn === 'source' ? t.source : t.word} `
      for (let n = o.charMin; n <= o.charMax; n++)
        for (let i = 0; i + n <= s.length; i++) add(cOff + (hash(s.slice(i, i + n), 2) & cm))
    }
  if (place.kecamatan) add(pOff + (hash(`@kec:${place.kecamatan.toLowerCase()}`, 3) & pm))
  if (place.kelurahan) add(pOff + (hash(`@kel:${place.kelurahan.toLowerCase()}`, 3) & pm))
  return m
}
