import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAP_PX, readZoom, tapAccuracyM, tappedAt, viewOf, ZOOM_MAX } from './map-view.ts'

const sketch = { width: 376, height: 284 }
const zoom = fc.integer({ min: 0, max: ZOOM_MAX })
const coordinate = fc.double({ min: -50, max: 450, noNaN: true })

describe('the map to tap', () => {
  it('shows all of the region at first, tall or wide', () => {
    for (const shape of [sketch, { width: 376, height: 900 }, { width: 376, height: 80 }]) {
      const view = viewOf(shape, 0, { x: 5, y: 5 })
      expect(view.x).toBeLessThanOrEqual(0)
      expect(view.y).toBeLessThanOrEqual(0)
      expect(view.x + view.width).toBeGreaterThanOrEqual(shape.width - 0.02)
      expect(view.y + view.height).toBeGreaterThanOrEqual(shape.height - 0.02)
    }
  })

  it('means its middle when tapped in the middle, at any zoom and size', () => {
    fc.assert(
      fc.property(zoom, coordinate, coordinate, fc.constantFrom(1, 2), (z, x, y, scale) => {
        const view = viewOf(sketch, z, { x, y })
        const tap = { x: (MAP_PX.width * scale) / 2, y: (MAP_PX.height * scale) / 2 }
        const at = tappedAt(view, tap, scale)
        expect(at.x).toBeCloseTo(view.x + view.width / 2, 6)
        expect(at.y).toBeCloseTo(view.y + view.height / 2, 6)
      }),
    )
  })

  it('is more exact with every step closer', () => {
    const errors = [0, 1, 2, 3, 4].map((z) => tapAccuracyM(viewOf(sketch, z, { x: 9, y: 9 }), 100))
    expect(errors.toSorted((a, b) => b - a)).toEqual(errors)
    expect(errors.at(-1)).toBeLessThan(60)
  })

  it('reads a zoom it knows, and starts with the whole map otherwise', () => {
    expect(['2', '9', '-1', '', '1e3', '²'].map(readZoom)).toEqual([2, ZOOM_MAX, 0, 0, 0, 0])
  })
})
