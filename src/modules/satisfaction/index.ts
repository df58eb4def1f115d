import type { Actor } from '../../kernel/actor.ts'
import type { Result } from '../../kernel/result.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Kit, ModuleParts } from '../../platform/kit.ts'
import { answerSurvey } from './actions/answer.ts'
import { type Invitation, type Invited, invite } from './actions/invite.ts'
import { type PlanKey, savePlan } from './actions/plan.ts'
import { publishDue } from './actions/publish.ts'
import { type ScoreQuestion, scoreOf, scoresOf } from './actions/score.ts'
import { apiRoutes } from './api/v1-skm.ts'
import type { Deps, Needs } from './deps.ts'
import type { JawabanForm } from './domain/jawaban.ts'
import type { BelumCukup, Skor } from './domain/nilai.ts'
import type { Rencana, RencanaForm } from './domain/rencana.ts'
import { SKM_CRON, skmJobs } from './jobs/skm-jobs.ts'
import { loadRules } from './load-rules.ts'
import { satisfactionSentences } from './messages/index.ts'
import { NOTICES } from './messages/notices.ts'
import { listPublished } from './store/terbitan-store.ts'
import { surveyRoutes } from './web/isi/survey-routes.tsx'
import { deskRoutes } from './web/kerja/desk-routes.tsx'
import { paperRoutes } from './web/kerja/paper-routes.tsx'
import { surveyDesk } from './web/kerja/work-desk.ts'
import { publicRoutes } from './web/publik/public-routes.tsx'
import { reportRoutes } from './web/publik/report-routes.tsx'

export type { Invitation, Invited } from './actions/invite.ts'
export { SKM_DATA } from './actions/personal-data.ts'
export { SKM_RECORDS } from './actions/records.ts'
export type { ScoreQuestion } from './actions/score.ts'
export type { BelumCukup, Skor } from './domain/nilai.ts'
export { addQuarters, endOf, periodeKode, periodeOf, quarterOf } from './domain/periode.ts'
export type { LayananRow } from './store/layanan-store.ts'
export { satisfactionVoices } from './voices.ts'

/** The door other modules use. */
export type Satisfaction = Readonly<{
  /** Invite whom a service was finished for, in the transaction that finishes it; once per subject. */
  invite: (tx: Tx, invitation: Invitation) => Promise<Invited>
  /** Take the answer behind a token, as its page does. */
  answer: (token: string, form: JawabanForm) => Promise<Result<void>>
  /** Write what a unit will do about one of its lowest elements, as its head does. */
  plan: (actor: Actor, key: PlanKey, form: RencanaForm) => Promise<Result<Rencana>>
  /** Publish every period that is over for long enough. @returns their codes */
  publish: () => Promise<readonly string[]>
  /** Score of a service over the last four quarters, everywhere or of one unit; or too few answers. */
  scoreOf: (tx: Tx, question: ScoreQuestion) => Promise<Skor | BelumCukup>
  /** The same for many services by one statement. */
  scoresOf: (tx: Tx, kode: readonly string[]) => Promise<ReadonlyMap<string, Skor | BelumCukup>>
  /** Code of the period that was published last; undefined before the first. */
  lastPublished: (tx: Tx) => Promise<string | undefined>
  deps: Deps
}>

export function createSatisfaction(kit: Kit, needs: Needs): Satisfaction {
  needs.notifications.declare(NOTICES)
  const deps: Deps = { ...needs, kit, rules: loadRules() }
  return {
    invite: (tx, invitation) => invite(deps, tx, invitation),
    answer: (token, form) => answerSurvey(deps, token, form),
    plan: (actor, key, form) => savePlan(deps, { actor, key }, form),
    publish: () => publishDue(deps),
    scoreOf: (tx, question) => scoreOf(deps, tx, question),
    scoresOf: (tx, kode) => scoresOf(deps, tx, kode),
    lastPublished: async (tx) => (await listPublished(tx, 1))[0],
    deps,
  }
}

/** Pages and jobs; `jobKit` carries the pool with the longer limit. */
export function satisfactionParts({ deps }: Satisfaction, jobKit: Kit): ModuleParts {
  return {
    name: 'satisfaction',
    needs: ['public-log', 'audit', 'reference', 'notifications', 'identity'],
    sentences: [satisfactionSentences],
    routes: [
      ...publicRoutes(deps),
      ...reportRoutes(deps),
      ...surveyRoutes(deps),
      ...deskRoutes(deps),
      ...paperRoutes(deps),
      ...apiRoutes(deps),
    ],
    jobs: skmJobs({ ...deps, kit: jobKit }),
    cron: SKM_CRON,
    subscriptions: [],
    work: surveyDesk(deps),
  }
}
