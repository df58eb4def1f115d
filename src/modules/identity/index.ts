import type { TimeZone } from '../../kernel/date.ts'
import type { Result } from '../../kernel/result.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Kit } from '../../platform/kit.ts'
import { createAudit } from '../audit/index.ts'
import { type AddedOfficer, addUser as add, type NewOfficer } from './actions/add-user.ts'
import { createDeps, type IdentityNeeds } from './actions/deps.ts'
import { createLookUp } from './actions/look-up.ts'
import { type DemoAccount, seedDemo } from './actions/seed-demo.ts'
import { createSessionGate } from './actions/sessions.ts'
import { createPasswordHasher } from './secrets/password-hash.ts'
import type { Identity } from './types.ts'

export type { AddedOfficer, NewOfficer } from './actions/add-user.ts'
export type { IdentityNeeds } from './actions/deps.ts'
export { contactBook } from './actions/look-up.ts'
export { DEMO_PASSWORD, type DemoAccount, demoAccountId } from './actions/seed-demo.ts'
export type { Account, Identity, Officer, PersonalDataSource } from './types.ts'

/** The door other modules use, and what the composition root needs besides. */
export type IdentityModule = Identity &
  Readonly<{
    /** Load demo accounts; a bug outside demo mode. */
    seedDemo: (tx: Tx, accounts: readonly DemoAccount[]) => Promise<void>
  }>

export function createIdentity(kit: Kit, needs: IdentityNeeds): IdentityModule {
  const deps = createDeps(kit, needs)
  return {
    sessions: createSessionGate(deps),
    ...createLookUp(deps),
    seedDemo: (tx, accounts) => seedDemo(deps, tx, accounts),
  }
}

/** Add an officer from the command line: with a role, and a one-time password to hand over. */
export async function addUser(
  kit: Kit,
  tx: Tx,
  officer: NewOfficer,
): Promise<Result<AddedOfficer>> {
  const { createReference } = await import('../reference/index.ts')
  const reference = await createReference({
    db: tx,
    timezone: kit.region().timezone as TimeZone,
  })
  const passwords = createPasswordHasher(kit.randomBytes)
  return add({ kit, audit: createAudit(kit), reference, passwords }, tx, { officer })
}
