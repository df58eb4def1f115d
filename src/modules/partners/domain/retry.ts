const FIRST_MS = 60_000
const LONGEST_MS = 3_600_000

/**
 * When a comparison that the register would not take is tried again: after a minute, then twice as long each
 * time, an hour at most. It never gives up; what was taken on somebody's word stays marked until it is compared.
 *
 * @param tries made so far
 */
export function nextTry(tries: number, now: Date): Date {
  return new Date(now.getTime() + Math.min(FIRST_MS * 2 ** tries, LONGEST_MS))
}
