import { atField } from '../../../kernel/at-field.ts'
import { maskPhone, type Phone, parsePhone } from '../../../kernel/phone.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { refusal } from './refusals.ts'

/** An address a code can be sent to. E-mail addresses are kept in lower case. */
export type Contact =
  | Readonly<{ channel: 'sms'; phone: Phone }>
  | Readonly<{ channel: 'email'; email: string }>

/** What someone signs in with. */
export type Identifier = Contact | Readonly<{ channel: 'username'; username: string }>

const EMAIL_MAX = 254
const EMAIL = /^[a-z0-9._%+'-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}$/
const USERNAME = /^[a-z][a-z0-9._-]{1,39}$/

/** @returns the number or address as text */
export function contactText(contact: Contact): string {
  return contact.channel === 'sms' ? contact.phone : contact.email
}

/** Enough to recognise one's own: "••••-••••-112", "b•••@contoh.id". */
export function maskContact(contact: Contact): string {
  if (contact.channel === 'sms') return maskPhone(contact.phone)
  const [local = '', host = ''] = contact.email.split('@')
  return `${local.slice(0, 1)}•••@${host}`
}

/**
 * Read a mobile number or an e-mail address from one field; an @ tells which.
 *
 * @refuses KONTAK_KOSONG, EMAIL_TIDAK_SAH and what parsePhone refuses
 */
export function parseContact(text: string, field = 'kontak'): Result<Contact> {
  const typed = text.trim()
  if (typed === '') return refuse(refusal('KONTAK_KOSONG', field))
  if (typed.includes('@')) {
    const email = parseEmail(typed, field)
    return email.ok ? ok({ channel: 'email', email: email.value }) : email
  }
  const phone = atField(field, parsePhone(typed))
  return phone.ok ? ok({ channel: 'sms', phone: phone.value }) : phone
}

/** @refuses EMAIL_TIDAK_SAH */
export function parseEmail(text: string, field = 'email'): Result<string> {
  const email = text.trim().toLowerCase()
  const isSound = email.length <= EMAIL_MAX && EMAIL.test(email)
  return isSound ? ok(email) : refuse(refusal('EMAIL_TIDAK_SAH', field))
}

/**
 * What a sign-in form was given: number, address or username. Nothing is refused for its shape, so
 * that the answer never tells which shapes have accounts; an impossible one simply matches nobody.
 */
export function readIdentifier(text: string): Identifier {
  const typed = text.trim().toLowerCase().slice(0, EMAIL_MAX)
  if (typed.includes('@')) return { channel: 'email', email: typed }
  const phone = parsePhone(typed)
  return phone.ok
    ? { channel: 'sms', phone: phone.value }
    : { channel: 'username', username: typed }
}

/** @refuses NAMA_PENGGUNA_TIDAK_SAH */
export function parseUsername(text: string, field = 'nama-pengguna'): Result<string> {
  const username = text.trim().toLowerCase()
  return USERNAME.test(username) ? ok(username) : refuse(refusal('NAMA_PENGGUNA_TIDAK_SAH', field))
}

const NAME_MAX = 120

/**
 * A person's name: letters of any script, spaces and the signs names are written with.
 *
 * @refuses NAMA_KOSONG, NAMA_TERLALU_PANJANG, NAMA_MEMUAT_ANGKA
 */
export function parseName(text: string, field = 'nama'): Result<string> {
  const name = text.trim().replace(/\s+/g, ' ')
  const problems: Refusal[] = []
  if (name === '') problems.push(refusal('NAMA_KOSONG', field))
  if (name.length > NAME_MAX) problems.push(refusal('NAMA_TERLALU_PANJANG', field))
  if (/[\d<>[\]{}@#$%^*_=|\\]/.test(name)) problems.push(refusal('NAMA_MEMUAT_ANGKA', field))
  return problems.length > 0 ? refuse(problems) : ok(name)
}
