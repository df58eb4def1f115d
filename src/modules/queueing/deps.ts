import type { Kit } from '../../platform/kit.ts'
import type { Audit } from '../audit/index.ts'
import type { Notifications } from '../notifications/index.ts'
import type { Reference } from '../reference/index.ts'

/** Names of services by code, given by whoever keeps the catalogue; codes it does not know are left out. */
export type LayananNames = (codes: readonly string[]) => Promise<ReadonlyMap<string, string>>

export type QueueingNeeds = Readonly<{
  audit: Audit
  reference: Reference
  notifications: Notifications
  layananNames?: LayananNames
}>

/** What every action of this module is given. */
export type Deps = Required<QueueingNeeds> & Readonly<{ kit: Kit }>
