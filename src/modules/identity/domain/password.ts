import type { Refusal } from '../../../kernel/result.ts'
import { isCommonPassword } from './common-passwords.ts'
import { refusal } from './refusals.ts'

export type AccountKind = 'citizen' | 'officer'

/** Shortest password by kind of account, in characters. No rule on kinds of signs (ASVS 6.2.5). */
export const PASSWORD_MIN: Readonly<Record<AccountKind, number>> = { citizen: 8, officer: 12 }
export const PASSWORD_MAX = 128
const OWN_WORD_MIN = 4

export type NewPassword = Readonly<{
  password: string
  kind: AccountKind
  /** Name, username, phone, e-mail, NIK of the owner: none may be part of the password. */
  ownWords: readonly (string | undefined)[]
  /** Form field the refusals belong to. */
  field?: string
}>

/**
 * Every reason a new password is refused; none when it may be used.
 *
 * @refuses SANDI_KOSONG, SANDI_TERLALU_PENDEK, SANDI_TERLALU_PANJANG, SANDI_UMUM, SANDI_MEMUAT_DATA_DIRI
 */
export function checkPassword(input: NewPassword): readonly Refusal[] {
  const field = input.field ?? 'sandi'
  const length = [...input.password].length
  if (length === 0) return [refusal('SANDI_KOSONG', field)]
  if (length > PASSWORD_MAX) return [refusal('SANDI_TERLALU_PANJANG', field)]
  const refusals: Refusal[] = []
  const min = PASSWORD_MIN[input.kind]
  if (length < min) refusals.push(refusal('SANDI_TERLALU_PENDEK', field, { panjang: String(min) }))
  if (isCommonPassword(input.password)) refusals.push(refusal('SANDI_UMUM', field))
  if (hasOwnWord(input)) refusals.push(refusal('SANDI_MEMUAT_DATA_DIRI', field))
  return refusals
}

/** The form a password is compared and hashed in, so that the same letters typed elsewhere match. */
export function normalPassword(password: string): string {
  return password.normalize('NFKC')
}

function hasOwnWord({ password, ownWords }: NewPassword): boolean {
  const lower = password.toLowerCase()
  return ownWords.flatMap(partsOf).some((word) => lower.includes(word))
}

/** A name is several words, an e-mail has a name before the @, a phone is also written with 0. */
function partsOf(word: string | undefined): readonly string[] {
  if (word === undefined) return []
  const lower = word.toLowerCase()
  const local = lower.split('@')[0] ?? ''
  const national = lower.startsWith('+62') ? [`0${lower.slice(3)}`, lower.slice(3)] : []
  const parts = [lower, local, ...local.split(/[^a-z0-9]+/), ...national]
  return parts.filter((part) => part.length >= OWN_WORD_MIN)
}
