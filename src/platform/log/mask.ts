/**
 * Mask personal data and secrets in a log line. Broad on purpose: a wrong mask costs a digit in a log,
 * a missing one costs a citizen. Ids (UUID) and times stay readable.
 */
type Mask = Readonly<{
  pattern: RegExp
  replacement: string
  /** A sign without which the pattern cannot match: most lines are passed over at the price of a look for it. */
  sign?: string
}>

const MASKS: readonly Mask[] = [
  {
    pattern: /(^|[^\w-])eyJ[\w-]{10,}\.[\w.-]{10,}/g,
    replacement: '$1[token]',
    sign: 'eyJ',
  },
  {
    pattern: /(^|[^\w.%+-])[\w.%+-]+@[A-Za-z0-9-]+\.[A-Za-z0-9.-]*[A-Za-z0-9]/g,
    replacement: '$1[surel]',
    sign: '@',
  },
  { pattern: /(?<![0-9A-Fa-f.-])\d{16}(?![0-9A-Fa-f-])/g, replacement: '[NIK]' },
  {
    pattern: /(?<![0-9A-Fa-f.-])(?:\+?62[ -]?|0)8[1-9](?:[ -]?\d){7,10}(?![0-9A-Fa-f-])/g,
    replacement: '[telepon]',
  },
  {
    pattern: /((?:sandi|password|api_key|token|otp|kode_otp|_csrf)=)[^&\s"]{1,512}/gi,
    replacement: '$1[disembunyikan]',
    sign: '=',
  },
  // A path that ends in 128 random bits is a key: whoever reads it could open what it opens.
  {
    pattern: /\/(?=[a-z0-9_-]{0,21}[A-Z])[\w-]{22}(?=["/?\\\s]|$)/g,
    replacement: '/[kunci]',
    sign: '/',
  },
]

export function maskSecrets(line: string): string {
  let text = line
  for (const { pattern, replacement, sign } of MASKS)
    if (sign === undefined || text.includes(sign)) text = text.replace(pattern, replacement)
  return text
}
