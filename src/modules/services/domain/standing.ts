import { type Actor, type Grant, grantsOf, isSignedIn, type Role } from '../../../kernel/actor.ts'
import type { Action, Sla, State } from './definition/types.ts'
import { type Offices, type Permohonan, rolesOf, unitOf } from './permohonan.ts'

/** Who stands before an application. */
export type Standing = Readonly<{
  actor: Actor
  /** The applicant, or somebody who may act for them. */
  isPemohon: boolean
  isSystem?: boolean
}>

/** The very grant a step is done under; tells in whose place an acting official acts. */
export type Under = Readonly<{
  role: Role | 'pemohon' | 'sistem'
  grant?: Grant
  unitKode: string | null
}>

/**
 * @returns under what the actor may take this step; undefined when not. Once a deadline was missed, the one who was
 * told may do the work of the stage, but not sign in another's name.
 */
export function mayAct(
  permohonan: Permohonan,
  { state, action, isSigning }: Readonly<{ state: State; action: Action; isSigning: boolean }>,
  standing: Standing,
): Under | undefined {
  if (standing.isSystem === true) return { role: 'sistem', unitKode: null }
  if (action.roles.includes('pemohon'))
    return standing.isPemohon ? { role: 'pemohon', unitKode: null } : undefined
  const unitKode = unitOf(state.assign?.unit, permohonan)
  const roles = action.roles.filter((role): role is Role => role !== 'pemohon')
  const own = grantIn(standing.actor, roles, unitKode)
  if (own !== undefined) return own
  if (isSigning || permohonan.tingkatEskalasi === 0 || state.sla?.expire !== 'eskalasi')
    return undefined
  for (const role of rolesTold(state.sla)) {
    const found = escalatedGrant(permohonan, role, standing.actor)
    if (found !== undefined) return found
  }
  return undefined
}

/** @returns who is told when the promise of a stage is missed and, from then on, may do its work */
export function rolesTold({ expire, to }: Sla): readonly Role[] {
  return expire === 'eskalasi' ? rolesOf(to as Role | readonly Role[]) : []
}

/** May the actor give the opinion that an agency was asked for? @param asked codes of the agencies asked */
export function mayGiveOpinion(
  asked: readonly string[],
  { join }: State,
  actor: Actor,
): Under | undefined {
  if (join === undefined) return undefined
  for (const unit of asked) {
    const found = grantIn(actor, rolesOf(join.role), unit)
    if (found !== undefined) return found
  }
  return undefined
}

type States = Readonly<Record<string, State>>

/** @returns agencies that are asked only under a condition: until they are, they have no part in the application */
export function conditionalUnits(states: States, offices: Offices): readonly string[] {
  const units = Object.values(states).flatMap(({ join }) =>
    (join?.units ?? []).flatMap((one) =>
      typeof one === 'string' ? [] : [unitOf(one.unit, offices)],
    ),
  )
  return [...new Set(units)]
}

/** Agencies with a part in the application for certain: those that work on it, and those asked in every case. */
export function certainUnits(states: States, permohonan: Permohonan): ReadonlySet<string> {
  const units = Object.values(states).flatMap(({ assign, join }) => [
    ...(assign === undefined ? [] : [unitOf(assign.unit, permohonan)]),
    ...(join?.units ?? []).flatMap((one) =>
      typeof one === 'string' ? [unitOf(one, permohonan)] : [],
    ),
  ])
  return new Set([permohonan.pemilikUnit, ...units])
}

/**
 * Officers of every office that has a part in the application may read it. Which agencies are asked may hang on the
 * answers; one that was not asked has no part.
 *
 * @param asked agencies whose opinion was asked for so far
 */
export function mayRead(
  permohonan: Permohonan,
  states: States,
  { standing, asked }: Readonly<{ standing: Standing; asked: ReadonlySet<string> }>,
): boolean {
  if (standing.isPemohon || standing.isSystem === true) return true
  if (!isSignedIn(standing.actor)) return false
  const parts = Object.values(states).flatMap((state) => [
    ...(state.assign === undefined
      ? []
      : [{ roles: readersOf(state), unit: unitOf(state.assign.unit, permohonan) }]),
    ...(state.join?.units ?? [])
      .map((one) => ({
        isCertain: typeof one === 'string',
        roles: rolesOf(state.join?.role ?? []),
        unit: unitOf(typeof one === 'string' ? one : one.unit, permohonan),
      }))
      .filter(({ isCertain, unit }) => isCertain || asked.has(unit)),
  ])
  return parts.some(({ roles, unit }) => grantIn(standing.actor, roles, unit) !== undefined)
}

/** Who works at a stage, signs there, or heads the office. */
function readersOf(state: State): readonly Role[] {
  const acting = (state.actions ?? []).flatMap((action) =>
    action.roles.filter((role): role is Role => role !== 'pemohon'),
  )
  return [...rolesOf(state.assign?.role ?? []), ...acting, 'kepala-opd', 'camat', 'lurah', 'kades']
}

function grantIn(actor: Actor, roles: readonly Role[], unitKode: string): Under | undefined {
  const held = grantsOf(actor).filter(
    (grant) => roles.includes(grant.role) && grant.unitKode === unitKode,
  )
  // One's own office before another's that one only stands in for.
  const grant = held.find((one) => one.as === undefined) ?? held[0]
  return grant === undefined ? undefined : { role: grant.role, grant, unitKode }
}

/** The head of the district may step in for its villages, the regent anywhere. */
function escalatedGrant(permohonan: Permohonan, role: Role, actor: Actor): Under | undefined {
  if (role === 'bupati') {
    const grant = grantsOf(actor).find((one) => one.role === 'bupati')
    return grant === undefined ? undefined : { role, grant, unitKode: grant.unitKode ?? null }
  }
  const unit =
    role === 'camat'
      ? unitOf('kecamatan', permohonan)
      : role === 'kepala-opd'
        ? permohonan.pemilikUnit
        : unitOf('desa', permohonan)
  return grantIn(actor, [role], unit)
}
