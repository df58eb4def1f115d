import { type Nomor, type PublicCode, parseNomor, parsePublicCode } from '../../../kernel/nomor.ts'

/**
 * What the sender wants: report, ask for a status, say the fix is real or is not, tell the place of a
 * report already sent, or get help.
 */
export type ChannelIntent = 'lapor' | 'cek' | 'konfirmasi' | 'belum' | 'lokasi' | 'bantuan'

/** A place as it was sent: a point, or words such as "depan pasar". */
export type ChannelLocation =
  | Readonly<{ kind: 'titik'; lat: number; lon: number; kata?: string }>
  | Readonly<{ kind: 'kata'; kata: string }>

/** A picture or other file that the channel holds; fetched later by this id. */
export type ChannelMedia = Readonly<{
  kind: 'gambar' | 'video' | 'suara' | 'dokumen'
  id: string
  mimeType?: string
  /** Address of the file, when the gateway tells it. */
  url?: string
}>

/** One message of any short channel, understood. */
export type ChannelMessage = Readonly<{
  intent: ChannelIntent
  /** What remains for a person to read: the report, or the reason of a `belum`. */
  text: string
  /** Case number, check letter verified; that of a secret case looks different. */
  nomor?: Nomor | PublicCode
  /** Something meant as a number whose check letter is missing or wrong, as it was typed. */
  nomorSalah?: string
  /** Tracking code: whoever has it stands as the reporter. */
  kode?: PublicCode
  /** The keyword for help was there, so help is given however often it is asked. */
  isHelpAsked?: true
  location?: ChannelLocation
  media: readonly ChannelMedia[]
}>

/** Longest text that is read; the rest is cut. In characters, as for a report on the web. */
export const CHANNEL_TEXT_MAX = 4_000

/**
 * Understand an SMS: `LAPOR <isi> #<lokasi>`, `CEK <nomor>`, `BENAR <nomor>`, `BELUM <nomor>
 * <alasan>`, `BANTUAN`, with the spellings people use. A message without a keyword is a report,
 * because there is no wrong door.
 *
 * `BENAR` closes a case, so it is understood only when nothing but courtesy follows. A `belum`
 * without a number answers the sender's only case that waits for confirmation; where there is none,
 * the caller treats the text as a report ("Belum ada air sejak kemarin").
 *
 * @param raw as the gateway delivers it; never refused, anything unclear becomes `bantuan`
 */
export function parseSms(raw: string): ChannelMessage {
  return parseChannelText(raw)
}

/** The same for the text of any channel, with what came beside the text. */
export function parseChannelText(
  raw: string,
  beside: Readonly<{ location?: ChannelLocation; media?: readonly ChannelMedia[] }> = {},
): ChannelMessage {
  const { text: clean, ...coded } = takeKode(cleanText(raw))
  const { text: withoutNomor, ...numbered } = takeNomor(clean)
  const found = { ...numbered, ...coded }
  const { keyword, rest } = takeKeyword(withoutNomor)
  const hasNomor = Object.keys(found).length > 0
  const wordCount = rest === '' ? 0 : rest.split(/\s+/).length
  const intent = DECISIONS[keyword ?? 'none']({ rest, wordCount, hasNomor })
  const media = beside.media ?? []
  if (intent !== 'lapor') {
    const text = intent === 'belum' ? rest : ''
    const asked = keyword === 'bantuan' ? { isHelpAsked: true as const } : {}
    const place = intent === 'lokasi' ? toldPlace(rest, { whole: clean, ...beside }) : {}
    return { intent, text, ...found, ...asked, ...place, media }
  }
  // A number inside a report belongs to its words: "sama seperti ADU-2026-000012-K".
  const words = keyword === 'lapor' ? takeKeyword(clean).rest : clean
  return buildReport(words, found, { ...beside, media })
}

/** Invisible characters are dropped and blanks joined; line breaks stay. */
function cleanText(raw: string): string {
  return raw
    .slice(0, CHANNEL_TEXT_MAX)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/[^\n\P{C}]/gu, '')
    .replace(/ ?\n ?/g, '\n')
    .trim()
}

type FoundNomor = Readonly<{ nomor?: Nomor | PublicCode; nomorSalah?: string }>
type Found = FoundNomor & Readonly<{ kode?: PublicCode }>

const KODE = /(?<![A-Za-z\d])LCK(?:[ -]?[A-Z\d]){17}(?![A-Za-z\d])/i

