import { findFaces } from './faces.ts'
import { contains, corner, counterClockwise, doubleArea, innerPoint, type Ring } from './polygon.ts'
import { createRandom } from './random.ts'
import { readPath, type Sketch, type SketchPoint, toVertex, type Vertex } from './sketch.ts'
import { roughenRing, subdivide } from './subdivide.ts'

export type Names = Readonly<{
  provinsi: Readonly<{ kode: string; nama: string }>
  kabupaten: Readonly<{ kode: string; nama: string }>
  kecamatan: readonly Readonly<{
    kode: string
    nama: string
    penduduk: number
    kelurahan: readonly string[]
    desa: readonly string[]
  }>[]
}>

export type Tingkat = 'provinsi' | 'kabupaten' | 'kecamatan' | 'kelurahan' | 'desa'

/** One area with its border; provinsi and kabupaten have none of their own. */
export type Area = Readonly<{
  kode: string
  nama: string
  tingkat: Tingkat
  indukKode: string
  penduduk: number
  ring: Ring
  inner: Vertex
}>

export type SketchedKecamatan = Readonly<{
  kode: string
  nama: string
  points: readonly SketchPoint[]
  label: SketchPoint
}>

/** Match each area of the drawing with the kecamatan whose label stands in it. */
export function sketchedKecamatan(sketch: Sketch, names: Names): readonly SketchedKecamatan[] {
  const faces = findFaces([...readPath(sketch.garisLuar), ...readPath(sketch.batasKecamatan)])
  return names.kecamatan.map(({ kode, nama }) => {
    const label = sketch.label.find((candidate) => candidate.nama === nama)
    if (label === undefined) throw new Error(`no label for ${nama}`)
    const points = faces.find((face) => contains(face.map(plain), plain(label)))
    if (points === undefined) throw new Error(`label of ${nama} stands in no area`)
    return { kode, nama, points, label: { x: label.x, y: label.y } }
  })
}

/** Drawing units taken as they are, for questions that do not depend on the projection. */
function plain({ x, y }: SketchPoint): Vertex {
  return { lon: x, lat: y }
}

/** Every kecamatan and its kelurahan and desa, with borders on the map. */
export function buildAreas(sketch: Sketch, names: Names): readonly Area[] {
  return sketchedKecamatan(sketch, names).flatMap(({ kode, points }) => {
    const named = names.kecamatan.find((kecamatan) => kecamatan.kode === kode)
    if (named === undefined) throw new Error(`no names for ${kode}`)
    const ring = counterClockwise(roughenRing(points.map((point) => toVertex(point, sketch))))
    const villages = buildVillages(ring, named)
    const kecamatan: Area = {
      kode,
      nama: named.nama,
      tingkat: 'kecamatan',
      indukKode: names.kabupaten.kode,
      penduduk: villages.reduce((sum, village) => sum + village.penduduk, 0),
      ring,
      inner: innerPoint(ring),
    }
    return [kecamatan, ...villages]
  })
}

function buildVillages(ring: Ring, named: Names['kecamatan'][number]): readonly Area[] {
  const villages = [
    ...named.kelurahan.map((nama, i) => ({ nama, tingkat: 'kelurahan', nomor: 1001 + i }) as const),
    ...named.desa.map((nama, i) => ({ nama, tingkat: 'desa', nomor: 2001 + i }) as const),
  ]
  // From the middle outwards, so that the kelurahan of a town lie together.
  const middle = innerPoint(ring)
  const parts = subdivide(ring, villages.length).toSorted(
    (a, b) => fromMiddle(a, middle) - fromMiddle(b, middle),
  )
  const random = createRandom(`penduduk ${named.kode}`)
  const weights = villages.map(
    ({ tingkat }) => (tingkat === 'kelurahan' ? 1.6 : 1) + random() * 0.8,
  )
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0)
  return villages.map(({ nama, tingkat, nomor }, i) => {
    const part = parts[i]
    if (part === undefined) throw new Error(`no area left for ${nama}`)
    return {
      kode: `${named.kode}.${nomor}`,
      nama,
      tingkat,
      indukKode: named.kode,
      penduduk: Math.round((named.penduduk * (weights[i] ?? 0)) / weightSum),
      ring: part,
      inner: innerPoint(part),
    }
  })
}

function fromMiddle(ring: Ring, middle: Vertex): number {
  const point = innerPoint(ring)
  return Math.hypot(point.lon - middle.lon, point.lat - middle.lat)
}

const METRES_PER_DEGREE = 111_320

/** Area in square kilometres, the earth taken as flat over one village. */
export function areaKm2(ring: Ring): number {
  const lat = corner(ring, 0).lat / 100_000
  const metresPerUnit = METRES_PER_DEGREE / 100_000
  const shrink = Math.cos((lat * Math.PI) / 180)
  return (Math.abs(doubleArea(ring)) * metresPerUnit ** 2 * shrink) / 2 / 1_000_000
}
