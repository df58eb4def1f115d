/**
 * The only file that touches the image library. It decodes once into plain pixels, turned upright and
 * without any metadata; everything that is stored is encoded anew from those pixels.
 */
import type { Sharp } from 'sharp'
import { KEPT_EDGE_PX, MAX_PIXELS, TIMEOUT_MS } from './limits.ts'
import { DHASH_HEIGHT_PX, DHASH_WIDTH_PX, PHASH_EDGE_PX } from './phash.ts'

/** Three bytes a pixel, sRGB, row by row. */
export type Pixels = Readonly<{ data: Buffer; widthPx: number; heightPx: number }>

export type Encoded = Readonly<{ jpeg: Buffer; widthPx: number; heightPx: number; quality: number }>

/** One step of the way down until a picture is light enough. */
export type Step = Readonly<{
  edgePx: number
  quality: number
  /** Ten times as fast for a tenth more bytes: for large pictures that few people load. */
  isQuick?: true
}>

export type Deadline = Readonly<{ isOver: () => boolean }>

/** Raw blocks for the proof check; they are read and then dropped. */
export type RawMetadata = Readonly<{ exif?: Buffer; xmp?: Buffer }>

export function startDeadline(timeoutMs: number = TIMEOUT_MS): Deadline {
  const endsAt = performance.now() + timeoutMs
  return { isOver: () => performance.now() > endsAt }
}

/** The library costs half a second to load: it is loaded at the first photo, not at the start. */
async function openImage(input: Uint8Array | Pixels): Promise<Sharp> {
  const { default: sharp } = await import('sharp')
  sharp.concurrency(1)
  sharp.cache(false)
  const seconds = Math.ceil(TIMEOUT_MS / 1_000)
  if ('data' in input) {
    const raw = { width: input.widthPx, height: input.heightPx, channels: 3 } as const
    return sharp(input.data, { raw }).timeout({ seconds })
  }
  return sharp(input, { limitInputPixels: MAX_PIXELS, failOn: 'error' }).timeout({ seconds })
}

export async function readRawMetadata(bytes: Uint8Array): Promise<RawMetadata> {
  const image = await openImage(bytes)
  const { exif, xmp } = await image.metadata()
  return { ...(exif ? { exif } : {}), ...(xmp ? { xmp } : {}) }
}

/** Decode, turn upright by the orientation tag, shrink to the kept size, lay on white. */
export async function decodePixels(
  bytes: Uint8Array,
  edgePx: number = KEPT_EDGE_PX,
): Promise<Pixels> {
  const image = await openImage(bytes)
  const { data, info } = await image
    .autoOrient()
    .resize({ width: edgePx, height: edgePx, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, widthPx: info.width, heightPx: info.height }
}

/** Encode at the first step that fits into `maxBytes`; 'late' when time ran out before. */
export async function encodeWithin(
  pixels: Pixels,
  steps: readonly Step[],
  limits: Readonly<{ maxBytes: number; deadline: Deadline }>,
): Promise<Encoded | 'late' | 'too-heavy'> {
  for (const step of steps) {
    if (limits.deadline.isOver()) return 'late'
    const encoded = await encodeStep(pixels, step)
    if (encoded.jpeg.length <= limits.maxBytes) return encoded
  }
  return 'too-heavy'
}

async function encodeStep(pixels: Pixels, { edgePx, quality, isQuick }: Step): Promise<Encoded> {
  const image = await openImage(pixels)
  const { data, info } = await image
    .resize({ width: edgePx, height: edgePx, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality, mozjpeg: isQuick !== true })
    .toBuffer({ resolveWithObject: true })
  return { jpeg: data, widthPx: info.width, heightPx: info.height, quality }
}

export type GreyPictures = Readonly<{ square: Uint8Array; gradient: Uint8Array }>

/** The two tiny greyscale pictures that the fingerprints are computed from. */
export async function shrinkToGrey(pixels: Pixels): Promise<GreyPictures> {
  const square = await toGrey(pixels, PHASH_EDGE_PX, PHASH_EDGE_PX)
  const gradient = await toGrey(pixels, DHASH_WIDTH_PX, DHASH_HEIGHT_PX)
  return { square, gradient }
}

async function toGrey(pixels: Pixels, width: number, height: number): Promise<Uint8Array> {
  const image = await openImage(pixels)
  return image.resize({ width, height, fit: 'fill' }).greyscale().raw().toBuffer()
}

export type GreyPicture = Readonly<{ values: Uint8Array; widthPx: number; heightPx: number }>

/** The picture in shades of grey, one byte a pixel, its longer edge at most this long. */
export async function greyWithin(pixels: Pixels, edgePx: number): Promise<GreyPicture> {
  const image = await openImage(pixels)
  const { data, info } = await image
    .resize({ width: edgePx, height: edgePx, fit: 'inside', withoutEnlargement: true })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { values: data, widthPx: info.width, heightPx: info.height }
}
