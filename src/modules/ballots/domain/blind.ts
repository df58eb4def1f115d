/**
 * The voter's half of RSA blind signatures, RSABSSA-SHA384-PSS-Randomized of RFC 9474: pure, so that a browser and
 * the server run the same lines.
 */
export const HASH_BYTES = 48
export const SALT_BYTES = 48
/** Random bytes before the message: with them even a message that a server chose says nothing. */
export const PREFIX_BYTES = 32

export type PublicNumbers = Readonly<{ n: bigint; e: bigint }>
export type Sha384 = (bytes: Uint8Array) => Promise<Uint8Array>

export function bigOf(bytes: Uint8Array): bigint {
  let text = '0x0'
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return BigInt(text)
}

/** Big-endian, filled up with noughts on the left. */
export function bytesOf(value: bigint, length: number): Uint8Array {
  const text = value.toString(16).padStart(length * 2, '0')
  return Uint8Array.from({ length }, (_, at) => Number.parseInt(text.slice(at * 2, at * 2 + 2), 16))
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

async function mgf1(sha: Sha384, seed: Uint8Array, length: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for (let counter = 0; counter * HASH_BYTES < length; counter += 1) {
    parts.push(await sha(joined(seed, bytesOf(BigInt(counter), 4))))
  }
  return joined(...parts).slice(0, length)
}

/** EMSA-PSS of RFC 8017, 9.1.1. @param bits one less than those of the modulus */
export async function encodePss(
  sha: Sha384,
  message: Uint8Array,
  { salt, bits }: Readonly<{ salt: Uint8Array; bits: number }>,
): Promise<Uint8Array> {
  const length = Math.ceil(bits / 8)
  const hash = await sha(joined(new Uint8Array(8), await sha(message), salt))
  const padding = new Uint8Array(length - salt.length - HASH_BYTES - 2)
  const data = joined(padding, Uint8Array.of(1), salt)
  const mask = await mgf1(sha, hash, data.length)
  const masked = data.map((byte, at) => byte ^ (mask[at] ?? 0))
  masked[0] = (masked[0] ?? 0) & (0xff >> (8 * length - bits))
  return joined(masked, hash, Uint8Array.of(0xbc))
}

function inverseOf(value: bigint, modulus: bigint): bigint | undefined {
  let [old, rest] = [value % modulus, modulus]
  let [oldFactor, factor] = [1n, 0n]
  while (rest !== 0n) {
    const quotient = old / rest
    ;[old, rest] = [rest, old - quotient * rest]
    ;[oldFactor, factor] = [factor, oldFactor - quotient * factor]
  }
  if (old !== 1n) return undefined
  return ((oldFactor % modulus) + modulus) % modulus
}

/**
 * Hide an encoded message behind a random factor.
 *
 * @returns undefined when the factor has no inverse
 */
export function blindWith(
  { n, e }: PublicNumbers,
  encoded: bigint,
  factor: bigint,
): Readonly<{ blinded: bigint; inverse: bigint }> | undefined {
  const inverse = factor === 0n ? undefined : inverseOf(factor, n)
  if (inverse === undefined) return undefined
  let power = 1n
  let square = factor
  for (let rest = e; rest > 0n; rest >>= 1n) {
    if (rest & 1n) power = (power * square) % n
    square = (square * square) % n
  }
  return { blinded: (encoded * power) % n, inverse }
}

/** The signature of the message, from the one of what was hidden. */
export function unblind({ n }: PublicNumbers, signature: bigint, inverse: bigint): bigint {
  return (signature * inverse) % n
}
