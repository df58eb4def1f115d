import type { Tx } from '../../platform/db/database.ts'
import type { Kit, ModuleParts } from '../../platform/kit.ts'
import { type Invitation, type Invited, invite } from './actions/invite.ts'
import { type ScoreQuestion, scoreOf, scoresOf } from './actions/score.ts'
import { apiRoutes } from './api/v1-skm.ts'
import type { Deps, Needs } from './deps.ts'
import type { BelumCukup, Skor } from './domain/nilai.ts'
import { SKM_CRON, skmJobs } from './jobs/skm-jobs.ts'
import { loadRules } from './load-rules.ts'
import { satisfactionSentences } from './messages/index.ts'
import { NOTICES } from './messages/notices.ts'
import { type LayananRow, upsertLayanan } from './store/layanan-store.ts'
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

/** The door other modules use. */
export type Satisfaction = Readonly<{
  /** Invite whom a service was finished for, in the transaction that finishes it; once per subject. */
  invite: (tx: Tx, invitation: Invitation) => Promise<Invited>
  /** Tell names of services before any is finished: paper forms can be entered for them then. */
  nameServices: (tx: Tx, services: readonly LayananRow[]) => Promise<void>
  /** Score of a service over the last four quarters, everywhere or of one unit; or too few answers. */
  scoreOf: (tx: Tx, question: ScoreQuestion) => Promise<Skor | BelumCukup>
  /** The same for many services by one statement. */
  scoresOf: (tx: Tx, kode: readonly string[]) => Promise<ReadonlyMap<string, Skor | BelumCukup>>
  deps: Deps
}>

export function createSatisfaction(kit: Kit, needs: Needs): Satisfaction {
  needs.notifications.declare(NOTICES)
  const deps: Deps = { ...needs, kit, rules: loadRules() }
  return {
    invite: (tx, invitation) => invite(deps, tx, invitation),
    nameServices: (tx, services) => upsertLayanan(tx, services, kit.now()),
    scoreOf: (tx, question) => scoreOf(deps, tx, question),
    scoresOf: (tx, kode) => scoresOf(deps, tx, kode),
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
