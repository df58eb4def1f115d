/** Writing ASN.1 in its one distinguished spelling (X.690): what certificates and signatures are made of. */

/** Tag, length and the parts one after the other. */
export function tlv(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat([Buffer.of(tag, ...lengthOf(length)), ...parts])
}

function lengthOf(length: number): readonly number[] {
  if (length < 0x80) return [length]
  const bytes: number[] = []
  for (let left = length; left > 0; left = Math.floor(left / 256)) bytes.unshift(left % 256)
  return [0x80 | bytes.length, ...bytes]
}

export const seq = (...parts: readonly Uint8Array[]) => tlv(0x30, ...parts)
/** Members of a set stand in the order of their bytes. */
export const setOf = (...parts: readonly Uint8Array[]) =>
  tlv(0x31, ...parts.toSorted((a, b) => Buffer.compare(a, b)))
export const octets = (bytes: Uint8Array) => tlv(0x04, bytes)
export const bits = (bytes: Uint8Array, unused = 0) => tlv(0x03, Buffer.of(unused), bytes)
export const utf8 = (text: string) => tlv(0x0c, Buffer.from(text))
export const printable = (text: string) => tlv(0x13, Buffer.from(text))
export const yes = tlv(0x01, Buffer.of(0xff))
/** [n] around whole parts. */
export const explicit = (n: number, ...parts: readonly Uint8Array[]) => tlv(0xa0 | n, ...parts)
/** [n] in place of a primitive's own tag. */
export const implicit = (n: number, bytes: Uint8Array) => tlv(0x80 | n, bytes)

/** A number of any length, not negative, most significant byte first. */
export function integer(value: number | Uint8Array): Buffer {
  let bytes = typeof value === 'number' ? Buffer.of(value) : Buffer.from(value)
  while (bytes.length > 1 && bytes[0] === 0 && ((bytes[1] ?? 0) & 0x80) === 0)
    bytes = bytes.subarray(1)
  return ((bytes[0] ?? 0) & 0x80) === 0 ? tlv(0x02, bytes) : tlv(0x02, Buffer.of(0), bytes)
}

export function oid(dotted: string): Buffer {
  const [first = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt)
  return tlv(0x06, Buffer.from([first * 40n + second, ...rest].flatMap(base128)))
}

/** A part may be as long as a UUID. */
function base128(value: bigint): readonly number[] {
  const bytes = [Number(value & 0x7fn)]
  for (let left = value >> 7n; left > 0n; left >>= 7n) bytes.unshift(0x80 | Number(left & 0x7fn))
  return bytes
}

/** RFC 5280: UTCTime until 2049, GeneralizedTime from then on. */
export function time(at: Date): Buffer {
  const text = `${at.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`
  return at.getUTCFullYear() < 2050 ? tlv(0x17, Buffer.from(text.slice(2))) : generalized(text)
}

export const generalizedTime = (at: Date) =>
  generalized(`${at.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`)
const generalized = (text: string) => tlv(0x18, Buffer.from(text))
