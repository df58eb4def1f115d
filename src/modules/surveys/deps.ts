import type { Tx } from '../../platform/db/database.ts'
import type { Kit } from '../../platform/kit.ts'
import type { Audit } from '../audit/index.ts'
import type { PublicLog } from '../public-log/index.ts'
import type { Reference } from '../reference/index.ts'
import type { AturanAt } from './load-rules.ts'

/** A survey of another module that stands in the list beside ours. */
export type SurveiResmi = Readonly<{
  judul: Readonly<{ id: string; en: string }>
  href: string
  terakhir: string | null
}>

export type Needs = Readonly<{
  audit: Audit
  publicLog: PublicLog
  reference: Reference
  /** Surveys the law asks for that other modules hold: the satisfaction survey. */
  resmi?: (tx: Tx) => Promise<readonly SurveiResmi[]>
}>

/** What every action of this module is given. */
export type Deps = Needs & Readonly<{ kit: Kit; aturanAt: AturanAt }>
