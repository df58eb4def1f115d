/**
 * Tiles of the C2SP tlog-tiles format: 256 hashes a tile, level by level, and the entries themselves in
 * bundles of 256. A full tile never changes; a partial one is named by its width.
 */
import { assert } from '../assert.ts'
import type { Node } from './merkle.ts'

export const TILE_WIDTH = 256
/** Levels of the tree that lie in one tile. */
const TILE_HEIGHT = 8
const ENTRY_BYTES_MAX = 65_535

export type Tile = Readonly<{
  /** Of the tile; 0 is over the leaves. */
  level: number
  index: number
  /** Hashes in it, 1 to 256. */
  width: number
}>

/** "x001/x234/067": three digits a folder, all but the last marked (tlog-tiles, "Merkle tree"). */
export function pathOfIndex(index: number): string {
  assert(Number.isSafeInteger(index) && index >= 0, 'tiles are counted from nought')
  const groups: string[] = []
  for (let left = index; groups.length === 0 || left > 0; left = Math.floor(left / 1_000))
    groups.unshift(String(left % 1_000).padStart(3, '0'))
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/')
}

const nameOf = (folder: string, index: number, width: number) =>
  `tile/${folder}/${pathOfIndex(index)}${width === TILE_WIDTH ? '' : `.p/${width}`}`

export const pathOfTile = ({ level, index, width }: Tile): string =>
  nameOf(String(level), index, width)

/** @param width entries in the bundle, 1 to 256 */
export const pathOfEntries = (index: number, width: number): string =>
  nameOf('entries', index, width)

export type TileName = Readonly<{ kind: 'hashes'; tile: Tile }> | EntriesName
export type EntriesName = Readonly<{ kind: 'entries'; index: number; width: number }>

const LEVEL_MAX = 63
const NAME = /^tile\/(entries|\d|[1-5]\d|6[0-3])\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/

/** @returns undefined for what is no tile's address; one tile has one address */
export function parseTilePath(path: string): TileName | undefined {
  const [, folder = '', digits = '', partial] = NAME.exec(path) ?? []
  if (digits === '') return undefined
  const index = Number(digits.replaceAll(/[x/]/g, ''))
  const width = partial === undefined ? TILE_WIDTH : Number(partial)
  if (!Number.isSafeInteger(index) || pathOfIndex(index) !== digits) return undefined
  if (partial !== undefined && width >= TILE_WIDTH) return undefined
  if (folder === 'entries') return { kind: 'entries', index, width }
  const level = Number(folder)
  return level > LEVEL_MAX ? undefined : { kind: 'hashes', tile: { level, index, width } }
}

/** Hashes of each tile level in a tree of this size; the last level has at least one. */
export function widthOfLevel(level: number, size: number): number {
  return Math.floor(size / TILE_WIDTH ** level)
}

/** The tile in which a complete subtree can be found, in a tree of this size, and which hashes of it. */
export function placeOfNode(
  { level, index }: Node,
  size: number,
): Readonly<{ tile: Tile; from: number; to: number }> {
  const tileLevel = Math.floor(level / TILE_HEIGHT)
  const span = 2 ** (level - tileLevel * TILE_HEIGHT)
  const first = index * span
  const tileIndex = Math.floor(first / TILE_WIDTH)
  const inLevel = widthOfLevel(tileLevel, size)
  const width = Math.min(TILE_WIDTH, inLevel - tileIndex * TILE_WIDTH)
  const from = first - tileIndex * TILE_WIDTH
  assert(from + span <= width, 'the subtree is whole in a tree of this size')
  return { tile: { level: tileLevel, index: tileIndex, width }, from, to: from + span }
}

/** Entries one after the other, each behind its length in two bytes, big end first. */
export function packEntries(entries: readonly Uint8Array[]): Uint8Array {
  const packed = new Uint8Array(entries.reduce((sum, { length }) => sum + 2 + length, 0))
  let at = 0
  for (const entry of entries) {
    assert(entry.length <= ENTRY_BYTES_MAX, 'an entry is at most 65,535 bytes')
    packed[at] = entry.length >> 8
    packed[at + 1] = entry.length & 255
    packed.set(entry, at + 2)
    at += 2 + entry.length
  }
  return packed
}

/** @returns undefined when the bytes are not a whole number of entries */
export function unpackEntries(packed: Uint8Array): readonly Uint8Array[] | undefined {
  const entries: Uint8Array[] = []
  for (let at = 0; at < packed.length; ) {
    const [high, low] = [packed[at], packed[at + 1]]
    if (high === undefined || low === undefined) return undefined
    const end = at + 2 + high * 256 + low
    if (end > packed.length) return undefined
    entries.push(packed.subarray(at + 2, end))
    at = end
  }
  return entries
}
