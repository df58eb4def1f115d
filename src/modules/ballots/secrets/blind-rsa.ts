import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  privateDecrypt,
  verify,
} from 'node:crypto'
import { promisify } from 'node:util'
import { assert } from '../../../kernel/assert.ts'
import {
  bigOf,
  blindWith,
  bytesOf,
  encodePss,
  PREFIX_BYTES,
  type PublicNumbers,
  SALT_BYTES,
  unblind,
} from '../domain/blind.ts'

const BITS = 2_048
const EXPONENT = 65_537
export const KEY_BYTES = BITS / 8

/** A key for one vote alone; RFC 9474 forbids using it for anything else. */
export async function createBlindKey(): Promise<
  Readonly<{ privatePem: string; spki: Uint8Array }>
> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: BITS,
    publicExponent: EXPONENT,
  })
  return {
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    spki: publicKey.export({ type: 'spki', format: 'der' }),
  }
}

/** Votes whose keys are held ready: more than are open at once. */
const HELD_MAX = 32

/** Parsing a key takes longer than using it, and a vote has one. */
function held<Made>(make: (text: string) => Made): (text: string) => Made {
  const made = new Map<string, Made>()
  return (text) => {
    const known = made.get(text)
    if (known !== undefined) return known
    const [oldest] = made.keys()
    if (made.size >= HELD_MAX && oldest !== undefined) made.delete(oldest)
    const fresh = make(text)
    made.set(text, fresh)
    return fresh
  }
}

const privateKeyOf = held((pem) => createPrivateKey(pem))
const publicOf = held((spki) => {
  const key = createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' })
  const { n = '', e = '' } = key.export({ format: 'jwk' })
  const big = (text: string) => bigOf(Buffer.from(text, 'base64url'))
  return { key, numbers: { n: big(n), e: big(e) } as PublicNumbers }
})
const textOf = (spki: Uint8Array) => Buffer.from(spki).toString('base64')

/** The numbers of a public key, for whoever blinds. */
export function numbersOf(spki: Uint8Array): PublicNumbers {
  return publicOf(textOf(spki)).numbers
}

function publicKeyOf(spki: Uint8Array): KeyObject {
  return publicOf(textOf(spki)).key
}

/**
 * Sign what was blinded (RFC 9474, 4.3). The library guards the private operation against timing, and the result
 * is checked before it leaves: a faulty one would give the key away.
 *
 * @returns undefined when it is no number of this key
 */
export function blindSign(
  privatePem: string,
  spki: Uint8Array,
  blinded: Uint8Array,
): Uint8Array | undefined {
  const { n, e } = numbersOf(spki)
  const value = bigOf(blinded)
  if (blinded.length !== KEY_BYTES || value === 0n || value >= n) return undefined
  const signed = privateDecrypt(
    { key: privateKeyOf(privatePem), padding: constants.RSA_NO_PADDING },
    Buffer.from(blinded),
  )
  assert(powerOf(bigOf(signed), e, n) === value, 'a signature raised to e is what was signed')
  return signed
}

function powerOf(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  let square = base % modulus
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}

/** Is this a signature of the vote's key over the token (RSASSA-PSS, SHA-384, 48 bytes of salt)? */
export function isSigned(spki: Uint8Array, token: Uint8Array, signature: Uint8Array): boolean {
  return verify(
    'sha384',
    token,
    {
      key: publicKeyOf(spki),
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: SALT_BYTES,
    },
    signature,
  )
}

export const sha384 = async (bytes: Uint8Array): Promise<Uint8Array> =>
  createHash('sha384').update(bytes).digest()

export type Blinded = Readonly<{
  token: Uint8Array
  blinded: Uint8Array
  /** Makes the signature of the token from the blind one. */
  finish: (blindSignature: Uint8Array) => Uint8Array
}>

/** Draw a token and blind it, on behalf of somebody whose browser cannot. */
export async function drawBlinded(
  spki: Uint8Array,
  randomBytes: (count: number) => Uint8Array,
): Promise<Blinded> {
  const key = numbersOf(spki)
  const token = randomBytes(PREFIX_BYTES * 2)
  const encoded = await encodePss(sha384, token, { salt: randomBytes(SALT_BYTES), bits: BITS - 1 })
  for (;;) {
    const factor = bigOf(randomBytes(KEY_BYTES)) % key.n
    const found = blindWith(key, bigOf(encoded), factor)
    // One in 2^1000 has no inverse.
    if (found === undefined) continue
    return {
      token,
      blinded: bytesOf(found.blinded, KEY_BYTES),
      finish: (signature) => bytesOf(unblind(key, bigOf(signature), found.inverse), KEY_BYTES),
    }
  }
}
