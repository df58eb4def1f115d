/**
 * When the unfinished tiles at the edge do not lead to the signed root: they are made anew out of what lies
 * below them, to see which of them is wrong. When none is, another tree was signed than is served.
 */
import { bundleFaults } from '../../../kernel/tlog/audit.ts'
import { rootOfHashes } from '../../../kernel/tlog/grow.ts'
import { type Hash, isSameHash, leafHash } from '../../../kernel/tlog/merkle.ts'
import { pathOfTile, TILE_WIDTH, type Tile } from '../../../kernel/tlog/tiles.ts'
import type { AuditFault } from './faults.ts'
import { inOrder } from './in-order.ts'
import { leavesUnder } from './read-parts.ts'
import { type Edge, type Head, leadsToRoot } from './tree.ts'
import { nameFault } from './walk-entries.ts'

const IN_FLIGHT = 6

type Rebuilt = Readonly<{ hashes: readonly Hash[]; faults: readonly AuditFault[] }>

export async function diagnoseEdge(
  head: Head,
  edge: Edge,
  tiles: readonly Tile[],
): Promise<readonly AuditFault[]> {
  const faults: AuditFault[] = []
  const rebuilt = new Map<string, readonly Hash[]>()
  for (const tile of tiles) {
    const served = edge.get(pathOfTile(tile)) ?? []
    const made =
      tile.level === 0 ? await fromEntries(head, tile, served) : await fromTiles(head, tile, served)
    rebuilt.set(pathOfTile(tile), made.hashes)
    faults.push(...made.faults)
  }
  if (faults.length === 0) return [{ kind: 'root', size: head.size }]
  // What lies below leads to the root: then the entries are right, and the hashes over them are not.
  if (!leadsToRoot(head, rebuilt)) return faults
  return faults.map((fault) =>
    fault.kind === 'entry' ? { kind: 'hash', index: fault.index, path: pathOf(tiles) } : fault,
  )
}

const pathOf = (tiles: readonly Tile[]) =>
  tiles
    .filter(({ level }) => level === 0)
    .map(pathOfTile)
    .join()

async function fromEntries(
  { sha, parts, size }: Head,
  tile: Tile,
  hashes: readonly Hash[],
): Promise<Rebuilt> {
  const bundle = await parts.bundle(tile.index)
  if (!bundle.ok) return { hashes, faults: [bundle.fault] }
  const about = { path: pathOfTile(tile), ...leavesUnder(tile, size) }
  return {
    hashes: bundle.value.map((entry) => leafHash(sha, entry)),
    faults: bundleFaults(sha, { entries: bundle.value, hashes }).map((fault) =>
      nameFault(fault, about),
    ),
  }
}

async function fromTiles(
  { sha, parts }: Head,
  tile: Tile,
  served: readonly Hash[],
): Promise<Rebuilt> {
  const hashes: Hash[] = []
  const faults: AuditFault[] = []
  const below = (at: number) => ({
    level: tile.level - 1,
    index: tile.index * TILE_WIDTH + at,
    width: TILE_WIDTH,
  })
  const read = (at: number) => parts.tile(below(at).level, below(at).index)
  for await (const { key: at, value } of inOrder(served.keys(), read, IN_FLIGHT)) {
    const stands = served[at] ?? new Uint8Array()
    const made = value.ok ? rootOfHashes(sha, value.value) : stands
    hashes.push(made)
    if (!value.ok) faults.push(value.fault)
    else if (!isSameHash(made, stands))
      faults.push({ kind: 'child', path: pathOfTile(tile), at, below: pathOfTile(below(at)) })
  }
  return { hashes, faults }
}
