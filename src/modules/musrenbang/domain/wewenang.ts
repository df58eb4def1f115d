import { type Actor, grantsOf, hasRole, type Role } from '../../../kernel/actor.ts'
import type { Jenjang } from './aturan.ts'
import type { Pemilik } from './kedudukan.ts'

/** Who has a desk here. */
export const PEKERJA: readonly Role[] = [
  'rt',
  'kades',
  'lurah',
  'camat',
  'kepala-opd',
  'penghubung-opd',
  'perencana',
  'dprd',
]
/** Who may look besides. */
export const PEMBACA: readonly Role[] = [...PEKERJA, 'bupati', 'inspektorat']

/** Planner of the region's own planning office: sits in the budget team too. */
export function isPerencana(actor: Actor): boolean {
  return grantsOf(actor).some(
    ({ role, unitKode }) =>
      role === 'perencana' && unitKode !== undefined && hasRole(actor, 'tapd', unitKode),
  )
}

/** Where a meeting belongs. */
export type Tempat = Readonly<{ wilayahKode: string; unitKode: string }>

/** May this officer call, lead and close a meeting of the tier here? The planners of the region hold its own. */
export function mayLead(
  actor: Actor,
  jenjang: Jenjang,
  { wilayahKode, unitKode }: Tempat,
): boolean {
  if (jenjang.lingkup === 'daerah') return isPerencana(actor)
  return grantsOf(actor).some((grant) => {
    if (!jenjang.pengelola.includes(grant.role)) return false
    return jenjang.lingkup === 'perangkat'
      ? grant.unitKode === unitKode
      : grant.wilayahKode === wilayahKode
  })
}

const CHECKERS: readonly Role[] = ['kades', 'lurah', 'camat']
const UNIT: readonly Role[] = ['kepala-opd', 'penghubung-opd', 'perencana']

/** Does the next step belong to this officer? */
export function isOwner(actor: Actor, pemilik: Pemilik | undefined): boolean {
  if (pemilik === undefined) return false
  if (pemilik.jenis === 'perencana') return isPerencana(actor)
  if (pemilik.jenis === 'anggaran') return hasRole(actor, 'tapd')
  if (pemilik.jenis === 'unit') return isOfUnit(actor, pemilik.kode)
  return grantsOf(actor).some(
    ({ role, wilayahKode }) => CHECKERS.includes(role) && wilayahKode === pemilik.kode,
  )
}

/** Speaks this officer for an agency's technical judgement? */
export function isOfUnit(actor: Actor, unitKode: string): boolean {
  return UNIT.some((role) => hasRole(actor, role, unitKode))
}
