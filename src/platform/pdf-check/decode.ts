/**
 * Decodes the streams of a PDF within bounds. Damaged and cut data gives what came before the damage, as
 * readers of PDF do it: what they would see is what is looked at.
 */
import { constants, createInflate } from 'node:zlib'
import { MAX_ALL_DECODED_BYTES, MAX_DECODED_BYTES, MAX_OBJECT_STREAM_BYTES } from './limits.ts'
import { latin } from './values.ts'

/** Decoded so far, of the whole file. */
export type Decoded = { bytes: number; isBomb: boolean }

const SHORT: Readonly<Record<string, string>> = {
  Fl: 'FlateDecode',
  AHx: 'ASCIIHexDecode',
  A85: 'ASCII85Decode',
}
export const filterName = (name: string): string => SHORT[name] ?? name

/** @returns undefined when a filter is none of those we can undo, or nothing came out */
export async function decodeAll(
  raw: Uint8Array,
  filters: readonly string[],
  options: Readonly<{ decoded: Decoded; keepBytes: number }>,
): Promise<Uint8Array | undefined> {
  let bytes: Uint8Array | undefined = raw
  for (const filter of filters) {
    if (bytes === undefined) return undefined
    if (filter === 'FlateDecode') bytes = await inflateWithin(bytes, options)
    else if (filter === 'ASCIIHexDecode') bytes = fromHex(bytes, options.keepBytes)
    else if (filter === 'ASCII85Decode') bytes = fromAscii85(bytes, options.keepBytes)
    else return undefined
  }
  return bytes
}

/** Unpack to count what comes out, holding nothing of it: for pictures and fonts nobody here reads. */
export async function countDecoded(
  raw: Uint8Array,
  filters: readonly string[],
  decoded: Decoded,
): Promise<void> {
  const flates = filters.filter((filter) => filter === 'FlateDecode').length
  if (flates === 0) return
  const isOnlyOne = flates === 1 && filters[0] === 'FlateDecode'
  // Packed twice: the inner one is held, within the bound of a stream of objects.
  if (isOnlyOne) await inflateWithin(raw, { decoded, keepBytes: 0 })
  else {
    const keepBytes = MAX_OBJECT_STREAM_BYTES
    const inner = await decodeAll(raw, filters.slice(0, filters.lastIndexOf('FlateDecode')), {
      decoded,
      keepBytes,
    })
    if (inner !== undefined) await inflateWithin(inner, { decoded, keepBytes: 0 })
  }
}

/**
 * Inflate, stop at the bounds. Keeps the first `keepBytes`; a stream that gives more than the bounds of the
 * house marks the file as a bomb.
 */
async function inflateWithin(
  raw: Uint8Array,
  { decoded, keepBytes }: Readonly<{ decoded: Decoded; keepBytes: number }>,
): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  const inflate = createInflate({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: 64 * 1024 })
  const room = Math.min(MAX_DECODED_BYTES, MAX_ALL_DECODED_BYTES - decoded.bytes)
  await new Promise<void>((done) => {
    inflate.on('data', (chunk: Buffer) => {
      if (size < keepBytes) chunks.push(chunk.subarray(0, keepBytes - size))
      size += chunk.length
      if (size > room) {
        decoded.isBomb = true
        inflate.destroy()
      }
    })
    inflate.on('end', done)
    inflate.on('error', () => done())
    inflate.on('close', done)
    inflate.end(raw)
  })
  decoded.bytes += size
  if (size === 0) return undefined
  return Buffer.concat(chunks)
}

function fromHex(raw: Uint8Array, keepBytes: number): Uint8Array {
  const end = raw.indexOf(0x3e)
  const text = latin(raw, 0, Math.min(end === -1 ? raw.length : end, 4 * keepBytes))
  const digits = text.replace(/[^0-9a-f]/gi, '')
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex')
}

/** Five letters are four bytes; `z` is four zeros; `~` ends (ISO 32000-1, 7.4.3). */
function fromAscii85(raw: Uint8Array, keepBytes: number): Uint8Array {
  const out: number[] = []
  const limit = Math.min(keepBytes, MAX_OBJECT_STREAM_BYTES)
  let group: number[] = []
  const flush = (): void => {
    const count = group.length
    if (count < 2) return
    const padded = [...group, ...Array.from({ length: 5 - count }, () => 84)]
    const value = padded.reduce((sum, digit) => sum * 85 + digit, 0)
    for (let at = 3; at > 4 - count; at -= 1) out.push(Math.floor(value / 256 ** at) & 255)
    group = []
  }
  for (const byte of raw) {
    if (byte === 0x7e || out.length > limit) break
    if (byte === 0x7a && group.length === 0) out.push(0, 0, 0, 0)
    else if (byte >= 0x21 && byte <= 0x75) group.push(byte - 0x21)
    if (group.length === 5) {
      const value = group.reduce((sum, digit) => sum * 85 + digit, 0)
      for (let at = 3; at >= 0; at -= 1) out.push(Math.floor(value / 256 ** at) & 255)
      group = []
    }
  }
  flush()
  return Uint8Array.from(out)
}
