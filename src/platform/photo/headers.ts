/**
 * Reads the frame of JPEG, PNG and WebP files: size, whether it moves, where it ends. No pixel is
 * decoded, so a bomb is known by its header. Pure; answers `undefined` when the frame is broken.
 */

export type PhotoFormat = 'jpeg' | 'png' | 'webp'

export type PhotoHeader = Readonly<{
  format: PhotoFormat
  /** As stored, before the orientation tag is applied. */
  widthPx: number
  heightPx: number
  isAnimated: boolean
  /** Must stand in memory as a whole to be decoded (progressive, interlaced, WebP). */
  needsWholeFrame: boolean
  /** Offset just behind the picture; what follows does not belong to it. */
  endOffset: number
}>

const START_OF_IMAGE = 0xd8
const END_OF_IMAGE = 0xd9
const START_OF_SCAN = 0xda
/** Frame markers C0..CF without DHT (C4), JPG (C8) and DAC (CC). */
const NOT_A_FRAME: readonly number[] = [0xc4, 0xc8, 0xcc]
const PROGRESSIVE_FRAMES: readonly number[] = [0xc2, 0xc6, 0xca, 0xce]
/** A phone writes about 20 segments; more than this is an attack on the reader. */
const MAX_SEGMENTS = 4_096
const PNG_SIGNATURE = '\x89PNG\r\n\x1a\n'

export function readHeader(bytes: Uint8Array): PhotoHeader | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = view.toString('latin1', 0, 12)
  if (start.startsWith('\xff\xd8\xff')) return readJpeg(view)
  if (start.startsWith(PNG_SIGNATURE)) return readPng(view)
  if (start.startsWith('RIFF') && start.endsWith('WEBP')) return readWebp(view)
  return undefined
}

type Frame = Readonly<{ widthPx: number; heightPx: number; needsWholeFrame: boolean }>

function readJpeg(view: Buffer): PhotoHeader | undefined {
  let at = 0
  let frame: Frame | undefined
  for (let count = 0; count < MAX_SEGMENTS; count += 1) {
    const marker = nextMarker(view, at)
    if (marker === undefined) break
    at = marker.at + 2
    if (marker.code === START_OF_IMAGE) continue
    if (marker.code === END_OF_IMAGE) return frame && describeJpeg(frame, at)
    if (at + 2 > view.length) break
    frame ??= readFrame(view, marker)
    at += view.readUInt16BE(at)
    if (marker.code === START_OF_SCAN) at = skipScan(view, at)
  }
  return frame && describeJpeg(frame, view.length)
}

type Marker = Readonly<{ at: number; code: number }>

function nextMarker(view: Buffer, from: number): Marker | undefined {
  let at = from
  while (at + 1 < view.length) {
    const code = view.readUInt8(at + 1)
    if (view.readUInt8(at) === 0xff && code !== 0xff && code !== 0) return { at, code }
    at += 1
  }
  return undefined
}

function readFrame(view: Buffer, { at, code }: Marker): Frame | undefined {
  const isFrame = code >= 0xc0 && code <= 0xcf && !NOT_A_FRAME.includes(code)
  if (!isFrame || at + 9 > view.length) return undefined
  return {
    heightPx: view.readUInt16BE(at + 5),
    widthPx: view.readUInt16BE(at + 7),
    needsWholeFrame: PROGRESSIVE_FRAMES.includes(code),
  }
}

/** Entropy-coded data ends at the first marker that is neither a stuffed zero nor a restart. */
function skipScan(view: Buffer, from: number): number {
  let at = view.indexOf(0xff, from)
  while (at !== -1 && at + 1 < view.length) {
    const code = view.readUInt8(at + 1)
    const isData = code === 0 || (code >= 0xd0 && code <= 0xd7)
    if (!isData && code !== 0xff) return at
    at = view.indexOf(0xff, at + (isData ? 2 : 1))
  }
  return view.length
}

function describeJpeg(frame: Frame, endOffset: number): PhotoHeader {
  return { format: 'jpeg', isAnimated: false, endOffset, ...frame }
}

function readPng(view: Buffer): PhotoHeader | undefined {
  if (view.length < 33 || view.toString('latin1', 12, 16) !== 'IHDR') return undefined
  let at = PNG_SIGNATURE.length
  let isAnimated = false
  while (at + 12 <= view.length) {
    const name = view.toString('latin1', at + 4, at + 8)
    at += 12 + view.readUInt32BE(at)
    if (name === 'acTL') isAnimated = true
    if (name === 'IEND') break
  }
  return {
    format: 'png',
    widthPx: view.readUInt32BE(16),
    heightPx: view.readUInt32BE(20),
    isAnimated,
    needsWholeFrame: view.readUInt8(28) !== 0,
    endOffset: Math.min(at, view.length),
  }
}

function readWebp(view: Buffer): PhotoHeader | undefined {
  if (view.length < 30) return undefined
  const size = webpSize(view)
  if (size === undefined) return undefined
  const isAnimated = view.toString('latin1', 12, 16) === 'VP8X' && (view.readUInt8(20) & 2) !== 0
  const endOffset = Math.min(view.length, 8 + view.readUInt32LE(4))
  return { format: 'webp', ...size, isAnimated, needsWholeFrame: true, endOffset }
}

function webpSize(view: Buffer): Readonly<{ widthPx: number; heightPx: number }> | undefined {
  const kind = view.toString('latin1', 12, 16)
  if (kind === 'VP8X') {
    return { widthPx: 1 + view.readUIntLE(24, 3), heightPx: 1 + view.readUIntLE(27, 3) }
  }
  if (kind === 'VP8L') {
    const packed = view.readUInt32LE(21)
    return { widthPx: 1 + (packed & 0x3fff), heightPx: 1 + ((packed >>> 14) & 0x3fff) }
  }
  if (kind !== 'VP8 ') return undefined
  return { widthPx: view.readUInt16LE(26) & 0x3fff, heightPx: view.readUInt16LE(28) & 0x3fff }
}
