import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rawPublicOf, sha256 as sha } from '../../platform/sha256.ts'
import { formatCheckpoint, parseCheckpoint } from './checkpoint.ts'
import {
  consistencyRanges,
  foldNodes,
  type Hash,
  inclusionRanges,
  isGrown,
  isIncluded,
  leafHash,
  nodesOf,
  type Range,
} from './merkle.ts'
import {
  COSIGNATURE,
  cosignedText,
  ED25519,
  formatNote,
  formatVerifierKey,
  keyIdOf,
  packCosignature,
  parseNote,
  parseVerifierKey,
  signaturesOf,
  toBase64,
  unpackCosignature,
} from './note.ts'
import { formatProofFile, parseProofFile } from './proof-file.ts'
import {
  packEntries,
  parseTilePath,
  pathOfEntries,
  pathOfTile,
  placeOfNode,
  TILE_WIDTH,
  unpackEntries,
  widthOfLevel,
} from './tiles.ts'

const read = (name: string) => readFileSync(join(import.meta.dirname, 'vectors', name), 'utf8')
const vector = JSON.parse(read('tlog-tiles-vector.json'))
const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'base64'))
const entries = Array.from({ length: vector.size as number }, (_, n) =>
  Buffer.from(`{"seq":${n},"kode":"5.1.${String(n % 37).padStart(2, '0')}","nilai":${n * 1250}}`),
)
const leaves = entries.map((entry) => leafHash(sha, entry))

/** Hash of a complete subtree, from the leaves. */
function subtree(level: number, index: number): Hash {
  const width = 2 ** level
  return rootOfRange({ from: index * width, to: (index + 1) * width })
}
function rootOfRange(range: Range): Hash {
  const [only, ...more] = nodesOf(range)
  if (only === undefined) return sha()
  if (more.length === 0 && only.level === 0) return leaves[only.index] ?? sha()
  if (more.length === 0) {
    const middle = (range.from + range.to) / 2
    return foldNodes(sha, [
      rootOfRange({ from: range.from, to: middle }),
      rootOfRange({ from: middle, to: range.to }),
    ])
  }
  return foldNodes(
    sha,
    nodesOf(range).map(({ level, index }) => subtree(level, index)),
  )
}

/** Bytes of every resource of the log, by its address. */
function resources(): Record<string, Uint8Array> {
  const made: Record<string, Uint8Array> = {}
  const size = entries.length
  for (let level = 0; widthOfLevel(level, size) > 0; level += 1)
    for (let at = 0; at < widthOfLevel(level, size); at += TILE_WIDTH) {
      const width = Math.min(TILE_WIDTH, widthOfLevel(level, size) - at)
      const hashes = Array.from({ length: width }, (_, n) => subtree(level * 8, at + n))
      made[pathOfTile({ level, index: at / TILE_WIDTH, width })] = Buffer.concat(hashes)
    }
  for (let at = 0; at < size; at += TILE_WIDTH) {
    const bundle = entries.slice(at, at + TILE_WIDTH)
    made[pathOfEntries(at / TILE_WIDTH, bundle.length)] = packEntries(bundle)
  }
  return made
}

const seed = Buffer.from(vector.seed_hex, 'hex')
const privateKey = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
  format: 'der',
  type: 'pkcs8',
})
const publicKey = createPublicKey(privateKey)
const rawPublic = Uint8Array.from(rawPublicOf(publicKey))

