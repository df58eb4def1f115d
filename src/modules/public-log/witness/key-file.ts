import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import {
  COSIGNATURE,
  cosignedText,
  formatNote,
  formatVerifierKey,
  keyIdOf,
  packCosignature,
  type VerifierKey,
} from '../../../kernel/tlog/note.ts'
import { ignoreMissing } from '../../../platform/files/missing-file.ts'
import { writeWhole } from '../../../platform/files/write-whole.ts'
import { rawPublicOf, sha256 } from '../../../platform/sha256.ts'

/** A witness: its public key, and what only it can do. */
export type WitnessKey = Readonly<{
  key: VerifierKey
  /** @returns the signature line under this text, with its line feed */
  cosign: (text: string, seconds: number) => string
}>

export type OpenedKey =
  | Readonly<{ ok: true; key: WitnessKey; path: string; isOpenToOthers: boolean }>
  | Readonly<{ ok: false; reason: string }>

/**
 * The key pair of this folder, made when there is none. The name is part of a key: whoever trusts one trusts
 * it under that name.
 */
export async function openWitnessKey(dir: string, name: string | undefined): Promise<OpenedKey> {
  const path = join(dir, 'kunci-saksi.pem')
  const written = await readFile(path, 'utf8').catch(ignoreMissing)
  if (written !== undefined) {
    const key = readKey(written)
    if (key === undefined) return refusal(`Berkas ${path} bukan kunci saksi.`)
    if (name !== undefined && name !== key.key.name)
      return refusal(
        `Kunci di ${path} milik ${key.key.name}. Untuk nama ${name} pakai folder lain.`,
      )
    const isOpenToOthers = ((await stat(path)).mode & 0o077) !== 0
    return { ok: true, key, path, isOpenToOthers }
  }
  if (name === undefined)
    return refusal('Folder ini belum punya kunci. Beri nama saksi dengan --name saksi.example/w1.')
  if (!WITNESS_NAME.test(name))
    return refusal('Nama saksi paling banyak 100 huruf, tanpa spasi dan tanpa tanda tambah.')
  const { privateKey } = generateKeyPairSync('ed25519')
  const key = witnessKeyOf(name, privateKey)
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' })
  writeWhole(path, `${formatVerifierKey(key.key)}\n${pem}`)
  return { ok: true, key, path, isOpenToOthers: false }
}

const WITNESS_NAME = /^[^\s+]{1,100}$/u

const refusal = (reason: string) => ({ ok: false, reason }) as const

/** First line the public key with its name, then the private one; the two must be a pair. */
function readKey(written: string): WitnessKey | undefined {
  const [first = '', ...pem] = written.split('\n')
  try {
    const key = witnessKeyOf(first.split('+')[0] ?? '', createPrivateKey(pem.join('\n')))
    return formatVerifierKey(key.key) === first ? key : undefined
  } catch {
    return undefined
  }
}

function witnessKeyOf(name: string, privateKey: KeyObject): WitnessKey {
  const publicKey = Uint8Array.from(rawPublicOf(createPublicKey(privateKey)))
  const pair = { name, algorithm: COSIGNATURE, publicKey } as const
  const key = { ...pair, id: keyIdOf(sha256, pair) }
  return {
    key,
    cosign: (text, seconds) => {
      const signature = sign(null, cosignedText(seconds, text), privateKey)
      const bytes = packCosignature(seconds, signature)
      return formatNote({ text: '', signatures: [{ name, keyId: key.id, bytes }] }).slice(1)
    },
  }
}
