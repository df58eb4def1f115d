import { distanceM, type Point } from '../../../kernel/geo.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Kategori } from '../domain/katalog.ts'
import { isClosed } from '../domain/laporan.ts'
import { type Candidate, pickSimilar } from '../domain/similar.ts'
import {
  listNewestOfKategori,
  listNewestOfKecamatan,
  listNewestOfVillage,
  listOpenNear,
  type SimilarRow,
  stemsOf,
} from '../store/similar-store.ts'

/** What the citizen has told so far; everything may still be missing. */
export type ToldSoFar = Readonly<{
  text: string
  kategoriKode: string
  point: Point | undefined
  wilayahKode: string
  kecamatanKode: string
}>

export type SimilarFound = SimilarRow & Candidate

/** Radius while no category says one, in metres. */
const RADIUS_M = 250
const CANDIDATES = 40
const TEXT_MAX = 600
const METRES_PER_DEGREE = 111_320

/**
 * Published open cases that may be the same problem: by place when one is told, else among the newest of
 * the likeliest category. Reads at most forty rows through an index, at ten thousand cases and at a million.
 */
export async function findSimilar(
  deps: Pick<Deps, 'katalog' | 'kit' | 'pengarah'>,
  told: ToldSoFar,
  limit: number,
): Promise<readonly SimilarFound[]> {
  const katalog = await deps.katalog.get()
  const chosen = katalog.kategori.get(told.kategoriKode)
  const text = told.text.slice(0, TEXT_MAX)
  const guessed = chosen === undefined ? await deps.pengarah.suggestKategori(text) : []
  const suggested = guessed.map(({ kategori }) => kategori)
  // Whoever reports a bribe is not shown other people's cases.
  if ((chosen ?? suggested[0])?.isRahasia) return []
  const radiusM = radiusOf(chosen ?? suggested[0])
  const { db } = deps.kit
  const found = await candidatesFor(db, told, { radiusM, kategori: chosen ?? suggested[0] })
  if (found.length === 0) return []
  const kata = await stemsOf(db, text)
  const open = found
    .filter((row) => !isClosed(row.status))
    .map((row) => ({ ...row, jarakM: distanceTo(row, told.point) }))
  return pickSimilar(
    open,
    {
      kategoriKode: chosen?.kode ?? null,
      suggested: suggested.map(({ kode }) => kode),
      kata,
      radiusM,
      hasPlace: told.point !== undefined || told.wilayahKode !== '' || told.kecamatanKode !== '',
    },
    limit,
  )
}

function radiusOf(kategori: Kategori | undefined): number {
  const own = kategori?.radiusSerupaM ?? 0
  return own > 0 ? own : RADIUS_M
}

function candidatesFor(
  tx: Tx,
  { point, wilayahKode, kecamatanKode }: ToldSoFar,
  { radiusM, kategori }: { radiusM: number; kategori: Kategori | undefined },
): Promise<SimilarRow[]> {
  if (point !== undefined) {
    const lat = radiusM / METRES_PER_DEGREE
    const lon = lat / Math.cos((point.lat * Math.PI) / 180)
    const box = {
      south: point.lat - lat,
      north: point.lat + lat,
      west: point.lon - lon,
      east: point.lon + lon,
    }
    return listOpenNear(tx, { point, box, limit: CANDIDATES })
  }
  if (wilayahKode !== '') return listNewestOfVillage(tx, wilayahKode, CANDIDATES)
  if (kecamatanKode !== '') return listNewestOfKecamatan(tx, kecamatanKode, CANDIDATES)
  return kategori === undefined
    ? Promise.resolve([])
    : listNewestOfKategori(tx, kategori.kode, CANDIDATES)
}

function distanceTo({ lat, lon }: SimilarRow, point: Point | undefined): number | null {
  if (point === undefined || lat === null || lon === null) return null
  return Math.round(distanceM(point, { lat, lon }))
}
