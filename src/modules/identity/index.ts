import type { TimeZone } from '../../kernel/date.ts'
import type { Result } from '../../kernel/result.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Kit, ModuleParts } from '../../platform/kit.ts'
import type { Audit } from '../audit/index.ts'
import { createReference } from '../reference/index.ts'
import { type AddedOfficer, addUser as add, type NewOfficer } from './actions/add-user.ts'
import { createActions } from './actions/create-actions.ts'
import { createDeps, type IdentityNeeds } from './actions/deps.ts'
import { createLookUp } from './actions/look-up.ts'
import { purge } from './actions/purge.ts'
import { type DemoAccount, seedDemo } from './actions/seed-demo.ts'
import { createSessionGate } from './actions/sessions.ts'
import { identitySentences } from './messages/index.ts'
import { createPasswordHasher } from './secrets/password-hash.ts'
import { type DemoLogin, listDemoLogins } from './store/account-store.ts'
import type { Identity, PersonalDataSource } from './types.ts'
import type { Doors } from './web/edge.ts'
import { identityRoutes } from './web/routes.ts'

export type { AddedOfficer, NewOfficer } from './actions/add-user.ts'
export type { IdentityNeeds } from './actions/deps.ts'
export { contactBook } from './actions/look-up.ts'
export { DEMO_PASSWORD, type DemoAccount, demoAccountId } from './actions/seed-demo.ts'
export type { DemoLogin } from './store/account-store.ts'
export type { Account, Identity, Officer, PersonalDataSource } from './types.ts'

/** The door other modules use, and what the composition root needs besides. */
export type IdentityModule = Identity &
  Readonly<{
    /** Load demo accounts; a bug outside demo mode. */
    seedDemo: (tx: Tx, accounts: readonly DemoAccount[]) => Promise<void>
    /** Demo accounts that may sign in, for the greeting of the start; none outside demo mode. */
    demoLogins: (tx: Tx) => Promise<readonly DemoLogin[]>
  }>

export function createIdentity(kit: Kit, needs: IdentityNeeds): IdentityModule {
  const deps = createDeps(kit, needs)
  return {
    sessions: createSessionGate(deps),
    ...createLookUp(deps),
    seedDemo: (tx, accounts) => seedDemo(deps, tx, accounts),
    demoLogins: async (tx) => (kit.isDemo() ? listDemoLogins(tx) : []),
  }
}

const PURGE = 'identity.purge'

export type IdentityPartsNeeds = IdentityNeeds &
  Readonly<{
    /** Personal data other modules hold, for the page "Data saya" and for erasures. */
    dataSources?: readonly PersonalDataSource[]
    /** Pages of other modules to lead to. */
    doors?: Doors
  }>

/** Pages, and the daily removal of what has expired (01.15 in western Indonesia). */
export function identityParts(kit: Kit, needs: IdentityPartsNeeds): ModuleParts {
  const { audit, reference, notifications } = needs
  const deps = createDeps(kit, { audit, reference, notifications })
  const actions = createActions(deps, needs.dataSources ?? [])
  return {
    name: 'identity',
    needs: ['audit', 'reference', 'notifications'],
    sentences: [identitySentences],
    routes: identityRoutes({ deps, actions, doors: needs.doors ?? {} }),
    jobs: {
      [PURGE]: async () => {
        const purged = await purge(deps)
        kit.log.info({ event: PURGE, ...purged }, 'expired sign-in data removed')
      },
    },
    cron: [{ task: PURGE, match: '15 18 * * *' }],
    subscriptions: [],
  }
}

/** Add an officer from the command line: with a role, and a one-time password to hand over. */
export async function addUser(
  { kit, audit }: Readonly<{ kit: Kit; audit: Audit }>,
  tx: Tx,
  officer: NewOfficer,
): Promise<Result<AddedOfficer>> {
  const reference = await createReference({
    db: tx,
    timezone: kit.region().timezone as TimeZone,
  })
  const passwords = createPasswordHasher(kit.randomBytes)
  return add({ kit, audit, reference, passwords }, tx, { officer })
}
