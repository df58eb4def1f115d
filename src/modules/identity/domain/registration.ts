import { atField } from '../../../kernel/at-field.ts'
import type { Tanggal } from '../../../kernel/date.ts'
import { type Nik, parseNik } from '../../../kernel/nik.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Contact, parseContact, parseName } from './contact.ts'
import { checkPassword } from './password.ts'
import { refusal } from './refusals.ts'

/** The form of a citizen who registers, as typed. NIK may be left empty. */
export type RegistrationForm = Readonly<{
  nama: string
  kontak: string
  nik: string
  sandi: string
  sandiUlang: string
}>

export type Registration = Readonly<{
  nama: string
  contact: Contact
  nik?: Nik
  password: string
}>

export type RegistrationQuestion = Readonly<{
  form: RegistrationForm
  today: Tanggal
  /** Accept the invented region code of demo data. */
  allowDemo: boolean
}>

/**
 * Check a registration; every reason at once. Whether number, address or NIK are in use is not part of
 * it: that would tell strangers who has an account.
 *
 * @refuses codes of parseName, parseContact, parseNik, checkPassword and SANDI_ULANG_BERBEDA
 */
export function decideRegistration(question: RegistrationQuestion): Result<Registration> {
  const { form, today, allowDemo } = question
  const nama = parseName(form.nama)
  const contact = parseContact(form.kontak)
  const nik =
    form.nik.trim() === '' ? undefined : atField('nik', parseNik(form.nik, { today, allowDemo }))
  const refusals: Refusal[] = [
    ...refusalsOf(nama),
    ...refusalsOf(contact),
    ...(nik === undefined ? [] : refusalsOf(nik)),
    ...checkPassword({
      password: form.sandi,
      kind: 'citizen',
      ownWords: [form.nama, form.kontak.trim(), form.nik.replace(/\D/g, '')],
    }),
    ...checkRepeat(form.sandi, form.sandiUlang),
  ]
  if (refusals.length > 0 || !nama.ok || !contact.ok) return refuse(refusals)
  return ok({
    nama: nama.value,
    contact: contact.value,
    password: form.sandi,
    ...(nik?.ok ? { nik: nik.value.nik } : {}),
  })
}

/** @refuses SANDI_ULANG_BERBEDA */
export function checkRepeat(password: string, repeated: string): readonly Refusal[] {
  return password === repeated ? [] : [refusal('SANDI_ULANG_BERBEDA', 'sandi-ulang')]
}

export type OwnWords = Readonly<{
  username: string
  name: string
  phone?: string | null
  email?: string | null
}>

/** Words that may not be part of a person's password. */
export function ownWordsOf(owner: OwnWords): readonly (string | undefined)[] {
  return [owner.username, owner.name, owner.phone ?? undefined, owner.email ?? undefined]
}

/** Where codes go: the number first, because more people can read an SMS than mail. */
export function preferredContact(owner: {
  phone: string | null
  email: string | null
}): Contact | undefined {
  for (const text of [owner.phone, owner.email]) {
    const contact = text === null ? undefined : parseContact(text)
    if (contact?.ok) return contact.value
  }
  return undefined
}

function refusalsOf(result: Result<unknown>): readonly Refusal[] {
  return result.ok ? [] : result.refusals
}
