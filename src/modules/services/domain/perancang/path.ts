/** Where a part of a definition lies: names and list positions, as `form/0/fields/2` in an address. */
export type Path = readonly string[]

const PART = /^[A-Za-z0-9+][A-Za-z0-9.]{0,59}$/
const DEPTH_MAX = 12

/** @returns the path of an address; empty for what is none */
export function readPath(text: string): Path {
  const parts = text.split('/').filter((part) => part !== '')
  return parts.length <= DEPTH_MAX && parts.every((part) => PART.test(part)) ? parts : []
}

export function writePath(path: Path): string {
  return path.join('/')
}

/** @returns what lies there; undefined where nothing of its own does */
export function getAt(value: unknown, path: Path): unknown {
  let now = value
  for (const part of path) {
    if (typeof now !== 'object' || now === null || !Object.hasOwn(now, part)) return undefined
    now = (now as Readonly<Record<string, unknown>>)[part]
  }
  return now
}

/** @returns a copy with another value there; undefined takes the key or the row away */
export function setAt(value: unknown, path: Path, next: unknown): unknown {
  const [part, ...rest] = path
  if (part === undefined) return next
  if (Array.isArray(value)) return setInList(value, part, rest, next)
  const record = typeof value === 'object' && value !== null ? value : {}
  const inner = setAt(getAt(record, [part]), rest, next)
  return inner === undefined ? without(record, part) : { ...record, [part]: inner }
}

function setInList(
  list: readonly unknown[],
  part: string,
  rest: Path,
  next: unknown,
): readonly unknown[] {
  const index = part === '+' ? list.length : Number(part)
  if (!Number.isInteger(index) || index < 0 || index > list.length) return list
  const inner = setAt(list[index], rest, next)
  return inner === undefined ? list.toSpliced(index, 1) : list.toSpliced(index, 1, inner)
}

function without(record: object, part: string): object {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== part))
}

/** @returns the list with one row a place up (-1) or down (1); the same at an end */
export function moveRow(list: readonly unknown[], index: number, by: -1 | 1): readonly unknown[] {
  const other = index + by
  if (list[index] === undefined || list[other] === undefined) return list
  return list.toSpliced(index, 1, list[other]).toSpliced(other, 1, list[index])
}
