/**
 * The Merkle tree of RFC 6962 and RFC 9162, section 2.1: leaves in order, inner nodes over pairs, an odd
 * one carried up. Pure: the hash is handed in, so that the server, a command and a browser share it.
 */
import { assert } from '../assert.ts'

/** SHA-256 of the pieces one after the other. */
export type Sha256 = (...pieces: readonly Uint8Array[]) => Uint8Array

export type Hash = Uint8Array

/** A complete subtree: 2^level leaves, the index-th of its kind from the left. */
export type Node = Readonly<{ level: number; index: number }>

/** Leaves from `from`, up to and without `to`. */
export type Range = Readonly<{ from: number; to: number }>

const LEAF = Uint8Array.of(0)
const INNER = Uint8Array.of(1)

/** Root of the tree without leaves: SHA-256 of nothing. */
export const emptyRoot = (sha: Sha256): Hash => sha()

export const leafHash = (sha: Sha256, entry: Uint8Array): Hash => sha(LEAF, entry)

export const nodeHash = (sha: Sha256, left: Hash, right: Hash): Hash => sha(INNER, left, right)

export function isSameHash(a: Hash, b: Hash): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false
  return true
}

/**
 * The complete subtrees that a range is made of, from left to right.
 *
 * @param range aligned as ranges of a tree are: its start is a multiple of its largest subtree
 */
export function nodesOf({ from, to }: Range): readonly Node[] {
  const nodes: Node[] = []
  for (let at = from; at < to; ) {
    let level = 0
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= to) level += 1
    nodes.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return nodes
}

/** Root over complete subtrees from left to right, as `nodesOf` lists them. */
export function foldNodes(sha: Sha256, hashes: readonly Hash[]): Hash {
  const last = hashes.at(-1)
  if (last === undefined) return emptyRoot(sha)
  return hashes.slice(0, -1).reduceRight((right, left) => nodeHash(sha, left, right), last)
}

/** Largest power of two below n. */
function splitOf(n: number): number {
  let split = 1
  while (split * 2 < n) split *= 2
  return split
}

/**
 * The ranges whose roots prove that a leaf is in a tree, from the leaf upwards (RFC 9162, 2.1.3.1).
 *
 * @param index of the leaf, below `size`
 */
export function inclusionRanges(index: number, size: number): readonly Range[] {
  assert(Number.isSafeInteger(index) && index >= 0 && index < size, 'the leaf is in the tree')
  const ranges: Range[] = []
  let from = 0
  let to = size
  while (to - from > 1) {
    const middle = from + splitOf(to - from)
    if (index < middle) {
      ranges.unshift({ from: middle, to })
      to = middle
    } else {
      ranges.unshift({ from, to: middle })
      from = middle
    }
  }
  return ranges
}

/** The ranges whose roots prove that a tree only grew from `oldSize` to `size` (RFC 9162, 2.1.4.1). */
export function consistencyRanges(oldSize: number, size: number): readonly Range[] {
  assert(oldSize > 0 && oldSize <= size, 'a tree grows from a first leaf on')
  const ranges: Range[] = []
  let from = 0
  let to = size
  let isOldWhole = true
  while (to !== oldSize) {
    const middle = from + splitOf(to - from)
    if (oldSize <= middle) {
      ranges.unshift({ from: middle, to })
      to = middle
    } else {
      ranges.unshift({ from, to: middle })
      from = middle
      isOldWhole = false
    }
  }
  return isOldWhole ? ranges : [{ from, to }, ...ranges]
}

export type Included = Readonly<{
  index: number
  size: number
  leaf: Hash
  proof: readonly Hash[]
  root: Hash
}>

/** Is the leaf at this place of the tree with this root? (RFC 9162, 2.1.3.2.) */
export function isIncluded(sha: Sha256, { index, size, leaf, proof, root }: Included): boolean {
  if (!isPlace(index, size) || ![leaf, root, ...proof].every(isHash)) return false
  const sides = sidesOf(index, size - 1)
  if (proof.length !== sides.length) return false
  return isSameHash(climb(sha, { from: leaf, proof, sides }), root)
}

export type Grown = Readonly<{
  oldSize: number
  size: number
  oldRoot: Hash
  root: Hash
  proof: readonly Hash[]
}>

/** Did the tree only grow between these two roots? (RFC 9162, 2.1.4.2.) Nothing can be said of an empty one. */
export function isGrown(sha: Sha256, { oldSize, size, oldRoot, root, proof }: Grown): boolean {
  if (!isPlace(oldSize - 1, size)) return false
  if (oldSize === size) return proof.length === 0 && isSameHash(oldRoot, root)
  if (![oldRoot, root, ...proof].every(isHash)) return false
  // The largest subtree that ends the old tree; when that is the whole old tree, its root is the start.
  let at = oldSize - 1
  let last = size - 1
  while (at % 2 === 1) {
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  const [from, ...rest] = at === 0 ? [oldRoot, ...proof] : proof
  const sides = sidesOf(at, last)
  if (from === undefined || rest.length !== sides.length) return false
  const left = rest.filter((_, step) => sides[step] === 'left')
  const older = climb(sha, { from, proof: left, sides: left.map(() => 'left') })
  const newer = climb(sha, { from, proof: rest, sides })
  return isSameHash(older, oldRoot) && isSameHash(newer, root)
}

type Side = 'left' | 'right'

/** On which side the sibling stands at each step from a node to the root; `last` is the last of its level. */
function sidesOf(place: number, lastPlace: number): readonly Side[] {
  const sides: Side[] = []
  for (let at = place, last = lastPlace; last > 0; ) {
    const isRight = at % 2 === 1 || at === last
    sides.push(isRight ? 'left' : 'right')
    // A node without a sibling is carried up until it has one.
    while (isRight && at % 2 === 0 && at !== 0) {
      at /= 2
      last = Math.floor(last / 2)
    }
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return sides
}

type Climb = Readonly<{ from: Hash; proof: readonly Hash[]; sides: readonly Side[] }>

function climb(sha: Sha256, { from, proof, sides }: Climb): Hash {
  return proof.reduce(
    (hash, sibling, step) =>
      sides[step] === 'left' ? nodeHash(sha, sibling, hash) : nodeHash(sha, hash, sibling),
    from,
  )
}

const HASH_BYTES = 32
const isHash = (hash: Hash) => hash.length === HASH_BYTES

function isPlace(index: number, size: number): boolean {
  return Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size
}
