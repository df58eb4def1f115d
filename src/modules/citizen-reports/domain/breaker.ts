/** How a partner has fared: failures in a row, and until when it is left alone. */
export type Breaker = Readonly<{ gagalBeruntun: number; istirahatSampai: Date | null }>

const FAILURES_MAX = 3
const PAUSE_MS = 5 * 60_000
const PAUSE_MAX_MS = 6 * 3_600_000

/** A partner that is resting is not called: its server gets air, and our queue does not fill. */
export function isResting({ istirahatSampai }: Breaker, now: Date): boolean {
  return istirahatSampai !== null && istirahatSampai > now
}

/** After the third failure in a row: five minutes of rest, doubled with each further one, six hours at most. */
export function afterFailure({ gagalBeruntun }: Breaker, now: Date): Breaker {
  const count = gagalBeruntun + 1
  if (count < FAILURES_MAX) return { gagalBeruntun: count, istirahatSampai: null }
  const pauseMs = Math.min(PAUSE_MS * 2 ** (count - FAILURES_MAX), PAUSE_MAX_MS)
  return { gagalBeruntun: count, istirahatSampai: new Date(now.getTime() + pauseMs) }
}

export const RESTED: Breaker = { gagalBeruntun: 0, istirahatSampai: null }
