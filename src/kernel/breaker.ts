/**
 * A door to somebody else's server that shuts after failures in a row, so that the server gets air, our
 * queue does not fill and nobody waits for an answer that will not come. After the pause one try goes
 * through; it opens the door or doubles the pause.
 */

/** How the other side has fared: failures in a row, and until when it is left alone. */
export type Breaker = Readonly<{ gagalBeruntun: number; istirahatSampai: Date | null }>

/** When it shuts and for how long; the pause doubles with each further failure. */
export type BreakerRules = Readonly<{ failuresMax: number; pauseMs: number; pauseMaxMs: number }>

/** As after a success. */
export const RESTED: Breaker = { gagalBeruntun: 0, istirahatSampai: null }

/** One that is resting is not called. */
export function isResting({ istirahatSampai }: Breaker, now: Date): boolean {
  return istirahatSampai !== null && istirahatSampai > now
}

/** Has rested and not yet proved itself: a single try may go through. */
export function isOnTrial(breaker: Breaker, now: Date): boolean {
  return breaker.istirahatSampai !== null && !isResting(breaker, now)
}

/** @returns how it stands after one more failure */
export function afterFailure(
  { gagalBeruntun }: Breaker,
  now: Date,
  { failuresMax, pauseMs, pauseMaxMs }: BreakerRules,
): Breaker {
  const count = gagalBeruntun + 1
  if (count < failuresMax) return { gagalBeruntun: count, istirahatSampai: null }
  const restMs = Math.min(pauseMs * 2 ** (count - failuresMax), pauseMaxMs)
  return { gagalBeruntun: count, istirahatSampai: new Date(now.getTime() + restMs) }
}
