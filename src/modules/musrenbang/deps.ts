import type { Actor } from '../../kernel/actor.ts'
import type { Result } from '../../kernel/result.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Kit } from '../../platform/kit.ts'
import type { Audit } from '../audit/index.ts'
import type { Issued, NewLetter } from '../documents/index.ts'
import type { Fiscal } from '../fiscal/index.ts'
import type { Notifications } from '../notifications/index.ts'
import type { Planning } from '../planning/index.ts'
import type { PublicLog } from '../public-log/index.ts'
import type { Reference } from '../reference/index.ts'
import type { DataMusrenbang } from './load-aturan.ts'

export type Needs = Readonly<{
  audit: Audit
  publicLog: Pick<PublicLog, 'append'>
  reference: Reference
  notifications: Pick<Notifications, 'declare' | 'notify'>
  fiscal: Fiscal
  planning: Pick<Planning, 'addUsulan' | 'usulan' | 'rkpdBaris'>
  /** Issues the signed minutes of a meeting. */
  issueLetter: (tx: Tx, actor: Actor, letter: NewLetter) => Promise<Result<Issued>>
}>

/** What every action of this module is given. */
export type Deps = Needs & Readonly<{ kit: Kit; data: DataMusrenbang }>
