// The hand-drawn sketch of the invented kabupaten: how its lines are read, and where on earth they lie.

/** A point of the drawing, in drawing units; y grows downwards. */
export type SketchPoint = Readonly<{ x: number; y: number }>

/** Longitude and latitude in hundred-thousandths of a degree: whole numbers, so sums stay exact. */
export type Vertex = Readonly<{ lon: number; lat: number }>

export const UNITS_PER_DEGREE = 100_000

export type Sketch = Readonly<{
  kotak: Readonly<{ x: number; y: number; lebar: number; tinggi: number }>
  proyeksi: Readonly<{
    asalX: number
    asalY: number
    bujur: number
    lintang: number
    derajatPerX: number
    derajatPerY: number
  }>
  garisLuar: string
  batasKecamatan: string
  jalan: readonly Readonly<{ nama: string; kelas: string; path: string }>[]
  sungai: readonly Readonly<{ nama: string; path: string }>[]
  label: readonly Readonly<{ nama: string; x: number; y: number }>[]
}>

/**
 * Points of a path made of `M x y` followed by relative `l dx dy …`. A path may have several parts; one
 * that ends in `z` returns to its first point.
 */
export function readPath(path: string): readonly (readonly SketchPoint[])[] {
  return [...path.matchAll(/M([^M]+)/g)].map(([, part = '']) => readPart(part))
}

function readPart(part: string): readonly SketchPoint[] {
  const numbers = [...part.matchAll(/-?\d+/g)].map(Number)
  const points: SketchPoint[] = []
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    const [dx = 0, dy = 0] = [numbers[i], numbers[i + 1]]
    const last = points.at(-1) ?? { x: 0, y: 0 }
    points.push({ x: last.x + dx, y: last.y + dy })
  }
  return part.includes('z') ? [...points, ...points.slice(0, 1)] : points
}

/** Put a point of the drawing on the map. */
export function toVertex(point: SketchPoint, { proyeksi }: Sketch): Vertex {
  const lon = proyeksi.bujur + (point.x - proyeksi.asalX) * proyeksi.derajatPerX
  const lat = proyeksi.lintang - (point.y - proyeksi.asalY) * proyeksi.derajatPerY
  return { lon: Math.round(lon * UNITS_PER_DEGREE), lat: Math.round(lat * UNITS_PER_DEGREE) }
}

/** Written with relative steps, which is shorter: `M26 40l11-1 10 4z`. Points must be whole numbers. */
export function writePath(points: readonly SketchPoint[], isClosed: boolean): string {
  const [first, ...rest] = points
  if (first === undefined) return ''
  let last = first
  const steps = rest.map((point) => {
    const step = `${point.x - last.x} ${point.y - last.y}`
    last = point
    return step
  })
  const line = `M${first.x} ${first.y}l${steps.join(' ')}${isClosed ? 'z' : ''}`
  return line.replaceAll(' -', '-')
}
