/**
 * Canonical JSON after RFC 8785 for the values we record: keys sorted, no spaces. The same facts give
 * the same digest whatever order a program wrote them in.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return primitive(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`)
  return `{${entries.join(',')}}`
}

function primitive(value: unknown): string {
  if (typeof value === 'bigint') return JSON.stringify(value.toString())
  return JSON.stringify(value ?? null)
}
