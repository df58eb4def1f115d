import { DAY_MS } from '../../../kernel/date.ts'
import { transaction } from '../../../platform/db/database.ts'
import type { CronEntry, Jobs } from '../../../platform/jobs/jobs.ts'
import { closeEnded } from '../actions/publish.ts'
import type { Deps } from '../deps.ts'
import { forgetIsian, rewriteUndangan } from '../store/isian-store.ts'
import { shuffleJawaban } from '../store/jawaban-store.ts'

const CLOSE = 'surveys.close'
const SHUFFLE = 'surveys.shuffle'

/** 00.10 and 02.25 in western Indonesia. */
export const SURVEY_CRON: readonly CronEntry[] = [
  { task: CLOSE, match: '10 17 * * *' },
  { task: SHUFFLE, match: '25 19 * * *' },
]

export function surveyJobs(deps: Deps): Jobs {
  return {
    [CLOSE]: async () => {
      const closed = await closeEnded(deps)
      if (closed.length > 0) deps.kit.log.info({ event: CLOSE, closed }, 'surveys closed')
    },
    [SHUFFLE]: () => unlink(deps),
  }
}

/** Take away what still ties an answer to its invitation, and forget what was begun and never sent. */
async function unlink({ kit, aturanAt }: Deps): Promise<void> {
  const { isianHari } = aturanAt(kit.today())
  await transaction(kit.db, (tx) => shuffleJawaban(tx))
  await transaction(kit.db, async (tx) => {
    await forgetIsian(tx, new Date(kit.now().getTime() - isianHari * DAY_MS))
    await rewriteUndangan(tx)
  })
}
