import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BOXES_MAX, boxesOfTiles, readBox, TILE_COLUMNS, TILE_ROWS, writeBox } from './redaction.ts'

const tile = fc.integer({ min: 0, max: TILE_COLUMNS * TILE_ROWS - 1 })

describe('ticked tiles', () => {
  it('become one box where they are neighbours in a row, and none across rows', () => {
    expect(boxesOfTiles(['0', '1', '3', '7', '8'])).toEqual([
      { x: 0, y: 0, w: 0.25, h: 1 / 6 },
      { x: 0.375, y: 0, w: 0.125, h: 1 / 6 },
      { x: 0.875, y: 0, w: 0.125, h: 1 / 6 },
      { x: 0, y: 1 / 6, w: 0.125, h: 1 / 6 },
    ])
  })

  it('cover exactly what was ticked, in no more boxes than may be painted', () => {
    fc.assert(
      fc.property(fc.uniqueArray(tile, { maxLength: 48 }), (tiles) => {
        const boxes = boxesOfTiles(tiles.map(String))
        const area = boxes.reduce((sum, { w, h }) => sum + w * h, 0)
        expect(area).toBeCloseTo(tiles.length / (TILE_COLUMNS * TILE_ROWS), 9)
        expect(boxes.length).toBeLessThanOrEqual(BOXES_MAX)
        for (const one of tiles) {
          const at = { x: ((one % 8) + 0.5) / 8, y: (Math.floor(one / 8) + 0.5) / 6 }
          const isCovered = boxes.some(
            ({ x, y, w, h }) => at.x > x && at.x < x + w && at.y > y && at.y < y + h,
          )
          expect(isCovered).toBe(true)
        }
      }),
    )
  })

  it('that are no tiles are passed over', () => {
    expect(boxesOfTiles(['48', '-1', 'x', '1e1', ''])).toEqual([])
  })
})

describe('a drawn box', () => {
  it('is read as it was written', () => {
    const part = fc.integer({ min: 1, max: 4_999 }).map((value) => value / 10_000)
    fc.assert(
      fc.property(part, part, part, part, (x, y, w, h) => {
        expect(readBox(writeBox({ x, y, w, h }))).toEqual({ x, y, w, h })
      }),
    )
  })

  it.each([
    '',
    '1,2,3,4',
    '0.5,0.5,0.6,0.1',
    '0.1,0.1,0.0,0.1',
    '0.1,0.1,0.1',
    'a,b,c,d',
    '-0.1,0.1,0.1,0.1',
  ])('written %s is none', (text) => {
    expect(readBox(text)).toBeUndefined()
  })
})
