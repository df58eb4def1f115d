import type { Audit } from './modules/audit/index.ts'
import {
  createOpinions,
  OPINION_RECORDS,
  type Opinions,
  opinionsParts,
} from './modules/opinions/index.ts'
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

export type VoicesHouse = Readonly<{ surveys: Surveys; opinions: Opinions }>

type Needs = Readonly<{
  audit: Audit
  publicLog: PublicLog
  reference: Reference
  satisfaction: Satisfaction
}>

/** What residents are asked beside the services they use. */
export function openVoicesHouse(kit: Kit, needs: Needs): VoicesHouse {
  return {
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

/** Acts of these modules that the public log tells of. */
export const VOICES_RECORDS = [SURVEY_RECORDS, OPINION_RECORDS]

export function voicesParts(
  { surveys, opinions }: VoicesHouse,
  jobKit: Kit,
): readonly ModuleParts[] {
  return [surveysParts(surveys, jobKit), opinionsParts(opinions, jobKit)]
}
