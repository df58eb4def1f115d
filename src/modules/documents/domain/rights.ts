import { type Actor, type Grant, grantsOf, type Role } from '../../../kernel/actor.ts'

/** Who works with letters of his own unit. */
export const LETTER_ROLES: readonly Role[] = [
  'petugas-layanan',
  'loket',
  'kades',
  'lurah',
  'camat',
  'kepala-opd',
]
/** Who sees the letters of all units. */
export const ALL_UNITS_ROLES: readonly Role[] = ['inspektorat', 'bupati']
export const OFFICE_ROLES: readonly Role[] = [...LETTER_ROLES, ...ALL_UNITS_ROLES]

/** Heads, whose word takes a letter of their office back. */
const HEADS: readonly Role[] = ['kades', 'lurah', 'camat', 'kepala-opd']

/** Units whose letters an officer may see; `semua` for those of every unit, nothing for a stranger. */
export function scopeOf(actor: Actor): 'semua' | readonly string[] {
  const grants = grantsOf(actor)
  if (grants.some(({ role }) => ALL_UNITS_ROLES.includes(role))) return 'semua'
  const units = grants.flatMap(({ role, unitKode }) =>
    LETTER_ROLES.includes(role) && unitKode !== undefined ? [unitKode] : [],
  )
  return [...new Set(units)]
}

export function maySee(actor: Actor, unitKode: string): boolean {
  const scope = scopeOf(actor)
  return scope === 'semua' || scope.includes(unitKode)
}

/**
 * The grant under which a letter may be taken back or replaced: the head of the unit that issued it, or of a
 * unit above; the bupati above all.
 *
 * @param line the issuing unit and those above it
 */
export function grantToTakeBack(actor: Actor, line: readonly string[]): Grant | undefined {
  return grantsOf(actor).find(
    ({ role, unitKode }) =>
      role === 'bupati' ||
      (HEADS.includes(role) && unitKode !== undefined && line.includes(unitKode)),
  )
}
