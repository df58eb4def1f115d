type Plain = Readonly<Record<string, unknown>>

/**
 * Put a definition together from the patterns it names and what is its own. Later patterns and the
 * definition itself win; objects of these keys are merged key by key, everything else is replaced whole. What is
 * published holds no pattern any more.
 */
const MERGED: readonly string[] = ['standar', 'applicant', 'privacy', 'refs']

/** @returns the whole definition, or the name of the pattern that is missing */
export function expandPola(
  own: Plain,
  pola: ReadonlyMap<string, Plain>,
): Readonly<{ definition: Plain } | { missing: string }> {
  const { pola: named, ...rest } = own
  const names = named === undefined ? [] : Array.isArray(named) ? named : [named]
  let whole: Plain = {}
  for (const name of names) {
    const found = pola.get(String(name))
    if (found === undefined) return { missing: String(name) }
    whole = merge(whole, found)
  }
  return { definition: merge(whole, rest) }
}

function merge(under: Plain, over: Plain): Plain {
  const joined: Record<string, unknown> = { ...under, ...over }
  for (const key of MERGED) {
    const [a, b] = [under[key], over[key]]
    if (isPlain(a) && isPlain(b)) joined[key] = { ...a, ...b }
  }
  return joined
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
