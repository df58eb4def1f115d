import sharp from 'sharp'

export type MadePhoto = Readonly<{
  widthPx?: number
  heightPx?: number
  quality?: number
  exif?: Record<string, Record<string, string>>
  orientation?: number
}>

/** A photo of soft coloured patches; each seed is another scene, the same seed the same scene. */
export async function makePhoto(seed: number, made: MadePhoto = {}): Promise<Buffer> {
  const { widthPx = 640, heightPx = 480, quality = 85 } = made
  const random = createRandom(seed)
  const patches = Buffer.from(Array.from({ length: 8 * 6 * 3 }, () => Math.floor(random() * 256)))
  const image = sharp(patches, { raw: { width: 8, height: 6, channels: 3 } })
    .resize(widthPx, heightPx, { kernel: 'cubic', fit: 'fill' })
    .jpeg({ quality })
  if (made.exif !== undefined) image.withExif(made.exif)
  if (made.orientation !== undefined) image.withMetadata({ orientation: made.orientation })
  return image.toBuffer()
}

/** Numbers from 0 to 1 that are the same at every run (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The photo as our camera page sends it: the number in a comment right behind the start. */
export function withNumber(jpeg: Buffer, nonce: string): Buffer {
  const text = Buffer.from(`pendopo-bukti:${nonce}`, 'latin1')
  const head = Buffer.from([0xff, 0xfe, (text.length + 2) >> 8, (text.length + 2) & 255])
  return Buffer.concat([jpeg.subarray(0, 2), head, text, jpeg.subarray(2)])
}
