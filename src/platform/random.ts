import { randomBytes, randomFillSync } from 'node:crypto'

const POOL_BYTES = 8_192
const pool = Buffer.allocUnsafeSlow(POOL_BYTES)
let used = POOL_BYTES

/**
 * Random bytes of the operating system, fetched in stock: every request needs a few, and a call for
 * sixteen bytes costs as much as one for thousands. What was handed out is wiped from the stock.
 */
export function freshRandom(count: number): Buffer {
  if (count > POOL_BYTES / 8) return randomBytes(count)
  if (used + count > POOL_BYTES) {
    randomFillSync(pool)
    used = 0
  }
  const taken = Buffer.from(pool.subarray(used, used + count))
  pool.fill(0, used, used + count)
  used += count
  return taken
}
