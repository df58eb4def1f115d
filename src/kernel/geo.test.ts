import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Area,
  type BoundingBox,
  boundingBox,
  boxContains,
  distanceM,
  INDONESIA_BOX,
  type MultiPolygon,
  type Point,
  type Polygon,
  parseLatLon,
  pointInPolygon,
  type Ring,
  representativePoint,
  roundPoint,
} from './geo.ts'

const at = (lat: number, lon: number): Point => ({ lat, lon })
const square = (west: number, south: number, size: number): Ring => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
]
const SQUARE: Polygon = { type: 'Polygon', coordinates: [square(110, -8, 2)] }
const RING_ROAD: Polygon = {
  type: 'Polygon',
  coordinates: [square(110, -8, 3), square(111, -7, 1)],
}
const ISLANDS: MultiPolygon = {
  type: 'MultiPolygon',
  coordinates: [[square(110, -8, 1)], [square(114, -8, 2)]],
}
// A bay in the shape of a U: the centroid lies in the water.
const BAY: Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [10, 0],
      [10, 10],
      [9, 10],
      [9, 1],
      [1, 1],
      [1, 10],
      [0, 10],
      [0, 0],
    ],
  ],
}

describe('distanceM', () => {
  it('of a degree of latitude is 111.2 km, and of nothing is zero', () => {
    expect(distanceM(at(0, 110), at(1, 110))).toBeCloseTo(111_195, 0)
    expect(distanceM(at(-7, 112), at(-7, 112))).toBe(0)
  })

  it('shrinks with the cosine of the latitude, and reaches half round the earth', () => {
    expect(distanceM(at(60, 0), at(60, 0.01))).toBeCloseTo(556, 0)
    expect(distanceM(at(0, 0), at(0, 180))).toBeCloseTo(20_015_115, -1)
  })

  it('is the same both ways and never longer than a detour', () => {
    const anyPoint = fc.record({
      lat: fc.double({ min: -11, max: 6, noNaN: true }),
      lon: fc.double({ min: 95, max: 141, noNaN: true }),
    })
    fc.assert(
      fc.property(anyPoint, anyPoint, anyPoint, (a, b, c) => {
        expect(distanceM(a, b)).toBeCloseTo(distanceM(b, a), 6)
        expect(distanceM(a, c)).toBeLessThanOrEqual(distanceM(a, b) + distanceM(b, c) + 1e-6)
      }),
    )
  })
})

describe('pointInPolygon', () => {
  it.each<[string, Area, Point, boolean]>([
    ['the middle of a square', SQUARE, at(-7, 111), true],
    ['north of it', SQUARE, at(-5.9, 111), false],
    ['east of it', SQUARE, at(-7, 112.1), false],
    ['the height of a corner, outside', SQUARE, at(-8, 109), false],
    ['a hole', RING_ROAD, at(-6.5, 111.5), false],
    ['beside the hole', RING_ROAD, at(-6.5, 110.5), true],
    ['the first island', ISLANDS, at(-7.5, 110.5), true],
    ['the second island', ISLANDS, at(-7.5, 115), true],
    ['the sea between', ISLANDS, at(-7.5, 112.5), false],
    ['the water of a bay', BAY, at(5, 5), false],
    ['its shore', BAY, at(5, 0.5), true],
  ])('of %s', (_, area, point, expected) => {
    expect(pointInPolygon(point, area)).toBe(expected)
  })
})

describe('boundingBox', () => {
  it('holds all islands', () => {
    expect(boundingBox(ISLANDS)).toEqual({ south: -8, west: 110, north: -6, east: 116 })
  })

  it('of an area without edges is a bug', () => {
    expect(() => boundingBox({ type: 'Polygon', coordinates: [] })).toThrow('edges')
  })

  it('counts its border as inside', () => {
    const box: BoundingBox = { south: 0, west: 0, north: 1, east: 1 }
    expect(boxContains(box, at(0, 1))).toBe(true)
    expect(boxContains(box, at(0, 1.001))).toBe(false)
    expect(boxContains(box, at(-0.001, 0))).toBe(false)
  })
})

