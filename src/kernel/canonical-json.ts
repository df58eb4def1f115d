/**
 * Canonical JSON after RFC 8785 for the values we record: keys sorted, no spaces. The same facts give
 * the same digest whatever order a program wrote them in.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return primitive(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  let text = ''
  // The plain sort is by UTF-16 units, as the RFC wants it.
  for (const key of Object.keys(value).sort()) {
    const inner = (value as Readonly<Record<string, unknown>>)[key]
    if (inner === undefined) continue
    text += `${text === '' ? '' : ','}${quoted(key)}:${canonicalJson(inner)}`
  }
  return `{${text}}`
}

function primitive(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'bigint') return `"${value}"`
  return JSON.stringify(value ?? null)
}

/** Signs of ASCII that stand for themselves. */
const PLAIN = /^[ !#-[\]-~]*$/

/** Most of our texts are plain, and looking is quicker than asking the engine to write them. */
function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text)
}
