import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sha256 as sha } from '../../platform/sha256.ts'
import {
  consistencyRanges,
  emptyRoot,
  foldNodes,
  type Hash,
  inclusionRanges,
  isGrown,
  isIncluded,
  isSameHash,
  leafHash,
  nodesOf,
  type Range,
} from './merkle.ts'

const vector = (name: string) => readFileSync(join(import.meta.dirname, 'vectors', name), 'utf8')
const lines = (name: string) =>
  vector(name)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
const bytes = (text: string) => Buffer.from(text, 'base64')
const all = (proof: readonly string[] | null) => (proof ?? []).map(bytes)

/** Roots as the definition says them, without a word about nodes (RFC 9162, 2.1.1). */
function rootOf(leaves: readonly Hash[]): Hash {
  const [only] = leaves
  if (only === undefined) return emptyRoot(sha)
  if (leaves.length === 1) return only
  let split = 1
  while (split * 2 < leaves.length) split *= 2
  return sha(Uint8Array.of(1), rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)))
}
const LEAVES = Array.from({ length: 70 }, (_, n) => leafHash(sha, Buffer.from(`daun ${n}`)))
const rootOfRange = ({ from, to }: Range) => rootOf(LEAVES.slice(from, to))

describe('vectors of the RFC’s own tests', () => {
  it.each(lines('rfc6962-inclusion.jsonl'))('$case', (given) => {
    const isIn = isIncluded(sha, {
      index: given.leafIdx,
      size: given.treeSize,
      leaf: bytes(given.leafHash ?? ''),
      proof: all(given.proof),
      root: bytes(given.root ?? ''),
    })
    expect(isIn).toBe(!given.wantErr)
  })

  it.each(lines('rfc6962-consistency.jsonl'))('$case', (given) => {
    const has = isGrown(sha, {
      oldSize: given.size1,
      size: given.size2,
      oldRoot: bytes(given.root1 ?? ''),
      root: bytes(given.root2 ?? ''),
      proof: all(given.proof),
    })
    expect(has).toBe(!given.wantErr)
  })

  it('the reference tree of eight leaves', () => {
    const tree = JSON.parse(vector('rfc6962-reference-tree.json'))
    expect(Buffer.from(emptyRoot(sha)).toString('hex')).toBe(tree.empty_root_hex)
    const hashes = (tree.leaf_hashes_hex as string[]).map((hex) => Buffer.from(hex, 'hex'))
    const roots = tree.roots_hex_by_size_1_to_8 as string[]
    expect(hashes).toHaveLength(8)
    for (const [at, root] of roots.entries())
      expect(rootOf(hashes.slice(0, at + 1)).toString()).toBe(Buffer.from(root, 'hex').toString())
  })
})

describe('a tree', () => {
  it('has the root of the definition, folded from complete subtrees', () => {
    for (let size = 0; size <= LEAVES.length; size += 1) {
      const nodes = nodesOf({ from: 0, to: size })
      const hashes = nodes.map(({ level, index }) =>
        rootOfRange({ from: index * 2 ** level, to: (index + 1) * 2 ** level }),
      )
      expect(isSameHash(foldNodes(sha, hashes), rootOfRange({ from: 0, to: size }))).toBe(true)
    }
  })

  it('proves every leaf of every size, and no leaf at another place', () => {
    for (let size = 1; size <= LEAVES.length; size += 1)
      for (let index = 0; index < size; index += 1) {
        const proof = inclusionRanges(index, size).map(rootOfRange)
        const leaf = LEAVES[index] ?? emptyRoot(sha)
        const claim = { index, size, leaf, proof, root: rootOfRange({ from: 0, to: size }) }
        expect(isIncluded(sha, claim)).toBe(true)
        expect(isIncluded(sha, { ...claim, index: (index + 1) % (size + 1) })).toBe(false)
        expect(isIncluded(sha, { ...claim, proof: [...proof, leaf] })).toBe(false)
      }
  })

  it('proves that it only grew, for every pair of sizes', () => {
    for (let size = 1; size <= LEAVES.length; size += 1)
      for (let oldSize = 1; oldSize <= size; oldSize += 1) {
        const proof = consistencyRanges(oldSize, size).map(rootOfRange)
        const claim = {
          oldSize,
          size,
          oldRoot: rootOfRange({ from: 0, to: oldSize }),
          root: rootOfRange({ from: 0, to: size }),
          proof,
        }
        expect([oldSize, size, isGrown(sha, claim)]).toEqual([oldSize, size, true])
      }
  })

  it('refuses a proof in which any bit is another', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 70 }),
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 0, max: 255 }),
        (size, pick, which, bit) => {
          const index = pick % size
          const proof = inclusionRanges(index, size).map((range) =>
            Uint8Array.from(rootOfRange(range)),
          )
          const node = proof[which % proof.length]
          if (node === undefined) return
          node[bit >> 3] = (node[bit >> 3] ?? 0) ^ (1 << (bit & 7))
          const leaf = LEAVES[index] ?? emptyRoot(sha)
          const root = rootOfRange({ from: 0, to: size })
          expect(isIncluded(sha, { index, size, leaf, proof, root })).toBe(false)
        },
      ),
    )
  })
})
