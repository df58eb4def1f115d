import type { Kit, ModuleParts } from '../../platform/kit.ts'
import type { Deps, Needs } from './deps.ts'
import { createMeasureChains, MEASURE_CHAINS } from './jobs/measure-chains.ts'
import { traceSentences } from './messages/index.ts'
import { traceRoutes } from './web/routes.tsx'

export { MEASURE_CHAINS } from './jobs/measure-chains.ts'

/** One rupiah followed through every module; only pages, a link nobody else owns, and a figure measured at night. */
export function traceParts(kit: Kit, jobKit: Kit, needs: Needs): ModuleParts {
  const deps: Deps = { ...needs, kit }
  return {
    name: 'trace',
    needs: ['audit', 'fiscal'],
    sentences: [traceSentences],
    routes: traceRoutes(deps),
    jobs: { [MEASURE_CHAINS]: createMeasureChains({ ...deps, kit: jobKit }) },
    cron: [{ task: MEASURE_CHAINS, match: '40 2 * * *' }],
    subscriptions: [],
  }
}
