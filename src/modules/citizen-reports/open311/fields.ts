/**
 * Query strings and forms as they arrive: a name may be missing, empty, given once or several
 * times. The standard says that an empty argument equals an absent one.
 */
export type RawFields = Readonly<Record<string, unknown>>

/** @returns what was given under the name, trimmed, without empty ones */
export function allOf(fields: RawFields, name: string): readonly string[] {
  if (!Object.hasOwn(fields, name)) return []
  const given = fields[name]
  const values = Array.isArray(given) ? given : [given]
  return values
    .filter(isText)
    .map((value) => value.trim())
    .filter((value) => value !== '')
}

/** @returns the last one given, as web servers commonly do */
export function lastOf(fields: RawFields, name: string): string | undefined {
  return allOf(fields, name).at(-1)
}

/** @returns every part of a comma list, which may itself be given several times */
export function listOf(fields: RawFields, name: string): readonly string[] {
  const parts = allOf(fields, name).flatMap((value) => value.split(','))
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))]
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
