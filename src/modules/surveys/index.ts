import type { SignedIn } from '../../kernel/actor.ts'
import type { Result } from '../../kernel/result.ts'
import type { Kit, ModuleParts } from '../../platform/kit.ts'
import type { Deps, Needs } from './deps.ts'
import { SURVEY_CRON, surveyJobs } from './jobs/survey-jobs.ts'
import { loadSurveyHistory, type SurveyHistory } from './load-history.ts'
import { loadAturan } from './load-rules.ts'
import { surveysSentences } from './messages/index.ts'
import { listRoutes } from './web/kerja/list-routes.tsx'
import { paperRoutes } from './web/kerja/paper-routes.tsx'
import { soalRoutes } from './web/kerja/soal-routes.tsx'
import { surveiRoutes } from './web/kerja/survei-routes.tsx'
import { surveyDesk } from './web/kerja/work-desk.ts'
import { isiRoutes } from './web/publik/isi-routes.tsx'
import { publicRoutes } from './web/publik/public-routes.tsx'

export { SURVEY_RECORDS } from './actions/records.ts'
export type { SurveyHistory } from './load-history.ts'
export { surveyVoices } from './voices.ts'

/** The door other modules use. */
export type Surveys = Readonly<{
  /** Lay a survey out with its answers, by the same actions as real ones: for the demo region. */
  loadHistory: (actor: SignedIn, history: SurveyHistory) => Promise<Result<string>>
  deps: Deps
}>

export function createSurveys(kit: Kit, needs: Needs): Surveys {
  const deps: Deps = { ...needs, kit, aturanAt: loadAturan() }
  return { loadHistory: (actor, history) => loadSurveyHistory(deps, actor, history), deps }
}

/** Pages and jobs; `jobKit` carries the pool with the longer limit. */
export function surveysParts({ deps }: Surveys, jobKit: Kit): ModuleParts {
  return {
    name: 'surveys',
    needs: ['public-log', 'audit', 'reference'],
    sentences: [surveysSentences],
    routes: [
      ...publicRoutes(deps),
      ...isiRoutes(deps),
      ...listRoutes(deps),
      ...soalRoutes(deps),
      ...paperRoutes(deps),
      ...surveiRoutes(deps),
    ],
    jobs: surveyJobs({ ...deps, kit: jobKit }),
    cron: SURVEY_CRON,
    subscriptions: [],
    work: surveyDesk(deps),
  }
}
