import { describe, expect, it } from 'vitest'
import { pickForInspection } from './inspection.ts'

describe('re-inspection', () => {
  it('draws the asked share over all possible lots', () => {
    let drawn = 0
    for (let a = 0; a < 256; a += 1)
      for (let b = 0; b < 256; b += 1) if (pickForInspection(Uint8Array.of(a, b), 0.05)) drawn += 1
    expect(drawn / 65_536).toBeCloseTo(0.05, 3)
  })

  it('draws nothing at share 0 and everything at share 1', () => {
    expect(pickForInspection(Uint8Array.of(0, 0), 0)).toBe(false)
    expect(pickForInspection(Uint8Array.of(255, 255), 1)).toBe(true)
  })
})
