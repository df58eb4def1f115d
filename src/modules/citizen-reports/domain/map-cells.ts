import type { Kotak } from './list-filter.ts'

/** Side of a counted map cell in degrees, by level: about 4.4 km, 1.1 km and 280 m. */
export const SEL_DERAJAT = [0.04, 0.01, 0.0025] as const
/** Fewer columns than this tell nothing, so the next finer level is shown. */
const COLUMNS_MIN = 3
/** In a narrower view cases are read one by one. */
const POINTS_BELOW = 0.006

export type CellLevel = Readonly<{ tingkat: number; sisi: number }>

/**
 * The counted cells a view of the map shows.
 *
 * @returns undefined when the view is so narrow that cases stand one by one
 */
export function cellLevelOf(kotak: Kotak): CellLevel | undefined {
  const width = Math.max(kotak.timur - kotak.barat, kotak.utara - kotak.selatan)
  if (width < POINTS_BELOW) return undefined
  const tingkat = SEL_DERAJAT.findIndex((side) => width / side >= COLUMNS_MIN)
  const level = tingkat === -1 ? SEL_DERAJAT.length - 1 : tingkat
  return { tingkat: level, sisi: SEL_DERAJAT[level] ?? SEL_DERAJAT[0] }
}

/** The part of the map a cell covers: west and south edge belong to it, east and north do not. */
export function cellKotak({ x, y }: Readonly<{ x: number; y: number }>, sisi: number): Kotak {
  const at = (step: number) => Number((step * sisi).toFixed(6))
  return { barat: at(x), selatan: at(y), timur: at(x + 1), utara: at(y + 1) }
}

/** Which cell holds a position. A hair is added because 0.07 / 0.01 is a little less than seven. */
export function cellOf(degrees: number, sisi: number): number {
  return Math.floor(Number((degrees / sisi).toFixed(6)))
}

/** One level out: the coarser cell around the middle; undefined when the next step is the whole region. */
export function widerKotak(kotak: Kotak): Kotak | undefined {
  const width = Math.max(kotak.timur - kotak.barat, kotak.utara - kotak.selatan)
  const sisi = SEL_DERAJAT.findLast((side) => side > width * 1.01)
  if (sisi === undefined) return undefined
  const x = cellOf((kotak.barat + kotak.timur) / 2, sisi)
  const y = cellOf((kotak.selatan + kotak.utara) / 2, sisi)
  return cellKotak({ x, y }, sisi)
}

export type Placed = Readonly<{ lat: number; lon: number }>
export type PointCluster<Point extends Placed> = Readonly<{
  lat: number
  lon: number
  kotak: Kotak
  points: readonly Point[]
}>

const PARTS = 8
/** At the deepest step a cluster cannot be told apart by zooming: its cases share one place. */
const KOTAK_MIN = 0.0002

/** Points of a view gathered in an eighth of its width, so that marks do not lie on one another. */
export function clusterPoints<Point extends Placed>(
  points: readonly Point[],
  kotak: Kotak,
): readonly PointCluster<Point>[] {
  const width = Math.max(kotak.timur - kotak.barat, kotak.utara - kotak.selatan)
  const sisi = Math.max(width / PARTS, KOTAK_MIN)
  return [...groupPoints(points, kotak, sisi).values()].map((group) => ({
    lat: mean(group.map((point) => point.lat)),
    lon: mean(group.map((point) => point.lon)),
    kotak: around(group, sisi),
    points: group,
  }))
}

function groupPoints<Point extends Placed>(
  points: readonly Point[],
  { barat, selatan }: Kotak,
  sisi: number,
): ReadonlyMap<string, readonly Point[]> {
  const groups = new Map<string, Point[]>()
  for (const point of points) {
    const key = `${Math.floor((point.lon - barat) / sisi)}:${Math.floor((point.lat - selatan) / sisi)}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [point])
    else group.push(point)
  }
  return groups
}

/** The box of a group and a little more, so that its own points lie inside. */
function around(group: readonly Placed[], sisi: number): Kotak {
  const margin = sisi / 20
  return {
    barat: Math.min(...group.map((point) => point.lon)) - margin,
    selatan: Math.min(...group.map((point) => point.lat)) - margin,
    timur: Math.max(...group.map((point) => point.lon)) + margin,
    utara: Math.max(...group.map((point) => point.lat)) + margin,
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
