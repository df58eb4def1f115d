import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../package-root.ts'

/** Hosts of push services: exact names, and "*." for every name below one. */
export type PushHosts = readonly string[]

export function readPushHosts(): PushHosts {
  const file = join(packageRoot, 'data/referensi/layanan-push.json')
  const { host } = JSON.parse(readFileSync(file, 'utf8')) as { host: { nama: string }[] }
  return host.map(({ nama }) => nama)
}

const ENDPOINT_MAX = 1_000
const P256_POINT_BYTES = 65
const UNCOMPRESSED = 4
const AUTH_BYTES = 16

/** What a browser hands over when it agrees to be told. */
export type Subscription = Readonly<{
  endpoint: string
  keys: Readonly<{ p256dh: string; auth: string }>
}>

/** An address this program may send to: https, a known push service, the usual port, no password inside. */
export function isPushEndpoint(endpoint: string, hosts: PushHosts): boolean {
  if (endpoint.length > ENDPOINT_MAX || !URL.canParse(endpoint)) return false
  const url = new URL(endpoint)
  const isPlain = url.username === '' && url.password === '' && url.port === '' && url.hash === ''
  return isPlain && url.protocol === 'https:' && hosts.some((host) => isUnder(url.hostname, host))
}

function isUnder(hostname: string, host: string): boolean {
  return host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host
}

/** @returns undefined unless the address is a known service's and the keys have the form of RFC 8291 */
export function parseSubscription(
  given: Readonly<{ endpoint: string; p256dh: string; auth: string }>,
  hosts: PushHosts,
): Subscription | undefined {
  const { endpoint, p256dh, auth } = given
  const point = bytesOf(p256dh)
  const isKey = point?.length === P256_POINT_BYTES && point[0] === UNCOMPRESSED
  if (!isKey || bytesOf(auth)?.length !== AUTH_BYTES) return undefined
  // The address as the parser reads it, so that one browser is one row.
  return isPushEndpoint(endpoint, hosts)
    ? { endpoint: new URL(endpoint).href, keys: { p256dh, auth } }
    : undefined
}

function bytesOf(text: string): Buffer | undefined {
  return /^[\w-]{1,100}$/.test(text) ? Buffer.from(text, 'base64url') : undefined
}

/** Tells a browser's own script that it is one of the account's, without writing the address into a page. */
export function endpointMark(endpoint: string): string {
  return createHash('sha256').update(endpoint).digest('hex').slice(0, 16)
}
