import { createHash, createPublicKey, verify } from 'node:crypto'
import type { Sha256 } from '../kernel/tlog/merkle.ts'
import type { Tools, VerifyEd25519 } from '../kernel/tlog/verify.ts'

/** SHA-256 of the pieces one after the other, as the pure parts want it handed in. */
export const sha256: Sha256 = (...pieces) => {
  const hash = createHash('sha256')
  for (const piece of pieces) hash.update(piece)
  return hash.digest()
}

/** What a raw Ed25519 key lacks to be a public key as files carry it (RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex')

/** @returns false also for 32 bytes that are no point of the curve */
export const verifyEd25519: VerifyEd25519 = ({ publicKey, message, signature }) => {
  try {
    const der = Buffer.concat([SPKI_HEAD, publicKey])
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    return verify(null, message, key, signature)
  } catch {
    return false
  }
}

/** Hash and signature check of this machine, for checking logs. */
export const CHECK_TOOLS: Tools = { sha: sha256, verify: verifyEd25519 }
