import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { formatCheckpoint } from '../../src/kernel/tlog/checkpoint.ts'
import { type Edge, EMPTY_EDGE, grow, packHashes } from '../../src/kernel/tlog/grow.ts'
import { emptyRoot, type Hash, leafHash } from '../../src/kernel/tlog/merkle.ts'
import {
  COSIGNATURE,
  cosignedText,
  ED25519,
  formatNote,
  formatVerifierKey,
  keyIdOf,
  type NoteSignature,
  packCosignature,
  type VerifierKey,
} from '../../src/kernel/tlog/note.ts'
import { formatProofFile } from '../../src/kernel/tlog/proof-file.ts'
import { proofFrom, wantedForInclusion } from '../../src/kernel/tlog/prove.ts'
import { packEntries, parseTilePath, TILE_WIDTH } from '../../src/kernel/tlog/tiles.ts'
import { formatExtra, formatLeaf, saltedDigest } from '../../src/modules/public-log/index.ts'
import { rawPublicOf, sha256 as sha } from '../../src/platform/sha256.ts'

/** Who signs: a log, or a witness. */
export type TestSigner = Readonly<{ key: VerifierKey; text: string; privateKey: KeyObject }>

export function testKey(name: string, algorithm: VerifierKey['algorithm'] = ED25519): TestSigner {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = Uint8Array.from(rawPublicOf(publicKey))
  const named = { name, algorithm, publicKey: raw }
  const key = { ...named, id: keyIdOf(sha, named) }
  return { key, text: formatVerifierKey(key), privateKey }
}

function signatureOf(
  { key, privateKey }: TestSigner,
  text: string,
  seconds: number,
): NoteSignature {
  const bytes =
    key.algorithm === COSIGNATURE
      ? packCosignature(seconds, sign(null, cosignedText(seconds, text), privateKey))
      : sign(null, Buffer.from(text), privateKey)
  return { name: key.name, keyId: key.id, bytes }
}

const SALT = Buffer.alloc(32, 7)
const documentOf = (serial: number, word: string) =>
  Buffer.from(`{"nomor":${serial},"isi":"${word}"}`)

/** The serial-th entry of a test log, as the program would write it. */
function entryOf(serial: number, word: string): Uint8Array {
  return formatLeaf({
    type: 'uji.catatan',
    object: `UJI-${serial}`,
    version: 1,
    actor: 'sistem:uji',
    time: '2026-11-26T01:00:00.000Z',
    sha256: saltedDigest(sha, SALT, documentOf(serial, word)),
  })
}

/**
 * A whole log in memory, signed with a key of its own: what a monitor is tried on. Every part of it can be
 * changed afterwards, as who owns the machine could.
 */
export function createMemoryLog(
  origin: string,
  signers: readonly TestSigner[] = [testKey(origin)],
) {
  let edge: Edge = EMPTY_EDGE
  let root: Hash = emptyRoot(sha)
  const tiles = new Map<string, Uint8Array>()
  const bundles = new Map<number, readonly Uint8Array[]>()

  const append = (entries: readonly Uint8Array[]) => {
    for (const [at, entry] of entries.entries()) {
      const index = Math.floor((edge.size + at) / TILE_WIDTH)
      bundles.set(index, [...(bundles.get(index) ?? []), entry])
    }
    const grown = grow(
      sha,
      edge,
      entries.map((entry) => leafHash(sha, entry)),
    )
    edge = grown.edge
    root = grown.root
    for (const { level, index, hashes } of grown.tiles)
      tiles.set(`${level}/${index}`, packHashes(hashes))
  }
  const entryAt = (index: number) =>
    bundles.get(Math.floor(index / TILE_WIDTH))?.[index % TILE_WIDTH] ?? SALT
  const readTile = (level: number, index: number, width: number) => {
    const tile = tiles.get(`${level}/${index}`)
    return tile === undefined || tile.length < width * 32 ? undefined : tile.subarray(0, width * 32)
  }
  const checkpoint = (by: readonly TestSigner[] = signers, seconds = 1_700_000_000) => {
    const text = formatCheckpoint({ origin, size: edge.size, root, extensions: [] })
    return formatNote({ text, signatures: by.map((signer) => signatureOf(signer, text, seconds)) })
  }
  return {
    origin,
    signers,
    keys: signers.map(({ text }) => text),
    append,
    /** Append as many entries; another word makes another history. */
    fill: (count: number, word = 'lampu') => {
      const first = edge.size
      append(Array.from({ length: count }, (_, n) => entryOf(first + n, word)))
    },
    size: () => edge.size,
    entry: entryAt,
    checkpoint,
    /** What lies at an address below the log's, as the format says. */
    read: (path: string): Uint8Array | undefined => {
      const name = parseTilePath(path)
      if (name?.kind === 'hashes')
        return readTile(name.tile.level, name.tile.index, name.tile.width)
      const entries = name === undefined ? undefined : bundles.get(name.index)
      if (entries === undefined || name === undefined || entries.length < name.width)
        return undefined
      return packEntries(entries.slice(0, name.width))
    },
    /** A proof file and the document it is about. */
    prove: (index: number, { by = signers, word = 'lampu', isForgotten = false } = {}) => {
      const wanted = wantedForInclusion(index, edge.size)
      const entry = entryAt(index)
      const file = {
        extra: formatExtra(isForgotten ? { entry } : { entry, salt: SALT }),
        index,
        proof: proofFrom(
          sha,
          wanted,
          ({ level, index: at, width }) => readTile(level, at, width) ?? SALT,
        ),
        checkpoint: checkpoint(by),
      }
      return { file, text: formatProofFile(file), document: documentOf(index, word) }
    },
    changeEntry: (index: number, entry: Uint8Array) => {
      const at = Math.floor(index / TILE_WIDTH)
      bundles.set(at, (bundles.get(at) ?? []).with(index % TILE_WIDTH, entry))
    },
    removeBundle: (index: number) => bundles.delete(index),
    /** Another hash in a tile: the one given, or the old one with a bit changed. */
    changeTile: (level: number, index: number, at: number, hash?: Hash) => {
      const tile = Uint8Array.from(tiles.get(`${level}/${index}`) ?? [])
      if (hash === undefined) tile[at * 32] = (tile[at * 32] ?? 0) ^ 1
      else tile.set(hash, at * 32)
      tiles.set(`${level}/${index}`, tile)
    },
  }
}

export type MemoryLog = ReturnType<typeof createMemoryLog>
