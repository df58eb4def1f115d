import { createHash, createPublicKey, hash, type KeyObject, verify } from 'node:crypto'
import type { Sha256 } from '../kernel/tlog/merkle.ts'
import type { Tools, VerifyEd25519 } from '../kernel/tlog/verify.ts'

/** Most of what is hashed: pairs of hashes, entries. */
const SHORT_BYTES = 2_048
const scratch = Buffer.allocUnsafeSlow(SHORT_BYTES)
/** Its beginnings by their length, made once: making one costs a quarter of hashing it. */
const beginnings = Array.from({ length: SHORT_BYTES + 1 }, (_, end) => scratch.subarray(0, end))

/**
 * SHA-256 of the pieces one after the other, as the pure parts want it handed in. Short ones are put
 * together first and hashed by one call, whose answer comes as text: a buffer made by the native side
 * costs as much as the hashing.
 */
export const sha256: Sha256 = (...pieces) => {
  let length = 0
  for (const piece of pieces) length += piece.length
  const whole = beginnings[length]
  if (whole === undefined) return longSha256(pieces)
  let at = 0
  for (const piece of pieces) {
    scratch.set(piece, at)
    at += piece.length
  }
  return Buffer.from(hash('sha256', whole, 'binary'), 'latin1')
}

function longSha256(pieces: readonly Uint8Array[]): Uint8Array {
  const hashing = createHash('sha256')
  for (const piece of pieces) hashing.update(piece)
  return hashing.digest()
}

/** The 32 bytes of an Ed25519 public key. */
export function rawPublicOf(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(-RAW_BYTES)
}

const RAW_BYTES = 32

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
