/**
 * The tree under a signed root, read from tiles: unfinished tiles at the right edge must lead to the root,
 * every full one to the tile above it. So whatever is wrong is found where it is.
 */
import { isChildOf, widthOfTile } from '../../../kernel/tlog/audit.ts'
import { packHashes } from '../../../kernel/tlog/grow.ts'
import {
  emptyRoot,
  type Hash,
  isGrown,
  isSameHash,
  type Sha256,
} from '../../../kernel/tlog/merkle.ts'
import {
  proofFrom,
  tilesFor,
  wantedForConsistency,
  wantedForRoot,
} from '../../../kernel/tlog/prove.ts'
import { pathOfTile, TILE_WIDTH, type Tile } from '../../../kernel/tlog/tiles.ts'
import type { AuditFault, Read } from './faults.ts'
import { leavesUnder, type Parts } from './read-parts.ts'

type Hashes = readonly Hash[]

/** A tree of one size: its signed root, and how its parts are read. */
export type Head = Readonly<{ sha: Sha256; parts: Parts; size: number; root: Hash }>

export type Tree = Readonly<{
  /** A tile that leads to the root; undefined when it cannot be had, which was reported then. */
  tile: (level: number, index: number) => Promise<Hashes | undefined>
  /** What the tile above says of a full one; undefined for one at the edge, and below what cannot be had. */
  above: (level: number, index: number) => Promise<Hash | undefined>
  /** Does this tree begin with the smaller one? undefined when the tiles to tell are not to be had. */
  beginsWith: (older: Readonly<{ size: number; root: Hash }>) => Promise<boolean | undefined>
}>

export type Edge = ReadonlyMap<string, Hashes>

/** The unfinished tiles of the tree, by path. @returns the first that cannot be had otherwise */
export async function readEdge({ parts, size }: Head): Promise<Read<Edge>> {
  const edge = new Map<string, Hashes>()
  for (const tile of tilesFor(wantedForRoot(size))) {
    const read = await parts.tile(tile.level, tile.index)
    if (!read.ok) return read
    edge.set(pathOfTile(tile), read.value)
  }
  return { ok: true, value: edge }
}

/** Do these unfinished tiles lead to the root? */
export function leadsToRoot({ sha, size, root }: Head, edge: Edge): boolean {
  const read = (tile: Tile) => packHashes(edge.get(pathOfTile(tile)) ?? [])
  const [made = emptyRoot(sha)] = proofFrom(sha, wantedForRoot(size), read)
  return isSameHash(made, root)
}

/**
 * @param edge that leads to the root
 * @param report is told of each bad tile once
 */
export function createTree(head: Head, edge: Edge, report: (fault: AuditFault) => void): Tree {
  const { sha, parts, size } = head
  /** The tile of each level that was read last: a walk from left to right needs no more. */
  const latest = new Map<number, Readonly<{ index: number; hashes: Hashes | undefined }>>()

  const above = async (level: number, index: number): Promise<Hash | undefined> => {
    if (widthOfTile(level, index, size) < TILE_WIDTH) return undefined
    const hashes = await tile(level + 1, Math.floor(index / TILE_WIDTH))
    return hashes?.[index % TILE_WIDTH]
  }
  const readFull = async (level: number, index: number): Promise<Hashes | undefined> => {
    const expected = await above(level, index)
    if (expected === undefined) return undefined
    const read = await parts.tile(level, index)
    if (read.ok && isChildOf(sha, read.value, expected)) return read.value
    const place = { level, index, width: TILE_WIDTH }
    report(
      read.ok ? { kind: 'tile', path: pathOfTile(place), ...leavesUnder(place, size) } : read.fault,
    )
    return undefined
  }
  const tile = async (level: number, index: number): Promise<Hashes | undefined> => {
    const atEdge = edge.get(pathOfTile({ level, index, width: widthOfTile(level, index, size) }))
    if (atEdge !== undefined) return atEdge
    const last = latest.get(level)
    if (last?.index === index) return last.hashes
    const hashes = await readFull(level, index)
    latest.set(level, { index, hashes })
    return hashes
  }
  return { tile, above, beginsWith: (older) => beginsWith(head, tile, older) }
}

async function beginsWith(
  { sha, size, root }: Head,
  tile: Tree['tile'],
  older: Readonly<{ size: number; root: Hash }>,
): Promise<boolean | undefined> {
  if (older.size === 0) return isSameHash(older.root, emptyRoot(sha))
  const wanted = wantedForConsistency(older.size, size)
  const tiles = new Map<string, Hashes>()
  for (const one of tilesFor(wanted)) {
    const hashes = await tile(one.level, one.index)
    if (hashes === undefined) return undefined
    tiles.set(pathOfTile(one), hashes)
  }
  const proof = proofFrom(sha, wanted, (one) => packHashes(tiles.get(pathOfTile(one)) ?? []))
  return isGrown(sha, { oldSize: older.size, size, oldRoot: older.root, root, proof })
}
