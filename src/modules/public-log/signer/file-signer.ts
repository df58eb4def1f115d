import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import type { VerifierKey } from '../../../kernel/tlog/note.ts'
import { writeWhole } from '../../../platform/files/write-whole.ts'
import { rawPublicOf } from '../../../platform/sha256.ts'
import type { Signer } from '../types.ts'
import { type KeyFolder, logKeyOf, makeKeyFolder, pathOfKey, readKeyFile } from './key-folder.ts'

/** What 32 random bytes lack to be an Ed25519 private key as files carry it (RFC 8410). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')
const SEED_BYTES = 32

/** Make a private key and put it in the folder; when this returns it is on the disk. @returns its public side */
export function createKeyFile(
  folder: KeyFolder,
  origin: string,
  randomBytes: (count: number) => Uint8Array,
): VerifierKey {
  const der = Buffer.concat([PKCS8_HEAD, randomBytes(SEED_BYTES)])
  const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const key = logKeyOf(origin, rawPublicOf(createPublicKey(secret)))
  makeKeyFolder(folder)
  writeWhole(pathOfKey(folder, key, 'pem'), secret.export({ format: 'pem', type: 'pkcs8' }))
  return key
}

/** @returns undefined when the folder holds no private key for this public one */
export function openFileSigner(folder: KeyFolder, key: VerifierKey): Signer | undefined {
  const path = pathOfKey(folder, key, 'pem')
  const pem = readKeyFile(path)
  if (pem === undefined) return undefined
  const secret = readPem(pem)
  if (secret?.asymmetricKeyType !== 'ed25519')
    throw new Error(`${path} bukan kunci privat Ed25519. Pulihkan berkas itu dari cadangan.`)
  if (!rawPublicOf(createPublicKey(secret)).equals(key.publicKey))
    throw new Error(
      `${path} berisi kunci lain daripada namanya. Pulihkan berkas itu dari cadangan.`,
    )
  return { key, sign: async (message) => sign(null, message, secret) }
}

function readPem(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem)
  } catch {
    return undefined
  }
}
