/** A broken promise inside the program. Never caught by a module: the request crashes and is logged. */
export class Bug extends Error {
  override readonly name = 'Bug'
}

/**
 * State what must hold. A failing assertion is a bug of ours, never the visitor's fault.
 *
 * @param why one sentence that tells the next reader which invariant broke
 */
export function assert(condition: unknown, why: string): asserts condition {
  if (!condition) throw new Bug(why)
}

/** The value, or a bug when it is absent: for look-ups that cannot fail when the data is sound. */
export function present<T>(value: T | null | undefined, why: string): T {
  if (value === null || value === undefined) throw new Bug(why)
  return value
}
