import type { Kit } from '../../platform/kit.ts'
import type { Audit } from '../audit/index.ts'
import type { Notifications } from '../notifications/index.ts'
import type { PublicLog } from '../public-log/index.ts'
import type { Reference } from '../reference/index.ts'
import type { Rules } from './load-rules.ts'
import type { LayananRow } from './store/layanan-store.ts'

export type Needs = Readonly<{
  audit: Audit
  publicLog: PublicLog
  reference: Reference
  notifications: Notifications
  /** Services people may apply for, for paper forms; left out where nothing is asked on paper. */
  services?: () => Promise<readonly LayananRow[]>
}>

/** What every action of this module is given. */
export type Deps = Needs & Readonly<{ kit: Kit; rules: Rules }>
