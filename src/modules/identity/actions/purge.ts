import { DAY_MS, HOUR_MS } from '../../../kernel/date.ts'
import { transaction } from '../../../platform/db/database.ts'
import { SESSION_LIMITS } from '../domain/session-limits.ts'
import { purgeCodes } from '../store/code-store.ts'
import { purgeSessions } from '../store/session-store.ts'
import { purgeTries } from '../store/throttle-store.ts'
import type { Deps } from './deps.ts'

/** Numbers and addresses in old codes are of no use an hour after the code died. */
const CODE_KEEP_MS = HOUR_MS
const TRIES_KEEP_MS = 2 * DAY_MS

export type Purged = Readonly<{ codes: number; sessions: number; tries: number }>

/** Remove expired codes, sessions that can never be used again, and counters of tries. */
export function purge({ kit }: Pick<Deps, 'kit'>): Promise<Purged> {
  const nowMs = kit.now().getTime()
  const before = (ms: number) => new Date(nowMs - ms)
  return transaction(kit.db, async (tx) => ({
    codes: await purgeCodes(tx, before(CODE_KEEP_MS)),
    sessions: await purgeSessions(tx, {
      lastSeen: before(SESSION_LIMITS.citizen.idleMs),
      ended: before(DAY_MS),
    }),
    tries: await purgeTries(tx, before(TRIES_KEEP_MS)),
  }))
}
