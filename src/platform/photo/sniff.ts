/** Decides from the content, never from the name or the declared type, whether bytes are a photo. */
import { ok, type Refusal, type Result, refuse } from '../../kernel/result.ts'
import { type PhotoHeader, readHeader } from './headers.ts'
import { containsForeignFile, containsVirusSample } from './hidden.ts'
import {
  MAX_EDGE_PX,
  MAX_INPUT_BYTES,
  MAX_PIXELS,
  MAX_WHOLE_FRAME_PIXELS,
  MIN_EDGE_PX,
} from './limits.ts'
import type { PhotoRefusalCode } from './messages/id.ts'
import { photoRefusal } from './refusals.ts'

/** ISO media brands of still pictures: HEIC (HEVC) and AVIF. The decoder we ship reads no HEVC. */
const STILL_BRANDS: readonly string[] = [
  'heic',
  'heix',
  'heim',
  'heis',
  'hevc',
  'hevx',
  'mif1',
  'msf1',
  'avif',
  'avis',
]

/** Pictures we know and do not take: moving, vector, huge or camera-raw kinds. */
const OTHER_PICTURES: readonly string[] = [
  'GIF8',
  'BM',
  'II*\0',
  'MM\0*',
  'II\xbc\x01',
  '8BPS',
  '\0\0\x01\0',
  '\0\0\0\x0cJXL',
  '\xff\x0a',
  'qoif',
]

/**
 * Check a photo before any pixel is decoded.
 *
 * @returns the header, or every reason at once
 * @refuses FOTO_KOSONG, FOTO_TERLALU_BESAR, FOTO_BUKAN_GAMBAR, FOTO_JENIS_TIDAK_DITERIMA, FOTO_HEIC,
 *   FOTO_VIDEO, FOTO_BERGERAK, FOTO_TERLALU_BANYAK_PIKSEL, FOTO_TERLALU_KECIL, FOTO_BERBAHAYA,
 *   FOTO_BERISI_BERKAS_LAIN, FOTO_RUSAK
 */
export function sniffPhoto(bytes: Uint8Array): Result<PhotoHeader> {
  if (bytes.length === 0) return refuse(photoRefusal('FOTO_KOSONG'))
  if (bytes.length > MAX_INPUT_BYTES) return refuse(photoRefusal('FOTO_TERLALU_BESAR'))
  const header = readHeader(bytes)
  const refusals = [...refuseDanger(bytes, header), ...refuseHeader(bytes, header)]
  return header && refusals.length === 0 ? ok(header) : refuse(refusals)
}

function* refuseDanger(bytes: Uint8Array, header: PhotoHeader | undefined): Generator<Refusal> {
  if (containsVirusSample(bytes)) yield photoRefusal('FOTO_BERBAHAYA')
  if (header && containsForeignFile(bytes, header.endOffset)) {
    yield photoRefusal('FOTO_BERISI_BERKAS_LAIN')
  }
}

function* refuseHeader(bytes: Uint8Array, header: PhotoHeader | undefined): Generator<Refusal> {
  if (header === undefined) {
    yield photoRefusal(nameOther(bytes))
    return
  }
  const { widthPx, heightPx } = header
  const limit = header.needsWholeFrame ? MAX_WHOLE_FRAME_PIXELS : MAX_PIXELS
  const isTooLarge = widthPx * heightPx > limit || Math.max(widthPx, heightPx) > MAX_EDGE_PX
  if (isTooLarge) yield photoRefusal('FOTO_TERLALU_BANYAK_PIKSEL')
  if (Math.min(widthPx, heightPx) < MIN_EDGE_PX) yield photoRefusal('FOTO_TERLALU_KECIL')
  if (header.isAnimated) yield photoRefusal('FOTO_BERGERAK')
}

/** The clearest sentence for bytes that are none of the three kinds we take. */
function nameOther(bytes: Uint8Array): PhotoRefusalCode {
  const start = Buffer.from(bytes.subarray(0, 512)).toString('latin1')
  if (isCutShort(start)) return 'FOTO_RUSAK'
  if (start.slice(4, 8) === 'ftyp') {
    return STILL_BRANDS.includes(start.slice(8, 12)) ? 'FOTO_HEIC' : 'FOTO_VIDEO'
  }
  const isPicture = OTHER_PICTURES.some((magic) => start.startsWith(magic)) || isSvg(start)
  return isPicture ? 'FOTO_JENIS_TIDAK_DITERIMA' : 'FOTO_BUKAN_GAMBAR'
}

function isCutShort(start: string): boolean {
  const isWebp = start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP'
  return isWebp || start.startsWith('\xff\xd8\xff') || start.startsWith('\x89PNG')
}

function isSvg(start: string): boolean {
  return start.toLowerCase().includes('<svg')
}
