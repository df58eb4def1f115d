/** Proofs out of tiles: which tiles are needed, and the hashes that they give. */
import { assert } from '../assert.ts'
import { rootOfHashes, unpackHashes } from './grow.ts'
import {
  consistencyRanges,
  foldNodes,
  type Hash,
  inclusionRanges,
  type Node,
  nodesOf,
  type Range,
  type Sha256,
} from './merkle.ts'
import { pathOfTile, placeOfNode, type Tile } from './tiles.ts'

/** What a proof is made of: hashes of ranges in a tree of one size. */
export type Wanted = Readonly<{ ranges: readonly Range[]; size: number }>

/** @param index of the leaf, below `size` */
export const wantedForInclusion = (index: number, size: number): Wanted => ({
  ranges: inclusionRanges(index, size),
  size,
})

/** @param oldSize of a tree with a leaf, at most `size` */
export const wantedForConsistency = (oldSize: number, size: number): Wanted => ({
  ranges: consistencyRanges(oldSize, size),
  size,
})

/** The root itself, as a range. */
export const wantedForRoot = (size: number): Wanted => ({
  ranges: size === 0 ? [] : [{ from: 0, to: size }],
  size,
})

/** Every tile that holds a part of what is wanted, each once. */
export function tilesFor({ ranges, size }: Wanted): readonly Tile[] {
  const tiles = new Map<string, Tile>()
  for (const node of ranges.flatMap(nodesOf)) {
    const { tile } = placeOfNode(node, size)
    tiles.set(pathOfTile(tile), tile)
  }
  return [...tiles.values()]
}

/** Bytes of a tile, at least as many as its width says. */
export type ReadTile = (tile: Tile) => Uint8Array

/** The hashes that are wanted, in order: a proof as RFC 9162 lists it. */
export function proofFrom(sha: Sha256, { ranges, size }: Wanted, read: ReadTile): readonly Hash[] {
  return ranges.map((range) =>
    foldNodes(
      sha,
      nodesOf(range).map((node) => hashOfNode(sha, node, { size, read })),
    ),
  )
}

function hashOfNode(
  sha: Sha256,
  node: Node,
  { size, read }: Readonly<{ size: number; read: ReadTile }>,
): Hash {
  const { tile, from, to } = placeOfNode(node, size)
  const hashes = unpackHashes(read(tile))
  assert(hashes !== undefined && hashes.length >= to, 'a tile holds the hashes of its width')
  return rootOfHashes(sha, hashes.slice(from, to))
}
