import type { Vertex } from './sketch.ts'

/** Corners in order without repeating the first; counter-clockwise once `counterClockwise` was asked. */
export type Ring = readonly Vertex[]

/** Corner at an index that may run past either end. */
export function corner(ring: Ring, index: number): Vertex {
  const vertex = ring[((index % ring.length) + ring.length) % ring.length]
  if (vertex === undefined) throw new Error('a ring without corners')
  return vertex
}

function cross(o: Vertex, a: Vertex, b: Vertex): number {
  return (a.lon - o.lon) * (b.lat - o.lat) - (a.lat - o.lat) * (b.lon - o.lon)
}

/** Twice the area, exact, positive when counter-clockwise. In square hundred-thousandths of a degree. */
export function doubleArea(ring: Ring): number {
  const origin = corner(ring, 0)
  return ring.reduce((sum, vertex, i) => sum + cross(origin, vertex, corner(ring, i + 1)), 0)
}

export function counterClockwise(ring: Ring): Ring {
  return doubleArea(ring) < 0 ? ring.toReversed() : ring
}

export function distance(a: Vertex, b: Vertex): number {
  return Math.hypot(a.lon - b.lon, a.lat - b.lat)
}

/** Even-odd rule; a point on the edge may answer either way. */
export function contains(ring: Ring, point: Vertex): boolean {
  let isInside = false
  ring.forEach((a, i) => {
    const b = corner(ring, i + 1)
    if (a.lat > point.lat === b.lat > point.lat) return
    const lon = a.lon + ((point.lat - a.lat) / (b.lat - a.lat)) * (b.lon - a.lon)
    if (point.lon < lon) isInside = !isInside
  })
  return isInside
}

/** Do two segments share a point? Touching ends count. */
export function meets(a: Vertex, b: Vertex, [c, d]: readonly [Vertex, Vertex]): boolean {
  const sides = [cross(a, b, c), cross(a, b, d), cross(c, d, a), cross(c, d, b)].map(Math.sign)
  const [ofC, ofD, ofA, ofB] = sides
  if (ofC !== ofD && ofA !== ofB) return true
  const isOnLine = (s: number | undefined, p: Vertex, from: Vertex, to: Vertex) =>
    s === 0 &&
    Math.min(from.lon, to.lon) <= p.lon &&
    p.lon <= Math.max(from.lon, to.lon) &&
    Math.min(from.lat, to.lat) <= p.lat &&
    p.lat <= Math.max(from.lat, to.lat)
  return (
    isOnLine(ofC, c, a, b) ||
    isOnLine(ofD, d, a, b) ||
    isOnLine(ofA, a, c, d) ||
    isOnLine(ofB, b, c, d)
  )
}

/** No two edges touch except neighbours at their common corner. */
export function isSimple(ring: Ring): boolean {
  const count = ring.length
  for (let i = 0; i < count; i++) {
    for (let j = i + 2; j < count; j++) {
      if (i === 0 && j === count - 1) continue
      const other = [corner(ring, j), corner(ring, j + 1)] as const
      if (meets(corner(ring, i), corner(ring, i + 1), other)) return false
    }
  }
  return true
}

function distanceToEdge(point: Vertex, a: Vertex, b: Vertex): number {
  const [dx, dy] = [b.lon - a.lon, b.lat - a.lat]
  const along = ((point.lon - a.lon) * dx + (point.lat - a.lat) * dy) / (dx * dx + dy * dy || 1)
  const t = Math.max(0, Math.min(1, along))
  return distance(point, { lon: a.lon + t * dx, lat: a.lat + t * dy })
}

const GRID = 24
const ROUNDS = 3

/** The point inside that lies farthest from the boundary, found on a grid that narrows round by round. */
export function innerPoint(ring: Ring): Vertex {
  const lons = ring.map((vertex) => vertex.lon)
  const lats = ring.map((vertex) => vertex.lat)
  let [west, east] = [Math.min(...lons), Math.max(...lons)]
  let [south, north] = [Math.min(...lats), Math.max(...lats)]
  let best: Readonly<{ point: Vertex; room: number }> = { point: corner(ring, 0), room: -1 }
  for (let round = 0; round < ROUNDS; round++) {
    const [stepLon, stepLat] = [(east - west) / GRID, (north - south) / GRID]
    for (let cell = 0; cell < GRID * GRID; cell++) {
      const point = {
        lon: Math.round(west + (0.5 + (cell % GRID)) * stepLon),
        lat: Math.round(south + (0.5 + Math.floor(cell / GRID)) * stepLat),
      }
      const room = contains(ring, point) ? roomAround(ring, point) : -1
      if (room > best.room) best = { point, room }
    }
    ;[west, east] = [best.point.lon - 2 * stepLon, best.point.lon + 2 * stepLon]
    ;[south, north] = [best.point.lat - 2 * stepLat, best.point.lat + 2 * stepLat]
  }
  return best.point
}

function roomAround(ring: Ring, point: Vertex): number {
  return Math.min(...ring.map((a, i) => distanceToEdge(point, a, corner(ring, i + 1))))
}
