import type { Ring } from './polygon.ts'
import { type Area, areaKm2, type Names, type SketchedKecamatan } from './region.ts'
import {
  readPath,
  type Sketch,
  type SketchPoint,
  toVertex,
  UNITS_PER_DEGREE,
  type Vertex,
  writePath,
} from './sketch.ts'
import { roughenLine } from './subdivide.ts'

const degrees = (units: number) => units / UNITS_PER_DEGREE
const position = ({ lon, lat }: Vertex) => [degrees(lon), degrees(lat)]

/** wilayah.csv: provinsi, kabupaten, then every kecamatan followed by its villages. */
export function writeWilayah(names: Names, areas: readonly Area[]): string {
  const penduduk = areas
    .filter((area) => area.tingkat === 'kecamatan')
    .reduce((sum, area) => sum + area.penduduk, 0)
  const luas = areas
    .filter((area) => area.tingkat === 'kecamatan')
    .reduce((sum, area) => sum + areaKm2(area.ring), 0)
  const above = [
    [names.provinsi.kode, names.provinsi.nama, 'provinsi', '', '', '', '', ''],
    [
      names.kabupaten.kode,
      names.kabupaten.nama,
      'kabupaten',
      names.provinsi.kode,
      '',
      '',
      penduduk,
      luas.toFixed(2),
    ],
  ]
  const rows = areas.map((area) => [
    area.kode,
    area.nama,
    area.tingkat,
    area.indukKode,
    degrees(area.inner.lat),
    degrees(area.inner.lon),
    area.penduduk,
    areaKm2(area.ring).toFixed(2),
  ])
  const header = ['kode', 'nama', 'tingkat', 'induk_kode', 'lat', 'lon', 'penduduk', 'luas_km2']
  return `${[header, ...above, ...rows].map((row) => row.join(',')).join('\n')}\n`
}

/** batas.geojson: one polygon per kecamatan, kelurahan and desa; one feature per line. */
export function writeBatas(areas: readonly Area[]): string {
  return collection(
    areas.map((area) => ({
      type: 'Feature',
      properties: {
        kode: area.kode,
        nama: area.nama,
        tingkat: area.tingkat,
        indukKode: area.indukKode,
        lat: degrees(area.inner.lat),
        lon: degrees(area.inner.lon),
      },
      geometry: { type: 'Polygon', coordinates: [closed(area.ring).map(position)] },
    })),
  )
}

function closed(ring: Ring): Ring {
  return [...ring, ...ring.slice(0, 1)]
}

/** latar.geojson: main roads and rivers. */
export function writeLatar(sketch: Sketch): string {
  const line = (path: string) => {
    const corners = (readPath(path)[0] ?? []).map((point) => toVertex(point, sketch))
    return roughenLine(corners).map(position)
  }
  const feature = (properties: Readonly<Record<string, string>>, path: string) => ({
    type: 'Feature',
    properties,
    geometry: { type: 'LineString', coordinates: line(path) },
  })
  return collection([
    ...sketch.jalan.map(({ nama, kelas, path }) => feature({ jenis: 'jalan', nama, kelas }, path)),
    ...sketch.sungai.map(({ nama, path }) => feature({ jenis: 'sungai', nama }, path)),
  ])
}

function collection(features: readonly unknown[]): string {
  const lines = features.map((feature) => JSON.stringify(feature)).join(',\n')
  return `{"type":"FeatureCollection","features":[\n${lines}\n]}\n`
}

/** The frame that src/modules/reference/domain/sketch.ts keeps free around the bounds of a sketch. */
const MARGIN = 10

/**
 * peta-sketsa.json: the drawing itself, moved so that its view box begins at 0 0, as a SketchMap of the
 * reference module. Its bounds lie a margin inside the view box, so that projectOn finds every place.
 */
export function writePetaSketsa(sketch: Sketch, kecamatan: readonly SketchedKecamatan[]): string {
  const { kotak } = sketch
  const move = ({ x, y }: SketchPoint) => ({ x: x - kotak.x, y: y - kotak.y })
  const lineOf = (path: string) => writePath((readPath(path)[0] ?? []).map(move), false)
  const northWest = toVertex({ x: kotak.x + MARGIN, y: kotak.y + MARGIN }, sketch)
  const [right, bottom] = [kotak.x + kotak.lebar - MARGIN, kotak.y + kotak.tinggi - MARGIN]
  const southEast = toVertex({ x: right, y: bottom }, sketch)
  const map = {
    width: kotak.lebar,
    height: kotak.tinggi,
    bounds: {
      minLat: degrees(southEast.lat),
      minLon: degrees(northWest.lon),
      maxLat: degrees(northWest.lat),
      maxLon: degrees(southEast.lon),
    },
    kecamatan: kecamatan.map(({ kode, nama, points, label }) => ({
      kode,
      nama,
      path: writePath(points.map(move), true),
      labelX: move(label).x,
      labelY: move(label).y,
    })),
    roads: sketch.jalan.map(({ path }) => lineOf(path)),
    rivers: sketch.sungai.map(({ path }) => lineOf(path)),
  }
  return `${JSON.stringify(map, null, 1)}\n`
}

/** A list of small records, one per line: short, and a change shows as one line. */
export function writeRecords(records: readonly unknown[]): string {
  return `[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]\n`
}
