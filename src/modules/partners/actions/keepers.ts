import { type Actor, type Grant, grantsOf } from '../../../kernel/actor.ts'
import type { Reference, Unit } from '../../reference/index.ts'
import type { Sistem } from '../domain/register.ts'

/** Roles that may decide on disputes, in the office that keeps the register. */
export const KEEPER_ROLES = ['petugas-layanan', 'kepala-opd'] as const

/** Every region has these offices, each under a name of its own; the words of their task are always in it. */
const OFFICES: Readonly<Record<Sistem, RegExp>> = {
  dukcapil: /kependudukan dan pencatatan sipil|dukcapil/i,
  oss: /penanaman modal|pelayanan terpadu satu pintu|dpm-?ptsp/i,
}

/** @returns the grant under which this officer keeps the register; undefined for all others */
export function keeperGrant(
  reference: Pick<Reference, 'findUnit'>,
  actor: Actor,
  sistem: Sistem,
): Grant | undefined {
  return grantsOf(actor).find(({ role, unitKode }) => {
    const isKeeper = KEEPER_ROLES.some((keeper) => keeper === role)
    const unit = unitKode === undefined ? undefined : reference.findUnit(unitKode)
    return isKeeper && unit !== undefined && keeps(unit, sistem)
  })
}

function keeps({ nama, singkatan }: Unit, sistem: Sistem): boolean {
  return OFFICES[sistem].test(nama) || OFFICES[sistem].test(singkatan)
}

export function registersKeptBy(
  reference: Pick<Reference, 'findUnit'>,
  actor: Actor,
): readonly Sistem[] {
  return (['dukcapil', 'oss'] as const).filter(
    (sistem) => keeperGrant(reference, actor, sistem) !== undefined,
  )
}
