/**
 * From the bytes somebody sent to the photo that may be kept: upright, at most 1280 px and 90 kB, without
 * any metadata, with a thumbnail and fingerprints. What the file said about itself comes back apart.
 */
import { createHash } from 'node:crypto'
import { ok, type Refusal, type Result, refuse } from '../../kernel/result.ts'
import {
  decodePixels,
  type Encoded,
  encodeWithin,
  type GreyPictures,
  type Pixels,
  readRawMetadata,
  type Step,
  shrinkToGrey,
  startDeadline,
} from './codec.ts'
import { type EditMark, findEditMarks } from './edit-marks.ts'
import { type ExifFacts, readExif } from './exif.ts'
import { createGate } from './gate.ts'
import type { PhotoFormat, PhotoHeader } from './headers.ts'
import {
  KEPT_EDGE_PX,
  MAX_CONCURRENT,
  MAX_KEPT_BYTES,
  MAX_THUMBNAIL_BYTES,
  MAX_WAITING,
  THUMBNAIL_EDGE_PX,
} from './limits.ts'
import type { PhotoRefusalCode } from './messages/id.ts'
import { differenceHash, mirroredPerceptualHash, perceptualHash } from './phash.ts'
import { PHOTO_FIELD, photoRefusal } from './refusals.ts'
import { sniffPhoto } from './sniff.ts'

export type KeptPicture = Readonly<{
  jpeg: Uint8Array
  sha256: string
  widthPx: number
  heightPx: number
}>

/** What the file said of itself; it can be forged, so it only ever speaks against a photo. */
export type CaptureFacts = ExifFacts & Readonly<{ editMarks: readonly EditMark[] }>

export type PreparedPhoto = Readonly<{
  /** At most 1280 px and 90 kB, no metadata. */
  photo: KeptPicture
  /** At most 128 px and 6 kB, no metadata. */
  thumbnail: KeptPicture
  original: Readonly<{ sha256: string; sizeBytes: number; format: PhotoFormat }>
  /** 64-bit fingerprints, 16 hex digits; compare with hammingDistance. */
  phash: string
  phashMirrored: string
  dhash: string
  /** Nothing to be seen (lens covered, blank wall): its fingerprint means nothing. */
  isBlank: boolean
  facts: CaptureFacts
}>

export type PrepareOptions = Readonly<{
  /** Form field the refusals are linked to; 'foto' unless given. */
  field?: string
}>

const PHOTO_STEPS: readonly Step[] = [
  { edgePx: KEPT_EDGE_PX, quality: 80 },
  { edgePx: KEPT_EDGE_PX, quality: 70 },
  { edgePx: KEPT_EDGE_PX, quality: 58 },
  { edgePx: KEPT_EDGE_PX, quality: 45 },
  { edgePx: 1024, quality: 50 },
  { edgePx: 800, quality: 45 },
  { edgePx: 640, quality: 40 },
  { edgePx: 480, quality: 30 },
]

const THUMBNAIL_STEPS: readonly Step[] = [
  { edgePx: THUMBNAIL_EDGE_PX, quality: 70 },
  { edgePx: THUMBNAIL_EDGE_PX, quality: 50 },
  { edgePx: THUMBNAIL_EDGE_PX, quality: 30 },
  { edgePx: 96, quality: 20 },
]

/** Brightness that varies less than this (standard deviation, of 255) shows nothing. */
const BLANK_BELOW = 3

const gate = createGate(MAX_CONCURRENT, MAX_WAITING)

/**
 * Check a photo and make what may be kept of it. The bytes given are not changed and not stored.
 *
 * @refuses everything of sniffPhoto, FOTO_RUSAK, FOTO_TERLALU_LAMA, FOTO_ANTREAN_PENUH
 */
