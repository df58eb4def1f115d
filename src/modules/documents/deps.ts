import type { Env } from '../../env.ts'
import type { Kit } from '../../platform/kit.ts'
import type { Outside } from '../../platform/outside/index.ts'
import type { LocalAuthority } from '../../platform/pki/local-authority.ts'
import type { Audit } from '../audit/index.ts'
import type { PublicLog } from '../public-log/index.ts'
import type { Reference } from '../reference/index.ts'
import type { Signers } from './signers/signers.ts'

export type DocumentsNeeds = Readonly<{
  audit: Audit
  publicLog: PublicLog
  reference: Reference
  outside: Outside
  env: Pick<Env, 'BSRE_URL' | 'BSRE_USER' | 'BSRE_KEY' | 'BSRE_CERT'>
}>

/** What every action of this module is given. */
export type Deps = DocumentsNeeds &
  Readonly<{ kit: Kit; authority: LocalAuthority; signers: Signers }>
