import type { Kit, ModuleParts } from '../../platform/kit.ts'
import type { Deps, Needs } from './deps.ts'
import { MUSRENBANG_CRON, musrenbangJobs, musrenbangSubscriptions } from './jobs/musrenbang-jobs.ts'
import { loadAturan } from './load-aturan.ts'
import { musrenbangSentences } from './messages/index.ts'
import { NOTICES } from './messages/notices.ts'
import { asalRoutes } from './web/asal-routes.tsx'
import { baruRoutes } from './web/baru-routes.tsx'
import { kerjaRoutes } from './web/kerja-routes.tsx'
import { musrenbangDesk } from './web/meja.ts'
import { periksaRoutes } from './web/periksa-routes.tsx'
import { publikRoutes } from './web/publik-routes.tsx'
import { rapatRoutes } from './web/rapat-routes.tsx'
import { usulanRoutes } from './web/usulan-routes.tsx'

export { MUSRENBANG_DATA } from './actions/personal-data.ts'
export { MUSRENBANG_RECORDS } from './actions/records.ts'

export type Musrenbang = Readonly<{ deps: Deps }>

/** Meetings from the RW to the regency, and proposals that keep one number for life. */
export function createMusrenbang(kit: Kit, needs: Needs): Musrenbang {
  needs.notifications.declare(NOTICES)
  return { deps: { ...needs, kit, data: loadAturan() } }
}

/** Pages, jobs, and who is told; `jobKit` carries the pool with the longer limit. */
export function musrenbangParts({ deps }: Musrenbang, jobKit: Kit): ModuleParts {
  const jobDeps: Deps = { ...deps, kit: jobKit }
  return {
    name: 'musrenbang',
    needs: [
      'public-log',
      'audit',
      'reference',
      'notifications',
      'identity',
      'fiscal',
      'planning',
      'documents',
    ],
    sentences: [musrenbangSentences],
    routes: [
      ...publikRoutes(deps),
      ...asalRoutes(deps),
      ...baruRoutes(deps),
      ...usulanRoutes(deps),
      ...kerjaRoutes(deps),
      ...rapatRoutes(deps),
      ...periksaRoutes(deps),
    ],
    work: musrenbangDesk(deps),
    jobs: musrenbangJobs(jobDeps),
    cron: MUSRENBANG_CRON,
    subscriptions: musrenbangSubscriptions(jobDeps),
  }
}
