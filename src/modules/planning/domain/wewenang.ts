import { type Actor, grantsOf, hasRole, type Role } from '../../../kernel/actor.ts'
import type { Dokumen } from './dokumen.ts'

/** Who may look at planning screens. */
export const READERS: readonly Role[] = [
  'perencana',
  'tapd',
  'ppkd',
  'pa',
  'kpa',
  'kepala-opd',
  'camat',
  'bupati',
  'inspektorat',
  'dprd',
]
/** Who changes plans. */
export const PLANNERS: readonly Role[] = ['perencana']
/** Who enacts what planners submit. */
export const ENACTERS: readonly Role[] = ['tapd', 'bupati']

/** A planner of the region's own planning office sits in the budget team; other planners write for their SKPD alone. */
export function isCoordinator(actor: Actor): boolean {
  return grantsOf(actor).some(
    ({ role, unitKode }) =>
      role === 'perencana' && unitKode !== undefined && hasRole(actor, 'tapd', unitKode),
  )
}

/** @param unitKode office of the SKPD; null where nobody of ours works there */
export function mayPlanFor(actor: Actor, unitKode: string | null | undefined): boolean {
  if (isCoordinator(actor)) return true
  return unitKode !== null && unitKode !== undefined && hasRole(actor, 'perencana', unitKode)
}

/** A document of one SKPD is its planners' to write; the region's are the coordinator's. */
export function mayWrite(
  actor: Actor,
  dokumen: Pick<Dokumen, 'skpdId'>,
  unitKode: string | null | undefined,
): boolean {
  return dokumen.skpdId === null ? isCoordinator(actor) : mayPlanFor(actor, unitKode)
}
