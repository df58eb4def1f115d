/**
 * Numbers people read, write down and spell on the phone. Two kinds: the running number of a case,
 * `ADU-2026-004417-N`, and the random code of a secret one, `RHS-7K3M-Q2XD-B`. Both end in a check
 * character, so that a slip is told at once and never opens a stranger's case.
 */
import { assert, present } from './assert.ts'
import { ok, type Result, refuse } from './result.ts'

/** A running number in its one right form, check letter included. */
export type Nomor = string & { readonly kind: 'nomor' }

/** A random code in its one right form, check character included. */
export type PublicCode = string & { readonly kind: 'kode' }

/** What a running number counts: `ADU`, the year, the serial within both. */
export type NomorParts = Readonly<{ prefix: string; year: number; serial: number }>

export const LARGEST_SERIAL = 999_999

/** The 23 letters that are no digit in anyone's hand: no I, O, Q. Their count is a prime. */
const CHECK_LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ'

/** Crockford's alphabet: no I, L, O, U. */
const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const PREFIX = /^[A-Z]{2,5}$/
const LONGEST_TYPED = 60
const BYTES_PER_EIGHT_CHARACTERS = 5
const MOST_CODE_BYTES = 20

/**
 * Write a running number.
 *
 * @param parts prefix of 2 to 5 capitals, year 1000–9999, serial 1–999,999
 * @returns `ADU-2026-004417-N`
 */
export function formatNomor({ prefix, year, serial }: NomorParts): Nomor {
  assert(PREFIX.test(prefix), 'a prefix is 2 to 5 capital letters')
  assert(Number.isInteger(year) && year >= 1000 && year <= 9999, 'a year has four digits')
  const isSerial = Number.isInteger(serial) && serial >= 1 && serial <= LARGEST_SERIAL
  assert(isSerial, 'a serial is 1 to 999999')
  const digits = String(serial).padStart(6, '0')
  return `${prefix}-${year}-${digits}-${checkLetter(`${prefix}${year}${digits}`)}` as Nomor
}

/**
 * Read a running number as people type it: lower case, spaces, dots or no dashes, missing zeros in
 * front, O for 0, I or L for 1.
 *
 * The check letter finds every wrong digit and every swap of two digits within the number; of wrong
 * or swapped letters in the prefix it misses only A/X, B/Y and C/Z.
 *
 * @returns its parts and its one right form
 * @refuses NOMOR_TIDAK_TERBACA, NOMOR_TANPA_HURUF_AKHIR, NOMOR_SALAH_KETIK
 */
export function parseNomor(text: string): Result<NomorParts & Readonly<{ nomor: Nomor }>> {
  const compact = compactTyped(text)
  const match =
    /^([A-Z]{2,5})(\d{4})([0-9OIL]{1,6})([A-Z])$/.exec(compact) ??
    /^([A-Z]{2,5})(\d{4})([0-9OIL]{1,6})$/.exec(compact)
  const parts = match === null ? undefined : partsOf(match)
  if (match === null || parts === undefined) {
    return refuse({
      code: 'NOMOR_TIDAK_TERBACA',
      message: 'Isi nomor lengkap seperti pada tanda terima, misalnya ADU-2026-004417-N.',
    })
  }
  if (match[4] === undefined) {
    return refuse({
      code: 'NOMOR_TANPA_HURUF_AKHIR',
      message: 'Huruf terakhir nomor belum diisi. Salin nomor sampai hurufnya di tanda terima.',
    })
  }
  const nomor = formatNomor(parts)
  if (nomor.endsWith(match[4])) return ok({ ...parts, nomor })
  return refuse({
    code: 'NOMOR_SALAH_KETIK',
    message: 'Nomor dan huruf terakhirnya tidak cocok. Periksa kembali tiap angka dan hurufnya.',
  })
}

/**
 * Write a random code: every five bytes become eight characters in groups of four, then one check
 * character. Five bytes name a case (40 bits); what opens a case by itself takes ten or more.
 *
 * @param prefix 2 to 5 capitals
 * @param random 5, 10, 15 or 20 fresh random bytes
 * @returns `RHS-7K3M-Q2XD-B`
 */
