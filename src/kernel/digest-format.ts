import { assert } from './assert.ts'

/**
 * A SHA-256 digest as people compare it: `e3b0 c442 98fc …`, sixteen groups of four.
 *
 * @param hex 64 hexadecimal digits, either case
 */
export function formatDigest(hex: string): string {
  assert(/^[0-9a-f]{64}$/i.test(hex), 'a SHA-256 digest is 64 hexadecimal digits')
  return (hex.toLowerCase().match(/.{4}/g) ?? []).join(' ')
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Bytes in hexadecimal digits, lower case. */
export function hexOf(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += HEX[byte]
  return text
}
