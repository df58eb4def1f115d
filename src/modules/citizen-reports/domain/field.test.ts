import { describe, expect, it } from 'vitest'
import { orderStops } from './field.ts'

const here = { lat: -7.6, lon: 110.8 }
const stop = (name: string, metres: number | undefined, day: number | null) => ({
  name,
  point: metres === undefined ? undefined : { lat: here.lat + metres / 111_195, lon: here.lon },
  tenggatAt: day === null ? null : new Date(Date.UTC(2026, 10, day)),
})
const stops = [stop('jauh', 5_000, 1), stop('dekat', 200, 9), stop('tanpa', undefined, null)]
const names = (order: 'jarak' | 'tenggat', from: typeof here | undefined) =>
  orderStops(stops, { order, here: from }).map((one) => one.stop.name)

describe('a shortlist', () => {
  it('by the way there starts with the nearest, and ends with what has no point', () => {
    expect(names('jarak', here)).toEqual(['dekat', 'jauh', 'tanpa'])
  })

  it('by promise starts with what is due first, wherever it is', () => {
    expect(names('tenggat', here)).toEqual(['jauh', 'dekat', 'tanpa'])
  })

  it('goes by promise while nobody knows where the officer is', () => {
    expect(names('jarak', undefined)).toEqual(['jauh', 'dekat', 'tanpa'])
  })

  it('tells the metres to each stop that has a point', () => {
    const metres = orderStops(stops, { order: 'jarak', here }).map((one) => one.metres)
    expect(metres[0]).toBeCloseTo(200, 0)
    expect(metres[2]).toBeUndefined()
  })
})
