import type { Refusal } from './result.ts'

/**
 * Refusals are made in Indonesian, the language of the law and of the API. A module hands in its
 * sentences of both languages, and the edge words a refusal again for whoever reads English. Values
 * are read back from the Indonesian sentence, so a refusal stays a code, a sentence and a field.
 */
export type Sentences = Readonly<{
  /**
   * Indonesian by code, values in braces: "paling sedikit {panjang} huruf". A code with several sentences
   * tells them apart after a dot: `ALAMAT_WEB_TERTUTUP.port`. Left out where the code alone decides.
   */
  id: Readonly<Partial<Record<string, string>>>
  /** English by the same keys: all of them. */
  en: Readonly<Record<string, string>>
}>

/** Makes a refusal of a module's catalogue: its sentence filled in, tied to a field when one is named. */
export type MakeRefusal<Code extends string> = (
  code: Code,
  values?: Readonly<Record<string, string | number>>,
  field?: string,
) => Refusal

/**
 * @param sentences of a module by code, values in braces
 * @returns what makes its refusals; a value that is not given is left empty
 */
export function createRefusal<Code extends string>(
  sentences: Readonly<Record<Code, string>>,
): MakeRefusal<Code> {
  return (code, values = {}, field) => ({
    code,
    message: sentences[code].replaceAll(VALUE, (_, name: string) => String(values[name] ?? '')),
    ...(field === undefined ? {} : { field }),
  })
}

/** @returns the refusal's sentence in English; its own where no catalogue knows it */
export type WordRefusal = (refusal: Pick<Refusal, 'code' | 'message'>) => string

type Entry = Readonly<{ pattern: RegExp; english: string }>

/**
 * One way to word refusals for the whole house. Modules may share a code; the sentence decides then.
 *
 * @param catalogues of every module and of the house itself
 */
export function createWordRefusal(catalogues: readonly Sentences[]): WordRefusal {
  const entries = new Map<string, readonly Entry[]>()
  for (const { id, en } of catalogues) {
    for (const [key, english] of Object.entries(en)) {
      const code = key.split('.')[0] ?? key
      const sentence = id[key]
      const known = entries.get(code) ?? []
      // What fits any sentence of its code is asked last.
      entries.set(
        code,
        sentence === undefined
          ? [...known, { pattern: ANY, english }]
          : [{ pattern: patternOf(sentence), english }, ...known],
      )
    }
  }
  return ({ code, message }) => {
    for (const { pattern, english } of entries.get(code) ?? []) {
      const found = pattern.exec(message)
      if (found !== null) return fill(english, found.groups ?? {})
    }
    return message
  }
}

const ANY = /^/
const VALUE = /\{([a-z]{1,20})\}/g

/** A sentence as a pattern: what stands in braces may be anything. */
function patternOf(sentence: string): RegExp {
  const parts = sentence.split(VALUE).map((part, index) => {
    const isName = index % 2 === 1
    return isName ? `(?<${part}>.*)` : part.replace(/[.*+?^$()|{}[\]\\/]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('')}$`, 's')
}

function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(VALUE, (_whole, name: string) => englishOf(values[name] ?? ''))
}

const UNITS: Readonly<Record<string, string>> = {
  detik: 'second',
  menit: 'minute',
  jam: 'hour',
  hari: 'day',
}

/** Waiting times are worded: "2 menit" becomes "2 minutes". Names, numbers and clock times stay. */
function englishOf(value: string): string {
  const [, count, unit = ''] = /^(\d{1,6}) (detik|menit|jam|hari)$/.exec(value) ?? []
  if (count === undefined) return value
  return `${count} ${UNITS[unit]}${count === '1' ? '' : 's'}`
}
