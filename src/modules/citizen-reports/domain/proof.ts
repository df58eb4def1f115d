import { distanceM, type Point } from '../../../kernel/geo.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import type { Jenis } from './laporan.ts'
import { proofRefusal, worded } from './proof-refusals.ts'

/** House rules for a proof, dated data that staff change; no law sets these figures. */
export type ProofRules = Readonly<{
  /** Farthest a photo may be from the case, in metres. */
  radiusM: number
  /** Widest uncertainty of a position that is believed, in metres. */
  accuracyMaxM: number
  /** Longest time from the page with the number to the photo. */
  ageMs: number
  /** The same for numbers fetched ahead for places without a signal. */
  offlineAgeMs: number
}>

/** What became of the number the server gave before the photo. */
export type NonceFacts =
  | Readonly<{ kind: 'unknown' }>
  | Readonly<{ kind: 'known'; issuedAt: Date; isOffline: boolean; isUsed: boolean }>

/** Where the case is: a point, only its village, or unknown. */
export type CasePlace =
  | Readonly<{ kind: 'point'; point: Point }>
  | Readonly<{ kind: 'area'; name: string; isInside: boolean }>
  | Readonly<{ kind: 'unknown' }>

export type LookAlike = Readonly<{
  fotoId: string
  laporanId: string
  nomor: string
  /** May the number be told to this officer? False for secret and unpublished cases. */
  isNamable: boolean
  isSameCase: boolean
  /** Bits of 64 in which the fingerprints differ, mirrored or not, whichever is less. */
  phashBits: number
  dhashBits: number
  isMirrored: boolean
}>

export type ProofFacts = Readonly<{
  now: Date
  rules: ProofRules
  nonce: NonceFacts
  /**
   * kamera: taken on our page, and the number is written inside the file. berkas: through a file field,
   * the way without script.
   */
  way: 'kamera' | 'berkas'
  /** The number stands inside the file, where only our page writes it. */
  hasNonceInside: boolean
  /** The file carries camera data of its own, which our page never writes. */
  hasCameraData: boolean
  /** When the phone (kamera) or the file (berkas) says it was taken. */
  takenAt: Date | undefined
  position: (Point & Readonly<{ accuracyM: number }>) | undefined
  place: CasePlace
  isBlank: boolean
  /** What an editor or generator left in the file: kind and what was found. */
  editMarks: readonly Readonly<{ kind: string; found: string }>[]
  lookAlikes: readonly LookAlike[]
}>

/** What is kept of an accepted proof, for the second person and for whoever checks later. */
export type Proof = Readonly<{
  way: 'kamera' | 'berkas'
  takenAt: string
  isOffline: boolean
  position: Point & Readonly<{ accuracyM: number }>
  /** Metres between photo and case; null where the case is known only by its area. */
  distanceM: number | null
  lookAlikes: readonly Readonly<{ fotoId: string; nomor: string | null; bits: number }>[]
}>

/** How near a proof was taken, as everyone may read it; the metres stay with the officers. */
export type DistanceClass = 'dekat' | 'sedang' | 'jauh'

/** Metres that a phone's position is off by in a street count as being there. */
const NEAR_M = 100
const AROUND_M = 300

export function distanceClass(metres: number): DistanceClass {
  if (metres <= NEAR_M) return 'dekat'
  return metres <= AROUND_M ? 'sedang' : 'jauh'
}

/** At this many differing bits two photos are the same picture: recompressed, resized, a little cropped. */
export const SAME_BITS = 6
/** Up to here they are the same when the second fingerprint agrees as well. */
export const LIKELY_BITS = 10
const LIKELY_DHASH_BITS = 10

/** Clocks of phones run ahead a little. */
const CLOCK_SKEW_MS = 5 * 60_000

