import { transaction } from '../../../platform/db/database.ts'
import type { CronEntry, Jobs } from '../../../platform/jobs/jobs.ts'
import { publishDue } from '../actions/publish.ts'
import type { Deps } from '../deps.ts'
import { shuffleJawaban } from '../store/jawaban-store.ts'
import { forgetExpired, rewriteUsed } from '../store/undangan-store.ts'

const PUBLISH = 'satisfaction.publish'
const SHUFFLE = 'satisfaction.shuffle'

/** 00.30 and 02.15 in western Indonesia. */
export const SKM_CRON: readonly CronEntry[] = [
  { task: PUBLISH, match: '30 17 * * *' },
  { task: SHUFFLE, match: '15 19 * * *' },
]

export function skmJobs(deps: Deps): Jobs {
  return {
    [PUBLISH]: async () => {
      const periode = await publishDue(deps)
      if (periode.length > 0)
        deps.kit.log.info({ event: PUBLISH, periode }, 'satisfaction scores published')
    },
    [SHUFFLE]: () => unlink(deps),
  }
}

/**
 * Take away what still ties an answer to its invitation: the transaction both were written by, and the
 * order they lie in. Answers and invitations are written anew by transactions of their own, the invitations
 * all of them that may still be opened, so that none is told from another.
 */
async function unlink({ kit }: Deps): Promise<void> {
  const now = kit.now()
  await transaction(kit.db, (tx) => shuffleJawaban(tx))
  await transaction(kit.db, async (tx) => {
    await forgetExpired(tx, now)
    await rewriteUsed(tx, now)
  })
}
