import type { Kit, ModuleParts } from '../../platform/kit.ts'
import type { Deps, Needs } from './deps.ts'
import { leadershipSentences } from './messages/index.ts'
import { leadershipRoutes } from './web/routes.tsx'

/** The leaders' board: reads what other modules show, keeps what agencies explain. */
export function leadershipParts(kit: Kit, needs: Needs): ModuleParts {
  const deps: Deps = { ...needs, kit }
  return {
    name: 'leadership',
    needs: ['audit', 'fiscal'],
    sentences: [leadershipSentences],
    routes: leadershipRoutes(deps),
    jobs: {},
    cron: [],
    subscriptions: [],
  }
}
