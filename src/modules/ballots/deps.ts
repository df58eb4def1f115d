import type { Actor } from '../../kernel/actor.ts'
import type { Kit } from '../../platform/kit.ts'
import type { Seal } from '../../platform/seal.ts'
import type { Audit } from '../audit/index.ts'
import type { Identity } from '../identity/index.ts'
import type { PublicLog } from '../public-log/index.ts'
import type { Reference } from '../reference/index.ts'
import type { TakeIn } from './actions/masuk.ts'

/** What the population register says about where somebody lives. */
export type DomisiliSaid =
  | Readonly<{ kind: 'ditemukan'; desaKode: string }>
  | Readonly<{ kind: 'tidak-ditemukan' | 'tidak-terjangkau' }>

export type Needs = Readonly<{
  audit: Audit
  publicLog: PublicLog
  reference: Reference
  identity: Pick<Identity, 'nikOf' | 'findCitizen'>
  /** Where the holder of a NIK lives, asked for this purpose and shown to them; outside any transaction. */
  askDomisili: (
    question: Readonly<{ nik: string; accountId: string; actor: Actor; tujuan: string }>,
  ) => Promise<DomisiliSaid>
}>

/** What every action of this module is given. */
export type Deps = Needs &
  Readonly<{
    kit: Kit
    seal: Seal
    /** Puts a ballot into its box, with those that come at the same time. */
    takeIn: TakeIn
    /** A person within one vote, so that nobody without the installation's key knows who it is. */
    personKey: (pungutanId: string, nik: string) => Uint8Array
  }>
