import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { formatCheckpoint } from '../../../kernel/tlog/checkpoint.ts'
import { EMPTY_EDGE, grow, packHashes } from '../../../kernel/tlog/grow.ts'
import { type Hash, leafHash } from '../../../kernel/tlog/merkle.ts'
import {
  COSIGNATURE,
  cosignedText,
  ED25519,
  formatNote,
  formatVerifierKey,
  keyIdOf,
  packCosignature,
  type VerifierKey,
} from '../../../kernel/tlog/note.ts'
import { proofFrom, wantedForConsistency } from '../../../kernel/tlog/prove.ts'
import { pathOfTile, type Tile } from '../../../kernel/tlog/tiles.ts'
import { rawPublicOf, sha256 } from '../../../platform/sha256.ts'

/** A key pair that is the same in every run. */
export type TestKey = Readonly<{ key: VerifierKey; privateKey: KeyObject }>

function testKey(name: string, algorithm: VerifierKey['algorithm'], seed: string): TestKey {
  const privateKey = createPrivateKey({
    key: Buffer.concat([
      Buffer.from('302e020100300506032b657004220420', 'hex'),
      sha256(Buffer.from(`${name} ${seed}`)),
    ]),
    format: 'der',
    type: 'pkcs8',
  })
  const key = {
    name,
    algorithm,
    publicKey: Uint8Array.from(rawPublicOf(createPublicKey(privateKey))),
  }
  return { key: { ...key, id: keyIdOf(sha256, key) }, privateKey }
}

export const logKey = (name = 'log.example/uji', seed = '') => testKey(name, ED25519, seed)

export const witnessKey = (name = 'saksi.example/uji', seed = '') =>
  testKey(name, COSIGNATURE, seed)

/** A note with the log's signature under this text. */
export function signNote({ key, privateKey }: TestKey, text: string): string {
  const bytes = sign(null, Buffer.from(text), privateKey)
  return formatNote({ text, signatures: [{ name: key.name, keyId: key.id, bytes }] })
}

/** Signature line of a witness over this text, with its line feed. */
export function cosign({ key, privateKey }: TestKey, text: string, seconds: number): string {
  const bytes = packCosignature(seconds, sign(null, cosignedText(seconds, text), privateKey))
  return formatNote({ text: '', signatures: [{ name: key.name, keyId: key.id, bytes }] }).slice(1)
}

/** A log in memory that can be told to misbehave. */
export type TestLog = Readonly<{
  key: VerifierKey
  vkey: string
  rootAt: (size: number) => Hash
  /** Text of the checkpoint, unsigned. */
  textAt: (size: number, extensions?: readonly string[]) => string
  /** The signed note. */
  checkpointAt: (size: number, extensions?: readonly string[]) => string
  /** That the tree of `oldSize` is the beginning of the tree of `size`; nothing when there is nothing to prove. */
  proofOf: (oldSize: number, size: number) => readonly Hash[]
  /** As the store reads tiles. */
  tilesOf: (tiles: readonly Tile[]) => ReadonlyMap<string, Uint8Array>
}>

/**
 * @param flavour what stands in the leaves from `differsFrom` on: two logs of one key and different flavours
 * are one log that forked there
 */
export function testLog({
  size = 600,
  flavour = 'asli',
  differsFrom = 0,
  signer = logKey(),
}: Readonly<{
  size?: number
  flavour?: string
  differsFrom?: number
  signer?: TestKey
}> = {}): TestLog {
  const leaves = Array.from({ length: size }, (_, n) =>
    leafHash(sha256, Buffer.from(`${n < differsFrom ? 'asli' : flavour} ${n}`)),
  )
  const grown = grow(sha256, EMPTY_EDGE, leaves)
  const rootAt = (at: number) => grow(sha256, EMPTY_EDGE, leaves.slice(0, at)).root
  const tilesOf = (tiles: readonly Tile[]) =>
    new Map(
      tiles.flatMap((tile) => {
        const found = grown.tiles.find(
          ({ level, index }) => level === tile.level && index === tile.index,
        )
        return found ? [[pathOfTile(tile), packHashes(found.hashes)] as const] : []
      }),
    )
  const { key } = signer
  const textAt = (at: number, extensions: readonly string[] = []) =>
    formatCheckpoint({ origin: key.name, size: at, root: rootAt(at), extensions })
  return {
    key,
    vkey: formatVerifierKey(key),
    rootAt,
    textAt,
    checkpointAt: (at, extensions) => signNote(signer, textAt(at, extensions)),
    proofOf: (oldSize, at) =>
      oldSize === 0
        ? []
        : proofFrom(
            sha256,
            wantedForConsistency(oldSize, at),
            (tile) => tilesOf([tile]).get(pathOfTile(tile)) ?? new Uint8Array(),
          ),
    tilesOf,
  }
}
