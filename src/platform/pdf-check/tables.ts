import { type Body, numberIn } from './objects.ts'
import { latin, type PdfDict, readerAt, skipSpace } from './values.ts'

/** Do the tables of a file point to each other in a circle? A reader that follows them would never end. */
export function runsInCircle(body: Body): boolean {
  const begin = startOf(body)
  const seen = new Set<number>()
  const open = begin === undefined ? [] : [begin]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) return true
    seen.add(at)
    const dict = tableAt(body, at)
    for (const key of ['Prev', 'XRefStm']) {
      const next = dict && numberIn(body, dict, key)
      if (next !== undefined && next >= 0 && next < body.bytes.length) open.push(next)
    }
  }
  return false
}

/** The offset behind the last `startxref`. */
function startOf({ bytes }: Body): number | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at = view.lastIndexOf('startxref')
  if (at === -1) return undefined
  const told = /^\s*(\d{1,10})/.exec(latin(bytes, at + 9, at + 40))
  return told === null ? undefined : Number(told[1])
}

function tableAt(body: Body, at: number): PdfDict | undefined {
  const reader = readerAt(body.bytes, at, { values: 1, bytes: 4_096 })
  skipSpace(reader)
  if (latin(body.bytes, reader.at, reader.at + 4) === 'xref')
    return body.trailers.find((trailer) => trailer.at > reader.at)?.dict
  // A table as a stream: `12 0 obj` begins here, and the object is known by the place of its last word.
  const object = body.objects.find((one) => one.at >= reader.at && one.at < reader.at + 24)
  return object?.value.kind === 'dict' ? object.value : undefined
}
