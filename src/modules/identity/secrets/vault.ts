import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  timingSafeEqual,
} from 'node:crypto'
import { assert } from '../../../kernel/assert.ts'
import { deriveKey } from '../../../platform/derive-key.ts'

/**
 * What keeps a stolen copy of the database from opening anything: digests for what is only compared,
 * AES-256-GCM for what must be read again. Every purpose has its own key, derived from SECRET_KEY.
 */
export type Vault = Readonly<{
  /** Digest of a session token: 256 random bits need no key. */
  tokenDigest: (token: string) => Buffer
  /** Keyed digest for look-up and comparison of short values (NIK, codes), apart per purpose. */
  keyedDigest: (purpose: string, value: string) => Buffer
  /** Encrypt a text so that it can only be read for the same purpose and owner. */
  seal: (purpose: string, text: string) => Buffer
  open: (purpose: string, sealed: Uint8Array) => string
}>

const IV_BYTES = 12
const TAG_BYTES = 16

export function createVault(secretKey: string, randomBytes: (count: number) => Uint8Array): Vault {
  const derive = (label: string) => deriveKey(secretKey, `identity ${label}`)
  const digestKey = derive('digest')
  const sealKey = derive('seal')
  return {
    tokenDigest: (token) => createHash('sha256').update(token).digest(),
    keyedDigest: (purpose, value) =>
      createHmac('sha256', digestKey).update(`${purpose}\n${value}`).digest(),
    seal: (purpose, text) => {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', sealKey, iv).setAAD(Buffer.from(purpose))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body])
    },
    open: (purpose, sealed) => {
      assert(sealed.length >= IV_BYTES + TAG_BYTES, 'a sealed value holds its nonce and tag')
      const bytes = Buffer.from(sealed)
      const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAAD(Buffer.from(purpose))
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
      return (
        decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') +
        decipher.final('utf8')
      )
    },
  }
}

/** Compare two digests in constant time. */
export function isSameDigest(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
