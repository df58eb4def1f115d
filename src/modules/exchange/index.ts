import type { Kit, ModuleParts } from '../../platform/kit.ts'
import type { Deps, Needs } from './deps.ts'
import { exchangeSentences } from './messages/index.ts'
import { exchangeRoutes } from './web/routes.tsx'

export { exportAnggaran, exportSp2d } from './actions/export.ts'
export { loadBentuk } from './load-bentuk.ts'

/** Ours against what SIPD, SIMDA and Siskeudes say. */
export function exchangeParts(kit: Kit, needs: Needs): ModuleParts {
  const deps: Deps = { ...needs, kit }
  return {
    name: 'exchange',
    needs: ['audit', 'fiscal'],
    sentences: [exchangeSentences],
    routes: exchangeRoutes(deps),
    jobs: {},
    cron: [],
    subscriptions: [],
  }
}
