import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kotakText, parseKotak } from './list-filter.ts'
import {
  cellKotak,
  cellLevelOf,
  cellOf,
  clusterPoints,
  SEL_DERAJAT,
  widerKotak,
} from './map-cells.ts'

const lon = fc.double({ min: 95, max: 141, noNaN: true })
const lat = fc.double({ min: -11, max: 6, noNaN: true })

describe('map cells', () => {
  it.each([
    [0.5, 0],
    [0.13, 0],
    [0.1, 1],
    [0.01, 2],
  ])('a view %d degrees wide shows level %d', (width, tingkat) => {
    const kotak = { barat: 111, selatan: -9, timur: 111 + width, utara: -8.99 }
    expect(cellLevelOf(kotak)?.tingkat).toBe(tingkat)
  })

  it('show cases one by one in a narrow view', () => {
    expect(
      cellLevelOf({ barat: 111, selatan: -9, timur: 111.0025, utara: -8.9975 }),
    ).toBeUndefined()
  })

  it('hold the positions that are counted in them, edges once', () => {
    fc.assert(
      fc.property(lon, fc.constantFrom(...SEL_DERAJAT), (degrees, sisi) => {
        const { barat, timur } = cellKotak({ x: cellOf(degrees, sisi), y: 0 }, sisi)
        expect(barat - 1e-6).toBeLessThanOrEqual(degrees)
        expect(degrees).toBeLessThan(timur + 1e-6)
      }),
    )
    expect(cellOf(0.07, 0.01)).toBe(7)
    expect(cellOf(111.01, 0.0025)).toBe(44_404)
  })

  it('survive the way through an address', () => {
    fc.assert(
      fc.property(lon, lat, fc.constantFrom(...SEL_DERAJAT), (east, north, sisi) => {
        const kotak = cellKotak({ x: cellOf(east, sisi), y: cellOf(north, sisi) }, sisi)
        expect(parseKotak(kotakText(kotak))).toEqual(kotak)
      }),
    )
  })

  it('lie in the cell one step out, until the step is the region', () => {
    const fine = cellKotak({ x: 44_404, y: -3_604 }, 0.0025)
    const wider = widerKotak(fine)
    expect(wider).toEqual(cellKotak({ x: 11_101, y: -901 }, 0.01))
    expect(widerKotak(cellKotak({ x: 2_775, y: -226 }, 0.04))).toBeUndefined()
  })

  it.each(['', '1,2,3', '1,2,1,3', '5,5,4,6', '999,0,1000,1', 'a,b,c,d', '1e3,0,2,1', '\u0000'])(
    'refuse %j as a box',
    (text) => {
      expect(parseKotak(text)).toBeUndefined()
    },
  )
})

describe('clusterPoints', () => {
  it('gathers every point once, each inside the box its cluster leads to', () => {
    const kotak = { barat: 111, selatan: -9, timur: 111.0025, utara: -8.9975 }
    const point = fc.record({
      lat: fc.double({ min: -9, max: -8.9975, noNaN: true }),
      lon: fc.double({ min: 111, max: 111.0025, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(point, { maxLength: 50 }), (points) => {
        const clusters = clusterPoints(points, kotak)
        expect(clusters.flatMap((one) => one.points).length).toBe(points.length)
        for (const cluster of clusters)
          for (const one of cluster.points) {
            expect(one.lat).toBeGreaterThan(cluster.kotak.selatan)
            expect(one.lat).toBeLessThan(cluster.kotak.utara)
            expect(one.lon).toBeGreaterThan(cluster.kotak.barat)
            expect(one.lon).toBeLessThan(cluster.kotak.timur)
          }
      }),
    )
  })
})
