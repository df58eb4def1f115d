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
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(inner)}`
  }
  return `{${text}}`
}

function primitive(value: unknown): string {
  if (typeof value === 'bigint') return JSON.stringify(value.toString())
  return JSON.stringify(value ?? null)
}
