/**
 * Fixed-window counters in memory. They slow and challenge; they never lock an owner out, because the
 * keys they count (an address, a device, an account tried from an unknown device) are the attacker's.
 */
export type Limiter = Readonly<{
  /** Count one try. @returns seconds to wait when over the limit, 0 when allowed */
  hit: (key: string) => number
  /** Forget a key, after a success. */
  forget: (key: string) => void
}>

export type LimiterOptions = Readonly<{
  limit: number
  windowMs: number
  now: () => number
  keysMax?: number
}>

export function createLimiter({ limit, windowMs, now, keysMax = 50_000 }: LimiterOptions): Limiter {
  const windows = new Map<string, { count: number; endsAt: number }>()

  const evict = (at: number) => {
    for (const [key, window] of windows) {
      if (window.endsAt <= at || windows.size > keysMax) windows.delete(key)
      else break
    }
  }

  return {
    hit: (key) => {
      const at = now()
      evict(at)
      const window = windows.get(key)
      if (window === undefined || window.endsAt <= at) {
        windows.delete(key)
        windows.set(key, { count: 1, endsAt: at + windowMs })
        return 0
      }
      window.count += 1
      return window.count <= limit ? 0 : Math.ceil((window.endsAt - at) / 1000)
    },
    forget: (key) => {
      windows.delete(key)
    },
  }
}
