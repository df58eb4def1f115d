import type { CronEntry, Jobs } from '../../../platform/jobs/jobs.ts'
import { keepHours } from '../actions/hitung.ts'
import type { Deps } from '../deps.ts'

const HOURS = 'ballots.hours'

/** Every minute: votes open and close by the clock. */
export const BALLOTS_CRON: readonly CronEntry[] = [{ task: HOURS, match: '* * * * *' }]

export function ballotsJobs(deps: Deps): Jobs {
  return {
    [HOURS]: async () => {
      const moved = await keepHours(deps)
      if (moved.length > 0) deps.kit.log.info({ event: HOURS, moved }, 'votes opened or closed')
    },
  }
}