/**
 * Decide whether a photo proves a fix. Every reason at once.
 *
 * What this cannot know: whether the phone's position and clock were told truthfully, and whether a
 * picture was photographed from a screen. It makes the cheap lies impossible and leaves the rest to the
 * second person, the reporter and the re-inspection.
 *
 * @refuses BUKTI_KODE_TIDAK_SAH, BUKTI_KODE_TERPAKAI, BUKTI_KODE_KEDALUWARSA, BUKTI_DI_LUAR_WAKTU,
 * BUKTI_TANPA_WAKTU, BUKTI_BUKAN_DARI_KAMERA, BUKTI_TANPA_POSISI, BUKTI_POSISI_KASAR,
 * BUKTI_TERLALU_JAUH, BUKTI_DI_LUAR_WILAYAH, BUKTI_KOSONG, BUKTI_DISUNTING,
 * BUKTI_SAMA_DENGAN_LAPORAN_INI, BUKTI_PERNAH_DIPAKAI
 */
export function decideProof(facts: ProofFacts): Result<Proof> {
  const refusals = [
    ...refuseNonce(facts),
    ...refuseOrigin(facts),
    ...refusePosition(facts),
    ...refuseLook(facts),
  ]
  const { position, nonce } = facts
  if (refusals.length > 0 || position === undefined || nonce.kind === 'unknown')
    return refuse(refusals)
  return ok({
    way: facts.way,
    takenAt: (facts.takenAt ?? facts.now).toISOString(),
    isOffline: nonce.isOffline,
    position,
    distanceM: distanceTo(facts),
    lookAlikes: facts.lookAlikes.map(({ fotoId, nomor, isNamable, phashBits }) => ({
      fotoId,
      nomor: isNamable ? nomor : null,
      bits: phashBits,
    })),
  })
}

function* refuseNonce({ nonce, now, rules }: ProofFacts): Generator<Refusal> {
  if (nonce.kind === 'unknown') {
    yield proofRefusal('BUKTI_KODE_TIDAK_SAH')
    return
  }
  if (nonce.isUsed) yield proofRefusal('BUKTI_KODE_TERPAKAI')
  // What was taken in time may arrive later when there was no signal: then the photo's own time decides.
  const arrivesBy = nonce.isOffline ? 2 * rules.offlineAgeMs : rules.ageMs
  if (now.getTime() > nonce.issuedAt.getTime() + arrivesBy)
    yield proofRefusal('BUKTI_KODE_KEDALUWARSA')
}

function* refuseOrigin(facts: ProofFacts): Generator<Refusal> {
  const { way, takenAt, nonce } = facts
  if (isForeign(facts)) {
    yield proofRefusal('BUKTI_BUKAN_DARI_KAMERA')
    return
  }
  const mustTellTime = way === 'berkas' || (nonce.kind === 'known' && nonce.isOffline)
  if (takenAt === undefined) {
    if (mustTellTime) yield proofRefusal('BUKTI_TANPA_WAKTU')
    return
  }
  if (nonce.kind === 'known' && mustTellTime && !isInWindow(facts, takenAt, nonce))
    yield proofRefusal('BUKTI_DI_LUAR_WAKTU')
}

/** Not from our page, or a file that no camera wrote. Without its time a file hears of that instead. */
function isForeign({ way, hasNonceInside, hasCameraData, takenAt }: ProofFacts): boolean {
  if (way === 'kamera') return !hasNonceInside || hasCameraData
  return takenAt !== undefined && !hasCameraData
}

function isInWindow(
  { now, rules }: ProofFacts,
  takenAt: Date,
  nonce: Extract<NonceFacts, { kind: 'known' }>,
): boolean {
  const issued = nonce.issuedAt.getTime()
  const age = nonce.isOffline ? rules.offlineAgeMs : rules.ageMs
  const at = takenAt.getTime()
  const latest = Math.min(issued + age, now.getTime()) + CLOCK_SKEW_MS
  return at >= issued - CLOCK_SKEW_MS && at <= latest
}

