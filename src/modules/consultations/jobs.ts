import { type Subscription, subscribe } from '../../platform/events/outbox.ts'
import type { CronEntry, Jobs } from '../../platform/jobs/jobs.ts'
import { notifyPengirim } from './actions/kabar.ts'
import { markOverdue } from './actions/pantau.ts'
import type { Deps } from './deps.ts'
import { masukanBergerak } from './events.ts'

const OVERDUE = 'consultations.lewat'

/** 01.20 in western Indonesia. */
export const CONSULTATION_CRON: readonly CronEntry[] = [{ task: OVERDUE, match: '20 18 * * *' }]

export function consultationJobs(deps: Deps): Jobs {
  return {
    [OVERDUE]: async () => {
      const marked = await markOverdue(deps)
      if (marked > 0) deps.kit.log.info({ event: OVERDUE, marked }, 'inputs wait too long')
    },
  }
}

/** Whoever sent an input is told, outside the transaction that answered it. */
export function consultationSubscriptions(deps: Deps): readonly Subscription[] {
  return [
    subscribe(masukanBergerak, 'consultations:kabar', (tx, berita) =>
      notifyPengirim(deps, tx, berita),
    ),
  ]
}
