import { generateKeyPairSync, sign } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHECK_TOOLS, rawPublicOf } from '../../../platform/sha256.ts'
import { BROWSER_TOOLS } from './check-tools.ts'

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const raw = Uint8Array.from(rawPublicOf(publicKey))
/** Order of the curve's group, little end first: adding it to a signature's second half changes no equation. */
const ORDER = Buffer.from('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010', 'hex')

function plusOrder(signature: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(signature)
  let carry = 0
  for (let at = 0; at < 32; at += 1) {
    const sum = (signature[32 + at] ?? 0) + (ORDER[at] ?? 0) + carry
    changed[32 + at] = sum & 255
    carry = sum >> 8
  }
  return changed
}

const say = (tools: typeof CHECK_TOOLS, signature: Uint8Array, message: Uint8Array, key = raw) =>
  tools.verify({ publicKey: key, message, signature })
const both = (signature: Uint8Array, message: Uint8Array, key = raw) =>
  [CHECK_TOOLS, BROWSER_TOOLS].map((tools) => say(tools, signature, message, key))

describe('the tools of the browser', () => {
  it('hash as the server does', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 4 }), (pieces) => {
        expect(Buffer.from(BROWSER_TOOLS.sha(...pieces))).toEqual(CHECK_TOOLS.sha(...pieces))
      }),
    )
  })

  it('take a signature exactly when the server takes it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat({ max: 511 }), (message, bit) => {
        const signature = Uint8Array.from(sign(null, message, privateKey))
        expect(both(signature, message)).toEqual([true, true])
        const bent = Uint8Array.from(signature)
        bent[bit >> 3] = (bent[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(both(bent, message)).toEqual([false, false])
        expect(both(signature, Uint8Array.of(...message, 0))).toEqual([false, false])
      }),
      { numRuns: 30 },
    )
  })

  it('take one spelling of a signature only, and no key that is none', () => {
    const message = Buffer.from('titik periksa')
    const signature = Uint8Array.from(sign(null, message, privateKey))
    expect(both(plusOrder(signature), message)).toEqual([false, false])
    for (const broken of [signature.slice(1), new Uint8Array(64), new Uint8Array(0)])
      expect(both(broken, message)).toEqual([false, false])
    for (const key of [new Uint8Array(32).fill(255), new Uint8Array(31)])
      expect(both(signature, message, key)).toEqual([false, false])
  })
})
