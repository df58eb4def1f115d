import type { Kit } from '../../platform/kit.ts'
import type { Audit } from '../audit/index.ts'
import type { Fiscal } from '../fiscal/index.ts'
import type { PublicLog } from '../public-log/index.ts'
import type { Reference } from '../reference/index.ts'

export type Needs = Readonly<{
  audit: Audit
  reference: Reference
  fiscal: Fiscal
  publicLog: Pick<PublicLog, 'append'>
}>

/** What every action of this module is given. */
export type Deps = Needs & Readonly<{ kit: Kit }>
