import type { SourceFile } from './house-rules.ts'

/** One text of a catalogue: where it stands and what it says. */
export type Leaf = Readonly<{ path: string; text: string }>

/** Every text of a catalogue; a function is asked with sample values. */
export function leavesOf(value: unknown, path = ''): readonly Leaf[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (typeof value === 'function') return [{ path, text: askFor(value as Asked) }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const isModule = path === '' && Object.prototype.toString.call(value) === '[object Module]'
    return leavesOf(inner, isModule ? '*' : path === '*' || path === '' ? key : `${path}.${key}`)
  })
}

type Asked = (...values: readonly unknown[]) => unknown

/** Catalogues' functions take texts, counts or records; the first kind that works is told. */
function askFor(ask: Asked): string {
  for (const sample of ['7', 7, { x: '7' }, ['7']]) {
    try {
      const said = ask(sample, sample, sample, sample)
      if (typeof said === 'string') return said
    } catch {
      // Another kind of value is asked for.
    }
  }
  return `(${ask.length} values)`
}

/** Does the other language say the same? */
export function isSame({ path, text }: Leaf, others: readonly Leaf[]): boolean {
  return !text.startsWith('(') && others.some((other) => other.path === path && other.text === text)
}

/**
 * Keys no page reads. A key is read by its name, or its parent is opened by a value (`status[code]`) or
 * handed on whole.
 */
export function createUnusedKeys(code: string): (leaves: readonly Leaf[]) => readonly string[] {
  const words = new Set(code.match(/[A-Za-z_$][\w$]*/g) ?? [])
  const opened = new Set(
    [...code.matchAll(/([A-Za-z_$][\w$]*)\)?\??\.?\[/g)].map(([, name]) => name),
  )
  const walked = new Set(
    [...code.matchAll(/Object\.(?:entries|values|keys)\([^)]*?([A-Za-z_$][\w$]*)\)/g)].map(
      ([, name]) => name,
    ),
  )
  const isRead = (path: string): boolean => {
    const keys = path.split('.').filter((key) => !/^\d+$/.test(key))
    // A key that is no name of a variable can only be read by its value.
    if (!/^\w+$/.test(keys.at(-1) ?? '')) return true
    const isOpened = keys.slice(0, -1).some((key) => opened.has(key) || walked.has(key))
    return isOpened || words.has(keys.at(-1) ?? '')
  }
  return (leaves) => leaves.map(({ path }) => path).filter((path) => !isRead(path))
}

/** Refusals written out in the source: a code with a fixed sentence beside it. */
export function refusalsMade(
  files: readonly SourceFile[],
): readonly Readonly<{ path: string; code: string; message: string }>[] {
  const WRITTEN = /code:\s*'([A-Z][A-Z0-9_]{3,})',\s*message:\s*(?:'([^']*)'|`([^`]*)`)/g
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(WRITTEN)].map(([, code = '', fixed, template]) => ({
      path,
      code,
      message: fixed ?? (template ?? '').replace(/\$\{[^}]*\}/g, '7'),
    })),
  )
}
