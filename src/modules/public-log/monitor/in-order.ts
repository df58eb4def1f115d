/**
 * Fetch ahead, hand out in order: at most `inFlight` are under way or waiting, so memory does not grow with
 * the log.
 */
export async function* inOrder<Key, Value>(
  keys: Iterable<Key>,
  fetchOne: (key: Key) => Promise<Value>,
  inFlight: number,
): AsyncGenerator<Readonly<{ key: Key; value: Value }>> {
  const waiting: Readonly<{ key: Key; value: Promise<Value> }>[] = []
  const source = keys[Symbol.iterator]()
  const startNext = () => {
    const next = source.next()
    if (next.done === true) return
    const value = fetchOne(next.value)
    // Its failure is told when its turn comes, not while an earlier one is awaited.
    value.catch(() => undefined)
    waiting.push({ key: next.value, value })
  }
  for (let started = 0; started < inFlight; started += 1) startNext()
  for (let first = waiting.shift(); first !== undefined; first = waiting.shift()) {
    const value = await first.value
    startNext()
    yield { key: first.key, value }
  }
}
