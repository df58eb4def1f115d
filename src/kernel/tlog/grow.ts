/** Growing a tree tile by tile: what is stored is tiles, and only those at the right edge still change. */
import { assert } from '../assert.ts'
import { foldNodes, type Hash, nodeHash, nodesOf, type Sha256 } from './merkle.ts'
import { TILE_WIDTH } from './tiles.ts'

const HASH_BYTES = 32

/** A tree as far as it can still change: the hashes of the unfinished tile of each level, lowest first. */
export type Edge = Readonly<{
  size: number
  levels: readonly (readonly Hash[])[]
}>

export const EMPTY_EDGE: Edge = { size: 0, levels: [] }

/** A tile as it now stands, with all its hashes; an unfinished one replaces its earlier self. */
export type GrownTile = Readonly<{ level: number; index: number; hashes: readonly Hash[] }>

export type Growth = Readonly<{ edge: Edge; tiles: readonly GrownTile[]; root: Hash }>

/** Append leaf hashes. @returns the new edge, every tile that is new or longer, and the new root */
export function grow(sha: Sha256, edge: Edge, leaves: readonly Hash[]): Growth {
  const tiles: GrownTile[] = []
  const levels: (readonly Hash[])[] = []
  let added = leaves
  for (let level = 0; added.length > 0 || level < edge.levels.length; level += 1) {
    const before = edge.levels[level] ?? []
    const first = Math.floor(edge.size / TILE_WIDTH ** (level + 1))
    const all = [...before, ...added]
    const whole = Math.floor(all.length / TILE_WIDTH)
    const closed = Array.from({ length: whole }, (_, at) =>
      all.slice(at * TILE_WIDTH, (at + 1) * TILE_WIDTH),
    )
    const open = all.slice(whole * TILE_WIDTH)
    if (added.length > 0)
      for (const [at, hashes] of [...closed, open].entries())
        if (hashes.length > 0) tiles.push({ level, index: first + at, hashes })
    levels.push(open)
    added = closed.map((hashes) => rootOfHashes(sha, hashes))
  }
  const grown = { size: edge.size + leaves.length, levels }
  return { edge: grown, tiles, root: rootOfEdge(sha, grown) }
}

/** Root of the whole tree, from its edge alone. */
export function rootOfEdge(sha: Sha256, { levels }: Edge): Hash {
  const complete = levels.toReversed().flatMap((hashes) =>
    nodesOf({ from: 0, to: hashes.length }).map(({ level, index }) => {
      const span = 2 ** level
      return rootOfHashes(sha, hashes.slice(index * span, (index + 1) * span))
    }),
  )
  return foldNodes(sha, complete)
}

/** Root over a power of two of neighbouring hashes. */
export function rootOfHashes(sha: Sha256, hashes: readonly Hash[]): Hash {
  let level = hashes
  while (level.length > 1) {
    const above: Hash[] = []
    for (let at = 0; at < level.length; at += 2)
      above.push(nodeHash(sha, level[at] as Hash, level[at + 1] as Hash))
    level = above
  }
  const [root] = level
  assert(root !== undefined, 'a subtree has a leaf')
  return root
}

/** The hashes of a tile as they are stored and served, one after the other. */
export function packHashes(hashes: readonly Hash[]): Uint8Array {
  const packed = new Uint8Array(hashes.length * HASH_BYTES)
  for (const [at, hash] of hashes.entries()) packed.set(hash, at * HASH_BYTES)
  return packed
}

/** @returns undefined when the bytes are not a whole number of hashes */
export function unpackHashes(packed: Uint8Array): readonly Hash[] | undefined {
  if (packed.length % HASH_BYTES !== 0) return undefined
  return Array.from({ length: packed.length / HASH_BYTES }, (_, at) =>
    packed.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  )
}
