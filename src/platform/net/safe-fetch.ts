import { lookup as lookupDns } from 'node:dns/promises'
import { isIP } from 'node:net'
import { ok, type Refusal, type Result, refuse } from '../../kernel/result.ts'
import {
  type PinnedAddress,
  type PinnedAnswer,
  type PinnedRequest,
  requestPinned,
} from './pinned-request.ts'
import { isPublicAddress } from './public-address.ts'

/**
 * Fetch an address that somebody else wrote: a photo's link, a webhook, another city's Open311
 * server.
 *
 * The name is resolved here, every address it has must be public, and the connection goes to
 * exactly the addresses that were checked, so a name that changes its answer in between gains
 * nothing. Each redirect is checked afresh. An address that may not be fetched, and an answer that
 * is too large or of the wrong kind, is a refusal; a network that fails is an exception, for the
 * job to try again.
 */
export type SafeFetch = (url: string, request?: SafeRequest) => Promise<Result<SafeResponse>>

export type SafeRequest = Readonly<{
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Readonly<Record<string, string>>
  body?: string | Uint8Array
  /** Whole request with DNS, redirects and body. */
  timeoutMs?: number
  /** Ends the request before its time: the program stops. */
  signal?: AbortSignal
  maxBytes?: number
  /** Accepted media types: "text/xml", "image/*". Absent: any. */
  contentTypes?: readonly string[]
}>

export type SafeResponse = Readonly<{
  status: number
  /** Address after redirects. */
  url: string
  contentType: string
  headers: Readonly<Record<string, string>>
  body: Uint8Array
  /** The body read as UTF-8. */
  text: () => string
}>

export type LookupAll = (host: string) => Promise<readonly PinnedAddress[]>

export type SafeFetchOptions = Readonly<{
  /** Only these hosts may be fetched: "open311.contoh.go.id". Absent: every public host. */
  allowHosts?: readonly string[]
  /**
   * "host:port" that may lie in a private network: tests and integrations the operator has named.
   */
  allowPrivate?: readonly string[]
  lookup?: LookupAll
}>

export const SAFE_FETCH_LIMITS = {
  redirects: 3,
  timeoutMs: 10_000,
  bytes: 5_000_000,
  urlChars: 2_048,
}

type Target = Readonly<{ url: URL; addresses: readonly PinnedAddress[] }>

export function createSafeFetch(options: SafeFetchOptions = {}): SafeFetch {
  return async function safeFetch(rawUrl, request = {}) {
    const timeout = AbortSignal.timeout(request.timeoutMs ?? SAFE_FETCH_LIMITS.timeoutMs)
    const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout
    let url = rawUrl
    for (let hop = 0; hop <= SAFE_FETCH_LIMITS.redirects; hop += 1) {
      const hopped = await fetchHop(url, hopRequest(request, hop, signal), options)
      if (!hopped.ok) return hopped
      const { answer, finalUrl, next } = hopped.value
      if (next === undefined) return readAnswer(answer, finalUrl, request)
      url = next
    }
    return refuse(TOO_MANY_REDIRECTS)
  }
}

type Hop = Readonly<{ answer: PinnedAnswer; finalUrl: URL; next: string | undefined }>

async function fetchHop(
  url: string,
  request: PinnedRequest,
  options: SafeFetchOptions,
): Promise<Result<Hop>> {
  const target = await checkTarget(url, options, request.signal)
  if (!target.ok) return target
  const answer = await requestPinned(target.value, request)
  if (!answer.ok) return answer
  const next = redirectOf(answer.value, target.value.url)
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  if (next !== undefined && !isRead) return refuse(NO_REDIRECT_ON_WRITE)
  return ok({ answer: answer.value, finalUrl: target.value.url, next })
}

function hopRequest(request: SafeRequest, hop: number, signal: AbortSignal): PinnedRequest {
  // Keys and cookies were meant for the first address, not for wherever it points.
  const headers = hop === 0 ? (request.headers ?? {}) : {}
  return {
    method: request.method ?? 'GET',
    headers,
    body: request.body,
    maxBytes: request.maxBytes ?? SAFE_FETCH_LIMITS.bytes,
    signal,
  }
}

async function checkTarget(
  rawUrl: string,
  options: SafeFetchOptions,
  signal: AbortSignal,
): Promise<Result<Target>> {
  const parsed = parsePublicUrl(rawUrl)
  if (!parsed.ok) return parsed
  const url = parsed.value
  const host = hostOf(url)
  if (options.allowHosts !== undefined && !options.allowHosts.includes(host)) {
    return refuse(HOST_NOT_ALLOWED)
  }
  const isPrivateAllowed = options.allowPrivate?.includes(`${host}:${portOf(url)}`) === true
  if (!isPrivateAllowed && !isUsualPort(url)) return refuse(PORT_CLOSED)
  const addresses = await resolveHost(host, options.lookup ?? lookupAll, signal)
  if (addresses.length === 0) return refuse(HOST_UNKNOWN)
  const areAllPublic = addresses.every(({ address }) => isPublicAddress(address))
  if (!areAllPublic && !isPrivateAllowed) return refuse(ADDRESS_CLOSED)
  return ok({ url, addresses })
}

