import type { CronEntry, Jobs } from '../../../platform/jobs/jobs.ts'
import { sendDigests } from '../actions/kabar.ts'
import { escalateOverdue, publishDue } from '../actions/terbitkan.ts'
import type { Deps } from '../deps.ts'

const PUBLISH = 'forums.publish'
const OVERDUE = 'forums.overdue'
const DIGEST = 'forums.digest'

/** 00.20, 00.40 and 17.15 in western Indonesia; a month is published in the first night after it. */
export const FORUM_CRON: readonly CronEntry[] = [
  { task: PUBLISH, match: '20 17 * * *' },
  { task: OVERDUE, match: '40 17 * * *' },
  { task: DIGEST, match: '15 10 * * *' },
]

export function forumJobs(deps: Deps): Jobs {
  const { log } = deps.kit
  return {
    [PUBLISH]: async () => {
      const published = await publishDue(deps)
      if (published.length > 0) log.info({ event: PUBLISH, published }, 'moderation published')
    },
    [OVERDUE]: async () => {
      const told = await escalateOverdue(deps)
      if (told > 0) log.info({ event: OVERDUE, told }, 'unanswered questions escalated')
    },
    [DIGEST]: async () => {
      const told = await sendDigests(deps)
      if (told > 0) log.info({ event: DIGEST, told }, 'followers told')
    },
  }
}
