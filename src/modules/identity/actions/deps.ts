import type { Kit } from '../../../platform/kit.ts'
import type { Audit } from '../../audit/index.ts'
import type { Notifications } from '../../notifications/index.ts'
import type { Reference } from '../../reference/index.ts'
import { createPasswordHasher, type PasswordHasher } from '../secrets/password-hash.ts'
import { createVault, type Vault } from '../secrets/vault.ts'

export type IdentityNeeds = Readonly<{
  audit: Audit
  reference: Reference
  notifications: Pick<Notifications, 'sendText'>
}>

/** What every action of this module is given. */
export type Deps = IdentityNeeds & Readonly<{ kit: Kit; vault: Vault; passwords: PasswordHasher }>

export function createDeps(kit: Kit, needs: IdentityNeeds): Deps {
  return {
    ...needs,
    kit,
    vault: createVault(kit.secretKey, kit.randomBytes),
    passwords: createPasswordHasher(kit.randomBytes),
  }
}

/** What is known of the browser that asks. */
export type Visitor = Readonly<{
  ip: string
  userAgent: string
  lang: 'id' | 'en'
  /** Value of the cookie that says which accounts have signed in from this browser. */
  knownDevice?: string | undefined
  /** Session the browser carries now; it ends when a new one begins. */
  sessionId?: string | undefined
}>
