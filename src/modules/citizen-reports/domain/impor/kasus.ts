import type { Jenis } from '../laporan.ts'

/** How a case ended in the system it comes from. */
export type AkhirImpor = Readonly<
  | { kind: 'terbuka' }
  /** Closed there; when, if the source says so in a way that its other times do not deny. */
  | { kind: 'ditutup'; at: Date | null }
  | { kind: 'ditolak'; at: Date | null }
  /** Nothing is known of its end: kept to be read, nobody's work any more. */
  | { kind: 'arsip' }
>

/** A case as a file tells it, whatever the file's own form. Nothing is decided yet. */
export type KasusImpor = Readonly<{
  row: number
  /** Which system it comes from; with `rujukan` the case's key for ever. */
  sumber: string
  rujukan: string
  jenis: Jenis
  /** Null when the source has no titles: one is made from the first words. */
  judul: string | null
  isi: string
  /** Subject as the source calls it: a code of ours, or a name that the mapping knows. */
  topik: string | null
  instansi: string | null
  /** Code of a kecamatan, desa or kelurahan of ours, when the source has codes. */
  wilayahKode: string | null
  kecamatan: string | null
  kelurahan: string | null
  titik: Readonly<{ lat: number; lon: number }> | null
  patokan: string | null
  diterimaAt: Date
  /** False when the source tells the year only. */
  isWaktuPasti: boolean
  dijawabAt: Date | null
  tanggapan: string | null
  akhir: AkhirImpor
  /** What the source says of its own end, in its words, where that is not a time. */
  kelasAkhir: string | null
  isAnonim: boolean
  isRahasia: boolean
  nama: string | null
  telepon: string | null
  email: string | null
}>

/** Names are compared by their letters and digits alone: "Kel. Wono-Kromo" is "kelwonokromo". */
export function foldNama(nama: string): string {
  return nama
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

const JUDUL_LONGEST = 110
const JUDUL_SHORTEST = 10

/** First sentence or first words of a text, for sources without titles. */
export function titleFrom(isi: string, fallback: string): string {
  const flat = isi.replace(/\s+/gu, ' ').trim()
  const sentence = /^(.{10,110}?)[.!?](?:\s|$)/u.exec(flat)?.[1] ?? flat
  const words = clipWords(sentence)
  return words.length >= JUDUL_SHORTEST ? words : clipWords(`${fallback}: ${words}`)
}

function clipWords(text: string): string {
  if (text.length <= JUDUL_LONGEST) return text
  const cut = text.slice(0, JUDUL_LONGEST)
  const space = cut.lastIndexOf(' ')
  return `${(space > JUDUL_SHORTEST ? cut.slice(0, space) : cut).replace(/[\uD800-\uDBFF]$/u, '')}…`
}
