import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Area, Position } from '../../../kernel/geo.ts'
import { boxContains, INDONESIA_BOX, representativePoint } from '../../../kernel/geo.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { NamedArea } from '../domain/sketch.ts'
import { indukOf, isWithin, tingkatOf } from '../domain/wilayah-kode.ts'
import { addMissingWilayah, listKnownKode, replaceBatas } from '../store.ts'
import type { ImportProblem, ImportProgress } from './national.ts'

const FILE_BYTES_MAX = 300 * 1024 * 1024
const PROBLEMS_MAX = 1_000
const POINTS_MAX = 200_000

export type BatasOptions = Readonly<{
  /** Only areas of this kabupaten or kota; features of others are left out and counted. */
  within?: string
  isDryRun?: boolean
  onProgress?: ImportProgress
}>

export type BatasReport = Readonly<{
  stored: number
  leftOut: number
  problems: readonly ImportProblem[]
}>

/**
 * Boundary polygons from a GeoJSON file, or a folder of them, whose properties carry `kode` and `nama`.
 * Every feature is checked before anything is stored; with problems nothing is. A name that the national
 * list already knows is kept.
 */
export async function importBatas(
  db: Tx,
  path: string,
  options: BatasOptions = {},
): Promise<BatasReport> {
  const read = await readBoundaries(path, options)
  const problems = [...read.problems, ...(await missingParents(db, read.areas))]
  if (problems.length > 0 || options.isDryRun === true)
    return { stored: 0, leftOut: read.leftOut, problems }
  await transaction(db, (tx) => storeAreas(tx, read.areas, options.onProgress))
  return { stored: read.areas.length, leftOut: read.leftOut, problems }
}

/** Areas of a GeoJSON file or folder that can be read, for the sketch map. */
export async function readAreas(path: string): Promise<readonly NamedArea[]> {
  return (await readBoundaries(path, {})).areas.map(({ named }) => named)
}

type Placed = Readonly<{ file: string; row: number; named: NamedArea }>
type Boundaries = Readonly<{
  areas: readonly Placed[]
  leftOut: number
  problems: readonly ImportProblem[]
}>

async function readBoundaries(from: string, options: BatasOptions): Promise<Boundaries> {
  const areas: Placed[] = []
  const problems: ImportProblem[] = []
  const seen = new Map<string, string>()
  let leftOut = 0
  for (const path of await filesOf(from)) {
    const file = basename(path)
    const features = await readFeatures(path)
    if (typeof features === 'string') {
      problems.push({ file, row: 1, message: features })
      continue
    }
    const ours = [...features.entries()].filter(([, one]) => !isElsewhere(one, options.within))
    leftOut += features.length - ours.length
    for (const [index, feature] of ours) {
      const read = placeFeature(feature, { file, row: index + 1, seen })
      if ('named' in read) areas.push(read)
      else problems.push(read)
    }
    options.onProgress?.(areas.length, 'membaca batas')
  }
  return { areas, leftOut, problems: problems.slice(0, PROBLEMS_MAX) }
}

type Where = Readonly<{ file: string; row: number; seen: Map<string, string> }>

function placeFeature(feature: Feature, { file, row, seen }: Where): Placed | ImportProblem {
  const named = readFeature(feature)
  if (typeof named === 'string') return { file, row, message: named }
  const message = twice(seen, named.kode, `${file} ${row}`)
  return message === undefined ? { file, row, named } : { file, row, message }
}

function twice(seen: Map<string, string>, kode: string, place: string): string | undefined {
  const before = seen.get(kode)
  seen.set(kode, place)
  return before === undefined ? undefined : `Kode ${kode} sudah ada pada ${before}.`
}

async function filesOf(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) throw new Error(`Berkas atau folder ${path} tidak ditemukan.`)
  if (!found.isDirectory()) return [path]
  const names = (await readdir(path)).filter((name) => /\.(?:geo)?json$/i.test(name)).toSorted()
  if (names.length === 0) throw new Error(`Folder ${path} tidak berisi berkas .geojson.`)
  return names.map((name) => join(path, name))
}

type Feature = Readonly<{
  properties?: Readonly<Record<string, unknown>> | null
  geometry?: Readonly<{ type?: unknown; coordinates?: unknown }> | null
}>

async function readFeatures(path: string): Promise<readonly Feature[] | string> {
  if ((await stat(path)).size > FILE_BYTES_MAX)
    return 'Berkas lebih dari 300 MB. Bagi menjadi beberapa.'
  const text = await readFile(path, 'utf8')
  const parsed = parseJson(text)
  if (parsed === undefined) return 'Isi berkas bukan JSON yang utuh.'
  const { features, crs } = parsed as { features?: unknown; crs?: unknown }
  if (!Array.isArray(features))
    return 'Berkas bukan FeatureCollection: daftar "features" tidak ada.'
  if (crs !== undefined && !/CRS84|4326/.test(JSON.stringify(crs)))
    return 'Koordinat tidak dalam WGS 84. Ubah dahulu ke lintang dan bujur (EPSG:4326).'
  return features as readonly Feature[]
}