describe('the log of another program', () => {
  it('has our root, tiles and entries byte for byte, at the same addresses', () => {
    expect(toBase64(rootOfRange({ from: 0, to: vector.size }))).toBe(vector.root)
    for (const [size, root] of Object.entries(vector.roots_at_sizes))
      expect([size, toBase64(rootOfRange({ from: 0, to: Number(size) }))]).toEqual([size, root])
    const ours = Object.fromEntries(
      Object.entries(resources()).map(([path, made]) => [
        path,
        `${made.length} bytes sha256:${createHash('sha256').update(made).digest('hex')}`,
      ]),
    )
    expect(ours).toEqual(vector.resources)
  })

  it('has proofs that we accept, and that ours equal', () => {
    for (const { index, leafHash: leaf, proof, entry } of vector.inclusion) {
      const size = vector.size
      expect(entry).toBe(entries[index]?.toString())
      expect(inclusionRanges(index, size).map((range) => toBase64(rootOfRange(range)))).toEqual(
        proof,
      )
      const claim = { index, size, leaf: bytes(leaf), proof: proof.map(bytes) }
      expect(isIncluded(sha, { ...claim, root: bytes(vector.root) })).toBe(true)
    }
    for (const { oldRoot, oldSize, proof } of vector.consistency_to_final) {
      const size = vector.size
      expect(consistencyRanges(oldSize, size).map((range) => toBase64(rootOfRange(range)))).toEqual(
        proof,
      )
      const claim = { oldSize, size, oldRoot: bytes(oldRoot), proof: proof.map(bytes) }
      expect(isGrown(sha, { ...claim, root: bytes(vector.root) })).toBe(true)
    }
  })

  it('has a checkpoint that we read, check, and sign to the same bytes', () => {
    const key = parseVerifierKey(sha, vector.vkey)
    const note = parseNote(vector.checkpoint)
    if (key === undefined || note === undefined) throw new Error('unreadable')
    expect(formatVerifierKey(key)).toBe(vector.vkey)
    expect(Buffer.from(key.publicKey).equals(rawPublic)).toBe(true)
    const [signature] = signaturesOf(note, key)
    const text = Buffer.from(note.text)
    expect(verify(null, text, publicKey, signature?.bytes ?? sha())).toBe(true)
    const checkpoint = parseCheckpoint(note.text)
    expect(checkpoint).toMatchObject({ origin: vector.origin, size: vector.size, extensions: [] })
    if (checkpoint === undefined) return
    const again = formatCheckpoint({ ...checkpoint, root: rootOfRange({ from: 0, to: 300 }) })
    const signed = sign(null, Buffer.from(again), privateKey)
    expect(
      formatNote({ text: again, signatures: [{ name: key.name, keyId: key.id, bytes: signed }] }),
    ).toBe(vector.checkpoint)
  })

  it('has a proof file that we read, write to the same bytes, and find true', () => {
    const text = read('contoh.tlog-proof')
    const file = parseProofFile(text)
    if (file === undefined) throw new Error('unreadable')
    expect(formatProofFile(file)).toBe(text)
    const { size = 0, root = sha() } = parseCheckpoint(parseNote(file.checkpoint)?.text ?? '') ?? {}
    const claim = { index: file.index, size, proof: file.proof, root }
    expect(isIncluded(sha, { ...claim, leaf: leaves[file.index] ?? sha() })).toBe(true)
    expect(isIncluded(sha, { ...claim, leaf: leaves[file.index + 1] ?? sha() })).toBe(false)
  })
})

describe('tiles', () => {
  it.each([
    [0, '000'],
    [999, '999'],
    [1_000, 'x001/000'],
    [1_234_067, 'x001/x234/067'],
  ])('number %i lies at %s', (index, path) => {
    expect(pathOfTile({ level: 3, index, width: 256 })).toBe(`tile/3/${path}`)
    expect(parseTilePath(`tile/3/${path}`)).toEqual({
      kind: 'hashes',
      tile: { level: 3, index, width: 256 },
    })
    expect(parseTilePath(`tile/entries/${path}.p/7`)).toEqual({ kind: 'entries', index, width: 7 })
  })

  it.each([
    'tile/0/0',
    'tile/0/x000/001',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/007',
    'tile/64/000',
    'tile/00/000',
    'tile/0/x001',
    'tile/0/001/002',
    'tile/8/0/000',
    'tile/0/000/',
    '/tile/0/000',
    'tile/entries/../000',
    'checkpoint',
  ])('%s is no tile', (path) => expect(parseTilePath(path)).toBeUndefined())

  it('hold every complete subtree of every size, and no other', () => {
    for (const size of [1, 2, 255, 256, 257, 300])
      for (const node of [...inclusionRanges(size - 1, size), { from: 0, to: size }].flatMap(
        nodesOf,
      )) {
        const { tile, from, to } = placeOfNode(node, size)
        const hashes = Array.from({ length: to - from }, (_, n) =>
          subtree(tile.level * 8, tile.index * TILE_WIDTH + from + n),
        )
        let level = hashes
        while (level.length > 1)
          level = level.flatMap((left, at) =>
            at % 2 === 0 ? [foldNodes(sha, [left, level[at + 1] ?? left])] : [],
          )
        expect(toBase64(level[0] ?? sha())).toBe(toBase64(subtree(node.level, node.index)))
      }
  })

  it('give back the entries that were packed, and refuse a cut', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), (given) => {
        const packed = packEntries(given)
        expect(unpackEntries(packed)?.map((entry) => [...entry])).toEqual(
          given.map((entry) => [...entry]),
        )
        if ((given.at(-1)?.length ?? 0) > 0)
          expect(unpackEntries(packed.slice(0, -1))).toBeUndefined()
      }),
    )
  })
})

