/** Indonesian mobile numbers, as people write them and as gateways want them. */
import { ok, type Result, refuse } from './result.ts'

/** E.164, `+62811…`: 9 to 12 digits after the country code. Personal: never logged. */
export type Phone = string & { readonly kind: 'phone' }

const LONGEST_TYPED = 40

/**
 * Read a mobile number: `0811-0000-112`, `+62 811 0000 112`, `62811…`, `(0811) …`, `811…`.
 *
 * The length of 9 to 12 digits after 0 or +62 is what operators use; no numbering plan was read
 * article by article.
 *
 * @law unverified Permenkominfo 14/2018 (rencana dasar teknis telekomunikasi)
 * @refuses TELEPON_KOSONG, TELEPON_TIDAK_TERBACA, TELEPON_BUKAN_SELULER, TELEPON_SALAH_PANJANG
 */
export function parsePhone(text: string): Result<Phone> {
  const typed = text.trim()
  if (typed === '') return refuse({ code: 'TELEPON_KOSONG', message: 'Isi nomor ponsel.' })
  if (typed.length > LONGEST_TYPED || !/^\+?[\d\s().\u2010-\u2015-]+$/.test(typed)) {
    return refuse({
      code: 'TELEPON_TIDAK_TERBACA',
      message: 'Isi satu nomor ponsel dengan angka saja, misalnya 0811-0000-112.',
    })
  }
  const national = nationalNumber(typed)
  if (national === undefined || !/^8[1-9]/.test(national)) {
    return refuse({
      code: 'TELEPON_BUKAN_SELULER',
      message: 'Isi nomor ponsel Indonesia yang diawali 08 atau +62 8.',
    })
  }
  if (national.length >= 9 && national.length <= 12) return ok(`+62${national}` as Phone)
  const typedLength = national.length + 1
  return refuse({
    code: 'TELEPON_SALAH_PANJANG',
    message: `Nomor ponsel 10 sampai 13 angka dengan 0 di depan; Anda mengisi ${typedLength}.`,
  })
}

/** @returns the number as people in Indonesia write it: `0811-0000-112` */
export function formatPhone(phone: Phone): string {
  const local = `0${phone.slice(3)}`
  return [local.slice(0, 4), local.slice(4, 8), local.slice(8)].join('-')
}

/** @returns the last three digits behind dots: `••••-••••-112` */
export function maskPhone(phone: Phone): string {
  const local = formatPhone(phone)
  return local.slice(0, -3).replaceAll(/\d/g, '\u2022') + local.slice(-3)
}

/** The digits after 0 or the country code; undefined for a number of another country. */
function nationalNumber(typed: string): string | undefined {
  const isInternational = typed.startsWith('+')
  const digits = typed.replaceAll(/\D/g, '')
  const match = /^(?:(?:00)?620?|0)?(8\d*)$/.exec(digits)
  if (match === null || (isInternational && !digits.startsWith('62'))) return undefined
  return match[1]
}
