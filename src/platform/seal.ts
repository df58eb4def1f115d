import { createCipheriv, createDecipheriv } from 'node:crypto'
import { assert } from '../kernel/assert.ts'
import { deriveKey } from './derive-key.ts'

/** Short secrets in the database (a partner's key), readable only with the installation's own key. */
export type Seal = Readonly<{
  close: (text: string) => Buffer
  open: (sealed: Uint8Array) => string
}>

const IV_BYTES = 12
const TAG_BYTES = 16

/** @param purpose binds the sealed text to one use: what was sealed for another does not open */
export function createSeal(
  kit: Readonly<{ secretKey: string; randomBytes: (count: number) => Uint8Array }>,
  purpose: string,
): Seal {
  const key = deriveKey(kit.secretKey, purpose)
  return {
    close: (text) => {
      const iv = kit.randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body])
    },
    open: (sealed) => {
      assert(sealed.length >= IV_BYTES + TAG_BYTES, 'a sealed text holds its nonce and tag')
      const bytes = Buffer.from(sealed)
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
      const body = bytes.subarray(IV_BYTES + TAG_BYTES)
      return decipher.update(body, undefined, 'utf8') + decipher.final('utf8')
    },
  }
}
