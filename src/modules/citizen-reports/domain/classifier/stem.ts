/**
 * Light affix stripping for Indonesian, by rule only and without a root list. It errs on the side of
 * leaving a word alone: a wrong stem that is wrong the same way every time still groups its forms.
 */
const MIN_STEM_LETTERS = 4

const SUFFIXES = [
  ['lah', 'kah', 'pun'],
  ['nya', 'ku', 'mu'],
  ['kan', 'an', 'i'],
] as const

/** Longest first. `restore` puts back the first letter that the nasal swallowed. */
const PREFIXES: readonly Readonly<{ prefix: string; restore: string; before: RegExp }>[] = [
  { prefix: 'meny', restore: 's', before: /^[aiueo]/ },
  { prefix: 'peny', restore: 's', before: /^[aiueo]/ },
  { prefix: 'meng', restore: '', before: /^[aiueoghk]/ },
  { prefix: 'peng', restore: '', before: /^[aiueoghk]/ },
  { prefix: 'mem', restore: 'p', before: /^[aiueo]/ },
  { prefix: 'pem', restore: 'p', before: /^[aiueo]/ },
  { prefix: 'mem', restore: '', before: /^[bfpv]/ },
  { prefix: 'pem', restore: '', before: /^[bfpv]/ },
  { prefix: 'men', restore: 't', before: /^[aiueo]/ },
  { prefix: 'pen', restore: 't', before: /^[aiueo]/ },
  { prefix: 'men', restore: '', before: /^[cdjtsz]/ },
  { prefix: 'pen', restore: '', before: /^[cdjtsz]/ },
  { prefix: 'ber', restore: '', before: /^[a-z]/ },
  { prefix: 'ter', restore: '', before: /^[a-z]/ },
  { prefix: 'per', restore: '', before: /^[a-z]/ },
  { prefix: 'me', restore: '', before: /^[lmnrwy]/ },
  { prefix: 'pe', restore: '', before: /^[lmnrwy]/ },
  { prefix: 'di', restore: '', before: /^[a-z]/ },
  { prefix: 'ke', restore: '', before: /^[a-z]/ },
  { prefix: 'se', restore: '', before: /^[a-z]/ },
]

/**
 * The stem of a lower-case word.
 *
 * @param word letters only; anything else comes back unchanged
 */
export function stem(word: string): string {
  if (word.length <= MIN_STEM_LETTERS || !/^[a-z]+$/.test(word)) return word
  const withoutPrefix = stripPrefix(stripPrefix(word))
  return SUFFIXES.reduce(stripSuffix, withoutPrefix)
}

function stripPrefix(word: string): string {
  for (const { prefix, restore, before } of PREFIXES) {
    const rest = word.slice(prefix.length)
    if (!word.startsWith(prefix) || !before.test(rest)) continue
    if (isStem(restore + rest)) return restore + rest
  }
  return word
}

function stripSuffix(word: string, suffixes: readonly string[]): string {
  const suffix = suffixes.find((s) => word.endsWith(s) && isStem(word.slice(0, -s.length)))
  return suffix === undefined ? word : word.slice(0, -suffix.length)
}

/** A root has at least two syllables in nearly all cases, so at least two vowels. */
function isStem(word: string): boolean {
  return word.length >= MIN_STEM_LETTERS && (word.match(/[aiueo]/g) ?? []).length >= 2
}