function parseJson(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

function isElsewhere(feature: Feature, within: string | undefined): boolean {
  const kode = feature?.properties?.kode
  return within !== undefined && typeof kode === 'string' && !isWithin(kode, within)
}

/** @returns the area, or the sentence that says what is wrong with the feature */
export function readFeature(feature: Feature): NamedArea | string {
  const { kode, nama } = feature?.properties ?? {}
  if (typeof kode !== 'string' || !/^\d{2}(?:\.\d{2}){1,2}(?:\.\d{4})?$/.test(kode))
    return 'Properti "kode" harus kode wilayah bertitik, misalnya 35.78.01.1001.'
  if (typeof nama !== 'string' || nama.trim() === '' || nama.length > 100)
    return 'Properti "nama" kosong atau lebih dari 100 huruf.'
  const geometry = feature.geometry
  if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon')
    return 'Geometri harus Polygon atau MultiPolygon.'
  const coordinates = withoutSlivers(geometry.type, geometry.coordinates)
  const wrong = checkRings(geometry.type, coordinates)
  if (wrong !== undefined) return wrong
  const area = { type: geometry.type, coordinates } as Area
  const inner = representativePoint(area)
  return inner.ok
    ? { kode, nama: nama.trim(), area }
    : (inner.refusals[0]?.message ?? 'Poligon tidak sah.')
}

/** Simplifying a map leaves islets of two or three points: they hold nothing, so they are left out. */
function withoutSlivers(type: 'Polygon' | 'MultiPolygon', coordinates: unknown): unknown {
  if (type === 'Polygon' || !Array.isArray(coordinates)) return coordinates
  const solid = coordinates.filter(
    (polygon) => !Array.isArray(polygon?.[0]) || polygon[0].length >= 4,
  )
  return solid.length === 0 ? coordinates : solid
}

function checkRings(type: 'Polygon' | 'MultiPolygon', coordinates: unknown): string | undefined {
  const polygons: unknown = type === 'Polygon' ? [coordinates] : coordinates
  if (!Array.isArray(polygons) || polygons.length === 0) return 'Poligon tidak berisi koordinat.'
  let points = 0
  for (const polygon of polygons) {
    if (!Array.isArray(polygon) || polygon.length === 0) return 'Poligon tidak berisi cincin.'
    for (const ring of polygon) {
      const wrong = checkRing(ring)
      if (wrong !== undefined) return wrong
      points += (ring as readonly unknown[]).length
    }
  }
  return points > POINTS_MAX ? `Poligon berisi lebih dari ${POINTS_MAX} titik.` : undefined
}

function checkRing(ring: unknown): string | undefined {
  if (!Array.isArray(ring) || ring.length < 4) return 'Cincin poligon paling sedikit empat titik.'
  for (const position of ring) {
    if (!isPosition(position)) return 'Koordinat bukan pasangan angka [bujur, lintang].'
    const [lon = 0, lat = 0] = position
    if (boxContains(INDONESIA_BOX, { lat, lon })) continue
    return boxContains(INDONESIA_BOX, { lat: lon, lon: lat })
      ? 'Lintang dan bujur tertukar: GeoJSON menulis [bujur, lintang].'
      : 'Koordinat berada di luar Indonesia.'
  }
  const [first, last] = [ring[0] as Position, ring.at(-1) as Position]
  return first[0] === last[0] && first[1] === last[1]
    ? undefined
    : 'Cincin poligon tidak tertutup: titik terakhir harus sama dengan titik pertama.'
}

function isPosition(value: unknown): value is Position {
  return (
    Array.isArray(value) &&
    value.length >= 2 &&
    value.slice(0, 2).every((part) => typeof part === 'number' && Number.isFinite(part))
  )
}

/** An area hangs under one that is known or comes in the same file. */
async function missingParents(db: Tx, areas: readonly Placed[]): Promise<readonly ImportProblem[]> {
  const given = new Set(areas.map(({ named }) => named.kode))
  const parents = areas.map(({ named }) => indukOf(named.kode) ?? '')
  const known = new Set(await listKnownKode(db, [...new Set(parents)]))
  return areas.flatMap(({ file, row, named }) => {
    const parent = indukOf(named.kode) ?? ''
    if (given.has(parent) || known.has(parent)) return []
    const message = `Induk ${parent} dari ${named.kode} belum dikenal. Jalankan dahulu: pendopo import wilayah idn-area-data`
    return [{ file, row, message }]
  })
}

async function storeAreas(
  tx: Tx,
  areas: readonly Placed[],
  onProgress: ImportProgress | undefined,
): Promise<void> {
  const shortFirst = areas.toSorted((a, b) => a.named.kode.length - b.named.kode.length)
  await addMissingWilayah(
    tx,
    shortFirst.map(({ named: { kode, nama } }) => ({
      kode,
      nama,
      tingkat: tingkatOf(kode),
      indukKode: indukOf(kode) ?? null,
    })),
  )
  for (const [index, { named }] of shortFirst.entries()) {
    const inner = representativePoint(named.area)
    if (inner.ok) await replaceBatas(tx, { kode: named.kode, area: named.area, inner: inner.value })
    onProgress?.(index + 1, 'menyimpan batas')
  }
}
