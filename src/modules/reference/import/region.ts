import { readFile } from 'node:fs/promises'
import type { Area, Position, Ring } from '../../../kernel/geo.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { drawSketch, type NamedArea } from '../domain/sketch.ts'
import { shortNameOf, titleCase } from '../domain/wilayah-kode.ts'
import {
  findWilayahRow,
  listBatas,
  type RegionSetting,
  readRegion,
  writeRegion,
  writeSketch,
} from '../store.ts'

export type SketchLines = Readonly<{ roads: readonly Ring[]; rivers: readonly Ring[] }>

/** Draw the sketch map from kecamatan areas and lines for its backdrop, and keep it. */
export async function storeSketch(
  tx: Tx,
  source: SketchLines & { kecamatan: readonly NamedArea[] },
): Promise<void> {
  await writeSketch(tx, drawSketch(source))
}

/**
 * Draw the sketch from the boundaries in the database. A kecamatan without a polygon of its own is drawn
 * from those of its desa and kelurahan.
 *
 * @returns kecamatan drawn; with none the sketch is left as it was
 */
export async function sketchFromBatas(
  tx: Tx,
  regionKode: string,
  lines: SketchLines = { roads: [], rivers: [] },
): Promise<number> {
  const parts = await listBatas(tx, regionKode)
  const polygons = new Map<string, { nama: string; rings: Ring[] }>()
  const own = new Set(parts.filter(({ kode }) => depth(kode) === 3).map(({ kode }) => kode))
  for (const { kode, nama, luar } of parts) {
    const kecamatan = kode.split('.').slice(0, 3).join('.')
    const isDrawn = depth(kode) === 3 || (depth(kode) === 4 && !own.has(kecamatan))
    if (!isDrawn) continue
    const held = polygons.get(kecamatan) ?? { nama, rings: [] }
    held.rings.push(parseRing(luar))
    polygons.set(kecamatan, held)
  }
  const kecamatan = [...polygons].map(([kode, { nama, rings }]): NamedArea => {
    const area: Area = { type: 'MultiPolygon', coordinates: rings.map((ring) => [ring]) }
    return { kode, nama, area }
  })
  if (kecamatan.length > 0) await storeSketch(tx, { kecamatan, ...lines })
  return kecamatan.length
}

function depth(kode: string): number {
  return kode.split('.').length
}

/** PostgreSQL writes a polygon as ((x,y),(x,y)). */
function parseRing(text: string): Ring {
  return [...text.matchAll(/\(\(?([^(),]+),([^(),]+)\)/g)].map(
    ([, lon = '0', lat = '0']): Position => [Number(lon), Number(lat)],
  )
}

/** Lines of roads and rivers behind the sketch: features whose property `jenis` is jalan or sungai. */
export async function readLines(path: string): Promise<SketchLines> {
  const { features = [] } = JSON.parse(await readFile(path, 'utf8')) as {
    features?: readonly Readonly<{
      properties?: Readonly<{ jenis?: string }>
      geometry?: Readonly<{ type?: string; coordinates?: Ring }>
    }>[]
  }
  const linesOf = (jenis: string) =>
    features.flatMap(({ properties, geometry }) =>
      properties?.jenis === jenis && geometry?.type === 'LineString'
        ? [geometry.coordinates ?? []]
        : [],
    )
  return { roads: linesOf('jalan'), rivers: linesOf('sungai') }
}

export type RegionWish = Readonly<{
  kode: string
  /** Said outright: replaces the one that is kept. */
  domain?: string
  /** Where none was said and none is kept yet. */
  domainElse: string
}>

/**
 * Make this installation serve a kabupaten or kota. Its name is the national list's.
 *
 * @returns the setting, or the sentence that says why not
 */
export async function chooseRegion(tx: Tx, wish: RegionWish): Promise<RegionSetting | string> {
  const found = await findWilayahRow(tx, wish.kode)
  if (found === undefined || depth(wish.kode) !== 2)
    return `${wish.kode} bukan kode kabupaten atau kota yang dikenal. Jalankan dahulu: pendopo import wilayah idn-area-data`
  const before = await readRegion(tx)
  if (before?.isDemo === true)
    return 'Basis data ini lahir sebagai daerah contoh. Mulailah dengan DATA_DIR yang kosong dan DEMO=off.'
  if (before !== undefined && before.kode !== '' && before.kode !== wish.kode)
    return `Pemasangan ini sudah melayani ${before.name} (${before.kode}). Satu pemasangan melayani satu daerah.`
  const name = titleCase(found.nama)
  const setting: RegionSetting = {
    ...(before ?? { shortName: shortNameOf(name) }),
    kode: wish.kode,
    domain: wish.domain ?? before?.domain ?? wish.domainElse,
    name: before?.name ?? name,
    isDemo: false,
  }
  await writeRegion(tx, setting)
  return setting
}
