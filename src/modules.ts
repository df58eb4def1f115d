import graph from '../modules.cjs'

/** Names of all modules in the order they may be started: each after those it calls. */
export const MODULES: readonly string[] = orderByNeeds(
  graph as Readonly<Record<string, readonly string[]>>,
)

function orderByNeeds(needs: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const placed: string[] = []
  const place = (name: string, path: readonly string[]) => {
    if (path.includes(name))
      throw new Error(`modules.cjs has a circle: ${[...path, name].join(' -> ')}`)
    if (placed.includes(name)) return
    for (const need of needs[name] ?? []) place(need, [...path, name])
    placed.push(name)
  }
  for (const name of Object.keys(needs)) place(name, [])
  return placed
}
