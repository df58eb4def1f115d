/**
 * Find and mask personal data in free Indonesian text before it is shown in public.
 *
 * It is a net, not a proof. Where it must choose, it masks too much rather than too little, except
 * where masking would hide the place a report is about:
 * - nik: 16 digits with a plausible region and birth date; also catches KK numbers, and about one
 *   in fifteen other 16-digit numbers.
 * - telepon: mobile numbers beginning 08, 62 8 or 0062 8; "0 811" is missed. Landlines are mostly
 *   offices and stay.
 * - email: official addresses too.
 * - alamat: a street needs a house number announced by "No."; street, gang, RT or a blok letter
 *   alone stay, because a report says where the road is broken. "Jl. Mawar 12" and "No. 12 Jl.
 *   Mawar" are missed; "jalan kaki ke loket no 3" is masked.
 * - rekening: digits are an account only after a word that says so ("rek", a bank's name).
 * - plat: capitals with a known area code and two to four digits. Lower case is missed.
 * Names, digits spelled as words, and text inside pictures are not found.
 *
 * Each pattern reads at most a fixed number of characters from any start, so time grows with the
 * length of the text alone.
 */
import { looksLikeNik } from './nik.ts'

export type PersonalDataKind = 'nik' | 'telepon' | 'email' | 'alamat' | 'rekening' | 'plat'

/** Characters from `start` up to, not including, `end`. */
export type PersonalDataRange = Readonly<{ kind: PersonalDataKind; start: number; end: number }>

type Detector = Readonly<{
  kind: PersonalDataKind
  pattern: RegExp
  /** A last look around what was found: where it really starts, or undefined to refuse it. */
  locate?: (text: string, start: number, end: number) => number | undefined
}>

const MASKS: Readonly<Record<PersonalDataKind, string>> = {
  nik: '[NIK disamarkan]',
  telepon: '[nomor telepon disamarkan]',
  email: '[alamat surel disamarkan]',
  alamat: '[alamat disamarkan]',
  rekening: '[nomor rekening disamarkan]',
  plat: '[nomor kendaraan disamarkan]',
}

const NIK = /(?<!\d)\d(?:[\s.\p{Pd}]?\d){15}(?!\d)/gu

// The digits a decimal number ends in, as in a coordinate, are no phone number.
const PHONE =
  /(?<!\d[.,]?)(?:(?:\+|00)?62[\s.(-]{0,3}0?[\s)]{0,2}|\(?0)8(?:[\s.()\p{Pd}]{0,2}\d){8,11}(?!\d)/gu

const EMAIL = /(?<![\w.%+-])[\w.%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}/g

const HOUSE_NUMBER = /\b(?:no|nomor|nmr)\b[ .:]{0,3}\d{1,4}[a-z]?\b/gi
const STREET_WORD = /\b(?:jl|jln|jalan|gg|gang)\b/gi
const STREET_NAME_LENGTH = 60
const RT_THEN_RW = /\brt[ .:]{0,2}\d{1,3}(?:[ ,./-]{0,3}rw[ .:]{0,2}| ?\/ ?)\d{1,3}\b/gi
const RW_THEN_RT = /\brw[ .:]{0,2}\d{1,3}[ ,./-]{0,3}rt[ .:]{0,2}\d{1,3}\b/gi
const BLOK =
  /\bblok[ .]{1,2}[a-z]{1,2}(?:[ ./-]?\d{1,3}|[ ,]{0,2}(?:no|nomor)\b[ .:]{0,3}\d{1,3})[a-z]?\b/gi

const ACCOUNT_WORDS = 'no ?rek|rek|rekening|bca|bri|bni|btn|bsi|bpd|mandiri|briva'
const ACCOUNT = new RegExp(
  `\\b(?:${ACCOUNT_WORDS})\\b[^\\d\\n]{0,20}\\d(?:[ .-]?\\d){7,17}(?!\\d)`,
  'gi',
)

const PLATE_AREAS =
  '[A-BD-HK-NPR-TWZ]|A[ABDEG]|B[ABDEGHKLMNP]|D[ABCDEGHKLMNRSTW]|E[ABD]|K[BHTU]|P[ABGSTY]'
const PLATE = new RegExp(`(?<![\\w-])(?:${PLATE_AREAS})[ .-]?[1-9]\\d{1,3}[ .-]?[A-Z]{1,3}\\b`, 'g')

// Earlier ones win where two overlap: an account that begins like a phone number is an account.
const DETECTORS: readonly Detector[] = [
  { kind: 'nik', pattern: NIK, locate: locateNik },
  { kind: 'rekening', pattern: ACCOUNT },
  { kind: 'telepon', pattern: PHONE },
  { kind: 'email', pattern: EMAIL },
  { kind: 'alamat', pattern: HOUSE_NUMBER, locate: locateStreet },
  { kind: 'alamat', pattern: RT_THEN_RW },
  { kind: 'alamat', pattern: RW_THEN_RT },
  { kind: 'alamat', pattern: BLOK },
  { kind: 'plat', pattern: PLATE },
]

/** Every kind, in the order of the masks. */
export const PERSONAL_DATA_KINDS = Object.keys(MASKS) as readonly PersonalDataKind[]

/** @returns ranges in order of the text, none overlapping another */
export function findPersonalData(text: string): readonly PersonalDataRange[] {
  const taken = new Uint8Array(text.length)
  const ranges = DETECTORS.flatMap((detector) => findWith(detector, text, taken))
  return ranges.sort((a, b) => a.start - b.start)
}

/**
 * Put a word in the place of what was found: "[nomor telepon disamarkan]".
 *
 * @param kinds which to mask; the rest stays readable
 */
export function maskPersonalData(
  text: string,
  kinds: readonly PersonalDataKind[] = PERSONAL_DATA_KINDS,
): string {
  const pieces: string[] = []
  let writtenTo = 0
  for (const { kind, start, end } of findPersonalData(text)) {
    if (!kinds.includes(kind)) continue
    pieces.push(text.slice(writtenTo, start), MASKS[kind])
    writtenTo = end
  }
  return pieces.join('') + text.slice(writtenTo)
}

/** Marks what it finds as taken, so that a later detector does not report it again. */
function findWith(detector: Detector, text: string, taken: Uint8Array): PersonalDataRange[] {
  const { kind, pattern, locate } = detector
  const ranges: PersonalDataRange[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const end = match.index + match[0].length
    const start = locate === undefined ? match.index : locate(text, match.index, end)
    if (start !== undefined && !taken.subarray(start, end).includes(1)) {
      taken.fill(1, start, end)
      ranges.push({ kind, start, end })
    } else {
      // What was refused may hide a good one that begins inside it.
      pattern.lastIndex = match.index + 1
    }
  }
  return ranges
}

function locateNik(text: string, start: number, end: number): number | undefined {
  return looksLikeNik(text.slice(start, end).replaceAll(/\D/g, '')) ? start : undefined
}

/** The nearest street word in the same sentence before a house number. */
function locateStreet(text: string, start: number): number | undefined {
  const before = text.slice(Math.max(0, start - STREET_NAME_LENGTH), start)
  const sentence = before.split(/[\n;!?]/).at(-1) ?? ''
  const word = [...sentence.matchAll(STREET_WORD)].at(-1)
  return word === undefined ? undefined : start - sentence.length + word.index
}
