import type { Env } from '../../../env.ts'
import type { Kit, ModuleParts } from '../../../platform/kit.ts'
import { createSafeFetch } from '../../../platform/net/safe-fetch.ts'
import { readAnchors } from '../../../platform/pki/anchors.ts'
import { stampDay } from '../actions/stamp-day.ts'
import { readLatestCheckpoint } from '../store/titik-store.ts'

const STAMP = 'public-log.stamp'

/** The daily stamp; without LOG_TSA_URL the log has none. A refusal is tried again by the queue. */
export function stampParts(
  kit: Pick<Kit, 'db' | 'now' | 'randomBytes'>,
  env: Pick<Env, 'LOG_TSA_URL' | 'LOG_TSA_CERT' | 'PRIVATE_HOSTS'>,
): Pick<ModuleParts, 'jobs' | 'cron'> {
  const { LOG_TSA_URL: url, LOG_TSA_CERT: path } = env
  if (url === undefined) return { jobs: {}, cron: [] }
  const fetch = createSafeFetch({ allowPrivate: env.PRIVATE_HOSTS?.split(',') ?? [] })
  const stamp = async (): Promise<void> => {
    const done = await stampDay({
      db: kit.db,
      now: kit.now,
      randomBytes: kit.randomBytes,
      fetch,
      url,
      anchors: path === undefined ? undefined : readAnchors(path),
      latestCheckpoint: (tx) => readLatestCheckpoint(tx, 'publik'),
    })
    if (done.kind === 'refused')
      throw new Error(`time stamp refused: ${done.fault} ${done.rincian ?? ''}`.trimEnd())
  }
  return { jobs: { [STAMP]: stamp }, cron: [{ task: STAMP, match: '10 0 * * *' }] }
}
