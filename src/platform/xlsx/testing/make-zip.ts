import { crc32, deflateRawSync } from 'node:zlib'

export type ZipPart = Readonly<{
  name: string
  body: Buffer
  /** What the header claims, when it lies. */
  claimed?: number
  flags?: number
}>

/** A ZIP file of these parts, for tests of what reads one. */
export function makeZip(parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, body, claimed = body.length, flags = 0 } of parts) {
    const packed = deflateRawSync(body)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(claimed, 22)
    local.writeUInt16LE(Buffer.byteLength(name), 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(flags, 8)
    central.writeUInt16LE(8, 10)
    central.writeUInt32LE(checksum(body), 16)
    central.writeUInt32LE(packed.length, 20)
    central.writeUInt32LE(claimed, 24)
    central.writeUInt16LE(Buffer.byteLength(name), 28)
    central.writeUInt32LE(at, 42)
    locals.push(local, Buffer.from(name), packed)
    directory.push(central, Buffer.from(name))
    at += 30 + Buffer.byteLength(name) + packed.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, central, end])
}

/** The checksum where this Node has it; readers here do not ask for it. */
function checksum(body: Buffer): number {
  return typeof crc32 === 'function' ? crc32(body) : 0
}

/** The parts of a workbook with one sheet of texts. */
export function sheetParts(rows: readonly (readonly string[])[]): readonly ZipPart[] {
  const column = (index: number) => String.fromCharCode(65 + index)
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const strings = [...new Set(rows.flat())]
  const cells = rows.map(
    (row, at) =>
      `<row r="${at + 1}">${row
        .map(
          (text, index) =>
            `<c r="${column(index)}${at + 1}" t="s"><v>${strings.indexOf(text)}</v></c>`,
        )
        .join('')}</row>`,
  )
  const part = (name: string, text: string): ZipPart => ({ name, body: Buffer.from(text) })
  return [
    part(
      'xl/worksheets/sheet1.xml',
      `<?xml version="1.0"?><worksheet><sheetData>${cells.join('')}</sheetData></worksheet>`,
    ),
    part(
      'xl/sharedStrings.xml',
      `<?xml version="1.0"?><sst>${strings.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`,
    ),
  ]
}
