import { DAY_MS } from '../../../kernel/date.ts'
import { transaction } from '../../../platform/db/database.ts'
import type { CronEntry, Jobs } from '../../../platform/jobs/jobs.ts'
import type { Deps } from '../deps.ts'
import { deleteOldKiriman } from '../store/field-store.ts'
import {
  deleteStalePhotos,
  forgetLooseFile,
  isFileNeeded,
  lockLooseFiles,
} from '../store/loose-file-store.ts'

export const PHOTO_CRON: readonly CronEntry[] = [
  { task: 'citizen-reports.sweep-photos', match: '17 * * * *' },
]

/** Longer than any upload takes: what is still loose after it has no row coming. */
const LOOSE_MS = 3_600_000
const BATCH = 200
/** As long as the draft they belong to. */
const DRAFT_DAYS = 30

export function photoJobs(deps: Deps): Jobs {
  return { 'citizen-reports.sweep-photos': () => sweepPhotos(deps) }
}

/** Remove photos of forgotten drafts, and files that no row needs any more or ever got. */
async function sweepPhotos(deps: Deps): Promise<void> {
  const { kit } = deps
  await deleteOldKiriman(kit.db, new Date(kit.now().getTime() - DRAFT_DAYS * DAY_MS))
  await deleteStalePhotos(kit.db, new Date(kit.now().getTime() - DRAFT_DAYS * DAY_MS))
  const before = new Date(kit.now().getTime() - LOOSE_MS)
  for (let swept = BATCH; swept === BATCH; ) swept = await sweepBatch(deps, before)
}

/** The file goes first, its note after: a crash between finds the note again and removes nothing twice. */
async function sweepBatch({ kit }: Deps, before: Date): Promise<number> {
  return transaction(kit.db, async (tx) => {
    const loose = await lockLooseFiles(tx, before, BATCH)
    for (const file of loose) {
      if (!(await isFileNeeded(tx, file)))
        await (file.isTersegel ? kit.sealedFiles : kit.files).remove(file.sha256)
      await forgetLooseFile(tx, file)
    }
    return loose.length
  })
}
