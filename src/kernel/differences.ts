/** One thing that changed, for the history in plain words. */
export type Difference = Readonly<{
  /** Name of the field; of something inside, joined with dots: "nama.en", "pertanyaan.ukuran". */
  field: string
  before: string | null
  after: string | null
}>

type Facts = Readonly<Record<string, unknown>>

/** What a change of a catalogue changed, field by field; an absent side means it was not there. */
export function differences(before: unknown, after: unknown): readonly Difference[] {
  const [old, now] = [flatten(before), flatten(after)]
  const fields = [...new Set([...old.keys(), ...now.keys()])]
  return fields
    .map((field) => ({ field, before: old.get(field) ?? null, after: now.get(field) ?? null }))
    .filter((one) => one.before !== one.after)
}

function flatten(value: unknown): ReadonlyMap<string, string> {
  const flat = new Map<string, string>()
  const put = (path: readonly string[], inner: unknown) => {
    if (inner === null || inner === undefined) return
    if (Array.isArray(inner)) putList(path, inner)
    else if (typeof inner === 'object')
      for (const [key, one] of Object.entries(inner as Facts)) put([...path, key], one)
    else flat.set(path.join('.'), String(inner))
  }
  const putList = (path: readonly string[], list: readonly unknown[]) => {
    const isNamed = list.every(hasKode)
    if (!isNamed || list.length === 0) {
      if (list.length > 0) flat.set(path.join('.'), list.map(String).join(', '))
      return
    }
    // The order of questions and choices is a fact of its own.
    flat.set([...path, 'urutan'].join('.'), list.map((one) => one.kode).join(', '))
    for (const { kode, ...rest } of list) put([...path, kode], rest)
  }
  put([], value)
  return flat
}

function hasKode(value: unknown): value is Facts & { kode: string } {
  return typeof value === 'object' && value !== null && 'kode' in value
}
