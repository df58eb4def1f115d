/** How an option is written: alone, with a value, with a value and more than once, or with one if need be. */
export type OptionKind = 'alone' | 'valued' | 'repeated' | 'maybe'

export type Options = Readonly<{
  words: readonly string[]
  /** Values in the order given; an option without a value has an empty text. */
  values: (name: string) => readonly string[]
  has: (name: string) => boolean
}>

/**
 * `--name value`, `--name=value` and `--name`; everything else is a word.
 *
 * @returns a sentence for what is not understood
 */
export function readOptions(
  args: readonly string[],
  kinds: Readonly<Record<string, OptionKind>>,
): Options | string {
  const words: string[] = []
  const found = new Map<string, string[]>()
  const rest = [...args]
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (!arg.startsWith('--')) {
      words.push(arg)
      continue
    }
    const [, name = '', inline] = /^--([^=]*)(?:=(.*))?$/s.exec(arg) ?? []
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined
    if (kind === undefined) return `Pilihan --${name} tidak dikenal.`
    const value = inline ?? (takesNext(kind, rest[0]) ? rest.shift() : undefined) ?? ''
    const problem = problemOf(name, kind, { value, isAgain: found.has(name) })
    if (problem !== undefined) return problem
    found.set(name, [...(found.get(name) ?? []), value])
  }
  return { words, values: (name) => found.get(name) ?? [], has: (name) => found.has(name) }
}

/** A value that may be left out is a number; anything else is the next word. */
function takesNext(kind: OptionKind, next: string | undefined): boolean {
  if (next === undefined || kind === 'alone') return false
  return kind === 'maybe' ? /^\d+$/.test(next) : !next.startsWith('--')
}

function problemOf(
  name: string,
  kind: OptionKind,
  { value, isAgain }: Readonly<{ value: string; isAgain: boolean }>,
): string | undefined {
  if (isAgain && kind !== 'repeated') return `Pilihan --${name} disebut dua kali.`
  if (kind === 'alone' && value !== '') return `Pilihan --${name} tidak memakai nilai.`
  if ((kind === 'valued' || kind === 'repeated') && value === '')
    return `Pilihan --${name} memerlukan nilai.`
  return undefined
}
