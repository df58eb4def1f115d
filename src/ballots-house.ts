import type { Audit } from './modules/audit/index.ts'
import {
  BALLOT_DATA,
  BALLOT_RECORDS,
  type Ballots as BallotsModule,
  ballotsParts,
  createBallots,
} from './modules/ballots/index.ts'
import type { Identity } from './modules/identity/index.ts'
import type { Partners } from './modules/partners/index.ts'
import type { PublicLog } from './modules/public-log/index.ts'
import type { Reference } from './modules/reference/index.ts'
import type { Kit, ModuleParts } from './platform/kit.ts'

/** What votes leave in the public log, and what they hold about an account. */
export const BALLOTS = { records: BALLOT_RECORDS, data: BALLOT_DATA }

export type Ballots = BallotsModule & Readonly<{ parts: ModuleParts }>

export type BallotsNeeds = Readonly<{
  audit: Audit
  publicLog: PublicLog
  reference: Reference
  identity: Identity
  partners: Partners
}>

/** Votes, with the population register as the one that says where somebody lives. */
export function openBallots(
  { kit, jobKit }: Readonly<{ kit: Kit; jobKit: Kit }>,
  { partners, ...needs }: BallotsNeeds,
): Ballots {
  const ballots = createBallots(kit, {
    ...needs,
    askDomisili: async ({ nik, accountId, actor, tujuan }) => {
      const subject = { kind: 'akun', id: accountId }
      const question = { nik, accountId, actor, tujuan, subject, bidang: ['desaKode'] as const }
      const said = await partners.person(kit.db, question)
      if (said.kind === 'tidak-terjangkau') return said
      const desaKode = said.kind === 'ditemukan' ? said.person.desaKode : undefined
      return desaKode === undefined ? { kind: 'tidak-ditemukan' } : { kind: 'ditemukan', desaKode }
    },
  })
  return { ...ballots, parts: ballotsParts(ballots, jobKit) }
}
