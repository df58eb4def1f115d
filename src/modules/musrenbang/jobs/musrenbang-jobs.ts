import { type Subscription, subscribe } from '../../../platform/events/outbox.ts'
import type { CronEntry, Jobs } from '../../../platform/jobs/jobs.ts'
import { notifySteps } from '../actions/kabar.ts'
import { followPlans, markOverdue } from '../actions/pantau.ts'
import type { Deps } from '../deps.ts'
import { usulanBergerak } from '../events.ts'

/** See what became of proposals in plan, budget and payment. */
export const FOLLOW_PLANS = 'musrenbang.pantau'
const OVERDUE = 'musrenbang.lewat'

/** Every hour; and 01.05 in western Indonesia. */
export const MUSRENBANG_CRON: readonly CronEntry[] = [
  { task: FOLLOW_PLANS, match: '25 * * * *' },
  { task: OVERDUE, match: '5 18 * * *' },
]

export function musrenbangJobs(deps: Deps): Jobs {
  return {
    [FOLLOW_PLANS]: async () => {
      const moved = await followPlans(deps)
      if (moved > 0) deps.kit.log.info({ event: FOLLOW_PLANS, moved }, 'proposals took a step')
    },
    [OVERDUE]: async () => {
      const marked = await markOverdue(deps)
      if (marked > 0) deps.kit.log.info({ event: OVERDUE, marked }, 'proposals wait too long')
    },
  }
}

/** Who is concerned is told of every step, outside the transaction that took it. */
export function musrenbangSubscriptions(deps: Deps): readonly Subscription[] {
  return [
    subscribe(usulanBergerak, 'musrenbang:kabar', (tx, { langkah }) =>
      notifySteps(deps, tx, langkah),
    ),
  ]
}
