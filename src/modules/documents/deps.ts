import type { Kit } from '../../platform/kit.ts'
import type { LocalAuthority } from '../../platform/pki/local-authority.ts'
import type { Audit } from '../audit/index.ts'
import type { PublicLog } from '../public-log/index.ts'
import type { Reference } from '../reference/index.ts'
import type { Signers } from './signers/signers.ts'

export type DocumentsNeeds = Readonly<{
  audit: Audit
  publicLog: PublicLog
  reference: Reference
}>

/** What every action of this module is given. */
export type Deps = DocumentsNeeds &
  Readonly<{ kit: Kit; authority: LocalAuthority; signers: Signers }>