function* refusePosition(facts: ProofFacts): Generator<Refusal> {
  const { position, place, rules } = facts
  if (position === undefined) {
    yield proofRefusal('BUKTI_TANPA_POSISI')
    return
  }
  if (position.accuracyM > rules.accuracyMaxM) {
    yield worded(
      'BUKTI_POSISI_KASAR',
      `Posisi Anda baru diketahui dengan ketelitian ${metres(position.accuracyM)}, paling kasar ${metres(rules.accuracyMaxM)}. Tunggu di tempat terbuka sampai GPS lebih teliti.`,
    )
    return
  }
  const distance = distanceTo(facts)
  if (distance !== null && distance - position.accuracyM > rules.radiusM)
    yield worded(
      'BUKTI_TERLALU_JAUH',
      `Foto diambil ${metres(distance)} dari lokasi laporan, paling jauh ${metres(rules.radiusM)}. Ambil foto di lokasinya.`,
    )
  if (place.kind === 'area' && !place.isInside)
    yield worded(
      'BUKTI_DI_LUAR_WILAYAH',
      `Foto diambil di luar ${place.name}, wilayah laporan ini. Ambil foto di lokasinya.`,
    )
}

function distanceTo({ position, place }: ProofFacts): number | null {
  if (position === undefined || place.kind !== 'point') return null
  return Math.round(distanceM(position, place.point))
}

/** '84 m', '1,2 km': as the officer says it. */
function metres(value: number): string {
  if (value < 1_000) return `${Math.round(value)} m`
  return `${(Math.round(value / 100) / 10).toString().replace('.', ',')} km`
}

const MARK_WORDS: Readonly<Record<string, string>> = {
  'program-penyunting': 'disimpan oleh program penyunting gambar',
  'program-pembuat': 'dibuat oleh program pembuat gambar',
  'dibuat-model': 'bertanda dibuat atau diubah oleh kecerdasan buatan',
  'disunting-di-ponsel': 'disunting di ponsel',
}

function* refuseLook({ isBlank, editMarks, lookAlikes }: ProofFacts): Generator<Refusal> {
  for (const kind of new Set(editMarks.map((mark) => mark.kind)))
    yield worded(
      'BUKTI_DISUNTING',
      `Foto ini ${MARK_WORDS[kind] ?? 'bertanda pernah disunting'}. Ambil foto baru dengan kamera lewat halaman ini.`,
    )
  if (isBlank) {
    yield proofRefusal('BUKTI_KOSONG')
    return
  }
  const [worst] = lookAlikes.filter(isReuse).toSorted((a, b) => a.phashBits - b.phashBits)
  if (worst !== undefined) yield reuseRefusal(worst)
}

/** The same picture again: very close by one fingerprint, or close by both. */
export function isReuse({ phashBits, dhashBits }: LookAlike): boolean {
  if (phashBits <= SAME_BITS) return true
  return phashBits <= LIKELY_BITS && dhashBits <= LIKELY_DHASH_BITS
}

function reuseRefusal({ isSameCase, isNamable, nomor }: LookAlike): Refusal {
  if (isSameCase) return proofRefusal('BUKTI_SAMA_DENGAN_LAPORAN_INI')
  if (!isNamable) return proofRefusal('BUKTI_PERNAH_DIPAKAI')
  return worded(
    'BUKTI_PERNAH_DIPAKAI',
    `Foto ini sudah dipakai pada laporan ${nomor}. Ambil foto baru dari keadaan sekarang.`,
  )
}

/**
 * May this kind of case be finished without a photo? Only where there is nothing to show: wishes,
 * questions, and categories marked so. It counts as finished without proof.
 */
export function mayGoWithoutProof(
  jenis: Jenis,
  kategori: Readonly<{ isFotoDianjurkan: boolean }> | undefined,
): boolean {
  return jenis !== 'pengaduan' || kategori?.isFotoDianjurkan === false
}

/**
 * The gradient fingerprint the mirrored picture would have: rows read backwards, growing for falling.
 *
 * @param dhash 16 hex digits, one byte a row
 */
export function mirrorDhash(dhash: string): string {
  const rows = dhash.match(/../g) ?? []
  return rows.map((row) => mirrorRow(Number.parseInt(row, 16))).join('')
}

function mirrorRow(bits: number): string {
  let mirrored = 0
  for (let bit = 0; bit < 8; bit += 1) if ((bits & (1 << bit)) === 0) mirrored |= 1 << (7 - bit)
  return mirrored.toString(16).padStart(2, '0')
}
