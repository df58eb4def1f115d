import type { Actor } from '../../kernel/actor.ts'
import type { Tanggal } from '../../kernel/date.ts'
import type { Result } from '../../kernel/result.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Kit } from '../../platform/kit.ts'
import type { Audit } from '../audit/index.ts'
import type { Documents, Issued, NewLetter } from '../documents/index.ts'
import type { Identity } from '../identity/index.ts'
import type { Notifications } from '../notifications/index.ts'
import type { PublicLog } from '../public-log/index.ts'
import type { Reference } from '../reference/index.ts'
import type { Aturan } from './domain/aturan.ts'

export type Needs = Readonly<{
  audit: Audit
  publicLog: Pick<PublicLog, 'append'>
  reference: Reference
  notifications: Pick<Notifications, 'declare' | 'notify'>
  identity: Pick<Identity, 'officersWith'>
  /** Issues the signed minutes. */
  issueLetter: (tx: Tx, actor: Actor, letter: NewLetter) => Promise<Result<Issued>>
  /** The file of the minutes, once it is signed. */
  letterFile: Documents['pdfOf']
}>

/** What every action of this module is given. */
export type Deps = Needs & Readonly<{ kit: Kit; aturanAt: (date: Tanggal) => Aturan }>
