import { cleanText } from '../../../kernel/clean-text.ts'
import type { Point } from '../../../kernel/geo.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { PATOKAN_MAX } from '../domain/submit.ts'
import type { Submission } from './submit-laporan.ts'

/** A place as channels and programs tell it: a point, words, a code of an area, or nothing. */
export type ToldPlace = Readonly<{
  point?: Point
  words?: string
  wilayahKode?: string
  /** The story itself: searched for the name of an area, never taken as the place's words. */
  story?: string
}>

/**
 * Read a told place without ever refusing it: a point outside the region becomes words for the
 * officer, and the name of a desa or kecamatan in the words gives the area.
 */
export async function readPlace(
  deps: Pick<Deps, 'reference'>,
  tx: Tx,
  told: ToldPlace,
): Promise<Submission['lokasi']> {
  const { point } = told
  const isInside = point !== undefined && (await deps.reference.findWilayahAt(tx, point))
  if (point !== undefined && isInside)
    return { lat: point.lat, lon: point.lon, sumber: 'gps', patokan: landmark(told.words) }
  const outside = point === undefined ? '' : `(titik di luar wilayah: ${point.lat}, ${point.lon}) `
  const area = told.wilayahKode ?? findArea(deps, `${told.words ?? ''} ${told.story ?? ''}`)
  const patokan = landmark(`${outside}${told.words ?? ''}`)
  return {
    lat: null,
    lon: null,
    sumber: sourceOf(patokan, area),
    patokan,
    ...areaCodes(deps, area),
  }
}

function sourceOf(patokan: string | null, area: string | undefined) {
  if (patokan !== null) return 'patokan'
  return area === undefined ? null : 'wilayah'
}

function landmark(words: string | undefined): string | null {
  const text = cleanText(words ?? '')
    .trim()
    .slice(0, PATOKAN_MAX)
  return text === '' ? null : text
}

function areaCodes(
  { reference }: Pick<Deps, 'reference'>,
  kode: string | undefined,
): Readonly<{ wilayahKode?: string; kecamatanKode?: string }> {
  const area = kode === undefined ? undefined : reference.findWilayah(kode)
  if (area?.tingkat === 'kecamatan') return { kecamatanKode: area.kode }
  const isVillage = area?.tingkat === 'desa' || area?.tingkat === 'kelurahan'
  return isVillage ? { wilayahKode: area.kode } : {}
}

/** The one area named in the words: a desa of the kecamatan named with it, else a name that is unique. */
function findArea({ reference }: Pick<Deps, 'reference'>, words: string): string | undefined {
  const text = ` ${normal(words)} `
  const isNamed = ({ nama }: { nama: string }) => text.includes(` ${normal(nama)} `)
  const kecamatan = reference.kecamatan()
  const named = kecamatan.filter(isNamed)
  const within = named.length === 1 ? named : kecamatan
  const taken = new Set(named.map(({ nama }) => normal(nama)))
  const villages = within
    .flatMap(({ kode }) => reference.desaOf(kode))
    // A desa that shares its kecamatan's name is not told apart from it by the name alone.
    .filter((desa) => isNamed(desa) && !taken.has(normal(desa.nama)))
  if (villages.length === 1) return villages[0]?.kode
  return named.length === 1 ? named[0]?.kode : undefined
}

function normal(words: string): string {
  return words
    .toLowerCase()
    .replaceAll(/[^\p{L}\d]+/gu, ' ')
    .trim()
}
