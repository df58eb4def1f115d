/** Tiles and bundles of a log, each exactly as large as the tree says or a named fault. */
import { widthOfTile } from '../../../kernel/tlog/audit.ts'
import { unpackHashes } from '../../../kernel/tlog/grow.ts'
import type { Hash } from '../../../kernel/tlog/merkle.ts'
import {
  pathOfEntries,
  pathOfTile,
  TILE_WIDTH,
  type Tile,
  unpackEntries,
} from '../../../kernel/tlog/tiles.ts'
import type { Read } from './faults.ts'
import type { FetchBytes, Fetched } from './fetch-bytes.ts'

export type Parts = Readonly<{
  tile: (level: number, index: number) => Promise<Read<readonly Hash[]>>
  /** Entries of a bundle. */
  bundle: (index: number) => Promise<Read<readonly Uint8Array[]>>
}>

const HASH_BYTES = 32
/** An entry and its length in two bytes. */
const PACKED_ENTRY_MAX = 65_537

/** @param size of the tree whose parts are read */
export function createParts(fetchBytes: FetchBytes, prefix: string, size: number): Parts {
  /** A partial part may be gone once the full one is there; its beginning is the same. */
  const fetchPart = async (name: NameOfPart, width: number, maxEach: number): Promise<Part> => {
    const fetched = await fetchBytes(`${prefix}/${name(width)}`, width * maxEach)
    if (fetched.kind !== 'absent' || width === TILE_WIDTH) return { fetched, width }
    const whole = await fetchBytes(`${prefix}/${name(TILE_WIDTH)}`, TILE_WIDTH * maxEach)
    return { fetched: whole, width: TILE_WIDTH }
  }
  return {
    tile: async (level, index) => {
      const tile = { level, index, width: widthOfTile(level, index, size) }
      const about = { path: pathOfTile(tile), ...leavesUnder(tile, size) }
      const name = (width: number) => pathOfTile({ level, index, width })
      const { fetched, width } = await fetchPart(name, tile.width, HASH_BYTES)
      if (fetched.kind === 'absent') return { ok: false, fault: { kind: 'missing', ...about } }
      const hashes = fetched.kind === 'bytes' ? unpackHashes(fetched.bytes) : undefined
      return hashes?.length === width
        ? { ok: true, value: hashes.slice(0, tile.width) }
        : { ok: false, fault: { kind: 'misshapen', ...about } }
    },
    bundle: async (index) => {
      const tile = { level: 0, index, width: widthOfTile(0, index, size) }
      const about = { path: pathOfEntries(index, tile.width), ...leavesUnder(tile, size) }
      const name = (width: number) => pathOfEntries(index, width)
      const { fetched, width } = await fetchPart(name, tile.width, PACKED_ENTRY_MAX)
      if (fetched.kind === 'absent') return { ok: false, fault: { kind: 'missing', ...about } }
      const entries = fetched.kind === 'bytes' ? unpackEntries(fetched.bytes) : undefined
      if (entries === undefined) return { ok: false, fault: { kind: 'misshapen', ...about } }
      return entries.length === width
        ? { ok: true, value: entries.slice(0, tile.width) }
        : { ok: false, fault: { kind: 'miscounted', ...about, found: entries.length } }
    },
  }
}

type Part = Readonly<{ fetched: Fetched; width: number }>
type NameOfPart = (width: number) => string

/** First and last leaf under a tile. */
export function leavesUnder(
  { level, index, width }: Tile,
  size: number,
): Readonly<{ from: number; to: number }> {
  const span = TILE_WIDTH ** level
  const from = index * TILE_WIDTH * span
  return { from, to: Math.min(size, from + width * span) - 1 }
}
