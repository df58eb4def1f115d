import type { Kit } from '../../platform/kit.ts'
import type { Audit } from '../audit/index.ts'
import type { Identity } from '../identity/index.ts'
import type { Notifications } from '../notifications/index.ts'
import type { PublicLog } from '../public-log/index.ts'
import type { Reference } from '../reference/index.ts'
import type { ForumData } from './load-rules.ts'

export type Needs = Readonly<{
  audit: Audit
  publicLog: PublicLog
  reference: Reference
  identity: Identity
  notifications: Notifications
}>

/** What every action of this module is given. */
export type Deps = Needs & ForumData & Readonly<{ kit: Kit }>
