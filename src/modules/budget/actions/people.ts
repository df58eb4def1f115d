import { type Actor, grantsOf, hasRole, isSignedIn, type Role } from '../../../kernel/actor.ts'
import type { Skpd } from '../../fiscal/index.ts'

/** Who makes versions and reviews parts for the whole region. */
export const TAPD_ROLES: readonly Role[] = ['tapd', 'perencana']
/** Who puts a budget in force. */
export const PPKD_ROLES: readonly Role[] = ['ppkd']
/** Who enters lines of their own SKPD. */
export const ENTRY_ROLES: readonly Role[] = ['pptk', 'kpa', 'pa', 'ppk-skpd', 'perencana', 'ppkd']
/** Who hands in and opens the part of their SKPD. */
export const HEAD_ROLES: readonly Role[] = ['pa', 'kpa', 'pptk', 'ppkd']
/** Who may read what is being written. */
export const READ_ROLES: readonly Role[] = [
  ...new Set<Role>([
    ...TAPD_ROLES,
    ...PPKD_ROLES,
    ...ENTRY_ROLES,
    'bud',
    'akuntansi',
    'bendahara',
    'dprd',
    'inspektorat',
    'bupati',
  ]),
]

/** @returns whether the actor holds one of the roles in the office the SKPD belongs to */
export function holdsIn(actor: Actor, roles: readonly Role[], skpd: Skpd): boolean {
  const { unitKode } = skpd
  return unitKode !== null && roles.some((role) => hasRole(actor, role, unitKode))
}

export function holdsAny(actor: Actor, roles: readonly Role[]): boolean {
  return grantsOf(actor).some(({ role }) => roles.includes(role))
}

/** @returns who acts, as tables of this module name people */
export function idOf(actor: Actor): string {
  if (isSignedIn(actor)) return actor.accountId
  return actor.kind === 'system' ? `sistem:${actor.name}` : 'sistem'
}

export function nameOf(actor: Actor): string {
  return actor.kind === 'anonymous' ? 'tanpa nama' : actor.name
}
