import { MINUTE_MS } from '../../../kernel/date.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { refusal } from './refusals.ts'

/** Tries a code allows before it is dead. */
export const CODE_TRIES = 3
export const CODE_LIFE_MS = 15 * MINUTE_MS
const CODE_DIGITS = 6

export type CodeState = Readonly<{
  /** Tries made before this one. */
  triesBefore: number
  expiresMs: number
  isUsed: boolean
}>

/**
 * Is the code taken? A wrong try counts; the third wrong one ends the code, and a new one is needed.
 *
 * @param isMatch whether the digits given are the digits sent
 * @refuses KODE_HABIS, KODE_SALAH
 */
export function decideCode(state: CodeState, isMatch: boolean, nowMs: number): Result<'taken'> {
  const isDead = state.isUsed || nowMs >= state.expiresMs || state.triesBefore >= CODE_TRIES
  if (isDead) return refuse(refusal('KODE_HABIS', 'kode'))
  if (isMatch) return ok('taken')
  const left = CODE_TRIES - state.triesBefore - 1
  return refuse(
    left === 0
      ? refusal('KODE_HABIS', 'kode')
      : refusal('KODE_SALAH', 'kode', { sisa: String(left) }),
  )
}

/** Six digits from four random bytes; the remainder's bias is below one in four thousand. */
export function codeFromBytes(bytes: Uint8Array): string {
  const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0)
  return String(number % 10 ** CODE_DIGITS).padStart(CODE_DIGITS, '0')
}

/** The digits of what was typed: people add spaces and dashes. */
export function digitsOf(typed: string): string {
  return typed.replace(/\D/g, '').slice(0, CODE_DIGITS + 2)
}
