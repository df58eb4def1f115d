import type { Kit } from '../../platform/kit.ts'
import type { Audit } from '../audit/index.ts'
import type { Identity } from '../identity/index.ts'
import type { Notifications } from '../notifications/index.ts'
import type { PublicLog } from '../public-log/index.ts'
import type { Reference } from '../reference/index.ts'
import type { LayananKeeper } from './actions/layanan-keeper.ts'
import type { Bills, Letters, Registers, Vault } from './ports.ts'

export type Needs = Readonly<{
  audit: Audit
  publicLog: PublicLog
  reference: Reference
  notifications: Notifications
  identity: Identity
  letters: Letters
  bills: Bills
  vault: Vault
  registers: Registers
}>

/** What every action of this module is given. */
export type Deps = Needs & Readonly<{ kit: Kit; layanan: LayananKeeper }>
