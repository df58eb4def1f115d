import { type Edge, grow, packHashes, rootOfEdge, unpackHashes } from '../../../kernel/tlog/grow.ts'
import { isSameHash } from '../../../kernel/tlog/merkle.ts'
import { pathOfTile, TILE_WIDTH, type Tile, widthOfLevel } from '../../../kernel/tlog/tiles.ts'
import { type Db, type Tx, transaction } from '../../../platform/db/database.ts'
import { sha256 } from '../../../platform/sha256.ts'
import { lockPohon, type Pohon, placeTitipan, saveGrowth } from '../store/titipan-store.ts'
import { readTiles } from '../store/ubin-store.ts'
import type { LogName } from '../types.ts'

/** Entries of one batch; more wait for the next, at once. */
export const BATCH_MAX = 4_096

export type Integrated =
  | Readonly<{ kind: 'grown'; count: number; size: number }>
  | Readonly<{ kind: 'nothing' }>
  /** The stored tiles are not the stored root's: nothing more may be added to such a tree. */
  | Readonly<{ kind: 'damaged'; size: number }>

/**
 * Give every entry that waits its place in the tree: one transaction takes them from the queue, writes
 * entries, bundles and tiles, and moves size and root. Whatever ends it in between, nothing has happened.
 */
export function createIntegrate(db: Db, now: () => Date) {
  const edges = new Map<LogName, Edge>()
  return async (log: LogName): Promise<Integrated> => {
    const done = await transaction(db, async (tx) => {
      const pohon = await lockPohon(tx, log)
      if (pohon === undefined) return 'nothing'
      const edge = await edgeOf(tx, { log, pohon, kept: edges.get(log) })
      if (edge === undefined) return { damagedAt: pohon.ukuran }
      const { count, leaves } = await placeTitipan(tx, { log, from: edge.size, limit: BATCH_MAX })
      if (count === 0) return 'nothing'
      return { count, edge: await append(tx, { log, edge, leaves, waktu: now() }) }
    })
    if (done === 'nothing') return { kind: 'nothing' }
    if ('damagedAt' in done) return { kind: 'damaged', size: done.damagedAt }
    edges.set(log, done.edge)
    return { kind: 'grown', count: done.count, size: done.edge.size }
  }
}

type Appended = Readonly<{ log: LogName; edge: Edge; leaves: Uint8Array; waktu: Date }>

async function append(tx: Tx, { log, edge, leaves, waktu }: Appended): Promise<Edge> {
  const growth = grow(sha256, edge, unpackHashes(leaves) ?? [])
  await saveGrowth(tx, {
    log,
    ukuran: growth.edge.size,
    akar: growth.root,
    waktu,
    ubin: growth.tiles.map(({ level, index, hashes }) => ({
      tingkat: level,
      nomor: index,
      isi: packHashes(hashes),
    })),
  })
  return growth.edge
}

/**
 * The unfinished tiles: those kept in memory while they are the stored tree's, else read again.
 *
 * @returns undefined when what is stored does not give the stored root
 */
async function edgeOf(
  tx: Tx,
  { log, pohon, kept }: Readonly<{ log: LogName; pohon: Pohon; kept: Edge | undefined }>,
): Promise<Edge | undefined> {
  const isOurs = kept?.size === pohon.ukuran && isSameHash(rootOfEdge(sha256, kept), pohon.akar)
  const edge = isOurs ? kept : await readEdge(tx, log, pohon.ukuran)
  return isOurs || isSameHash(rootOfEdge(sha256, edge), pohon.akar) ? edge : undefined
}

async function readEdge(tx: Tx, log: LogName, size: number): Promise<Edge> {
  const tiles = edgeTiles(size)
  const found = await readTiles(tx, log, tiles.filter(isThere))
  const levels = tiles.map((tile) => {
    const bytes = isThere(tile) ? found.get(pathOfTile(tile)) : new Uint8Array()
    return unpackHashes(bytes ?? new Uint8Array()) ?? []
  })
  return { size, levels }
}

const isThere = ({ width }: Tile) => width > 0

/** The unfinished tile of each level, of width nought where the level ends with a full one. */
function edgeTiles(size: number): readonly Tile[] {
  const tiles: Tile[] = []
  for (let level = 0; widthOfLevel(level, size) > 0; level += 1) {
    const inLevel = widthOfLevel(level, size)
    tiles.push({ level, index: Math.floor(inLevel / TILE_WIDTH), width: inLevel % TILE_WIDTH })
  }
  return tiles
}
