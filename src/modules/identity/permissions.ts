import { type Actor, grantsOf, type Role } from '../../kernel/actor.ts'

/** What officers may do here, and in which role. Actions ask this table; the routes repeat it at the door. */
export const PERMISSIONS = {
  'akun.lihat': ['admin'],
  'akun.kelola': ['admin'],
  'peran.kelola': ['admin'],
  'penugasan.catat': ['admin'],
  'permintaan-data.putus': ['admin'],
  'tatap-muka.catat': ['loket'],
} as const satisfies Readonly<Record<string, readonly Role[]>>

export type Permission = keyof typeof PERMISSIONS

export function isPermitted(actor: Actor, permission: Permission): boolean {
  const roles: readonly Role[] = PERMISSIONS[permission]
  return grantsOf(actor).some((grant) => roles.includes(grant.role))
}
