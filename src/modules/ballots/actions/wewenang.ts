import { type Actor, grantsOf, hasRole, type Role } from '../../../kernel/actor.ts'
import type { Pungutan } from '../domain/pungutan.ts'

/** Who sets votes up and has them counted: the planners. */
export const SETUP_ROLES: readonly Role[] = ['perencana']
/** Who keeps the roll and the paper ballots of their area. */
export const PAPER_ROLES: readonly Role[] = ['camat', 'lurah', 'kades']
/** Who sees the desk; inspectors read it. */
export const DESK_ROLES: readonly Role[] = [...SETUP_ROLES, ...PAPER_ROLES, 'inspektorat']

export function maySetUp(actor: Actor): boolean {
  return SETUP_ROLES.some((role) => hasRole(actor, role))
}

export function isInspector(actor: Actor): boolean {
  return hasRole(actor, 'inspektorat')
}

/** Is this area the other one, or within it? Codes grow to the right: 99.01.02 holds 99.01.02.2001. */
export function isWithin(kode: string, area: string): boolean {
  return kode === area || kode.startsWith(`${area}.`)
}

/** Areas this officer keeps rolls of. */
export function ownAreas(actor: Actor): readonly string[] {
  return grantsOf(actor)
    .filter(({ role }) => PAPER_ROLES.includes(role))
    .flatMap(({ wilayahKode }) => wilayahKode ?? [])
}

/** Do the officer's area and the vote's have people in common? */
export function keepsRollOf(actor: Actor, { wilayahKode }: Pick<Pungutan, 'wilayahKode'>): boolean {
  return ownAreas(actor).some((area) => isWithin(area, wilayahKode) || isWithin(wilayahKode, area))
}
