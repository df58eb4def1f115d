import { hashes, verify } from '@noble/ed25519'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import type { Tools } from '../../../kernel/tlog/verify.ts'

hashes.sha512 = sha512

/** Hash and signature check without the browser's own, which it keeps from pages that come without https. */
export const BROWSER_TOOLS: Tools = {
  sha: (...pieces) => {
    const hash = sha256.create()
    for (const piece of pieces) hash.update(piece)
    return hash.digest()
  },
  // Strict, as the server checks: RFC 8032, without what ZIP-215 lets pass besides.
  verify: ({ publicKey, message, signature }) => {
    try {
      return verify(signature, message, publicKey, { zip215: false })
    } catch {
      return false
    }
  },
}
