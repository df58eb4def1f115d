/** What registers of others hold, in our words, and when two values of it are the same. */

/** Registers of others that can be asked. */
export type Sistem = 'dukcapil' | 'oss'

/** Fields of the population register a form may be filled from. */
export const PENDUDUK_FIELDS = [
  'nik',
  'nama',
  'tempatLahir',
  'lahir',
  'kelamin',
  'kawin',
  'alamat',
  'rt',
  'rw',
  'desaKode',
  'nkk',
  'agama',
  'pekerjaan',
] as const

/** A person as the population register has them. `lahir` is a civil date, `desaKode` the official code. */
export type Penduduk = Readonly<Record<(typeof PENDUDUK_FIELDS)[number], string>>

/** Fields of OSS a form may be filled from. */
export const USAHA_FIELDS = ['nib', 'nama', 'kbli', 'risiko'] as const

/** A business as OSS has it: its KBLI codes apart by commas, the highest of its risk classes. */
export type UsahaFields = Readonly<Record<(typeof USAHA_FIELDS)[number], string>>

/**
 * Names as people compare them: capitals, marks and academic titles do not count, order and words do.
 *
 * @returns the name in a form in which equal names are equal texts
 */
export function comparableName(name: string): string {
  const [bare = ''] = name.split(',')
  return bare
    .normalize('NFKD')
    .replaceAll(/[\p{M}'\u2018\u2019`]/gu, '')
    .toUpperCase()
    .split(/[^A-Z]{1,200}/)
    .filter((word) => word !== '' && !TITLES.has(word))
    .join(' ')
}

/** Titles written in front, with or without a dot. */
const TITLES: ReadonlySet<string> = new Set(['H', 'HJ', 'DR', 'DRS', 'DRA', 'IR', 'PROF', 'RADEN'])

/**
 * @param claimed values on somebody's word, by field
 * @param held values of the register by the same fields; a field it does not hold is not compared
 * @returns fields that differ, in the order claimed
 */
export function differingFields(
  claimed: Readonly<Record<string, string>>,
  held: Readonly<Record<string, string>>,
): readonly string[] {
  return Object.entries(claimed).flatMap(([field, value]) => {
    const other = held[field]
    return other === undefined || isSame(field, value, other) ? [] : [field]
  })
}

function isSame(field: string, a: string, b: string): boolean {
  if (field === 'nama') return comparableName(a) === comparableName(b)
  return comparableText(a) === comparableText(b)
}

/** Case, marks and spaces do not count; leading zeros of RT and RW neither. */
function comparableText(text: string): string {
  const words = text
    .toUpperCase()
    .split(/[^\p{L}\p{N}]{1,200}/u)
    .filter((word) => word !== '')
  return words.map((word) => (/^\d{1,3}$/.test(word) ? String(Number(word)) : word)).join(' ')
}

/**
 * Only what was asked for: nothing else of a register leaves this module.
 *
 * @returns the named fields
 */
export function pickFields<Held extends Readonly<Record<string, string>>>(
  held: Held,
  fields: readonly (keyof Held & string)[],
): Partial<Held> {
  const picked: Record<string, string> = {}
  for (const field of fields) if (held[field] !== undefined) picked[field] = held[field]
  return picked as Partial<Held>
}
