import { addMonths, monthOf, startOfDay, zoneOf } from '../../kernel/date.ts'
import { transaction } from '../../platform/db/database.ts'
import type { CronEntry, Jobs } from '../../platform/jobs/jobs.ts'
import type { Kit } from '../../platform/kit.ts'
import { saveCount, saveResults } from './store.ts'
import type { VoiceSource } from './types.ts'

const COUNT = 'participation.count'
const RESULTS_KEPT = 10

/** Every ten minutes. */
export const PARTICIPATION_CRON: readonly CronEntry[] = [{ task: COUNT, match: '*/10 * * * *' }]

/**
 * Count every kind, and note its newest results. One kind after another, each in a transaction of its own: the pages
 * of taking part read a dozen rows instead of every module's tables.
 */
export async function countVoices(
  kit: Pick<Kit, 'db' | 'now' | 'today' | 'region'>,
  sources: readonly VoiceSource[],
): Promise<void> {
  const countedAt = kit.now()
  const since = beginOf(kit)
  for (const { kode, count, results } of sources)
    await transaction(kit.db, async (tx) => {
      if (count !== undefined)
        await saveCount(tx, { kode, since, countedAt, ...(await count(tx, since, countedAt)) })
      if (results !== undefined) await saveResults(tx, kode, await results(tx, RESULTS_KEPT))
    })
}

/** First instant of the month eleven months ago: twelve months with the running one, as statistics elsewhere count. */
function beginOf({ today, region }: Pick<Kit, 'today' | 'region'>): Date {
  return startOfDay(zoneOf(region()), addMonths(monthOf(today()), -11))
}

export function participationJobs(kit: Kit, sources: readonly VoiceSource[]): Jobs {
  return { [COUNT]: () => countVoices(kit, sources) }
}
