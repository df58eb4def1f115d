/** First name and an initial: enough to tell two neighbours apart, too little to find one. */
export function publicName(name: string): string {
  const [first = '', second] = name.trim().split(/\s+/)
  const shown = second === undefined ? first : `${first} ${second.charAt(0)}.`
  return shown === '' ? 'Warga' : shown.slice(0, 60)
}

const TIMED = /^[0-9a-f]{8}-[0-9a-f]{4}-7/i

/**
 * When an account was made, in milliseconds: its id tells (RFC 9562, version 7).
 *
 * @returns undefined for an id that tells no time, which then counts as old
 */
export function accountMadeMs(accountId: string): number | undefined {
  return TIMED.test(accountId)
    ? Number.parseInt(accountId.replaceAll('-', '').slice(0, 12), 16)
    : undefined
}