/**
 * Address of the web that a stranger may hand us, before DNS: http or https, no password inside,
 * and an IP address only in its plain form, since 0x7f.1 or 2130706433 has no honest use.
 *
 * @refuses ALAMAT_WEB_TIDAK_SAH, ALAMAT_WEB_TERTUTUP
 */
export function parsePublicUrl(raw: string): Result<URL> {
  if (raw.length > SAFE_FETCH_LIMITS.urlChars || !URL.canParse(raw)) return refuse(URL_INVALID)
  const url = new URL(raw)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return refuse(URL_INVALID)
  if (url.username !== '' || url.password !== '' || url.hostname === '') return refuse(URL_INVALID)
  const isDisguised = isIP(url.hostname) === 4 && !raw.includes(url.hostname)
  return isDisguised ? refuse(ADDRESS_CLOSED) : ok(url)
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
}

function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port)
  return url.protocol === 'https:' ? 443 : 80
}

/** Ports below 1024 other than the web's own belong to mail, DNS, databases of the system, … */
function isUsualPort(url: URL): boolean {
  const port = portOf(url)
  return port === 80 || port === 443 || port >= 1_024
}

async function resolveHost(
  host: string,
  lookup: LookupAll,
  signal: AbortSignal,
): Promise<readonly PinnedAddress[]> {
  const family = isIP(host)
  if (family === 4 || family === 6) return [{ address: host, family }]
  return Promise.race([lookup(host), rejectOnAbort(signal)])
}

async function rejectOnAbort(signal: AbortSignal): Promise<never> {
  signal.throwIfAborted()
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

/** @returns every address of the name; none when the name does not exist */
async function lookupAll(host: string): Promise<readonly PinnedAddress[]> {
  try {
    const found = await lookupDns(host, { all: true })
    return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }))
  } catch (error) {
    // A name that does not exist is the writer's mistake; a DNS server that is down is a failure.
    if (error instanceof Error && 'code' in error && error.code === 'ENOTFOUND') return []
    throw error
  }
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

function redirectOf(answer: PinnedAnswer, base: URL): string | undefined {
  const location = answer.headers.location
  if (!REDIRECTS.has(answer.status) || location === undefined) return undefined
  // An unreadable target is refused by the next round like any other unreadable address.
  return URL.canParse(location, base) ? new URL(location, base).href : location
}

function readAnswer(answer: PinnedAnswer, url: URL, request: SafeRequest): Result<SafeResponse> {
  const contentType =
    (answer.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (!isWantedType(contentType, request.contentTypes)) return refuse(TYPE_UNWANTED)
  const { status, headers, body } = answer
  const text = () => new TextDecoder().decode(body)
  return ok({ status, url: url.href, contentType, headers, body, text })
}

function isWantedType(contentType: string, wanted: readonly string[] | undefined): boolean {
  if (wanted === undefined) return true
  return wanted.some((type) =>
    type.endsWith('/*') ? contentType.startsWith(type.slice(0, -1)) : contentType === type,
  )
}

const URL_INVALID: Refusal = {
  code: 'ALAMAT_WEB_TIDAK_SAH',
  message: 'Alamat web tidak sah. Tulis lengkap, misalnya https://contoh.go.id/foto.jpg.',
}
const ADDRESS_CLOSED: Refusal = {
  code: 'ALAMAT_WEB_TERTUTUP',
  message: 'Alamat web ini menuju jaringan dalam dan tidak boleh dibuka. Pakai alamat publik.',
}
const PORT_CLOSED: Refusal = {
  code: 'ALAMAT_WEB_TERTUTUP',
  message:
    'Nomor port pada alamat web ini tidak boleh dibuka. Pakai port 80, 443, atau di atas 1023.',
}
const HOST_NOT_ALLOWED: Refusal = {
  code: 'ALAMAT_WEB_TIDAK_TERDAFTAR',
  message:
    'Server ini tidak ada dalam daftar server yang diizinkan. Minta pengelola menambahkannya.',
}
const HOST_UNKNOWN: Refusal = {
  code: 'ALAMAT_WEB_TIDAK_DITEMUKAN',
  message: 'Nama server pada alamat web ini tidak ditemukan. Periksa penulisannya.',
}
const TOO_MANY_REDIRECTS: Refusal = {
  code: 'ALAMAT_WEB_BERPUTAR',
  message: 'Alamat web ini terlalu sering dialihkan. Pakai alamat akhirnya.',
}
const NO_REDIRECT_ON_WRITE: Refusal = {
  code: 'ALAMAT_WEB_BERPUTAR',
  message: 'Server mengalihkan kiriman ke alamat lain. Pakai alamat akhirnya pada pengaturan.',
}
const TYPE_UNWANTED: Refusal = {
  code: 'ISI_WEB_TIDAK_COCOK',
  message: 'Isi pada alamat web ini bukan jenis yang diminta.',
}
