/**
 * Reads the few facts of an EXIF block that a proof is checked against. Everything here is what the file
 * says of itself: easily forged, so it can only speak against a photo, never for it.
 */

export type ExifFacts = Readonly<{
  /** Camera clock when the picture was taken, 'YYYY-MM-DDTHH:mm:ss', without a zone. */
  takenAtLocal?: string
  /** Zone of the camera clock, '+07:00', when the camera wrote it. */
  takenAtOffset?: string
  /** Degrees, WGS 84. */
  lat?: number
  lon?: number
  /** A camera maker or model is named. */
  hasCameraMake: boolean
  /** Program that wrote the file, at most 64 characters. */
  software?: string
}>

const TAG_MAKE = 0x010f
const TAG_MODEL = 0x0110
const TAG_SOFTWARE = 0x0131
const TAG_EXIF_DIRECTORY = 0x8769
const TAG_GPS_DIRECTORY = 0x8825
const TAG_TAKEN_AT = 0x9003
const TAG_TAKEN_OFFSET = 0x9011
const GPS_LAT_REF = 1
const GPS_LAT = 2
const GPS_LON_REF = 3
const GPS_LON = 4

const TYPE_ASCII = 2
const TYPE_RATIONAL = 5
const MAX_ENTRIES = 256
const MAX_TEXT = 64
const ENTRY_BYTES = 12

type Entry = Readonly<{ type: number; count: number; valueAt: number }>
type Directory = ReadonlyMap<number, Entry>
type Block = Readonly<{ view: DataView; littleEndian: boolean }>

/** @param exif the raw block, with or without its 'Exif' prefix; anything unreadable is passed over */
export function readExif(exif: Uint8Array): ExifFacts {
  const block = openBlock(exif)
  if (block === undefined) return { hasCameraMake: false }
  const main = readDirectory(block, uint32(block, 4))
  const details = readSubDirectory(block, main, TAG_EXIF_DIRECTORY)
  const gps = readSubDirectory(block, main, TAG_GPS_DIRECTORY)
  const hasCameraMake = Boolean(readText(block, main, TAG_MAKE) ?? readText(block, main, TAG_MODEL))
  const software = readText(block, main, TAG_SOFTWARE)
  const takenAtLocal = toIsoLocal(readText(block, details, TAG_TAKEN_AT))
  const takenAtOffset = toOffset(readText(block, details, TAG_TAKEN_OFFSET))
  return {
    hasCameraMake,
    ...(software === undefined ? {} : { software }),
    ...(takenAtLocal === undefined ? {} : { takenAtLocal }),
    ...(takenAtOffset === undefined ? {} : { takenAtOffset }),
    ...readPosition(block, gps),
  }
}

function openBlock(exif: Uint8Array): Block | undefined {
  const prefix = exif[0] === 0x45 && exif[1] === 0x78 ? 6 : 0
  const body = exif.subarray(prefix)
  if (body.length < 8) return undefined
  const order = String.fromCharCode(body[0] ?? 0, body[1] ?? 0)
  if (order !== 'II' && order !== 'MM') return undefined
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  return { view, littleEndian: order === 'II' }
}

function readDirectory(block: Block, at: number): Directory {
  const entries = new Map<number, Entry>()
  if (at < 8 || at + 2 > block.view.byteLength) return entries
  const count = Math.min(uint16(block, at), MAX_ENTRIES)
  for (let index = 0; index < count; index += 1) {
    const entryAt = at + 2 + index * ENTRY_BYTES
    if (entryAt + ENTRY_BYTES > block.view.byteLength) break
    const entry = readEntry(block, entryAt)
    if (entry) entries.set(uint16(block, entryAt), entry)
  }
  return entries
}

function readEntry(block: Block, at: number): Entry | undefined {
  const type = uint16(block, at + 2)
  const count = uint32(block, at + 4)
  const sizeBytes = count * (type === TYPE_RATIONAL ? 8 : type === 4 ? 4 : 1)
  const valueAt = sizeBytes <= 4 ? at + 8 : uint32(block, at + 8)
  if (valueAt + sizeBytes > block.view.byteLength) return undefined
  return { type, count, valueAt }
}

function readSubDirectory(block: Block, directory: Directory, tag: number): Directory {
  const entry = directory.get(tag)
  if (entry === undefined || entry.valueAt + 4 > block.view.byteLength) return new Map()
  return readDirectory(block, uint32(block, entry.valueAt))
}

function readText(block: Block, directory: Directory, tag: number): string | undefined {
  const entry = directory.get(tag)
  if (entry === undefined || entry.type !== TYPE_ASCII) return undefined
  const { buffer, byteOffset } = block.view
  const length = Math.min(entry.count, MAX_TEXT)
  const raw = new Uint8Array(buffer, byteOffset + entry.valueAt, length)
  const text = [...raw].filter((byte) => byte >= 0x20 && byte < 0x7f)
  return String.fromCharCode(...text).trim() || undefined
}

function readPosition(block: Block, gps: Directory): Readonly<{ lat?: number; lon?: number }> {
  const lat = readDegrees(block, gps.get(GPS_LAT))
  const lon = readDegrees(block, gps.get(GPS_LON))
  if (lat === undefined || lon === undefined || lat > 90 || lon > 180) return {}
  return {
    lat: readText(block, gps, GPS_LAT_REF) === 'S' ? -lat : lat,
    lon: readText(block, gps, GPS_LON_REF) === 'W' ? -lon : lon,
  }
}

function readDegrees(block: Block, entry: Entry | undefined): number | undefined {
  if (entry === undefined || entry.type !== TYPE_RATIONAL || entry.count !== 3) return undefined
  const [degrees = 0, minutes = 0, seconds = 0] = [0, 1, 2].map((index) => {
    const at = entry.valueAt + index * 8
    return uint32(block, at) / uint32(block, at + 4)
  })
  const value = degrees + minutes / 60 + seconds / 3600
  return Number.isFinite(value) ? value : undefined
}

function toIsoLocal(text: string | undefined): string | undefined {
  const match = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(text ?? '')
  if (match === null || match[1] === '0000') return undefined
  return `${match[1]}-${match[2]}-${match[3]}T${match[4]}`
}

function toOffset(text: string | undefined): string | undefined {
  return text !== undefined && /^[+-]\d\d:\d\d$/.test(text) ? text : undefined
}

function uint16({ view, littleEndian }: Block, at: number): number {
  return view.getUint16(at, littleEndian)
}

function uint32({ view, littleEndian }: Block, at: number): number {
  return view.getUint32(at, littleEndian)
}
