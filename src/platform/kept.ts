/**
 * Answers kept until what they were made of changes. The key names everything the answer depends on but
 * the data; the version stands for the data. Nothing here looks at a clock: a kept answer is right or gone.
 */
export type Keep = <Value>(
  at: Readonly<{ key: string; version: string }>,
  make: () => Promise<Value>,
) => Promise<Value>

/** @param entriesMax most answers kept; the one unused for longest goes first */
export function createKeep(entriesMax: number): Keep {
  const entries = new Map<string, Readonly<{ version: string; value: Promise<unknown> }>>()
  return <Value>(
    { key, version }: Readonly<{ key: string; version: string }>,
    make: () => Promise<Value>,
  ) => {
    const found = entries.get(key)
    entries.delete(key)
    const entry = found?.version === version ? found : { version, value: make() }
    entries.set(key, entry)
    if (entries.size > entriesMax) entries.delete(entries.keys().next().value ?? '')
    // An answer that could not be made is not kept: the next visitor tries again.
    entry.value.catch(() => {
      if (entries.get(key) === entry) entries.delete(key)
    })
    return entry.value as Promise<Value>
  }
}

/**
 * One look at the database for everybody who asks while it has not begun: under load many visitors share
 * a statement. Nobody is given a look that began before they asked, so nobody sees an older state.
 */
export function shareLooks<Value>(look: () => Promise<Value>): () => Promise<Value> {
  let running: Promise<unknown> = Promise.resolve()
  let next: Promise<Value> | undefined
  return () => {
    next ??= running.then(() => {
      next = undefined
      const begun = look()
      running = begun.catch(() => undefined)
      return begun
    })
    return next
  }
}

const serials = new WeakMap<object, number>()
let lastSerial = 0

/** A number for a value that is replaced as a whole when it changes: part of a version text. */
export function serialOf(value: object): number {
  const found = serials.get(value)
  if (found !== undefined) return found
  lastSerial += 1
  serials.set(value, lastSerial)
  return lastSerial
}
