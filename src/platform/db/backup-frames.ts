/** The backup file's pieces: a length, a JSON header, a length, a body. Everything streams. */
type Meta =
  | Readonly<{
      kind: 'head'
      format: string
      migrations: readonly string[]
      sequences: readonly Readonly<{ name: string; value: string | null }>[]
    }>
  | Readonly<{ kind: 'table'; table: string; columns: readonly string[] }>
  | Readonly<{ kind: 'data' }>
  | Readonly<{ kind: 'end'; rows: number; sha256: string }>
  | Readonly<{ kind: 'file'; name: string }>
  | Readonly<{ kind: 'done' }>

export type Frame = Readonly<{ meta: Meta; body: Buffer }>

const META_MAX = 1 << 22
const BODY_MAX = 1 << 28

export function writeFrame(meta: Meta, body: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.from(JSON.stringify(meta))
  const sizes = Buffer.alloc(8)
  sizes.writeUInt32BE(head.length, 0)
  sizes.writeUInt32BE(body.length, 4)
  return Buffer.concat([sizes, head, body])
}

/** @throws when the file is cut off or a size is impossible */
export async function* readFrames(source: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let held: Buffer = Buffer.alloc(0)
  for await (const chunk of source) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    for (let frame = cutFrame(held); frame !== undefined; frame = cutFrame(held)) {
      held = held.subarray(frame.length)
      yield frame
    }
  }
  if (held.length > 0) throw new Error('Berkas cadangan terpotong. Tidak ada yang dipulihkan.')
}

/** The first whole frame of the bytes, undefined when more must come. */
function cutFrame(bytes: Buffer): (Frame & Readonly<{ length: number }>) | undefined {
  if (bytes.length < 8) return undefined
  const metaBytes = bytes.readUInt32BE(0)
  const bodyBytes = bytes.readUInt32BE(4)
  if (metaBytes > META_MAX || bodyBytes > BODY_MAX) throw new Error('Berkas cadangan rusak.')
  const length = 8 + metaBytes + bodyBytes
  if (bytes.length < length) return undefined
  const meta = JSON.parse(bytes.subarray(8, 8 + metaBytes).toString()) as Meta
  return { meta, body: bytes.subarray(8 + metaBytes, length), length }
}
