import { type Actor, grantsOf, hasRole, type Role, unitsOf } from '../../../kernel/actor.ts'

/** Who decides on flagged posts and on appeals, and who opens forums. */
export const MODERATORS: readonly Role[] = ['operator-aduan', 'admin']

/** Who may look at the desk besides: whoever inspects, without deciding anything. */
export const WATCHERS: readonly Role[] = [...MODERATORS, 'inspektorat']

/** Who answers questions for their unit. */
export const ANSWERERS: readonly Role[] = [
  'kepala-opd',
  'penghubung-opd',
  'petugas-layanan',
  'camat',
  'lurah',
  'kades',
]

export function isModerator(actor: Actor): boolean {
  return MODERATORS.some((role) => hasRole(actor, role))
}

/** Units this officer answers for. */
export function answeringUnits(actor: Actor): readonly string[] {
  return unitsOf(actor, ANSWERERS)
}

/**
 * The unit an officer writes for, shown beside the name.
 *
 * @param asked the unit that was asked, where the officer is one of it
 * @returns null for residents, who write as themselves
 */
export function writingUnit(actor: Actor, asked: string | null): string | null {
  if (actor.kind !== 'officer') return null
  const units = grantsOf(actor).flatMap(({ unitKode }) => unitKode ?? [])
  return units.find((one) => one === asked) ?? units[0] ?? null
}
