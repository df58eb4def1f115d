import type { CronEntry, Jobs } from '../../../platform/jobs/jobs.ts'
import type { Counters } from '../actions/counters.ts'

export const COUNTER_CRON: readonly CronEntry[] = [
  { task: 'citizen-reports.fold-counters', match: '* * * * *' },
]

/** Counters kept short of waiting changes; the rebuild is for imports and by hand. */
export function counterJobs(counters: Counters): Jobs {
  return {
    'citizen-reports.fold-counters': async () => {
      await counters.fold()
    },
    'citizen-reports.rebuild-counters': () => counters.rebuild(),
  }
}
