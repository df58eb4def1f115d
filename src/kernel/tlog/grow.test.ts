import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHECK_TOOLS, rawPublicOf, sha256 as sha, verifyEd25519 } from '../../platform/sha256.ts'
import { formatCheckpoint } from './checkpoint.ts'
import { type Edge, EMPTY_EDGE, grow, packHashes, rootOfEdge, unpackHashes } from './grow.ts'
import { emptyRoot, type Hash, isGrown, isIncluded, leafHash } from './merkle.ts'
import {
  COSIGNATURE,
  cosignedText,
  ED25519,
  formatNote,
  keyIdOf,
  packCosignature,
  toBase64,
  type VerifierKey,
} from './note.ts'
import { formatProofFile, parseProofFile } from './proof-file.ts'
import {
  proofFrom,
  tilesFor,
  wantedForConsistency,
  wantedForInclusion,
  wantedForRoot,
} from './prove.ts'
import { pathOfTile, type Tile } from './tiles.ts'
import { checkProof, openCheckpoint } from './verify.ts'

const vector = JSON.parse(
  readFileSync(join(import.meta.dirname, 'vectors/tlog-tiles-vector.json'), 'utf8'),
)
const leafOf = (n: number) => leafHash(sha, Buffer.from(`daun ${n}`))

/** A log in memory that keeps every tile it ever had, as a server must while anyone may ask for it. */
function memoryLog() {
  let edge: Edge = EMPTY_EDGE
  const tiles = new Map<string, Uint8Array>()
  const roots = new Map<number, Hash>([[0, emptyRoot(sha)]])
  return {
    append: (leaves: readonly Hash[]) => {
      const grown = grow(sha, edge, leaves)
      edge = grown.edge
      roots.set(edge.size, grown.root)
      for (const { level, index, hashes } of grown.tiles)
        tiles.set(`${level}/${index}`, packHashes(hashes))
    },
    size: () => edge.size,
    edge: () => edge,
    root: (size: number) => roots.get(size) ?? emptyRoot(sha),
    read: ({ level, index, width }: Tile) =>
      (tiles.get(`${level}/${index}`) ?? new Uint8Array()).subarray(0, width * 32),
  }
}

describe('growing', () => {
  it('gives the roots and the tiles of another program', () => {
    const log = memoryLog()
    const leaves = Array.from({ length: vector.size as number }, (_, n) =>
      leafHash(
        sha,
        Buffer.from(
          `{"seq":${n},"kode":"5.1.${String(n % 37).padStart(2, '0')}","nilai":${n * 1250}}`,
        ),
      ),
    )
    for (const leaf of leaves) log.append([leaf])
    for (const [size, root] of Object.entries(vector.roots_at_sizes))
      expect([size, toBase64(log.root(Number(size)))]).toEqual([size, root])
    expect(toBase64(log.root(vector.size))).toBe(vector.root)
  })

  it('does not depend on how the leaves were batched', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 6 }), (batches) => {
        const [once, often] = [memoryLog(), memoryLog()]
        const total = batches.reduce((sum, batch) => sum + batch, 0)
        once.append(Array.from({ length: total }, (_, n) => leafOf(n)))
        let at = 0
        for (const batch of batches) {
          often.append(Array.from({ length: batch }, (_, n) => leafOf(at + n)))
          at += batch
        }
        expect(toBase64(often.root(total))).toBe(toBase64(once.root(total)))
        expect(often.edge()).toEqual(once.edge())
      }),
      { numRuns: 20 },
    )
  })

  it('proves out of tiles what it has, at every size it ever had', () => {
    const log = memoryLog()
    const sizes = [1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 70_000]
    for (const size of sizes)
      log.append(Array.from({ length: size - log.size() }, (_, n) => leafOf(log.size() + n)))
    for (const size of sizes) {
      expect(toBase64(proofFrom(sha, wantedForRoot(size), log.read)[0] ?? emptyRoot(sha))).toBe(
        toBase64(log.root(size)),
      )
      for (const index of [0, Math.floor(size / 2), size - 1]) {
        const wanted = wantedForInclusion(index, size)
        const proof = proofFrom(sha, wanted, log.read)
        expect(tilesFor(wanted).length).toBeLessThanOrEqual(5)
        expect(
          isIncluded(sha, { index, size, leaf: leafOf(index), proof, root: log.root(size) }),
        ).toBe(true)
      }
      for (const oldSize of sizes.filter((one) => one <= size)) {
        const proof = proofFrom(sha, wantedForConsistency(oldSize, size), log.read)
        const roots = { oldRoot: log.root(oldSize), root: log.root(size) }
        expect(isGrown(sha, { oldSize, size, ...roots, proof })).toBe(true)
      }
    }
    expect(toBase64(rootOfEdge(sha, log.edge()))).toBe(toBase64(log.root(70_000)))
  })

  it('asks for each tile once, by its address at that size', () => {
    expect(tilesFor(wantedForRoot(70_000)).map(pathOfTile)).toEqual([
      'tile/2/000.p/1',
      'tile/1/001.p/17',
      'tile/0/273.p/112',
    ])
  })

  it('takes half a hash for no tile', () => {
    expect(unpackHashes(new Uint8Array(33))).toBeUndefined()
    expect(unpackHashes(new Uint8Array(64))).toHaveLength(2)
  })
})

