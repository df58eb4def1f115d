import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hexOf } from '../../../kernel/digest-format.ts'
import { ED25519, keyIdOf, type VerifierKey } from '../../../kernel/tlog/note.ts'
import { ignoreMissing } from '../../../platform/files/missing-file.ts'
import { sha256 } from '../../../platform/sha256.ts'

/** Where the private side of the log's keys lies: a key itself, or where the token that holds it is found. */
export type KeyFolder = Readonly<{
  dataDir: string
  /** PIN of tokens that name no file of their own for it. */
  pin?: string | undefined
}>

const FOLDER = 'log-kunci'
/** A private key has some 120 bytes, the description of a token a few hundred. */
const FILE_SIGNS_MAX = 16_384

export function pathOfKey(
  { dataDir }: KeyFolder,
  key: VerifierKey,
  kind: 'pem' | 'p11.json',
): string {
  return join(dataDir, FOLDER, `${hexOf(key.id)}.${kind}`)
}

/** The folder, closed to everybody else, and on the disk before a key is put into it. */
export function makeKeyFolder({ dataDir }: KeyFolder): void {
  mkdirSync(join(dataDir, FOLDER), { recursive: true, mode: 0o700 })
  const parent = openSync(dataDir, 'r')
  try {
    fsyncSync(parent)
  } finally {
    closeSync(parent)
  }
}

/** @returns undefined when there is no such file */
export function readKeyFile(path: string): string | undefined {
  try {
    const text = readFileSync(path, 'utf8')
    if (text.length > FILE_SIGNS_MAX)
      throw new Error(`${path} terlalu besar untuk berkas kunci log.`)
    return text
  } catch (error) {
    return ignoreMissing(error)
  }
}

/** A key of the log: its name is the log's own. */
export function logKeyOf(origin: string, publicKey: Uint8Array): VerifierKey {
  const key = { name: origin, algorithm: ED25519, publicKey } as const
  return { ...key, id: keyIdOf(sha256, key) }
}
