import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * The number a proof photo carries: made for one case and one officer at one moment, signed, so that
 * giving it out stores nothing and reading a page changes nothing. Its use is stored, once.
 */
export type NonceFor = Readonly<{ laporanId: string; petugasId: string }>
export type IssuedNonce = Readonly<{ issuedAt: Date; isOffline: boolean }>

const RANDOM_BYTES = 9
const SEAL_LENGTH = 27

export function issueNonce(
  world: Readonly<{ secretKey: string; now: Date; random: Uint8Array }>,
  whose: NonceFor & Readonly<{ isOffline: boolean }>,
): string {
  const random = Buffer.from(world.random.subarray(0, RANDOM_BYTES)).toString('base64url')
  const body = `${whose.isOffline ? 'L' : 'D'}${world.now.getTime().toString(36)}-${random}`
  return `${body}.${sealOf(world.secretKey, whose, body)}`
}

/** @returns when it was given out, or undefined when it was not given for this case and officer */
export function readNonce(
  secretKey: string,
  nonce: string,
  whose: NonceFor,
): IssuedNonce | undefined {
  const [body = '', seal = ''] = nonce.split('.')
  const shape = /^([LD])([0-9a-z]{8,9})-[\w-]{12}$/.exec(body)
  const expected = Buffer.from(sealOf(secretKey, whose, body))
  const given = Buffer.from(seal)
  const isOurs = expected.length === given.length && timingSafeEqual(expected, given)
  if (shape === null || !isOurs) return undefined
  return { issuedAt: new Date(Number.parseInt(shape[2] ?? '', 36)), isOffline: shape[1] === 'L' }
}

function sealOf(secretKey: string, { laporanId, petugasId }: NonceFor, body: string): string {
  return createHmac('sha256', secretKey)
    .update(`bukti ${laporanId} ${petugasId} ${body}`)
    .digest('base64url')
    .slice(0, SEAL_LENGTH)
}

/** Written by our camera page into a JPEG comment right behind the first two bytes. */
const MARK = 'pendopo-bukti:'

/** The number inside a photo, undefined when there is none: a picture from a gallery has no such comment. */
export function nonceInside(jpeg: Uint8Array): string | undefined {
  const view = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength)
  const isComment =
    view.length > 6 && view.readUInt16BE(0) === 0xffd8 && view.readUInt16BE(2) === 0xfffe
  if (!isComment) return undefined
  const text = view.toString('latin1', 6, 4 + view.readUInt16BE(4))
  return text.startsWith(MARK) ? text.slice(MARK.length) : undefined
}

/** The same photo with the number inside, as our camera page writes it. */
export function writeNonce(jpeg: Uint8Array, nonce: string): Uint8Array {
  const text = Buffer.from(`${MARK}${nonce}`, 'latin1')
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xfe, 0, 0])
  head.writeUInt16BE(text.length + 2, 4)
  return Buffer.concat([head, text, jpeg.subarray(2)])
}