describe('checking a proof', () => {
  const seed = Buffer.from(vector.seed_hex, 'hex')
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const raw = Uint8Array.from(rawPublicOf(createPublicKey(privateKey)))
  const keyOf = (name: string, algorithm: VerifierKey['algorithm']): VerifierKey => {
    const key = { name, algorithm, publicKey: raw }
    return { ...key, id: keyIdOf(sha, key) }
  }
  const log = keyOf('contoh.example/log', ED25519)
  const witness = keyOf('saksi.example/w1', COSIGNATURE)
  const entry = Buffer.from('daun 3')
  const tree = memoryLog()
  tree.append(Array.from({ length: 300 }, (_, n) => leafOf(n)))
  const text = formatCheckpoint({
    origin: log.name,
    size: 300,
    root: tree.root(300),
    extensions: [],
  })
  const own = { name: log.name, keyId: log.id, bytes: sign(null, Buffer.from(text), privateKey) }
  const cosigned = {
    name: witness.name,
    keyId: witness.id,
    bytes: packCosignature(
      1_700_000_000,
      sign(null, cosignedText(1_700_000_000, text), privateKey),
    ),
  }
  const checkpoint = formatNote({ text, signatures: [own, cosigned] })
  const file = {
    extra: Buffer.from('garam'),
    index: 3,
    proof: proofFrom(sha, wantedForInclusion(3, 300), tree.read),
    checkpoint,
  }
  const keys = { logKeys: [log], others: [witness] }

  it('says who signed and when', () => {
    const proof = parseProofFile(formatProofFile(file))
    expect(proof?.extra?.toString()).toBe(Uint8Array.from(Buffer.from('garam')).toString())
    expect(checkProof(CHECK_TOOLS, { entry, proof: proof ?? file }, keys)).toMatchObject({
      ok: true,
      checkpoint: { size: 300 },
      signed: [
        { key: { name: log.name } },
        { key: { name: witness.name }, seconds: 1_700_000_000 },
      ],
    })
  })

  it('names what is wrong', () => {
    const check = (changed: Partial<typeof file>, given = keys) =>
      checkProof(CHECK_TOOLS, { entry, proof: { ...file, ...changed } }, given)
    expect(check({ index: 4 })).toEqual({ ok: false, fault: 'not-included' })
    expect(check({ checkpoint: checkpoint.replace('300', '301') })).toEqual({
      ok: false,
      fault: 'not-signed',
    })
    expect(check({ checkpoint: 'bukan' })).toEqual({ ok: false, fault: 'not-a-checkpoint' })
    expect(check({}, { logKeys: [keyOf('lain', ED25519)], others: [] })).toEqual({
      ok: false,
      fault: 'other-log',
    })
  })

  it('passes over a witness whose time was changed, and a key that is no point', () => {
    const bytes = Uint8Array.from(cosigned.bytes)
    bytes[7] = (bytes[7] ?? 0) ^ 1
    const changed = formatNote({ text, signatures: [own, { ...cosigned, bytes }] })
    expect(openCheckpoint(CHECK_TOOLS, changed, keys)).toMatchObject({ signed: [{ key: log }] })
    expect(
      verifyEd25519({
        publicKey: new Uint8Array(32).fill(255),
        message: entry,
        signature: new Uint8Array(64),
      }),
    ).toBe(false)
  })

  it('reads a proof file only as it is written', () => {
    const text = formatProofFile(file)
    expect(parseProofFile(text.replace('extra ', 'extra !'))).toBeUndefined()
    expect(parseProofFile(text.replace('index 3', 'index 03'))).toBeUndefined()
    expect(parseProofFile(text.replace('v1\nextra', 'v1\nsesuatu'))).toBeUndefined()
  })
})
