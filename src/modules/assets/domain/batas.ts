import {
  type Area,
  boundingBox,
  boxContains,
  INDONESIA_BOX,
  type Point,
  parseLatLon,
  type Ring,
} from '../../../kernel/geo.ts'

const AREA_CHARS_MAX = 60_000
const CORNERS_MAX = 2_000
const CORNERS_MIN = 3

/**
 * An outline as people have it: GeoJSON from a survey, or one corner to a line, "latitude, longitude", in the order
 * one walks along the border. The last corner need not repeat the first.
 *
 * @returns undefined when it is neither, or does not lie in Indonesia
 */
export function readBatas(text: string): Area | undefined {
  if (text.length > AREA_CHARS_MAX) return undefined
  if (!text.trimStart().startsWith('{')) return readCorners(text)
  try {
    const told: unknown = JSON.parse(text)
    return isArea(told) ? told : undefined
  } catch {
    return undefined
  }
}

function readCorners(text: string): Area | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length < CORNERS_MIN || lines.length > CORNERS_MAX) return undefined
  const corners: number[][] = []
  for (const line of lines) {
    const [lat = '', lon = '', ...more] = partsOf(line.trim())
    const point = parseLatLon({ lat, lon })
    if (!point.ok || more.length > 0) return undefined
    corners.push([point.value.lon, point.value.lat])
  }
  const [first = []] = corners
  if (String(first) !== String(corners.at(-1))) corners.push(first)
  return corners.length > CORNERS_MIN ? { type: 'Polygon', coordinates: [corners] } : undefined
}

/** An outline as it is typed: a plain one as corners, so that another can be added beneath; others as GeoJSON. */
export function writeBatas(area: Area): string {
  const [shore = [], ...holes] = area.type === 'Polygon' ? area.coordinates : []
  if (area.type !== 'Polygon' || holes.length > 0) return JSON.stringify(area)
  return shore
    .slice(0, -1)
    .map(([lon = 0, lat = 0]) => `${decimals(lat)}, ${decimals(lon)}`)
    .join('\n')
}

/** Whole degrees keep a dot, so that the comma after them is read as one that parts. */
const decimals = (degrees: number) => (Number.isInteger(degrees) ? `${degrees}.0` : String(degrees))

/** A comma parts the two numbers only where dots are their decimals. */
function partsOf(line: string): readonly string[] {
  const hasOwnSign = /[;\t]/.test(line)
  const at = hasOwnSign ? /[;\t]/ : line.includes('.') ? /[,\s]/ : /\s/
  return line
    .split(at)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function isArea(told: unknown): told is Area {
  if (typeof told !== 'object' || told === null) return false
  const { type, coordinates } = told as Readonly<{ type?: unknown; coordinates?: unknown }>
  if (!Array.isArray(coordinates) || coordinates.length === 0) return false
  if (type !== 'Polygon' && type !== 'MultiPolygon') return false
  const polygons: readonly unknown[] = type === 'Polygon' ? [coordinates] : coordinates
  if (!polygons.every(isPolygon)) return false
  const box = boundingBox(told as Area)
  return (
    boxContains(INDONESIA_BOX, { lat: box.south, lon: box.west }) &&
    boxContains(INDONESIA_BOX, { lat: box.north, lon: box.east })
  )
}

function isPolygon(rings: unknown): boolean {
  return Array.isArray(rings) && rings.length > 0 && rings.every(isRing)
}

function isRing(ring: unknown): boolean {
  if (!Array.isArray(ring) || ring.length < CORNERS_MIN + 1 || ring.length > CORNERS_MAX)
    return false
  const isPosition = (at: unknown) =>
    Array.isArray(at) && at.length >= 2 && at.slice(0, 2).every((n) => Number.isFinite(n))
  return ring.every(isPosition) && String(ring[0]) === String(ring.at(-1))
}

/** Metres to a degree of latitude, of the mean earth. */
const DEGREE_M = 111_195.08
const FRAME = 300
const MARGIN = 16
/** A plot of a metre is drawn no larger than this would be. */
const SMALLEST_M = 3
/** Lengths a scale bar may have, in metres. */
const BARS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000, 100_000]

export type Gambar = Readonly<{
  width: number
  height: number
  path: string
  /** Length of the scale bar in metres, and on the drawing. */
  skala: Readonly<{ meter: number; panjang: number }>
}>

/**
 * The outline drawn by itself, north up, with a scale bar no longer than a third of it.
 *
 * @returns a drawing at most 300 units wide and high, margins included
 */
export function drawBatas(area: Area): Gambar {
  const box = boundingBox(area)
  const stretch = Math.cos((((box.north + box.south) / 2) * Math.PI) / 180)
  const [wide, high] = [
    (box.east - box.west) * stretch * DEGREE_M,
    (box.north - box.south) * DEGREE_M,
  ]
  const perMeter = (FRAME - 2 * MARGIN) / Math.max(wide, high, SMALLEST_M)
  const project = ({ lat, lon }: Point) => ({
    x: MARGIN + (lon - box.west) * stretch * DEGREE_M * perMeter,
    y: MARGIN + (box.north - lat) * DEGREE_M * perMeter,
  })
  const meter = BARS.findLast((length) => length * perMeter <= FRAME / 3) ?? BARS[0] ?? 1
  return {
    width: Math.ceil(wide * perMeter + 2 * MARGIN),
    height: Math.ceil(high * perMeter + 2 * MARGIN),
    path: pathOf(area, project),
    skala: { meter, panjang: Math.round(meter * perMeter * 10) / 10 },
  }
}

/** Rings as an SVG path, holes too (fill rule evenodd); corners that fall together are one, rings too small are left out. */
export function pathOf(
  area: Area,
  project: (point: Point) => Readonly<{ x: number; y: number }>,
): string {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates
  return polygons.flat().map(pathOfRing(project)).join('')
}

const pathOfRing =
  (project: (point: Point) => Readonly<{ x: number; y: number }>) =>
  (ring: Ring): string => {
    const corners = ring
      .slice(0, -1)
      .map(([lon = 0, lat = 0]) => {
        const { x, y } = project({ lat, lon })
        return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`
      })
      .filter((corner, index, all) => corner !== all[index - 1])
    return corners.length < CORNERS_MIN ? '' : `M${corners.join('L')}Z`
  }

/** From this share on the two areas are worth a second look, in hundredths. */
export const BEDA_PERSEN = 10

/**
 * How far the area the card names is from the area inside its outline.
 *
 * @returns percent of the area inside, rounded; undefined when one of the two is not known
 */
export function bedaLuas(luas: string | undefined, luasBatas: string | null): number | undefined {
  const [told, drawn] = [Number(luas ?? ''), Number(luasBatas ?? '')]
  if (!(told > 0) || !(drawn > 0)) return undefined
  return Math.round((Math.abs(told - drawn) / drawn) * 100)
}
