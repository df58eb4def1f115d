import type { Audit } from './modules/audit/index.ts'
import {
  BALLOT_DATA,
  BALLOT_RECORDS,
  type Ballots,
  ballotsParts,
  createBallots,
} from './modules/ballots/index.ts'
import {
  createForums,
  FORUM_DATA,
  FORUM_RECORDS,
  type Forums,
  forumsParts,
} from './modules/forums/index.ts'
import type { Identity } from './modules/identity/index.ts'
import type { Notifications } from './modules/notifications/index.ts'
import {
  createOpinions,
  OPINION_RECORDS,
  type Opinions,
  opinionsParts,
} from './modules/opinions/index.ts'
import type { Partners } from './modules/partners/index.ts'
import type { PublicLog } from './modules/public-log/index.ts'
import type { Reference } from './modules/reference/index.ts'
import type { Satisfaction } from './modules/satisfaction/index.ts'
import {
  createSurveys,
  SURVEY_RECORDS,
  type Surveys,
  surveysParts,
} from './modules/surveys/index.ts'
import type { Kit, ModuleParts } from './platform/kit.ts'

export type VoicesHouse = Readonly<{
  surveys: Surveys
  opinions: Opinions
  ballots: Ballots
  forums: Forums
}>

type Needs = Readonly<{
  audit: Audit
  publicLog: PublicLog
  reference: Reference
  notifications: Notifications
  identity: Identity
  partners: Partners
  satisfaction: Satisfaction
}>

/** What residents are asked beside the services they use, and what they vote on. */
export function openVoicesHouse(kit: Kit, needs: Needs): VoicesHouse {
  return {
    forums: createForums(kit, needs),
    ballots: openBallots(kit, needs),
    opinions: createOpinions(kit, needs),
    surveys: createSurveys(kit, {
      ...needs,
      // The satisfaction survey is the official one: it stands in the list, its scores stay where they are.
      resmi: async (tx) => [
        {
          judul: { id: 'Survei kepuasan masyarakat (SKM)', en: 'Satisfaction survey (SKM)' },
          href: '/skm',
          terakhir: (await needs.satisfaction.lastPublished(tx)) ?? null,
        },
      ],
    }),
  }
}

/** Votes, with the population register as the one that says where somebody lives. */
function openBallots(kit: Kit, { partners, ...needs }: Needs): Ballots {
  return createBallots(kit, {
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
}

/** What the public log tells of these modules, and what they hold about an account. */
export const VOICES = {
  records: [SURVEY_RECORDS, OPINION_RECORDS, BALLOT_RECORDS, FORUM_RECORDS],
  data: [BALLOT_DATA, FORUM_DATA],
}

export function voicesParts(
  { surveys, opinions, ballots, forums }: VoicesHouse,
  jobKit: Kit,
): readonly ModuleParts[] {
  return [
    ballotsParts(ballots, jobKit),
    surveysParts(surveys, jobKit),
    opinionsParts(opinions, jobKit),
    forumsParts(forums, jobKit),
  ]
}
