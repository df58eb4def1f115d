/**
 * Points and polygons of one region, in degrees of WGS 84. Plane geometry on degrees is exact
 * enough for areas of a kabupaten; nothing here crosses the 180th meridian or a pole.
 */
import { assert } from './assert.ts'
import { ok, type Refusal, type Result, refuse } from './result.ts'

/** Latitude −90 to 90, longitude −180 to 180, in degrees. */
export type Point = Readonly<{ lat: number; lon: number }>

export type BoundingBox = Readonly<{ south: number; west: number; north: number; east: number }>

/** GeoJSON position: longitude first. */
export type Position = readonly number[]

/** A closed line; its first position is repeated at the end. */
export type Ring = readonly Position[]

/** GeoJSON geometries of an area; a polygon's first ring is the shore, the rest are holes. */
export type Polygon = Readonly<{ type: 'Polygon'; coordinates: readonly Ring[] }>
export type MultiPolygon = Readonly<{
  type: 'MultiPolygon'
  coordinates: readonly (readonly Ring[])[]
}>
export type Area = Polygon | MultiPolygon

/** Indonesia with its seas, generously. */
export const INDONESIA_BOX: BoundingBox = { south: -11.5, west: 94.5, north: 6.5, east: 141.5 }

const MEAN_EARTH_RADIUS_M = 6_371_008.8
const SCAN_LINES = 15

/** @returns the great-circle distance in metres; up to 0.5 % off, because the earth is no sphere */
export function distanceM(a: Point, b: Point): number {
  const halfLat = Math.sin(toRadians(b.lat - a.lat) / 2)
  const halfLon = Math.sin(toRadians(b.lon - a.lon) / 2)
  const latitudes = Math.cos(toRadians(a.lat)) * Math.cos(toRadians(b.lat))
  const chord = halfLat * halfLat + latitudes * halfLon * halfLon
  return 2 * MEAN_EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(chord)))
}

/** @returns whether the area covers the point; on the very border it may say either */
export function pointInPolygon(point: Point, area: Area): boolean {
  let isInside = false
  for (const [a, b] of edgesOf(area)) {
    if (a.lat > point.lat === b.lat > point.lat) continue
    if (point.lon < crossingLon(a, b, point.lat)) isInside = !isInside
  }
  return isInside
}

/** @returns the smallest box around the area */
export function boundingBox(area: Area): BoundingBox {
  let [south, west, north, east] = [90, 180, -90, -180]
  let isEmpty = true
  for (const [{ lat, lon }] of edgesOf(area)) {
    isEmpty = false
    south = Math.min(south, lat)
    north = Math.max(north, lat)
    west = Math.min(west, lon)
    east = Math.max(east, lon)
  }
  assert(!isEmpty, 'an area has edges')
  return { south, west, north, east }
}

/** @returns whether the box holds the point, its border included */
export function boxContains(box: BoundingBox, { lat, lon }: Point): boolean {
  return lat >= box.south && lat <= box.north && lon >= box.west && lon <= box.east
}

/**
 * A point well inside an area, for what is known only by its kelurahan. Unlike the centroid it
 * never falls into a hole, a bay, or between two islands: it is the middle of the longest stretch
 * that any of fifteen west-east lines cuts out of the area.
 *
 * @refuses POLIGON_KOSONG when the area has no inside
 */
export function representativePoint(area: Area): Result<Point> {
  const edges = [...edgesOf(area)]
  const empty = { code: 'POLIGON_KOSONG', message: 'Poligon wilayah kosong. Periksa berkas peta.' }
  if (edges.length === 0) return refuse(empty)
  const { south, north } = boundingBox(area)
  let best = { widthDegrees: 0, lat: south, lon: 0 }
  for (let line = 1; line <= SCAN_LINES; line += 1) {
    const lat = south + ((north - south) * line) / (SCAN_LINES + 1)
    const stretch = longestStretch(edges, lat)
    if (stretch.widthDegrees > best.widthDegrees) best = { ...stretch, lat }
  }
  return best.widthDegrees > 0 ? ok({ lat: best.lat, lon: best.lon }) : refuse(empty)
}

