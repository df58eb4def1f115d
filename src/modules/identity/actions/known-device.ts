import { DAY_MS } from '../../../kernel/date.ts'
import { sign, unsign } from '../../../platform/http/csrf.ts'
import type { Kit } from '../../../platform/kit.ts'

/**
 * The cookie "dikenal": which accounts have signed in from this browser. Signed and bound to each
 * account, so it gives its owner a try counter of their own and gives a stranger nothing.
 */
type Known = Readonly<{ accountId: string; device: string; sinceMs: number }>

type Tools = Pick<Kit, 'secretKey' | 'now' | 'randomBytes'>

/** A shared family phone remembers this many accounts, the latest first. */
const ACCOUNTS_MAX = 6
const LIFE_MS = 365 * DAY_MS
const DEVICE_BYTES = 9
export const KNOWN_DEVICE_SECONDS = LIFE_MS / 1000

/** @returns a name for this browser as a device of the account; undefined when it never signed in to it */
export function findKnownDevice(
  tools: Tools,
  cookie: string | undefined,
  accountId: string,
): string | undefined {
  return readKnown(tools, cookie).find((known) => known.accountId === accountId)?.device
}

/** @returns the cookie with this account added */
export function rememberDevice(
  tools: Tools,
  cookie: string | undefined,
  accountId: string,
): string {
  const before = readKnown(tools, cookie)
  const device =
    before.find((known) => known.accountId === accountId)?.device ??
    Buffer.from(tools.randomBytes(DEVICE_BYTES)).toString('base64url')
  const others = before.filter((known) => known.accountId !== accountId)
  const list = [{ accountId, device, sinceMs: tools.now().getTime() }, ...others]
  const text = list
    .slice(0, ACCOUNTS_MAX)
    .map((known) => `${known.accountId}/${known.device}/${known.sinceMs}`)
    .join(' ')
  return sign(tools.secretKey, 'dikenal', text)
}

function readKnown(tools: Tools, cookie: string | undefined): readonly Known[] {
  const text = cookie === undefined ? undefined : unsign(tools.secretKey, 'dikenal', cookie)
  if (text === undefined) return []
  return text
    .split(' ')
    .map((entry) => entry.split('/'))
    .map(([accountId = '', device = '', since = '0']) => ({
      accountId,
      device,
      sinceMs: Number(since),
    }))
    .filter((known) => tools.now().getTime() - known.sinceMs < LIFE_MS)
}
