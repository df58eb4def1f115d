import { type Instant, instantMs, type TimeZone, zoneOffsetMs } from '../../../kernel/date.ts'
import type { Point } from '../../../kernel/geo.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { bandProbes, type PreparedPhoto } from '../../../platform/photo/index.ts'
import type { Deps } from '../deps.ts'
import type { Laporan } from '../domain/laporan.ts'
import { isOfficerOf } from '../domain/photo.ts'
import {
  type CasePlace,
  LIKELY_BITS,
  type LookAlike,
  mirrorDhash,
  type ProofFacts,
  type ProofRules,
} from '../domain/proof.ts'
import type { Standing } from '../domain/transitions.ts'
import { findLookAlikes, type LookAlikeRow } from '../store/look-alike-store.ts'
import { readIsiRahasia } from '../store/pelapor-store.ts'
import type { AturanBukti } from '../store/proof-store.ts'

export function rulesOf(aturan: AturanBukti): ProofRules {
  return {
    radiusM: aturan.radiusM,
    accuracyMaxM: aturan.ketelitianM,
    ageMs: aturan.umurMenit * 60_000,
    offlineAgeMs: aturan.umurLuringJam * 3_600_000,
  }
}

/** What the page told about the moment of the photo; all of it is the phone's word. */
export type Told = Readonly<{
  way: 'kamera' | 'berkas'
  takenAt?: Date
  position?: Point & Readonly<{ accuracyM: number }>
}>

/** Cameras write no accuracy beside their position; outdoors a phone is good to about this. */
const EXIF_ACCURACY_M = 30

/** Time and place of a photo: the page's word for its own photos, the file's for a chosen file. */
export function momentOf(
  told: Told,
  { facts }: Pick<PreparedPhoto, 'facts'>,
  zone: TimeZone,
): Pick<ProofFacts, 'takenAt' | 'position' | 'hasCameraData'> {
  if (told.way === 'kamera') {
    const hasCameraData = facts.hasCameraMake || facts.takenAtLocal !== undefined
    return { takenAt: told.takenAt, position: told.position, hasCameraData }
  }
  const inFile =
    facts.lat === undefined || facts.lon === undefined
      ? undefined
      : { lat: facts.lat, lon: facts.lon, accuracyM: EXIF_ACCURACY_M }
  return {
    takenAt: fileTime(facts, zone),
    position: told.position ?? inFile,
    hasCameraData: facts.hasCameraMake,
  }
}

/** Most cameras write the time of day without its zone: then the region's is meant. */
function fileTime(
  { takenAtLocal, takenAtOffset }: PreparedPhoto['facts'],
  zone: TimeZone,
): Date | undefined {
  if (takenAtLocal === undefined) return undefined
  const ms =
    takenAtOffset === undefined
      ? instantMs(`${takenAtLocal}Z` as Instant) - zoneOffsetMs(zone)
      : Date.parse(`${takenAtLocal}${takenAtOffset}`)
  return Number.isFinite(ms) ? new Date(ms) : undefined
}

/** Where the case is, told apart by how exactly that is known. */
export async function placeOf(
  { reference }: Deps,
  tx: Tx,
  asked: Readonly<{ laporan: Laporan; position: Point | undefined }>,
): Promise<CasePlace> {
  const { laporan, position } = asked
  const place = laporan.isRahasia ? await readIsiRahasia(tx, laporan.id) : laporan
  if (place === undefined) return { kind: 'unknown' }
  const { lat, lon } = place
  if (lat !== null && lon !== null && laporan.lokasiSumber !== 'wilayah')
    return { kind: 'point', point: { lat, lon } }
  const kode = place.wilayahKode ?? laporan.kecamatanKode
  const wilayah = kode === null ? undefined : reference.findWilayah(kode)
  if (kode === null || wilayah === undefined) return { kind: 'unknown' }
  const at = position === undefined ? undefined : await reference.findWilayahAt(tx, position)
  const isInside = at !== undefined && (at.kode === kode || at.kode.startsWith(`${kode}.`))
  return { kind: 'area', name: wilayah.nama, isInside }
}

const LOOK_ALIKES_MAX = 10

/** Earlier photos of any case that show the same, nearest first. */
export async function lookAlikesOf(
  tx: Tx,
  photo: Pick<PreparedPhoto, 'phash' | 'phashMirrored' | 'dhash' | 'isBlank'>,
  asked: Readonly<{ laporanId: string; standing: Standing }>,
): Promise<readonly LookAlike[]> {
  if (photo.isBlank) return []
  const straight = bandProbes(photo.phash, LIKELY_BITS)
  const mirrored = bandProbes(photo.phashMirrored, LIKELY_BITS)
  const found = await findLookAlikes(tx, {
    phash: photo.phash,
    phashMirrored: photo.phashMirrored,
    dhash: photo.dhash,
    dhashMirrored: mirrorDhash(photo.dhash),
    probes: straight.map((band, index) => [...new Set([...band, ...(mirrored[index] ?? [])])]),
    maxBits: LIKELY_BITS,
    limit: LOOK_ALIKES_MAX,
  })
  return found.map((row) => toLookAlike(row, asked))
}

function toLookAlike(
  row: LookAlikeRow,
  { laporanId, standing }: Readonly<{ laporanId: string; standing: Standing }>,
): LookAlike {
  const isMirrored = row.mirroredBits < row.bits
  return {
    fotoId: row.fotoId,
    laporanId: row.laporanId,
    nomor: row.nomor,
    isNamable: row.isPublik || isOfficerOf(row, standing.actor),
    isSameCase: row.laporanId === laporanId,
    phashBits: isMirrored ? row.mirroredBits : row.bits,
    dhashBits: isMirrored ? row.mirroredDhashBits : row.dhashBits,
    isMirrored,
  }
}
