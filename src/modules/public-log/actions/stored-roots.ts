import { emptyRoot, type Hash } from '../../../kernel/tlog/merkle.ts'
import { proofFrom, tilesFor, wantedForRoot } from '../../../kernel/tlog/prove.ts'
import { pathOfTile, TILE_WIDTH, type Tile } from '../../../kernel/tlog/tiles.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { sha256 } from '../../../platform/sha256.ts'
import { readStoredTiles } from '../store/ubin-store.ts'
import type { LogName } from '../types.ts'

const HASH_BYTES = 32

/**
 * Roots of the stored tree at several sizes, whose tiles are read together: neighbouring sizes share most.
 * A size for which tiles are missing or too short has none.
 */
export async function rootsAt(
  tx: Tx,
  log: LogName,
  sizes: readonly number[],
): Promise<ReadonlyMap<number, Hash>> {
  const needed = new Map<string, Tile>()
  for (const tile of sizes.flatMap((size) => tilesFor(wantedForRoot(size))))
    needed.set(placeOf(tile), tile)
  const stored = await readStoredTiles(tx, log, [...needed.values()])
  const bytesOf = (tile: Tile) => stored.get(placeOf(tile)) ?? new Uint8Array()
  const isThere = (tile: Tile) => bytesOf(tile).length >= tile.width * HASH_BYTES
  const roots = new Map<number, Hash>()
  for (const size of new Set(sizes)) {
    const wanted = wantedForRoot(size)
    if (!tilesFor(wanted).every(isThere)) continue
    const [root] = proofFrom(sha256, wanted, (tile) =>
      bytesOf(tile).subarray(0, tile.width * HASH_BYTES),
    )
    roots.set(size, root ?? emptyRoot(sha256))
  }
  return roots
}

/** A tile by its place, however wide it is. */
const placeOf = (tile: Tile) => pathOfTile({ ...tile, width: TILE_WIDTH })