export type LatLonText = Readonly<{ lat: string | number; lon: string | number }>

/**
 * Read a position from a form, a file or a photo. Decimals with a dot or a comma.
 *
 * @param within where the point must lie: the box of the region, or of Indonesia
 * @refuses LINTANG_TIDAK_TERBACA, BUJUR_TIDAK_TERBACA (fields lat, lon), TITIK_TERTUKAR,
 *          TITIK_DI_LUAR_WILAYAH
 */
export function parseLatLon(text: LatLonText, within = INDONESIA_BOX): Result<Point> {
  const lat = parseDegrees(text.lat)
  const lon = parseDegrees(text.lon)
  const refusals: Refusal[] = []
  if (lat === undefined || Math.abs(lat) > 180) refusals.push(refuseDegrees('lat'))
  if (lon === undefined || Math.abs(lon) > 180) refusals.push(refuseDegrees('lon'))
  if (lat === undefined || lon === undefined || refusals.length > 0) return refuse(refusals)

  if (boxContains(within, { lat, lon })) return ok({ lat, lon })
  if (boxContains(within, { lat: lon, lon: lat })) {
    return refuse({
      code: 'TITIK_TERTUKAR',
      message: 'Lintang dan bujur tertukar. Tukar kedua angkanya.',
      field: 'lat',
    })
  }
  return refuse({
    code: 'TITIK_DI_LUAR_WILAYAH',
    message: 'Titik berada di luar wilayah yang dilayani. Geser penanda ke tempat kejadian.',
    field: 'lat',
  })
}

/**
 * Blur a point: 3 decimals are about 110 m, 4 about 11 m.
 *
 * @param decimals 0 to 7
 */
export function roundPoint({ lat, lon }: Point, decimals: number): Point {
  assert(Number.isInteger(decimals) && decimals >= 0 && decimals <= 7, 'decimals are 0 to 7')
  const factor = 10 ** decimals
  // Adding zero turns -0 into 0.
  const round = (degrees: number) => Math.round(degrees * factor) / factor + 0
  return { lat: round(lat), lon: round(lon) }
}

/** Every edge of every ring, holes too: inside an odd number of rings is inside the area. */
function* edgesOf(area: Area): Generator<readonly [Point, Point]> {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates
  for (const ring of polygons.flat()) {
    for (let index = 1; index < ring.length; index += 1) {
      yield [toPoint(ring[index - 1]), toPoint(ring[index])]
    }
  }
}

function toPoint(position: Position | undefined): Point {
  const [lon, lat] = position ?? []
  assert(lon !== undefined && lat !== undefined, 'a position has longitude and latitude')
  return { lat, lon }
}

function crossingLon(a: Point, b: Point, lat: number): number {
  return a.lon + ((lat - a.lat) / (b.lat - a.lat)) * (b.lon - a.lon)
}

function longestStretch(
  edges: readonly (readonly [Point, Point])[],
  lat: number,
): Readonly<{ widthDegrees: number; lon: number }> {
  const crossings = edges
    .filter(([a, b]) => a.lat > lat !== b.lat > lat)
    .map(([a, b]) => crossingLon(a, b, lat))
    .sort((a, b) => a - b)
  let best = { widthDegrees: 0, lon: 0 }
  for (let index = 1; index < crossings.length; index += 2) {
    const west = crossings[index - 1] ?? 0
    const east = crossings[index] ?? 0
    if (east - west > best.widthDegrees)
      best = { widthDegrees: east - west, lon: (west + east) / 2 }
  }
  return best
}

function parseDegrees(value: string | number): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  const text = value.trim()
  return /^[+-]?\d{1,3}(?:[.,]\d{1,20})?$/.test(text) ? Number(text.replace(',', '.')) : undefined
}

function refuseDegrees(field: 'lat' | 'lon'): Refusal {
  const [code, name, example] =
    field === 'lat'
      ? (['LINTANG_TIDAK_TERBACA', 'lintang', '-7,2575'] as const)
      : (['BUJUR_TIDAK_TERBACA', 'bujur', '112,7521'] as const)
  return { code, message: `Isi ${name} dalam derajat desimal, misalnya ${example}.`, field }
}

function toRadians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
