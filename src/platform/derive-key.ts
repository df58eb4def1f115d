import { hkdfSync } from 'node:crypto'

/**
 * A key of 32 bytes for one purpose, out of the installation's secret (HKDF, RFC 5869): whoever holds it learns
 * neither the secret nor the key of another purpose.
 *
 * @param purpose never changed once used, because what was made with the key could not be read any more
 */
export function deriveKey(secretKey: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, '', `pendopo ${purpose}`, 32))
}
