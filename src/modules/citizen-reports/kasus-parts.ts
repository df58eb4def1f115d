import type { Kit, ModuleParts } from '../../platform/kit.ts'
import { v1Routes } from './api/v1-routes.ts'
import type { Deps } from './deps.ts'
import { FOLLOW_CRON, followJobs, followSubscriptions } from './jobs/follow-jobs.ts'
import type { CitizenReports } from './types.ts'
import { alertRoutes } from './web/kasus/alert-routes.tsx'
import { feedRoutes } from './web/kasus/feed-routes.ts'
import { kasusRoutes } from './web/kasus/kasus-routes.tsx'
import { ownProofRoutes } from './web/kasus/own-proof.tsx'
import { ownRoutes } from './web/kasus/own-routes.tsx'

/** One report's page, following, alerts, feeds, and the API for programs. */
export function kasusParts(
  reports: CitizenReports,
  jobKit: Kit,
): Pick<ModuleParts, 'routes' | 'jobs' | 'cron' | 'subscriptions'> {
  const jobDeps: Deps = { ...reports.deps, kit: jobKit }
  return {
    routes: [
      ...kasusRoutes(reports),
      ...alertRoutes(reports),
      ...ownProofRoutes(reports),
      ...ownRoutes(reports),
      ...feedRoutes(reports),
      ...v1Routes(reports),
    ],
    jobs: followJobs(jobDeps),
    cron: FOLLOW_CRON,
    subscriptions: followSubscriptions(jobDeps),
  }
}