describe('notes and keys', () => {
  const key = { name: 'saksi.example/w1', algorithm: COSIGNATURE, publicKey: rawPublic } as const

  it('carry a witness’s time and signature', () => {
    const made = { ...key, id: keyIdOf(sha, key) }
    expect(parseVerifierKey(sha, formatVerifierKey(made))).toEqual(made)
    const text = 'asal\n1\nAAAA\n'
    const signature = sign(null, cosignedText(1_700_000_000, text), privateKey)
    const packed = packCosignature(1_700_000_000, signature)
    const note = parseNote(
      formatNote({ text, signatures: [{ name: made.name, keyId: made.id, bytes: packed }] }),
    )
    const found = unpackCosignature(
      signaturesOf(note ?? { text: '', signatures: [] }, made)[0]?.bytes ?? sha(),
    )
    expect(found?.seconds).toBe(1_700_000_000)
    expect(
      verify(null, cosignedText(1_700_000_000, text), publicKey, found?.signature ?? sha()),
    ).toBe(true)
    expect(
      verify(null, cosignedText(1_700_000_001, text), publicKey, found?.signature ?? sha()),
    ).toBe(false)
  })

  it.each([
    ['a changed id', 'contoh+00000000+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs'],
    ['another way of signing', `contoh+8bffd3e3+${toBase64(Uint8Array.of(9, ...rawPublic))}`],
    ['a short key', `contoh+8bffd3e3+${toBase64(Uint8Array.of(ED25519, 1, 2))}`],
    ['no key', ''],
  ])('%s is no key', (_what, text) => expect(parseVerifierKey(sha, text)).toBeUndefined())

  it.each([
    ['no signature', 'asal\n1\nAAAA\n'],
    ['no end', 'asal\n\n— a AAAAAAAA'],
    ['a hyphen for a dash', 'asal\n\n- a AAAAAAAA\n'],
    ['a bare key id', 'asal\n\n— a AAAAAA==\n'],
    ['base64 of another spelling', 'asal\n\n— a AAAAAAB=\n'],
    ['a control sign', 'as\u0007al\n\n— a AAAAAAAA\n'],
    ['a hundred and one signatures', `asal\n\n${'— a AAAAAAAA\n'.repeat(101)}`],
  ])('%s is no note', (_what, text) => expect(parseNote(text)).toBeUndefined())

  it.each([
    'asal\n01\nAAAA\n',
    'asal\n-1\nAAAA\n',
    'asal\n1\nAAAA\n',
    '\n1\na32xP1nhZLbB2d4gNswvnIgu8khqeJp9OmkeoffH3/E=\n',
    'asal\n9999999999999999\na32xP1nhZLbB2d4gNswvnIgu8khqeJp9OmkeoffH3/E=\n',
    'asal\n1\na32xP1nhZLbB2d4gNswvnIgu8khqeJp9OmkeoffH3/E=',
  ])('%j is no checkpoint', (text) => expect(parseCheckpoint(text)).toBeUndefined())
})