export async function preparePhoto(
  bytes: Uint8Array,
  options: PrepareOptions = {},
): Promise<Result<PreparedPhoto>> {
  const sniffed = sniffPhoto(bytes)
  const outcome = sniffed.ok
    ? await throughGate(sniffed.value, () => prepareDecodable(bytes, sniffed.value))
    : sniffed
  return outcome.ok ? outcome : refuse(outcome.refusals.map((refusal) => relink(refusal, options)))
}

/** Whatever works on pixels passes here, so that memory stays bounded for the whole process. */
export async function throughGate<T>(
  header: PhotoHeader,
  work: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const places = header.needsWholeFrame ? MAX_CONCURRENT : 1
  const outcome = await gate.run(places, () => refuseUndecodable(work))
  return outcome === 'full' ? refuse(photoRefusal('FOTO_ANTREAN_PENUH')) : outcome
}

/** Make photo and thumbnail of pixels that are final. */
export async function encodeKept(
  pixels: Pixels,
): Promise<Result<Readonly<{ photo: KeptPicture; thumbnail: KeptPicture }>>> {
  const deadline = startDeadline()
  const photo = await encodeWithin(pixels, PHOTO_STEPS, { maxBytes: MAX_KEPT_BYTES, deadline })
  const limits = { maxBytes: MAX_THUMBNAIL_BYTES, deadline }
  const thumbnail = await encodeWithin(pixels, THUMBNAIL_STEPS, limits)
  if (typeof photo === 'string' || typeof thumbnail === 'string') {
    return refuse(photoRefusal('FOTO_TERLALU_LAMA'))
  }
  return ok({ photo: describeKept(photo), thumbnail: describeKept(thumbnail) })
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function prepareDecodable(
  bytes: Uint8Array,
  header: PhotoHeader,
): Promise<Result<PreparedPhoto>> {
  const facts = await readFacts(bytes)
  const pixels = await decodePixels(bytes)
  const grey = await shrinkToGrey(pixels)
  const kept = await encodeKept(pixels)
  if (!kept.ok) return kept
  const original = {
    sha256: sha256Of(bytes),
    sizeBytes: bytes.length,
    format: header.format,
  }
  return ok({ ...kept.value, original, ...fingerprints(grey), facts })
}

async function readFacts(bytes: Uint8Array): Promise<CaptureFacts> {
  const { exif, xmp } = await readRawMetadata(bytes)
  const facts: ExifFacts = exif ? readExif(exif) : { hasCameraMake: false }
  const named = { software: facts.software, xmp: xmp?.toString('utf8') }
  return { ...facts, editMarks: findEditMarks(bytes, named) }
}

function fingerprints(
  grey: GreyPictures,
): Pick<PreparedPhoto, 'phash' | 'phashMirrored' | 'dhash' | 'isBlank'> {
  return {
    phash: perceptualHash(grey.square),
    phashMirrored: mirroredPerceptualHash(grey.square),
    dhash: differenceHash(grey.gradient),
    isBlank: deviationOf(grey.square) < BLANK_BELOW,
  }
}

function deviationOf(values: Uint8Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return Math.sqrt(variance)
}

function describeKept({ jpeg, widthPx, heightPx }: Encoded): KeptPicture {
  return { jpeg, sha256: sha256Of(jpeg), widthPx, heightPx }
}

/**
 * The image library answers bytes it cannot decode with an exception. That is the sender's mistake and
 * becomes a refusal here, the one place where the two can be told apart.
 */
async function refuseUndecodable<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (error) {
    return refuse(photoRefusal(codeOfLibraryError(error)))
  }
}

function codeOfLibraryError(error: unknown): PhotoRefusalCode {
  const isLibraryError = error instanceof Error && error.constructor === Error
  if (!isLibraryError) throw error
  return error.message.startsWith('timeout') ? 'FOTO_TERLALU_LAMA' : 'FOTO_RUSAK'
}

function relink(refusal: Refusal, { field = PHOTO_FIELD }: PrepareOptions): Refusal {
  return { ...refusal, field }
}
