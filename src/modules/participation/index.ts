import type { Kit, ModuleParts } from '../../platform/kit.ts'
import { PARTICIPATION_CRON, participationJobs } from './jobs.ts'
import type { VoiceSource } from './types.ts'
import { hubRoutes } from './web/hub-routes.tsx'
import { ownRoutes } from './web/own-routes.tsx'

export { endOfDay } from './end-of-day.ts'
export type {
  OpenNow,
  Result as VoiceResult,
  Voice,
  VoiceCount,
  VoiceKey,
  VoiceSource,
  Words as VoiceWords,
} from './types.ts'

/**
 * The pages where taking part begins, and where a person finds every answer. Knows no other module: each kind of
 * input comes as a source. `jobKit` carries the pool with the longer limit.
 */
export function participationParts(
  kit: Kit,
  jobKit: Kit,
  sources: readonly VoiceSource[],
): ModuleParts {
  return {
    name: 'participation',
    needs: [],
    routes: [...hubRoutes(kit, sources), ...ownRoutes(kit, sources)],
    jobs: participationJobs(jobKit, sources),
    cron: PARTICIPATION_CRON,
    subscriptions: [],
  }
}