/** @returns the tracking code and the text without it; one with a typo is left in its place */
function takeKode(text: string): Readonly<{ text: string; kode?: PublicCode }> {
  const typed = KODE.exec(text)?.[0]
  const read = typed === undefined ? undefined : parsePublicCode(typed, 'LCK')
  if (typed === undefined || !read?.ok) return { text }
  return { text: text.replace(typed, ' ').replace(/ {2,}/g, ' ').trim(), kode: read.value }
}

const NOMOR =
  /(?<![A-Za-z\d])(?:ADU|ASP|INF)[ ./_-]{0,2}\d{4}[ ./_-]{0,2}[\dOIL]{1,6}(?:[ ./_-]{0,2}[A-Z])?(?![A-Za-z\d])/i

const RAHASIA = /(?<![A-Za-z\d])RHS(?:[ -]?[A-Z\d]){9}(?![A-Za-z\d])/i

/** @returns the number and the text without it */
function takeNomor(text: string): FoundNomor & Readonly<{ text: string }> {
  const secret = RAHASIA.exec(text)?.[0]
  const typed = secret ?? NOMOR.exec(text)?.[0]
  if (typed === undefined) return { text }
  const without = text.replace(typed, ' ').replace(/ {2,}/g, ' ').trim()
  if (secret !== undefined) {
    const code = parsePublicCode(secret, 'RHS')
    const found = code.ok ? { nomor: code.value } : { nomorSalah: secret.toUpperCase() }
    return { ...found, text: without }
  }
  const read = parseNomor(typed)
  return read.ok
    ? { nomor: read.value.nomor, text: without }
    : { nomorSalah: typed.toUpperCase(), text: without }
}

const wordSet = (text: string): ReadonlySet<string> => new Set(text.split(' '))

const LAPOR = wordSet('lapor laporan lapur lpr lapr lapo aduan adu pengaduan')
const CEK = wordSet('cek chek check ck status sts lacak')
const BENAR = wordSet('benar bener bnr betul btl')
const SUDAH = wordSet('sudah sdh udah udh selesai beres ya iya y ok oke setuju')
const BELUM = wordSet('belum blm blom belom')
const BUKA = wordSet('buka bukakembali')
const LOKASI = wordSet('lokasi lok tempat')
const TIDAK = wordSet('tidak tdk tak bukan nggak gak ga no')
const BANTUAN = wordSet('bantuan bantu help tolong info menu cara format petunjuk halo hai')

/** Words that add nothing to a yes. */
const COURTESY = wordSet(
  'sudah sdh udah udh selesai beres diperbaiki baik bagus rapi mantap benar betul ya iya ok oke ' +
    'terima kasih terimakasih makasih trims trimakasih thanks pak bu bapak ibu min admin kak',
)

type Keyword =
  | 'lapor'
  | 'cek'
  | 'benar'
  | 'sudah'
  | 'belum'
  | 'tidak'
  | 'buka'
  | 'lokasi'
  | 'bantuan'

const KEYWORDS: readonly (readonly [Keyword, ReadonlySet<string>])[] = [
  ['lapor', LAPOR],
  ['cek', CEK],
  ['benar', BENAR],
  ['sudah', SUDAH],
  ['belum', BELUM],
  ['tidak', TIDAK],
  ['buka', BUKA],
  ['lokasi', LOKASI],
  ['bantuan', BANTUAN],
]

/** The first word when it is a keyword, whatever marks stand around it: "#LAPOR:", "*cek*". */
function takeKeyword(text: string): Readonly<{ keyword?: Keyword; rest: string }> {
  const first = /^[#*_"'([{<\s]{0,4}([A-Za-z]{1,12})(?![\p{L}\d-])[:;,.!?*_"')\]}>\s-]{0,6}/u.exec(
    text,
  )
  const word = first?.[1]?.toLowerCase()
  const keyword = KEYWORDS.find(([, spellings]) => word !== undefined && spellings.has(word))?.[0]
  if (first === null || keyword === undefined) return { rest: text }
  return { keyword, rest: text.slice(first[0].length).trim() }
}

type Clues = Readonly<{ rest: string; wordCount: number; hasNomor: boolean }>

const SHORT_REPLY_WORDS = 4

const decideYes = ({ rest, hasNomor }: Clues): ChannelIntent => {
  if (isCourtesy(rest)) return 'konfirmasi'
  return hasNomor ? 'cek' : 'lapor'
}

