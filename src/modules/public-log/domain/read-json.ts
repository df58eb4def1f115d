/** Bytes of three that announce UTF-8 are no part of what we write: they stay, and are no JSON. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Text out of bytes that somebody may have changed; undefined when they are not UTF-8. Other bytes, other text. */
export function readText(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}

/** An object out of bytes that somebody may have changed; undefined for anything else. */
export function readJsonObject(bytes: Uint8Array): Record<string, unknown> | undefined {
  return parseObject(readText(bytes))
}

/** An object out of a text that somebody may have changed; undefined for anything else. */
export function parseObject(text: string | undefined): Record<string, unknown> | undefined {
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
