/**
 * Can what a photo of a document shows be read? Three measures, each of a cause its owner can mend: too dark,
 * too pale, blurred. Thresholds are in document.ts, measured on pictures made good and bad on purpose.
 */
import type { GreyPicture } from './codec.ts'

export type Legibility = Readonly<{
  /** Brightness of what should be paper: the upper end of the picture, 0 to 255. */
  paper: number
  /** Distance between ink and paper where there is most of it, 0 to 255. */
  contrast: number
  /**
   * Steepest step between neighbours as a part of that distance, 0 to 1, the middle one of all places with
   * writing: ink against paper in one pixel is 0.5, spread over ten it is 0.1. Contrast does not change it.
   */
  sharpness: number
}>

const TILE_PX = 32
/** Of all tiles, those with this much of the best contrast count as written on. */
const WRITTEN_PART = 0.5
/** Less than this between darkest and brightest is paper or noise, nothing written. */
const WRITTEN_MIN = 12

export function measureLegibility(picture: GreyPicture): Legibility {
  const { widthPx, heightPx } = picture
  const tiles: Tile[] = []
  for (let top = 0; top + TILE_PX <= heightPx; top += TILE_PX)
    for (let left = 0; left + TILE_PX <= widthPx; left += TILE_PX)
      tiles.push(measureTile(picture, left, top))
  const paper = percentile(
    tiles.map(({ bright }) => bright),
    0.9,
  )
  const contrast = percentile(
    tiles.map(({ range }) => range),
    0.95,
  )
  const least = Math.max(WRITTEN_MIN, contrast * WRITTEN_PART)
  const written = tiles.filter(({ range }) => range >= least)
  return {
    paper,
    contrast,
    sharpness: percentile(
      written.map(({ step }) => step),
      0.5,
    ),
  }
}

type Tile = Readonly<{ bright: number; range: number; step: number }>

/** One tile: extremes by counting, so a speck of noise is none; steps of the picture smoothed by three. */
function measureTile({ values, widthPx }: GreyPicture, left: number, top: number): Tile {
  const counts = new Uint32Array(256)
  const steps = new Uint32Array(256)
  for (let y = top; y < top + TILE_PX; y += 1) {
    for (let x = left; x < left + TILE_PX; x += 1) {
      const at = y * widthPx + x
      count(counts, values[at] ?? 0)
      if (x < left + 2 || y < top + 2) continue
      const across = Math.abs(smoothed(values, at, widthPx) - smoothed(values, at - 2, widthPx))
      const down = Math.abs(smoothed(values, at, 1) - smoothed(values, at - 2 * widthPx, 1))
      count(steps, Math.min(255, Math.round(Math.max(across, down))))
    }
  }
  const bright = quantile(counts, 0.95)
  const range = bright - quantile(counts, 0.02)
  return { bright, range, step: range === 0 ? 0 : Math.min(1, quantile(steps, 0.98) / 2 / range) }
}

function count(counts: Uint32Array, value: number): void {
  counts[value] = (counts[value] ?? 0) + 1
}

/** The mean of three neighbours along an edge: noise goes, the edge stays. */
function smoothed(values: Uint8Array, at: number, stride: number): number {
  return (
    ((values[at - stride] ?? values[at] ?? 0) +
      (values[at] ?? 0) +
      (values[at + stride] ?? values[at] ?? 0)) /
    3
  )
}

/** The value below which this part of all counted ones lies. */
function quantile(counts: Uint32Array, part: number): number {
  const total = counts.reduce((sum, one) => sum + one, 0)
  let passed = 0
  for (let value = 0; value < counts.length; value += 1) {
    passed += counts[value] ?? 0
    if (passed > total * part) return value
  }
  return counts.length - 1
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}