export function formatPublicCode(prefix: string, random: Uint8Array): PublicCode {
  assert(PREFIX.test(prefix), 'a prefix is 2 to 5 capital letters')
  const isWhole = random.length > 0 && random.length % BYTES_PER_EIGHT_CHARACTERS === 0
  assert(isWhole && random.length <= MOST_CODE_BYTES, 'a code takes 5, 10, 15 or 20 bytes')
  const length = (random.length / BYTES_PER_EIGHT_CHARACTERS) * 8
  const values = Array.from({ length }, (_, index) => fiveBits(random, 5 * index))
  return layOutCode(prefix, values.map(codeCharacter).join(''))
}

/** Five bits from this bit on, first bits first; they may reach into the next byte. */
function fiveBits(bytes: Uint8Array, from: number): number {
  const at = from >> 3
  const two = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
  return (two >> (11 - (from & 7))) & 31
}

/**
 * Read a random code as people type it: lower case, spaces or no dashes, with or without its
 * prefix, O for 0, I or L for 1. The check character finds every single wrong character and
 * every swap of neighbours.
 *
 * @param prefix the prefix the code must have
 * @returns its one right form
 * @refuses KODE_TIDAK_TERBACA, KODE_SALAH_KETIK
 */
export function parsePublicCode(text: string, prefix: string): Result<PublicCode> {
  const compact = compactTyped(text)
  const isPrefixed = compact.startsWith(prefix) && (compact.length - prefix.length) % 8 === 1
  const typed = isPrefixed ? compact.slice(prefix.length) : compact
  const characters = typed.replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  const isCode = characters.length % 8 === 1 && /^[0-9A-HJKMNP-TV-Z]{9,33}$/.test(characters)
  if (!isCode) {
    return refuse({
      code: 'KODE_TIDAK_TERBACA',
      message: `Isi kode lengkap seperti yang Anda terima, diawali ${prefix}.`,
    })
  }
  const code = layOutCode(prefix, characters.slice(0, -1))
  if (code.endsWith(characters.slice(-1))) return ok(code)
  return refuse({
    code: 'KODE_SALAH_KETIK',
    message: 'Kode tidak cocok dengan tanda terakhirnya. Periksa kembali tiap huruf dan angkanya.',
  })
}

function compactTyped(text: string): string {
  return text
    .slice(0, LONGEST_TYPED)
    .toUpperCase()
    .replaceAll(/[\s./_\u2010-\u2015-]/g, '')
}

function partsOf(match: RegExpExecArray): NomorParts | undefined {
  const digits = (match[3] ?? '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  const parts = { prefix: match[1] ?? '', year: Number(match[2]), serial: Number(digits) }
  return parts.serial === 0 || parts.year < 1000 ? undefined : parts
}

/**
 * Reads the text as one number to base ten, letters counting 10 to 35, modulo 23. Ten generates all
 * remainders of 23, so no place weighs zero and no two places of a number weigh the same.
 */
function checkLetter(text: string): string {
  let remainder = 0
  for (const character of text) {
    remainder = (remainder * 10 + Number.parseInt(character, 36)) % CHECK_LETTERS.length
  }
  return present(CHECK_LETTERS[remainder], 'a remainder has a letter')
}

function layOutCode(prefix: string, characters: string): PublicCode {
  const groups = characters.match(/.{4}/g) ?? []
  return [prefix, ...groups, checkCharacter(characters)].join('-') as PublicCode
}

/**
 * The sum of value × alpha^place in the field of 32 elements (x^5 + x^2 + 1). Modulo 32 would miss
 * swaps, and a prime would need characters outside the alphabet.
 */
function checkCharacter(characters: string): string {
  let sum = 0
  for (const character of characters) sum = timesAlpha(sum ^ CODE_ALPHABET.indexOf(character))
  return codeCharacter(sum)
}

function timesAlpha(value: number): number {
  const doubled = value << 1
  return doubled < 32 ? doubled : doubled ^ 0b100101
}

function codeCharacter(value: number): string {
  return present(CODE_ALPHABET[value], 'five bits name a character')
}
