/**
 * Bytes of an uploaded table to text, piece by piece. Encodings are recognised by their mark or by
 * their shape; whatever is not sure is refused, because a wrong guess corrupts names silently.
 */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
export type ByteSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

export type DecodedText = Readonly<{
  text: AsyncGenerator<string, void, undefined>
  /** After `text` has ended: the encoding used and, when the bytes did not fit it, true. */
  outcome: Readonly<{ encoding: TextEncoding | undefined; broken: boolean }>
}>

/** @param forced set only when a person has said which encoding the file has */
export function decodeText(source: ByteSource, forced?: TextEncoding): DecodedText {
  const outcome: { encoding: TextEncoding | undefined; broken: boolean } = {
    encoding: forced,
    broken: false,
  }
  return { text: decodePieces(source, outcome), outcome }
}

async function* decodePieces(
  source: ByteSource,
  outcome: { encoding: TextEncoding | undefined; broken: boolean },
): AsyncGenerator<string, void, undefined> {
  let decoder: TextDecoder | undefined
  let head: Uint8Array = new Uint8Array(0)
  for await (const bytes of source) {
    if (decoder === undefined) {
      head = join(head, bytes)
      if (head.length < HEAD_BYTES) continue
      decoder = startDecoder(head, outcome)
      yield* decodePiece(decoder, head, outcome)
    } else {
      yield* decodePiece(decoder, bytes, outcome)
    }
    if (outcome.broken) return
  }
  const last = decoder ?? startDecoder(head, outcome)
  if (decoder === undefined) yield* decodePiece(last, head, outcome)
  if (!outcome.broken) yield* decodePiece(last, undefined, outcome)
}

// Four bytes tell a mark, and UTF-16 without one when the header starts with two ASCII letters.
const HEAD_BYTES = 4

function startDecoder(
  head: Uint8Array,
  outcome: { encoding: TextEncoding | undefined },
): TextDecoder {
  outcome.encoding ??= recogniseEncoding(head)
  return new TextDecoder(outcome.encoding, { fatal: true })
}

function recogniseEncoding(head: Uint8Array): TextEncoding {
  const [first, second, third, fourth] = head
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (second === 0 && fourth === 0 && first !== 0 && third !== 0) return 'utf-16le'
  if (first === 0 && third === 0 && second !== 0 && fourth !== 0) return 'utf-16be'
  return 'utf-8'
}

function* decodePiece(
  decoder: TextDecoder,
  bytes: Uint8Array | undefined,
  outcome: { broken: boolean },
): Generator<string, void, undefined> {
  try {
    const text = bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
    if (text !== '') yield text
  } catch (error) {
    // The decoder throws a TypeError for bytes that do not fit; anything else is not ours to hide.
    if (!(error instanceof TypeError)) throw error
    outcome.broken = true
  }
}

function join(left: Uint8Array, right: Uint8Array): Uint8Array {
  const both = new Uint8Array(left.length + right.length)
  both.set(left)
  both.set(right, left.length)
  return both
}
