import type { Kit, ModuleParts } from '../../platform/kit.ts'
import { healthRoutes } from './health.ts'
import type { PortalNeeds } from './needs.ts'
import { openRoutes } from './open-routes.tsx'
import { portalRoutes } from './routes.tsx'
import { beat } from './store.ts'
import { workRoutes } from './work-routes.tsx'

export { errorView } from './about.page.tsx'
export { recordRestored } from './store.ts'
export { readWeights, type Weight } from './weights.ts'

/** The front door: home, status, accessibility, probes; one beat a minute for the uptime. */
export function portalParts(kit: Kit, needs: PortalNeeds): ModuleParts {
  return {
    name: 'portal',
    needs: ['public-log', 'reference', 'citizen-reports', 'services'],
    routes: [
      ...portalRoutes(kit, needs),
      ...openRoutes(kit),
      ...workRoutes(kit, needs),
      ...healthRoutes(kit, needs.metrics),
    ],
    jobs: { 'portal.beat': () => beat(kit.db, kit.now()) },
    cron: [{ task: 'portal.beat', match: '* * * * *' }],
    subscriptions: [],
  }
}
