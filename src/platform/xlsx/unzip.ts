import { inflateRawSync } from 'node:zlib'

/** Limits of an archive that comes from a stranger. */
export type ZipLimits = Readonly<{
  entriesMax: number
  /** Unpacked bytes of one entry, and how many times larger than packed it may become. */
  bytesMax: number
  ratioMax: number
}>

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const END_BYTES = 22
const COMMENT_MAX = 65_535
const CENTRAL_BYTES = 46
const LOCAL_BYTES = 30
const STORED = 0
const DEFLATED = 8
const ENCRYPTED = 1

type Entry = Readonly<{
  name: string
  flags: number
  method: number
  packed: number
  unpacked: number
  at: number
}>

/** An archive whose directory has been read; nothing is unpacked before it is asked for. */
export type Zip = Readonly<{
  names: readonly string[]
  /** @returns the bytes; undefined for what is not there, is encrypted, or breaks a limit */
  read: (name: string) => Buffer | undefined
}>

/**
 * Read the directory of a ZIP file. Bounds are checked against the file itself, never against what it claims;
 * an entry is unpacked with a limit that holds whatever its header says.
 *
 * @returns undefined for what is no plain archive within the limits
 */
export function openZip(bytes: Buffer, limits: ZipLimits): Zip | undefined {
  const entries = readDirectory(bytes, limits)
  if (entries === undefined) return undefined
  return {
    names: [...entries.keys()],
    read: (name) => {
      const entry = entries.get(name)
      return entry === undefined ? undefined : unpack(bytes, entry, limits)
    },
  }
}

function readDirectory(bytes: Buffer, limits: ZipLimits): ReadonlyMap<string, Entry> | undefined {
  const end = findEnd(bytes)
  if (end === undefined) return undefined
  const count = bytes.readUInt16LE(end + 10)
  if (count > limits.entriesMax) return undefined
  let at = bytes.readUInt32LE(end + 16)
  const entries = new Map<string, Entry>()
  for (let index = 0; index < count; index += 1) {
    if (at + CENTRAL_BYTES > end || bytes.readUInt32LE(at) !== CENTRAL) return undefined
    const nameLength = bytes.readUInt16LE(at + 28)
    const next =
      at + CENTRAL_BYTES + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    if (next > end) return undefined
    const name = bytes.toString('utf8', at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameLength)
    // The same name twice lets two readers see two files.
    if (entries.has(name)) return undefined
    entries.set(name, {
      name,
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    })
    at = next
  }
  return entries
}

function findEnd(bytes: Buffer): number | undefined {
  const last = bytes.length - END_BYTES
  for (let at = last; at >= Math.max(0, last - COMMENT_MAX); at -= 1)
    if (bytes.readUInt32LE(at) === END) return at
  return undefined
}

function unpack(bytes: Buffer, entry: Entry, limits: ZipLimits): Buffer | undefined {
  const { at, flags, method, packed, unpacked } = entry
  if ((flags & ENCRYPTED) !== 0 || unpacked > limits.bytesMax) return undefined
  if (unpacked > Math.max(1, packed) * limits.ratioMax) return undefined
  if (at + LOCAL_BYTES > bytes.length || bytes.readUInt32LE(at) !== LOCAL) return undefined
  const from = at + LOCAL_BYTES + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  if (from + packed > bytes.length) return undefined
  const body = bytes.subarray(from, from + packed)
  if (method === STORED) return packed === unpacked ? body : undefined
  return method === DEFLATED ? inflate(body, unpacked) : undefined
}

/** The claimed size is a limit: a stream that holds more than its header says is refused while it unpacks. */
function inflate(body: Buffer, unpacked: number): Buffer | undefined {
  try {
    const out = inflateRawSync(body, { maxOutputLength: Math.max(1, unpacked) })
    return out.length === unpacked ? out : undefined
  } catch {
    return undefined
  }
}
