import { HOUR_MS } from '../../../kernel/date.ts'
import { createLimiter } from '../../../platform/http/limiter.ts'
import type { Kit } from '../../../platform/kit.ts'
import type { Allowance, Needs } from '../deps.ts'
import type { Sistem } from '../domain/register.ts'
import { takeQuota } from '../store/sistem-store.ts'

/** Far above what a counter needs in an hour, far below what is worth to whoever collects people's data. */
const ASKED_PER_HOUR_MAX = 120

/**
 * The day's number of the agreement, counted on a connection of its own: a question that was asked counts,
 * whatever becomes of the work it was for. And a bound on what one account can ask for in an hour.
 */
export function createAllowance(kit: Kit, env: Needs['env']): Allowance {
  const perAccount = createLimiter({
    limit: ASKED_PER_HOUR_MAX,
    windowMs: HOUR_MS,
    now: () => kit.now().getTime(),
  })
  const exhaustedOn = new Map<Sistem, string>()
  const max: Partial<Record<Sistem, number>> =
    env.DUKCAPIL_QUOTA === undefined ? {} : { dukcapil: env.DUKCAPIL_QUOTA }
  return {
    mayAsk: async (sistem, askedBy) => {
      const tanggal = kit.today()
      if (exhaustedOn.get(sistem) === tanggal) return false
      if (askedBy !== undefined && perAccount.hit(askedBy) > 0) return false
      const quota = max[sistem]
      return quota === undefined || takeQuota(kit.db, { sistem, tanggal, max: quota })
    },
    noteExhausted: (sistem) => {
      exhaustedOn.set(sistem, kit.today())
    },
  }
}
