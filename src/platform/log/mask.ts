/**
 * Mask personal data and secrets in a log line. Broad on purpose: a wrong mask costs a digit in a log,
 * a missing one costs a citizen. Ids (UUID) and times stay readable.
 */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/(^|[^\w-])eyJ[\w-]{10,}\.[\w.-]{10,}/g, '$1[token]'],
  [/(^|[^\w.%+-])[\w.%+-]+@[A-Za-z0-9-]+\.[A-Za-z0-9.-]*[A-Za-z0-9]/g, '$1[surel]'],
  [/(?<![0-9A-Fa-f.-])\d{16}(?![0-9A-Fa-f-])/g, '[NIK]'],
  [/(?<![0-9A-Fa-f.-])(?:\+?62[ -]?|0)8[1-9](?:[ -]?\d){7,10}(?![0-9A-Fa-f-])/g, '[telepon]'],
  [/((?:sandi|password|api_key|token|otp|kode_otp|_csrf)=)[^&\s"]{1,512}/gi, '$1[disembunyikan]'],
]

export function maskSecrets(line: string): string {
  return PATTERNS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line)
}
