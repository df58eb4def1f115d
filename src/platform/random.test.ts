import { describe, expect, it } from 'vitest'
import { freshRandom } from './random.ts'

describe('random bytes from stock', () => {
  it('are as many as asked for and never the same twice, across several stocks', () => {
    const seen = new Set<string>()
    for (let round = 0; round < 3_000; round += 1) {
      const bytes = freshRandom(16)
      expect(bytes).toHaveLength(16)
      seen.add(bytes.toString('hex'))
    }
    expect(seen.size).toBe(3_000)
    expect(freshRandom(5_000)).toHaveLength(5_000)
    expect(freshRandom(0)).toHaveLength(0)
  })

  it('belong to whoever got them: later calls change nothing in them', () => {
    const first = freshRandom(32)
    const before = first.toString('hex')
    for (let round = 0; round < 1_000; round += 1) freshRandom(64)
    expect(first.toString('hex')).toBe(before)
    expect(before).not.toBe('00'.repeat(32))
  })
})