describe('representativePoint', () => {
  it.each<[string, Area]>([
    ['a square', SQUARE],
    ['a ring', RING_ROAD],
    ['islands', ISLANDS],
    ['a bay', BAY],
  ])('lies inside %s', (_, area) => {
    const point = representativePoint(area)
    expect(point.ok && pointInPolygon(point.value, area)).toBe(true)
  })

  it('of islands lies on the widest one', () => {
    expect(representativePoint(ISLANDS)).toMatchObject({ value: { lon: 115 } })
  })

  it('lies inside any star, however jagged', () => {
    const radii = fc.array(fc.double({ min: 0.1, max: 3, noNaN: true }), {
      minLength: 3,
      maxLength: 60,
    })
    fc.assert(
      fc.property(radii, (list) => {
        const corners = list.map((radius, index) => {
          const angle = (2 * Math.PI * index) / list.length
          return [112 + radius * Math.cos(angle), -7 + radius * Math.sin(angle)]
        })
        const area: Polygon = { type: 'Polygon', coordinates: [[...corners, corners[0] ?? []]] }
        const point = representativePoint(area)
        expect(point.ok && pointInPolygon(point.value, area)).toBe(true)
      }),
    )
  })

  it.each<[string, Ring[]]>([
    ['nothing', []],
    [
      'a point',
      [
        [
          [1, 1],
          [1, 1],
        ],
      ],
    ],
    [
      'a line',
      [
        [
          [1, 1],
          [1, 2],
          [1, 1],
        ],
      ],
    ],
  ])('refuses %s', (_, coordinates) => {
    expect(representativePoint({ type: 'Polygon', coordinates })).toMatchObject({
      refusals: [{ code: 'POLIGON_KOSONG' }],
    })
  })

  it('takes a position of one number as a bug', () => {
    const broken: Polygon = { type: 'Polygon', coordinates: [[[1], [2]]] }
    expect(() => representativePoint(broken)).toThrow('longitude and latitude')
  })
})

describe('parseLatLon', () => {
  it.each([
    ['-7.2575', '112.7521', -7.2575, 112.7521],
    [' -7,2575 ', '112,7521', -7.2575, 112.7521],
    ['+1', '100', 1, 100],
    ['0', '110', 0, 110],
  ])('reads %j, %j', (lat, lon, latitude, longitude) => {
    expect(parseLatLon({ lat, lon })).toEqual({ ok: true, value: at(latitude, longitude) })
  })

  it('takes numbers from a file as they are', () => {
    expect(parseLatLon({ lat: 1e-7, lon: 110 })).toEqual({ ok: true, value: at(1e-7, 110) })
    expect(parseLatLon({ lat: Number.NaN, lon: 110 }).ok).toBe(false)
  })

  it.each([
    ['', '112', ['LINTANG_TIDAK_TERBACA']],
    ['-7', '112 BT', ['BUJUR_TIDAK_TERBACA']],
    ['x', 'y', ['LINTANG_TIDAK_TERBACA', 'BUJUR_TIDAK_TERBACA']],
    ['999', '112', ['LINTANG_TIDAK_TERBACA']],
    ['-7', '181', ['BUJUR_TIDAK_TERBACA']],
    ['112.7', '-7.2', ['TITIK_TERTUKAR']],
    ['0', '0', ['TITIK_DI_LUAR_WILAYAH']],
    ['-7', '94', ['TITIK_DI_LUAR_WILAYAH']],
    ['1'.repeat(100_000), '1', ['LINTANG_TIDAK_TERBACA']],
  ])('refuses %.9j, %j with %j', (lat, lon, codes) => {
    expect(parseLatLon({ lat, lon })).toMatchObject({
      refusals: codes.map((code) => ({ code })),
    })
  })

  it('asks for a point within the given region', () => {
    expect(parseLatLon({ lat: -7, lon: 111 }, boundingBox(SQUARE)).ok).toBe(true)
    expect(parseLatLon({ lat: -7, lon: 115 }, boundingBox(SQUARE)).ok).toBe(false)
    expect(boxContains(INDONESIA_BOX, at(-7, 115))).toBe(true)
  })
})

describe('roundPoint', () => {
  it('blurs to the given decimals, and leaves no negative zero', () => {
    expect(roundPoint(at(-7.257_53, 112.752_18), 3)).toEqual(at(-7.258, 112.752))
    expect(roundPoint(at(-0.000_1, 110.4), 0)).toEqual(at(0, 110))
    expect(() => roundPoint(at(0, 0), 8)).toThrow('0 to 7')
  })
})
