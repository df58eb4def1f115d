import { describe, expect, it } from 'vitest'
import { boundsOfPath, shortCount } from './map-marks.ts'

describe('boundsOfPath', () => {
  it('follows absolute starts and relative steps, over several rings', () => {
    expect(boundsOfPath('M10 20l5 -3l-8 1zM0 40l1 1z')).toEqual({
      minX: 0,
      minY: 17,
      maxX: 15,
      maxY: 41,
    })
  })

  it('knows no box of nothing', () => {
    expect(boundsOfPath('')).toBeUndefined()
  })
})

describe('shortCount', () => {
  it.each([
    [7, '7', '7'],
    [999, '999', '999'],
    [1_000, '1,0rb', '1.0k'],
    [1_249, '1,2rb', '1.2k'],
    [9_960, '10rb', '10k'],
    [38_400, '38rb', '38k'],
    [999_499, '999rb', '999k'],
    [1_000_000, '1,0jt', '1.0m'],
  ])('writes %d as %s and %s', (count, id, en) => {
    expect(shortCount(count, 'id')).toBe(id)
    expect(shortCount(count, 'en')).toBe(en)
  })
})
