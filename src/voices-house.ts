import type { Audit } from './modules/audit/index.ts'
import {
  BALLOT_DATA,
  BALLOT_RECORDS,
  type Ballots,
  ballotsParts,
  ballotVoices,
  createBallots,
} from './modules/ballots/index.ts'
import { type CitizenReports, reportVoices } from './modules/citizen-reports/index.ts'
import {
  type Consultations,
  consultationsParts,
  consultationVoices,
  createConsultations,
  KONSULTASI_DATA,
  KONSULTASI_RECORDS,
} from './modules/consultations/index.ts'
import type { Documents } from './modules/documents/index.ts'
import {
  createForums,
  FORUM_DATA,
  FORUM_RECORDS,
  type Forums,
  forumsParts,
  forumVoices,
} from './modules/forums/index.ts'
import type { Identity } from './modules/identity/index.ts'
import { type Musrenbang, musrenbangVoices } from './modules/musrenbang/index.ts'
import type { Notifications } from './modules/notifications/index.ts'
import {
  createOpinions,
  OPINION_RECORDS,
  type Opinions,
  opinionsParts,
  opinionVoices,
} from './modules/opinions/index.ts'
import { participationParts } from './modules/participation/index.ts'
import type { Partners } from './modules/partners/index.ts'
import type { PublicLog } from './modules/public-log/index.ts'
import type { Reference } from './modules/reference/index.ts'
import { type Satisfaction, satisfactionVoices } from './modules/satisfaction/index.ts'
import {
  createSurveys,
  SURVEY_RECORDS,
  type Surveys,
  surveysParts,
  surveyVoices,
} from './modules/surveys/index.ts'
import type { Kit, ModuleParts } from './platform/kit.ts'

export type VoicesHouse = Readonly<{
  surveys: Surveys
  opinions: Opinions
  ballots: Ballots
  consultations: Consultations
  forums: Forums
}>

type Needs = Readonly<{
  audit: Audit
  publicLog: PublicLog
  reference: Reference
  identity: Identity
  partners: Partners
  satisfaction: Satisfaction
  notifications: Notifications
  documents: Pick<Documents, 'issue' | 'pdfOf'>
}>

/** What residents are asked beside the services they use, and what they vote on. */
export function openVoicesHouse(kit: Kit, needs: Needs): VoicesHouse {
  return {
    forums: createForums(kit, needs),
    ballots: openBallots(kit, needs),
    opinions: createOpinions(kit, needs),
    consultations: createConsultations(kit, {
      ...needs,
      issueLetter: needs.documents.issue,
      letterFile: needs.documents.pdfOf,
    }),
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
  records: [SURVEY_RECORDS, OPINION_RECORDS, BALLOT_RECORDS, KONSULTASI_RECORDS, FORUM_RECORDS],
  data: [BALLOT_DATA, KONSULTASI_DATA, FORUM_DATA],
}

/** What residents say elsewhere in the house, and who answers it. */
type OtherVoices = Readonly<{
  citizenReports: CitizenReports
  musrenbang: Musrenbang
}>

export function voicesParts(
  { surveys, opinions, ballots, consultations, forums }: VoicesHouse,
  { kit, jobKit }: Readonly<{ kit: Kit; jobKit: Kit }>,
  { citizenReports, musrenbang }: OtherVoices,
): readonly ModuleParts[] {
  const sources = [
    reportVoices(citizenReports),
    musrenbangVoices(musrenbang.deps),
    consultationVoices(consultations.deps),
    opinionVoices(opinions.deps),
    forumVoices(forums.deps),
    ballotVoices(),
    surveyVoices(surveys.deps),
    satisfactionVoices(),
  ]
  return [
    ballotsParts(ballots, jobKit),
    surveysParts(surveys, jobKit),
    opinionsParts(opinions, jobKit),
    consultationsParts(consultations, jobKit),
    forumsParts(forums, jobKit),
    participationParts(kit, jobKit, sources),
  ]
}
