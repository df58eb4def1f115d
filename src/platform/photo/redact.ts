/**
 * Covers parts of a photo for good: faces, number plates, house numbers. The covered pixels are replaced
 * before the picture is encoded again, so nothing is left below. A soft blur is not offered, because
 * letters can be computed back from it.
 */
import { ok, type Result, refuse } from '../../kernel/result.ts'
import { decodePixels, type Pixels } from './codec.ts'
import { MAX_BOXES } from './limits.ts'
import { encodeKept, type KeptPicture, throughGate } from './prepare.ts'
import { photoRefusal } from './refusals.ts'
import { sniffPhoto } from './sniff.ts'

/** A box in parts of the upright picture: 0 is the left or upper edge, 1 the right or lower one. */
export type RedactionBox = Readonly<{
  x: number
  y: number
  w: number
  h: number
  /** 'hitam' paints solid black; 'mozaik' leaves at most four blocks along the longer edge. */
  cover?: 'hitam' | 'mozaik'
}>

export type RedactedPhoto = Readonly<{ photo: KeptPicture; thumbnail: KeptPicture }>

/** Field the boxes are drawn in. */
export const BOXES_FIELD = 'kotak'

const MOSAIC_BLOCKS = 4
/** Rounding in a browser may carry a box a hair beyond the edge. */
const EDGE_TOLERANCE = 0.001

/**
 * Cover the boxes and encode the photo again.
 *
 * @returns a new photo and thumbnail; the caller removes the old ones from public view
 * @refuses FOTO_KOTAK_TIDAK_SAH and everything of preparePhoto
 */
export async function redactPhoto(
  bytes: Uint8Array,
  boxes: readonly RedactionBox[],
): Promise<Result<RedactedPhoto>> {
  const sniffed = sniffPhoto(bytes)
  const isValid = boxes.length >= 1 && boxes.length <= MAX_BOXES && boxes.every(isInside)
  const boxRefusals = isValid ? [] : [photoRefusal('FOTO_KOTAK_TIDAK_SAH', BOXES_FIELD)]
  if (!sniffed.ok) return refuse([...sniffed.refusals, ...boxRefusals])
  if (boxRefusals.length > 0) return refuse(boxRefusals)
  return throughGate(sniffed.value, async () => {
    const pixels = await decodePixels(bytes)
    for (const box of boxes) coverBox(pixels, box)
    const kept = await encodeKept(pixels)
    return kept.ok ? ok(kept.value) : kept
  })
}

function isInside({ x, y, w, h }: RedactionBox): boolean {
  const isNumeric = [x, y, w, h].every((value) => Number.isFinite(value))
  const isPositive = x >= 0 && y >= 0 && w > 0 && h > 0
  return isNumeric && isPositive && x + w <= 1 + EDGE_TOLERANCE && y + h <= 1 + EDGE_TOLERANCE
}

type Area = Readonly<{ left: number; top: number; right: number; bottom: number }>

function coverBox(pixels: Pixels, box: RedactionBox): void {
  const { widthPx, heightPx } = pixels
  const area = {
    left: Math.min(Math.floor(box.x * widthPx), widthPx - 1),
    top: Math.min(Math.floor(box.y * heightPx), heightPx - 1),
    right: Math.min(Math.ceil((box.x + box.w) * widthPx), widthPx),
    bottom: Math.min(Math.ceil((box.y + box.h) * heightPx), heightPx),
  }
  if (box.cover === 'mozaik') coverWithBlocks(pixels, area)
  else paint(pixels, area, [0, 0, 0])
}

function coverWithBlocks(pixels: Pixels, area: Area): void {
  const longerPx = Math.max(area.right - area.left, area.bottom - area.top)
  const blockPx = Math.max(1, Math.ceil(longerPx / MOSAIC_BLOCKS))
  for (let top = area.top; top < area.bottom; top += blockPx) {
    for (let left = area.left; left < area.right; left += blockPx) {
      const right = Math.min(left + blockPx, area.right)
      const block = { left, top, right, bottom: Math.min(top + blockPx, area.bottom) }
      paint(pixels, block, meanColour(pixels, block))
    }
  }
}

function meanColour(pixels: Pixels, area: Area): readonly number[] {
  const sums = [0, 0, 0]
  const count = (area.right - area.left) * (area.bottom - area.top)
  forEachByte(pixels, area, (at, channel) => {
    sums[channel] = (sums[channel] ?? 0) + (pixels.data[at] ?? 0)
  })
  return sums.map((sum) => Math.round(sum / count))
}

function paint(pixels: Pixels, area: Area, colour: readonly number[]): void {
  forEachByte(pixels, area, (at, channel) => {
    pixels.data[at] = colour[channel] ?? 0
  })
}

function forEachByte(
  pixels: Pixels,
  area: Area,
  visit: (at: number, channel: number) => void,
): void {
  for (let y = area.top; y < area.bottom; y += 1) {
    const start = (y * pixels.widthPx + area.left) * 3
    const end = (y * pixels.widthPx + area.right) * 3
    for (let at = start; at < end; at += 1) visit(at, (at - start) % 3)
  }
}
