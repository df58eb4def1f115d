import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parse } from 'csv-parse'
import type { Area, Ring } from '../../kernel/geo.ts'
import { representativePoint } from '../../kernel/geo.ts'
import { type Tx, transaction } from '../../platform/db/database.ts'
import { drawSketch, type NamedArea } from './domain/sketch.ts'
import { replaceBatas, upsertWilayah, writeSketch } from './store.ts'
import type { Wilayah, WilayahTingkat } from './types.ts'

const BATCH = 2_000

export type ImportProgress = (done: number, what: string) => void

/**
 * Load the national area codes from the idn-area-data package: provinces to villages, 91,599 rows in
 * version 3.1.2. All or nothing; running it again updates names.
 *
 * @returns rows stored by level
 */
export async function importNationalWilayah(
  db: Tx,
  onProgress: ImportProgress,
): Promise<Readonly<Record<string, number>>> {
  const folder = join(dirname(createRequire(import.meta.url).resolve('idn-area-data')), '../data')
  const levels = [
    { file: 'provinces.csv', parent: undefined },
    { file: 'regencies.csv', parent: 'province_code' },
    { file: 'districts.csv', parent: 'regency_code' },
    { file: 'villages.csv', parent: 'district_code' },
  ]
  return transaction(db, async (tx) => {
    const counts: Record<string, number> = {}
    for (const { file, parent } of levels) {
      counts[file] = await importLevel(tx, { path: join(folder, file), parent, onProgress })
    }
    return counts
  })
}

type Level = Readonly<{ path: string; parent: string | undefined; onProgress: ImportProgress }>

async function importLevel(tx: Tx, { path, parent, onProgress }: Level): Promise<number> {
  let batch: Wilayah[] = []
  let done = 0
  const flush = async () => {
    if (batch.length > 0) await upsertWilayah(tx, batch)
    done += batch.length
    batch = []
    onProgress(done, path)
  }
  // Codes are read as text: a numeric parser would destroy "01.11".
  for await (const row of createReadStream(path).pipe(parse({ columns: true, bom: true }))) {
    const kode = dotted(String(row.code))
    batch.push({
      kode,
      nama: String(row.name),
      tingkat: tingkatOf(kode),
      indukKode: parent === undefined ? null : dotted(String(row[parent])),
    })
    if (batch.length >= BATCH) await flush()
  }
  await flush()
  return done
}

/** "3578" and "35.78" are the same code; ours are dotted, as in the decree. */
export function dotted(code: string): string {
  const digits = code.replaceAll('.', '')
  return [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6), digits.slice(6, 10)]
    .filter((part) => part !== '')
    .join('.')
}

/** Level by the shape of the code; the village part begins with 1 for a kelurahan, 2 for a desa. */
export function tingkatOf(kode: string): WilayahTingkat {
  const parts = kode.split('.')
  const level = (['provinsi', 'kabupaten', 'kecamatan'] as const)[parts.length - 1]
  return level ?? (parts[3]?.startsWith('1') ? 'kelurahan' : 'desa')
}

type Feature = Readonly<{
  properties: Readonly<Record<string, unknown>> | null
  geometry: Readonly<{ type: string; coordinates: unknown }>
}>

export type BatasProblem = Readonly<{ row: number; message: string }>

/**
 * Load boundary polygons from GeoJSON whose properties carry `kode` and `nama`. Every feature is
 * checked before anything is stored; with problems nothing is.
 */
export async function importBatas(
  db: Tx,
  path: string,
): Promise<Readonly<{ stored: number; problems: readonly BatasProblem[] }>> {
  const collection = JSON.parse(await readFile(path, 'utf8')) as { features?: readonly Feature[] }
  const problems: BatasProblem[] = []
  const areas: NamedArea[] = []
  for (const [index, feature] of (collection.features ?? []).entries()) {
    const read = readFeature(feature)
    if (typeof read === 'string') problems.push({ row: index + 1, message: read })
    else areas.push(read)
  }
  if (problems.length > 0) return { stored: 0, problems }
  await transaction(db, (tx) => storeAreas(tx, areas))
  return { stored: areas.length, problems }
}

function readFeature({ properties, geometry }: Feature): NamedArea | string {
  const { kode, nama } = properties ?? {}
  if (typeof kode !== 'string' || !/^\d{2}(\.\d{2}){1,2}(\.\d{4})?$/.test(kode))
    return 'Properti "kode" harus kode wilayah bertitik, misalnya 35.78.01.1001.'
  if (typeof nama !== 'string' || nama === '') return 'Properti "nama" kosong.'
  if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon')
    return 'Geometri harus Polygon atau MultiPolygon.'
  const area = geometry as Area
  const inner = representativePoint(area)
  return inner.ok ? { kode, nama, area } : (inner.refusals[0]?.message ?? 'Poligon tidak sah.')
}

async function storeAreas(tx: Tx, areas: readonly NamedArea[]): Promise<void> {
  for (const { kode, nama, area } of areas) {
    const indukKode = kode.split('.').slice(0, -1).join('.')
    await upsertWilayah(tx, [{ kode, nama, tingkat: tingkatOf(kode), indukKode }])
    const inner = representativePoint(area)
    if (inner.ok) await replaceBatas(tx, { kode, area, inner: inner.value })
  }
}

/** Draw the sketch map from kecamatan areas and lines for its backdrop, and keep it. */
export async function storeSketch(
  tx: Tx,
  source: { kecamatan: readonly NamedArea[]; roads: readonly Ring[]; rivers: readonly Ring[] },
): Promise<void> {
  await writeSketch(tx, drawSketch(source))
}

/** Areas of one level from a GeoJSON file, for the sketch map. */
export async function readAreas(path: string): Promise<readonly NamedArea[]> {
  const collection = JSON.parse(await readFile(path, 'utf8')) as { features?: readonly Feature[] }
  return (collection.features ?? [])
    .map(readFeature)
    .filter((read): read is NamedArea => typeof read !== 'string')
}
