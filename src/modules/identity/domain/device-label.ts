type Guess = readonly [needle: string, name: string]

const BROWSERS: readonly Guess[] = [
  ['OPR/', 'Opera'],
  ['Opera Mini', 'Opera Mini'],
  ['UCBrowser', 'UC Browser'],
  ['SamsungBrowser', 'Samsung Internet'],
  ['Edg', 'Edge'],
  ['Firefox', 'Firefox'],
  ['FxiOS', 'Firefox'],
  ['CriOS', 'Chrome'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
]
const SYSTEMS: readonly Guess[] = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'Mac'],
  ['CrOS', 'Chromebook'],
  ['Linux', 'Linux'],
]

/**
 * A name people recognise their device by: "Chrome, Android". Only a label: never used to decide.
 *
 * @param userAgent the header as sent, any text
 */
export function deviceLabel(userAgent: string): string {
  const find = (guesses: readonly Guess[]) =>
    guesses.find(([needle]) => userAgent.includes(needle))?.[1]
  const parts = [find(BROWSERS), find(SYSTEMS)].filter((part) => part !== undefined)
  return parts.length === 0 ? 'Peramban lain' : parts.join(', ')
}
