/**
 * Perceptual hashes: two 64-bit fingerprints of what a picture shows, as 16 hex digits, so that a copy
 * is found again after recompression, resizing, a change of light or a small crop. Pure arithmetic.
 */
import { assert } from '../../kernel/assert.ts'

/** Edge of the square greyscale picture that perceptualHash reads. */
export const PHASH_EDGE_PX = 32
/** Size of the greyscale picture that differenceHash reads. */
export const DHASH_WIDTH_PX = 9
export const DHASH_HEIGHT_PX = 8

const HASH_BITS = 64
const BAND_BITS = 16
const BAND_COUNT = HASH_BITS / BAND_BITS
const FREQUENCIES = 11

/** cos((2x + 1) u pi / 2N), the basis of the DCT-II, for the few low frequencies that are used. */
const COSINES = Array.from({ length: FREQUENCIES }, (_, u) =>
  Array.from({ length: PHASH_EDGE_PX }, (_, x) =>
    Math.cos(((2 * x + 1) * u * Math.PI) / (2 * PHASH_EDGE_PX)),
  ),
)

/** The 64 lowest frequencies in diagonal order. The mean brightness (0,0) is left out on purpose. */
const LOWEST_FREQUENCIES = Array.from({ length: FREQUENCIES }, (_, u) =>
  Array.from({ length: FREQUENCIES }, (_, v) => ({ u, v })),
)
  .flat()
  .filter(({ u, v }) => u + v > 0)
  .sort((a, b) => a.u + a.v - (b.u + b.v) || a.u - b.u)
  .slice(0, HASH_BITS)

/**
 * The DCT hash of a picture: one bit for each of the 64 lowest frequencies, set when it lies above the
 * median.
 *
 * @param grey 32 x 32 brightness values, row by row
 * @returns 16 lower-case hex digits
 */
export function perceptualHash(grey: Uint8Array): string {
  assert(grey.length === PHASH_EDGE_PX ** 2, 'perceptualHash reads exactly 32 x 32 values')
  const weights = LOWEST_FREQUENCIES.map(({ u, v }) => frequencyWeight(grey, u, v))
  const sorted = [...weights].sort((a, b) => a - b)
  const median = ((sorted[HASH_BITS / 2 - 1] ?? 0) + (sorted[HASH_BITS / 2] ?? 0)) / 2
  return toHex(weights.map((weight) => weight > median))
}

/** The hash the mirrored picture would have: a flipped copy is the cheapest disguise. */
export function mirroredPerceptualHash(grey: Uint8Array): string {
  const mirrored = grey.map((_, index) => {
    const x = index % PHASH_EDGE_PX
    return grey[index - x + (PHASH_EDGE_PX - 1 - x)] ?? 0
  })
  return perceptualHash(mirrored)
}

/**
 * The gradient hash, a second opinion that fails on other pictures than the DCT hash does: one bit per
 * pair of neighbours, set when it grows darker to the right.
 *
 * @param grey 9 x 8 brightness values, row by row
 */
export function differenceHash(grey: Uint8Array): string {
  assert(grey.length === DHASH_WIDTH_PX * DHASH_HEIGHT_PX, 'differenceHash reads 9 x 8 values')
  const bits: boolean[] = []
  for (let index = 0; index < grey.length; index += 1) {
    if (index % DHASH_WIDTH_PX === DHASH_WIDTH_PX - 1) continue
    bits.push((grey[index] ?? 0) > (grey[index + 1] ?? 0))
  }
  return toHex(bits)
}

/** Number of bits in which two hashes differ: 0 the same picture, about 32 unrelated pictures. */
export function hammingDistance(hexA: string, hexB: string): number {
  const bandsA = bands(hexA)
  const bandsB = bands(hexB)
  return bandsA.reduce((sum, band, index) => sum + countBits(band ^ (bandsB[index] ?? 0)), 0)
}

/**
 * The hash cut into four numbers of 16 bits (0..65535), each to be stored in an indexed column: two
 * hashes at most 3 bits apart share at least one whole band, so equality on any band finds them.
 */
export function bands(hex: string): readonly number[] {
  assert(/^[0-9a-f]{16}$/.test(hex), 'a perceptual hash is 16 lower-case hex digits')
  return Array.from({ length: BAND_COUNT }, (_, index) =>
    Number.parseInt(hex.slice(index * 4, index * 4 + 4), 16),
  )
}

/**
 * For each band every value worth looking up so that no hash within `maxDistance` is missed: when the
 * whole differs by d, some band differs by at most d/4. Sizes per band: d <= 3: 1, <= 7: 17, <= 11: 137.
 * What the index finds is only a candidate; hammingDistance decides.
 *
 * @param maxDistance 0..11 bits; more would look up a large share of the table
 */
export function bandProbes(hex: string, maxDistance: number): readonly (readonly number[])[] {
  assert(maxDistance >= 0 && maxDistance <= 11, 'bandProbes serves distances from 0 to 11')
  return bands(hex).map((band) => neighbours(band, Math.floor(maxDistance / BAND_COUNT)))
}

function frequencyWeight(grey: Uint8Array, u: number, v: number): number {
  const horizontal = COSINES[u] ?? []
  const vertical = COSINES[v] ?? []
  let sum = 0
  for (let y = 0; y < PHASH_EDGE_PX; y += 1) {
    let row = 0
    for (let x = 0; x < PHASH_EDGE_PX; x += 1) {
      row += (grey[y * PHASH_EDGE_PX + x] ?? 0) * (horizontal[x] ?? 0)
    }
    sum += row * (vertical[y] ?? 0)
  }
  return sum
}

function toHex(bits: readonly boolean[]): string {
  let value = 0n
  for (const bit of bits) value = (value << 1n) | (bit ? 1n : 0n)
  return value.toString(16).padStart(HASH_BITS / 4, '0')
}

function countBits(value: number): number {
  let rest = value
  let count = 0
  while (rest !== 0) {
    rest &= rest - 1
    count += 1
  }
  return count
}

function neighbours(band: number, radius: number): readonly number[] {
  const found = new Set([band])
  for (let step = 0; step < radius; step += 1) {
    for (const value of [...found]) {
      for (let bit = 0; bit < BAND_BITS; bit += 1) found.add(value ^ (1 << bit))
    }
  }
  return [...found]
}
