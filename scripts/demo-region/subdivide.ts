import {
  contains,
  corner,
  counterClockwise,
  distance,
  doubleArea,
  isSimple,
  type Ring,
} from './polygon.ts'
import { createRandom } from './random.ts'
import type { Vertex } from './sketch.ts'

/** Length of the pieces a border is broken into: about 440 m. */
const PIECE_LENGTH = 400
/** How far a broken border may leave the straight line, as a share of its length. */
const ROUGHNESS = [0.16, 0.09, 0.04, 0]
/** How far the parts may differ from equal shares before a shorter border is worth less. */
const SHARE_TOLERANCE = 0.07

/**
 * Break a straight border into a natural-looking one. The same two ends always give the same line, so
 * both neighbours get the same corners whichever is drawn first.
 *
 * @returns the corners strictly between the ends, from `a` to `b`
 */
export function roughen(a: Vertex, b: Vertex, roughness: number): readonly Vertex[] {
  const isForward = a.lon < b.lon || (a.lon === b.lon && a.lat < b.lat)
  const [from, to] = isForward ? [a, b] : [b, a]
  const random = createRandom(`${from.lon},${from.lat},${to.lon},${to.lat}`)
  const points = breakUp(from, to, { random, roughness })
  return isForward ? points : points.toReversed()
}

type Breaking = Readonly<{ random: () => number; roughness: number }>

function breakUp(a: Vertex, b: Vertex, breaking: Breaking): readonly Vertex[] {
  const length = distance(a, b)
  if (length < 2 * PIECE_LENGTH) return []
  const aside = (breaking.random() - 0.5) * 2 * breaking.roughness
  const along = 0.42 + 0.16 * breaking.random()
  const middle = {
    lon: Math.round(a.lon + (b.lon - a.lon) * along - (b.lat - a.lat) * aside),
    lat: Math.round(a.lat + (b.lat - a.lat) * along + (b.lon - a.lon) * aside),
  }
  return [...breakUp(a, middle, breaking), middle, ...breakUp(middle, b, breaking)]
}

/** Roughen every edge of a ring. */
export function roughenRing(ring: Ring): Ring {
  const [most = 0] = ROUGHNESS
  return ring.flatMap((vertex, i) => [vertex, ...roughen(vertex, corner(ring, i + 1), most)])
}

const LINE_ROUGHNESS = 0.06

/** Bend a road or river a little; its corners stay. */
export function roughenLine(line: readonly Vertex[]): readonly Vertex[] {
  return line.flatMap((vertex, i) => {
    const next = line[i + 1]
    return next === undefined ? [vertex] : [vertex, ...roughen(vertex, next, LINE_ROUGHNESS)]
  })
}

/**
 * Cut an area into parts of roughly equal size. Cuts run only between corners that exist already, so
 * neighbouring parts, also those beyond the outer border, share every corner.
 */
export function subdivide(ring: Ring, count: number): readonly Ring[] {
  if (count === 1) return [counterClockwise(ring)]
  const first = Math.floor(count / 2)
  const [a, b] = cut(ring, first / count)
  return [...subdivide(a, first), ...subdivide(b, count - first)]
}

type Cut = Readonly<{ i: number; j: number; cost: number }>

/** The shortest cut whose first part has about the given share of the area. */
function cut(ring: Ring, share: number): readonly [Ring, Ring] {
  const candidates = possibleCuts(ring, share).toSorted((a, b) => a.cost - b.cost || a.i - b.i)
  for (const { i, j } of candidates) {
    for (const roughness of ROUGHNESS) {
      const parts = cutAlong(ring, { i, j, roughness })
      if (parts !== undefined) return nearestFirst(parts, share * doubleArea(ring))
    }
  }
  throw new Error('no cut found; give the area more corners')
}

function nearestFirst([a, b]: readonly [Ring, Ring], wanted: number): readonly [Ring, Ring] {
  const isRightWay = Math.abs(doubleArea(a) - wanted) <= Math.abs(doubleArea(b) - wanted)
  return isRightWay ? [a, b] : [b, a]
}

function possibleCuts(ring: Ring, share: number): readonly Cut[] {
  const total = doubleArea(ring)
  const size = Math.sqrt(Math.abs(total))
  const origin = corner(ring, 0)
  const sums = [0]
  ring.forEach((vertex, i) => {
    sums.push((sums[i] ?? 0) + doubleArea([origin, vertex, corner(ring, i + 1)]))
  })
  const cuts: Cut[] = []
  for (let i = 0; i < ring.length; i++) {
    for (let j = i + 3; j < ring.length && ring.length - j + i >= 3; j++) {
      const [a, b] = [corner(ring, i), corner(ring, j)]
      const between = (sums[j] ?? 0) - (sums[i] ?? 0) + doubleArea([origin, b, a])
      const part = between / total
      const off = Math.min(Math.abs(part - share), Math.abs(1 - part - share))
      if (off > SHARE_TOLERANCE) continue
      cuts.push({ i, j, cost: distance(a, b) / size + 2 * off })
    }
  }
  return cuts
}

function cutAlong(
  ring: Ring,
  { i, j, roughness }: Readonly<{ i: number; j: number; roughness: number }>,
): readonly [Ring, Ring] | undefined {
  const [a, b] = [corner(ring, i), corner(ring, j)]
  const middle = { lon: (a.lon + b.lon) / 2, lat: (a.lat + b.lat) / 2 }
  if (!contains(ring, middle)) return undefined
  const border = roughen(a, b, roughness)
  const first = [...ring.slice(i, j + 1), ...border.toReversed()]
  const second = [...ring.slice(0, i + 1), ...border, ...ring.slice(j)]
  return isSimple(first) && isSimple(second) ? [first, second] : undefined
}
