import type { Tx } from '../../platform/db/database.ts'
import { countUnread } from './store.ts'

const FRESH_MS = 20_000
const ACCOUNTS_MAX = 5_000

/** How many notices someone has not read, for the bell in the masthead. */
export type UnreadKeeper = Readonly<{
  of: (accountId: string) => Promise<number>
  forget: (accountId: string) => void
}>

/** One small statement in twenty seconds for each person who is signed in, whatever they look at. */
export function createUnreadKeeper(db: Tx, now: () => Date): UnreadKeeper {
  const kept = new Map<string, Readonly<{ count: number; atMs: number }>>()
  return {
    of: async (accountId) => {
      const nowMs = now().getTime()
      const known = kept.get(accountId)
      if (known !== undefined && Math.abs(nowMs - known.atMs) < FRESH_MS) return known.count
      const count = await countUnread(db, accountId)
      if (kept.size >= ACCOUNTS_MAX) kept.clear()
      kept.set(accountId, { count, atMs: nowMs })
      return count
    },
    forget: (accountId) => {
      kept.delete(accountId)
    },
  }
}
