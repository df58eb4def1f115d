import { DAY_MS } from '../../../kernel/date.ts'
import { transaction } from '../../../platform/db/database.ts'
import type { CronEntry, Jobs } from '../../../platform/jobs/jobs.ts'
import { readFigures } from '../actions/figures.ts'
import { deleteOldDrafts, letGoOfBytes, listReleasable } from '../store/berkas-store.ts'
import { claim, isNeeded, lockLoose } from '../store/loose-store.ts'
import { actForHouse } from '../store/row-policy.ts'
import type { Deps } from '../types.ts'

const CLEAN_UP = 'vault.clean-up'
export const RETENTION_CRON: readonly CronEntry[] = [{ task: CLEAN_UP, match: '37 * * * *' }]

/** Longer than any upload takes: what is still loose after it has no row coming. */
const LOOSE_MS = 3_600_000
const BATCH = 200

export function retentionJobs(deps: Deps): Jobs {
  return { [CLEAN_UP]: () => cleanUp(deps) }
}

/** Old drafts, removed documents that no case needs any more, and bytes without a row. */
async function cleanUp(deps: Deps): Promise<void> {
  for (let released = BATCH; released === BATCH; ) released = await release(deps)
  for (let swept = BATCH; swept === BATCH; ) swept = await sweep(deps)
}

function release({ kit }: Deps): Promise<number> {
  const now = kit.now()
  return transaction(kit.db, async (tx) => {
    await actForHouse(tx)
    const { draftDays, keepDays } = await readFigures(tx, kit.today())
    await deleteOldDrafts(tx, new Date(now.getTime() - draftDays * DAY_MS))
    const before = new Date(now.getTime() - keepDays * DAY_MS)
    const ready = await listReleasable(tx, { today: kit.today(), before, limit: BATCH })
    await letGoOfBytes(
      tx,
      ready.map(({ id }) => id),
      now,
    )
    return ready.length
  })
}

/** The file goes first, its note after: a crash between finds the note again and removes nothing twice. */
function sweep({ kit }: Deps): Promise<number> {
  return transaction(kit.db, async (tx) => {
    await actForHouse(tx)
    const loose = await lockLoose(tx, new Date(kit.now().getTime() - LOOSE_MS), BATCH)
    for (const { segelSha256 } of loose) {
      if (!(await isNeeded(tx, segelSha256))) await kit.sealedFiles.remove(segelSha256)
      await claim(tx, segelSha256)
    }
    return loose.length
  })
}