const DECISIONS: Readonly<Record<Keyword | 'none', (clues: Clues) => ChannelIntent>> = {
  lapor: () => 'lapor',
  benar: decideYes,
  sudah: decideYes,
  belum: ({ hasNomor, wordCount }) =>
    hasNomor || wordCount <= SHORT_REPLY_WORDS ? 'belum' : 'lapor',
  tidak: ({ hasNomor, wordCount }) => (hasNomor || wordCount === 0 ? 'belum' : 'lapor'),
  buka: ({ hasNomor }) => (hasNomor ? 'belum' : 'lapor'),
  lokasi: ({ rest, hasNomor }) => (rest !== '' || hasNomor ? 'lokasi' : 'bantuan'),
  cek: ({ hasNomor, wordCount }) => (hasNomor || wordCount === 0 ? 'cek' : 'lapor'),
  bantuan: ({ hasNomor, wordCount }) => {
    if (hasNomor) return 'cek'
    return wordCount <= 1 ? 'bantuan' : 'lapor'
  },
  none: ({ hasNomor }) => (hasNomor ? 'cek' : 'lapor'),
}

function isCourtesy(text: string): boolean {
  const found = text.toLowerCase().match(/[\p{L}\d]+/gu) ?? []
  return found.every((word) => COURTESY.has(word))
}

const SHORTEST_REPORT = 8

/** The place of an answer "LOKASI depan pasar Tumbas": a point written in it, else its words. */
function toldPlace(
  text: string,
  { whole, location }: Readonly<{ whole: string; location?: ChannelLocation }>,
): Readonly<{ location?: ChannelLocation }> {
  if (location !== undefined) return { location }
  const kata = text.slice(0, PLACE_WORDS_MAX)
  // In the whole text, because the minus of a southern latitude looks like a mark behind the keyword.
  const point = findPoint(whole)
  if (point !== undefined) return { location: { kind: 'titik', ...point } }
  return kata === '' ? {} : { location: { kind: 'kata', kata } }
}

function buildReport(
  text: string,
  found: Found,
  beside: Readonly<{ location?: ChannelLocation; media: readonly ChannelMedia[] }>,
): ChannelMessage {
  const place = takeLocation(text)
  const location = beside.location ?? place.location
  const isEmpty = beside.media.length === 0 && location === undefined
  const isTooShort = place.text.length < SHORTEST_REPORT && isEmpty
  return {
    intent: isTooShort ? 'bantuan' : 'lapor',
    text: place.text,
    ...found,
    ...(location === undefined ? {} : { location }),
    media: beside.media,
  }
}

const PLACE_WORDS_MAX = 200

/** A point written as numbers or in a map link, else the words after # or "lokasi:". */
function takeLocation(text: string): Readonly<{ text: string; location?: ChannelLocation }> {
  const label = /(?:^|\s)(?:#|(?:lokasi|lok|alamat)\s?[:=])\s?/i.exec(text)
  const before = label === null ? text : text.slice(0, label.index).trim()
  const after = label === null ? '' : text.slice(label.index + label[0].length).trim()
  const point = findPoint(text)
  // With nothing in front of the mark it was no separator: the whole text is the report.
  const report = before === '' ? after : before
  const kata = before === '' ? '' : after.slice(0, PLACE_WORDS_MAX)
  if (point !== undefined) {
    return { text: report, location: { kind: 'titik', ...point, ...(kata === '' ? {} : { kata }) } }
  }
  return kata === '' ? { text: report } : { text: report, location: { kind: 'kata', kata } }
}

const POINT = /(?<![\d.])(-?\d{1,2}\.\d{4,12}),\s?(-?\d{1,3}\.\d{4,12})(?!\d)/

function findPoint(text: string): Readonly<{ lat: number; lon: number }> | undefined {
  const [, lat, lon] = POINT.exec(text) ?? []
  return lat === undefined || lon === undefined ? undefined : toPoint(Number(lat), Number(lon))
}

/**
 * @returns undefined for what is no place on Earth, and for 0,0, which phones send when they know
 * none
 */
export function toPoint(
  lat: number,
  lon: number,
): Readonly<{ lat: number; lon: number }> | undefined {
  const isOnEarth = Math.abs(lat) <= 90 && Math.abs(lon) <= 180
  return isOnEarth && (lat !== 0 || lon !== 0) ? { lat, lon } : undefined
}
