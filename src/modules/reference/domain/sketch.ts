import type { Area, BoundingBox, Point, Ring } from '../../../kernel/geo.ts'
import { boundingBox, representativePoint } from '../../../kernel/geo.ts'
import type { MapShape, SketchMap } from '../types.ts'

/** An area with its code and name, as read from a boundary file. */
export type NamedArea = Readonly<{ kode: string; nama: string; area: Area }>

export type SketchSource = Readonly<{
  kecamatan: readonly NamedArea[]
  roads: readonly Ring[]
  rivers: readonly Ring[]
}>

const WIDTH = 376
const MARGIN = 10
/** Points closer than this to the line between their neighbours are left out, in map units. */
const TOLERANCE = 0.9

/**
 * A flat sketch of the region for maps drawn on the server: a few hundred bytes per kecamatan, whole
 * map units, equirectangular around the middle latitude (under 0.1 % off over a regency).
 */
export function drawSketch(source: SketchSource): SketchMap {
  const box = unionBox(source.kecamatan.map(({ area }) => boundingBox(area)))
  const project = createProjection(box)
  const height = Math.ceil(project({ lat: box.south, lon: box.west }).y + MARGIN)
  const line = (ring: Ring) => toPath(ring, project, false)
  return {
    width: WIDTH,
    height,
    bounds: { minLat: box.south, minLon: box.west, maxLat: box.north, maxLon: box.east },
    kecamatan: source.kecamatan.map((named) => toShape(named, project)),
    roads: source.roads.map(line),
    rivers: source.rivers.map(line),
  }
}

type Projection = (point: Point) => Readonly<{ x: number; y: number }>

function createProjection(box: BoundingBox): Projection {
  const middle = (((box.north + box.south) / 2) * Math.PI) / 180
  const scale = (WIDTH - 2 * MARGIN) / ((box.east - box.west) * Math.cos(middle) || 1)
  return ({ lat, lon }) => ({
    x: MARGIN + (lon - box.west) * Math.cos(middle) * scale,
    y: MARGIN + (box.north - lat) * scale,
  })
}

/** Where a point lies on the sketch. */
export function projectOn(sketch: SketchMap, point: Point): Readonly<{ x: number; y: number }> {
  const { minLat, minLon, maxLat, maxLon } = sketch.bounds
  return createProjection({ south: minLat, west: minLon, north: maxLat, east: maxLon })(point)
}

/** The place under a position of the sketch: the inverse of `projectOn`, for picking on a map. */
export function unprojectFrom(sketch: SketchMap, at: Readonly<{ x: number; y: number }>): Point {
  const { minLat, minLon, maxLat, maxLon } = sketch.bounds
  const middle = (((maxLat + minLat) / 2) * Math.PI) / 180
  const scale = (WIDTH - 2 * MARGIN) / ((maxLon - minLon) * Math.cos(middle) || 1)
  return {
    lat: maxLat - (at.y - MARGIN) / scale,
    lon: minLon + (at.x - MARGIN) / (Math.cos(middle) * scale),
  }
}

function toShape({ kode, nama, area }: NamedArea, project: Projection): MapShape {
  const rings =
    area.type === 'Polygon'
      ? area.coordinates.slice(0, 1)
      : area.coordinates.map((polygon) => polygon[0] ?? [])
  const inner = representativePoint(area)
  const label = inner.ok ? project(inner.value) : { x: 0, y: 0 }
  return {
    kode,
    nama,
    path: rings.map((ring) => toPath(ring, project, true)).join(''),
    labelX: Math.round(label.x),
    labelY: Math.round(label.y),
  }
}

type Flat = Readonly<{ x: number; y: number }>

function toPath(ring: Ring, project: Projection, isClosed: boolean): string {
  const points = simplify(ring.map(([lon = 0, lat = 0]) => project({ lat, lon })))
  const whole = points.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }))
  const [first = { x: 0, y: 0 }, ...rest] = whole
  let before = first
  const steps = rest.flatMap((point) => {
    const step = `l${point.x - before.x} ${point.y - before.y}`
    if (point.x === before.x && point.y === before.y) return []
    before = point
    return [step]
  })
  return `M${first.x} ${first.y}${steps.join('')}${isClosed ? 'z' : ''}`
}

/** Douglas-Peucker without recursion. A closed ring is split at its farthest point first. */
function simplify(points: readonly Flat[]): readonly Flat[] {
  if (points.length <= 4) return points
  const keep = new Uint8Array(points.length)
  keep[0] = 1
  keep[points.length - 1] = 1
  const stretches: [number, number][] = [[0, points.length - 1]]
  for (let stretch = stretches.pop(); stretch !== undefined; stretch = stretches.pop()) {
    const [from, to] = stretch
    const far = farthest(points, from, to)
    if (far === undefined) continue
    keep[far] = 1
    stretches.push([from, far], [far, to])
  }
  return points.filter((_, index) => keep[index] === 1)
}

function farthest(points: readonly Flat[], from: number, to: number): number | undefined {
  const [a, b] = [points[from], points[to]]
  if (a === undefined || b === undefined) return undefined
  let best: number | undefined
  let bestDistance = TOLERANCE
  for (let index = from + 1; index < to; index += 1) {
    const point = points[index]
    const distance = point === undefined ? 0 : distanceToLine(point, a, b)
    if (distance > bestDistance) {
      best = index
      bestDistance = distance
    }
  }
  return best
}

function distanceToLine(point: Flat, a: Flat, b: Flat): number {
  const length = Math.hypot(b.x - a.x, b.y - a.y)
  if (length === 0) return Math.hypot(point.x - a.x, point.y - a.y)
  return Math.abs((b.x - a.x) * (a.y - point.y) - (a.x - point.x) * (b.y - a.y)) / length
}

function unionBox(boxes: readonly BoundingBox[]): BoundingBox {
  return {
    south: Math.min(...boxes.map((box) => box.south)),
    west: Math.min(...boxes.map((box) => box.west)),
    north: Math.max(...boxes.map((box) => box.north)),
    east: Math.max(...boxes.map((box) => box.east)),
  }
}
