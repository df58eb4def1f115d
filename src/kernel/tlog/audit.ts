/** Auditing what a log serves: which entry or hash is not what the tree over it says. */
import { rootOfHashes } from './grow.ts'
import { type Hash, isSameHash, leafHash, type Sha256 } from './merkle.ts'
import { TILE_WIDTH, widthOfLevel } from './tiles.ts'

export type ServedBundle = Readonly<{
  entries: readonly Uint8Array[]
  /** Hashes of the level-0 tile beside it, as many as there are entries. */
  hashes: readonly Hash[]
  /** What the tile above has for a full tile; absent where the hashes are known to be the tree's. */
  above?: Hash
}>

export type BundleFault =
  /** The entry at this place of the bundle is not the one whose leaf is in the tree. */
  | Readonly<{ kind: 'entry'; at: number }>
  /** The entry is right, the hash in the tile is not. */
  | Readonly<{ kind: 'hash'; at: number }>
  /** Neither tile nor entries lead to the hash above: which of them was changed cannot be told. */
  | Readonly<{ kind: 'tile' }>

/** What is wrong between a bundle, its tile and the tile above; nothing when all three agree. */
export function bundleFaults(
  sha: Sha256,
  { entries, hashes, above }: ServedBundle,
): readonly BundleFault[] {
  const leaves = entries.map((entry) => leafHash(sha, entry))
  const different = leaves.flatMap((leaf, at) =>
    isSameHash(leaf, hashes[at] ?? new Uint8Array()) ? [] : [at],
  )
  const leadsUp = (row: readonly Hash[]) =>
    above === undefined || isSameHash(rootOfHashes(sha, row), above)
  if (leadsUp(hashes)) return different.map((at) => ({ kind: 'entry', at }))
  if (leadsUp(leaves)) return different.map((at) => ({ kind: 'hash', at }))
  return [{ kind: 'tile' }]
}

/** Is a full tile what the tile above it says? */
export function isChildOf(sha: Sha256, hashes: readonly Hash[], above: Hash): boolean {
  return hashes.length === TILE_WIDTH && isSameHash(rootOfHashes(sha, hashes), above)
}

/** Entries in the index-th bundle, or hashes in the index-th tile of a level, in a tree of this size. */
export function widthOfTile(level: number, index: number, size: number): number {
  return Math.max(0, Math.min(TILE_WIDTH, widthOfLevel(level, size) - index * TILE_WIDTH))
}
