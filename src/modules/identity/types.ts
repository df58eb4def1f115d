import type { Actor, Grant, Role, SignedIn, Tier } from '../../kernel/actor.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { SessionGate } from '../../platform/http/session.ts'

export type Account = Readonly<{
  id: string
  kind: 'citizen' | 'officer'
  username: string
  name: string
  tier: Tier
  lang: 'id' | 'en'
}>

export type Officer = Readonly<{
  accountId: string
  name: string
  position: string
  unitKode: string
  grants: readonly Grant[]
}>

/** What other modules may ask. Personal data is returned only by functions that say so and record the look. */
export type Identity = Readonly<{
  sessions: SessionGate
  findAccount: (tx: Tx, accountId: string) => Promise<Account | undefined>
  /**
   * Name and contact of a citizen, for an officer who needs them. The look is recorded with its purpose
   * in the same transaction and shown to the citizen.
   */
  readContact: (
    tx: Tx,
    actor: Actor,
    look: { accountId: string; purpose: string; subject: { kind: string; id: string } },
  ) => Promise<Readonly<{ name: string; email?: string; phone?: string }> | undefined>
  /** Officers who hold the role today in this unit (or anywhere), acting officials included. */
  officersWith: (tx: Tx, role: Role, unitKode?: string) => Promise<readonly Officer[]>
  /** Next person up the real line (kepala OPD → sekretaris daerah → bupati), acting officials included. */
  superiorsOf: (tx: Tx, unitKode: string, level: 1 | 2 | 3) => Promise<readonly Officer[]>
  /** A citizen account for a phone number or e-mail that reported by SMS, WhatsApp or at a counter; made when new, tier unverified. */
  ensureCitizen: (
    tx: Tx,
    contact: { name?: string; email?: string; phone?: string },
  ) => Promise<Account>
  /** Names of officers by account id, for timelines and queues read by officers; one statement. */
  namesOf: (tx: Tx, accountIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /**
   * The NIK an account has shown, for asking a register about its own holder; the caller records the look with its
   * purpose. Undefined when none was shown.
   */
  nikOf: (tx: Tx, accountId: string) => Promise<string | undefined>
  /** A citizen by the login name or phone number somebody was told, for a power of attorney. */
  findCitizen: (tx: Tx, known: string) => Promise<Account | undefined>
  /** Position of an officer today, as on letters. */
  positionOf: (tx: Tx, accountId: string) => Promise<string | undefined>
  /** Today's actor for an account, for jobs and tests that act as someone. */
  actorOf: (tx: Tx, accountId: string) => Promise<SignedIn | undefined>
}>

/**
 * Personal data another module holds about an account: for the page and the download of what we hold,
 * and for an erasure. Given to `identityParts` by the composition root.
 */
export type PersonalDataSource = Readonly<{
  /** Short name shown to its owner: "Laporan". */
  name: string
  /** All of it, as values that can be written as JSON. */
  collect: (tx: Tx, accountId: string) => Promise<unknown>
  /** Remove or make anonymous what no law makes the module keep. */
  erase?: (tx: Tx, accountId: string) => Promise<void>
  /** Why the rest stays, in words its owner will read; names the law. */
  keptBecause: Readonly<{ id: string; en: string }>
}>
