import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { SafeFetch, SafeRequest, SafeResponse } from '../../../platform/net/safe-fetch.ts'
import {
  readAnswer,
  readDefinition,
  readDiscovery,
  readErrors,
  readPosted,
  readPostedUpdateId,
  readRequests,
  readServices,
  readUpdates,
} from './read-answer.ts'
import type { XmlElement } from './read-xml.ts'
import type {
  Discovery,
  PostedRequest,
  RequestStatus,
  RequestUpdate,
  Service,
  ServiceDefinition,
  ServiceRequest,
  UpdateStatus,
} from './types.ts'

/**
 * Another city's GeoReport v2 server. Its "no" (400, 403, 404 with a body of errors) is a refusal
 * with its own words; a server that is down, answers 5xx or garbage is an exception for the job to
 * retry.
 */
export type Open311ClientOptions = Readonly<{
  /** Address of the API without the slash at the end: https://kota.go.id/open311/v2 */
  baseUrl: string
  apiKey?: string
  jurisdictionId?: string
  fetch: SafeFetch
  sleep: (ms: number) => Promise<void>
  timeoutMs?: number
}>

export type OutgoingRequest = Readonly<{
  serviceCode: string
  lat?: number
  long?: number
  addressString?: string
  description: string
  attributes?: Readonly<Record<string, string | readonly string[]>>
  mediaUrls?: readonly string[]
  email?: string
  phone?: string
  firstName?: string
  lastName?: string
}>

export type OutgoingUpdate = Readonly<{
  updateId: string
  serviceRequestId: string
  status: UpdateStatus
  /** W3C time with offset. */
  updatedDatetime: string
  description: string
  mediaUrls?: readonly string[]
  firstName?: string
  lastName?: string
}>

/**
 * `pending`: accepted, the id will come for this token. `accepted`: the server never gives an id.
 */
export type SentRequest =
  | Readonly<{ kind: 'created'; serviceRequestId: string; serviceNotice: string }>
  | Readonly<{ kind: 'pending'; token: string }>
  | Readonly<{ kind: 'accepted' }>

export type RequestsSearch = Readonly<{
  ids?: readonly string[]
  start?: string
  end?: string
  status?: RequestStatus
  serviceCodes?: readonly string[]
}>

export type Open311Client = Readonly<{
  discovery: (url: string) => Promise<Result<Discovery>>
  services: () => Promise<Result<readonly Service[]>>
  definition: (serviceCode: string) => Promise<Result<ServiceDefinition>>
  postRequest: (request: OutgoingRequest) => Promise<Result<SentRequest>>
  /** One look whether the id has come; postRequest itself asks five times. */
  askToken: (token: string) => Promise<Result<SentRequest>>
  getRequest: (id: string) => Promise<Result<ServiceRequest>>
  getRequests: (search: RequestsSearch) => Promise<Result<readonly ServiceRequest[]>>
  getUpdates: (
    range: Readonly<{ start: string; end: string }>,
  ) => Promise<Result<readonly RequestUpdate[]>>
  /** @returns the id the other side gave the update; ours when it gave none */
  postUpdate: (update: OutgoingUpdate) => Promise<Result<string>>
}>

export const CLIENT_LIMITS = {
  bytes: 8_000_000,
  timeoutMs: 15_000,
  tokenPolls: 5,
  tokenWaitMs: 2_000,
}

export function createOpen311Client(options: Open311ClientOptions): Open311Client {
  const get = (path: string, query: Query = {}) => callGet(options, path, query)
  const post = (path: string, form: Query) => callPost(options, path, form)
  const client: Open311Client = {
    discovery: async (url) => mapOk(await callUrl(options, url, {}), readDiscovery),
    services: async () => mapOk(await get('services.xml'), readServices),
    definition: async (code) =>
      mapOk(await get(`services/${encodeURIComponent(code)}.xml`), readDefinition),
    postRequest: async (request) => {
      const posted = mapOk(await post('requests.xml', requestForm(request)), readPosted)
      return posted.ok ? ok(await settle(posted.value, client, options)) : posted
    },
    askToken: async (token) =>
      mapOk(await get(`tokens/${encodeURIComponent(token)}.xml`), (root) =>
        toSent({ token, ...readPosted(root) }),
      ),
    getRequest: async (id) => {
      const found = mapOk(await get(`requests/${encodeURIComponent(id)}.xml`), readRequests)
      if (!found.ok) return found
      const request = found.value[0]
      return request === undefined ? refuse(NOT_IN_ANSWER) : ok(request)
    },
    getRequests: async (search) =>
      mapOk(await get('requests.xml', searchQuery(search)), readRequests),
    getUpdates: async ({ start, end }) => {
      const query = { start_date: start, end_date: end, api_key: options.apiKey }
      return mapOk(await get('servicerequestupdates.xml', query), readUpdates)
    },
    postUpdate: async (update) =>
      mapOk(
        await post('servicerequestupdates.xml', updateForm(update)),
        (root) => readPostedUpdateId(root) || update.updateId,
      ),
  }
  return client
}

function mapOk<T, U>(result: Result<T>, change: (value: T) => U): Result<U> {
  return result.ok ? ok(change(result.value)) : result
}

/** A token is asked for its id five times, two seconds apart; after that a job goes on asking. */
async function settle(
  posted: PostedRequest,
  client: Open311Client,
  options: Open311ClientOptions,
): Promise<SentRequest> {
  let sent = toSent(posted)
  for (let poll = 0; poll < CLIENT_LIMITS.tokenPolls && sent.kind === 'pending'; poll += 1) {
    await options.sleep(CLIENT_LIMITS.tokenWaitMs)
    sent = await askAgain(client, sent.token)
  }
  return sent
}

/**
 * The report is already there, so nothing that goes wrong here may reach the caller: a job that
 * sees an exception sends the report a second time. Some servers answer 404 until the id exists.
 */
async function askAgain(client: Open311Client, token: string): Promise<SentRequest> {
  const asked = await client.askToken(token).catch(() => undefined)
  return asked?.ok === true ? asked.value : { kind: 'pending', token }
}

function toSent({ service_request_id, token, service_notice }: PostedRequest): SentRequest {
  if (service_request_id !== undefined) {
    const serviceNotice = service_notice ?? ''
    return { kind: 'created', serviceRequestId: service_request_id, serviceNotice }
  }
  return token === undefined ? { kind: 'accepted' } : { kind: 'pending', token }
}

type Query = Readonly<Record<string, string | readonly string[] | undefined>>

function searchQuery(search: RequestsSearch): Query {
  return {
    service_request_id: search.ids?.join(','),
    start_date: search.start,
    end_date: search.end,
    status: search.status,
    service_code: search.serviceCodes?.join(','),
  }
}

function requestForm(request: OutgoingRequest): Query {
  const attributes = Object.entries(request.attributes ?? {}).map(([code, value]) =>
    typeof value === 'string'
      ? ([`attribute[${code}]`, value] as const)
      : ([`attribute[${code}][]`, value] as const),
  )
  return {
    service_code: request.serviceCode,
    lat: request.lat?.toFixed(6),
    long: request.long?.toFixed(6),
    address_string: request.addressString,
    description: request.description,
    media_url: request.mediaUrls,
    email: request.email,
    phone: request.phone,
    first_name: request.firstName,
    last_name: request.lastName,
    ...Object.fromEntries(attributes),
  }
}

function updateForm(update: OutgoingUpdate): Query {
  return {
    update_id: update.updateId,
    service_request_id: update.serviceRequestId,
    status: update.status,
    updated_datetime: update.updatedDatetime,
    description: update.description,
    media_url: update.mediaUrls,
    first_name: update.firstName,
    last_name: update.lastName,
  }
}

function callGet(options: Open311ClientOptions, path: string, query: Query) {
  const search = encode({ jurisdiction_id: options.jurisdictionId, ...query })
  return callUrl(options, `${options.baseUrl}/${path}${search === '' ? '' : `?${search}`}`, {})
}

function callPost(options: Open311ClientOptions, path: string, form: Query) {
  const { apiKey: api_key, jurisdictionId: jurisdiction_id } = options
  return callUrl(options, `${options.baseUrl}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: encode({ api_key, jurisdiction_id, ...form }),
  })
}

/** Empty and absent are the same to the standard, so neither is sent. */
function encode(query: Query): string {
  const params = new URLSearchParams()
  for (const [name, given] of Object.entries(query)) {
    const values = typeof given === 'string' ? [given] : (given ?? [])
    for (const value of values) if (value !== '') params.append(name, value)
  }
  return params.toString()
}

async function callUrl(
  options: Open311ClientOptions,
  url: string,
  request: SafeRequest,
): Promise<Result<XmlElement>> {
  const timeoutMs = options.timeoutMs ?? CLIENT_LIMITS.timeoutMs
  const response = await options.fetch(url, {
    ...request,
    timeoutMs,
    maxBytes: CLIENT_LIMITS.bytes,
  })
  return response.ok ? readResponse(response.value) : response
}

// Request timeout and too many requests: the same call may succeed a little later.
const RETRY_LATER: ReadonlySet<number> = new Set([408, 429])

function readResponse(response: SafeResponse): Result<XmlElement> {
  const answer = readAnswer(response.text())
  const isRefusal =
    response.status >= 400 && response.status < 500 && !RETRY_LATER.has(response.status)
  if (isRefusal) return refuse(refusalsOf(response.status, answer))
  if (response.status < 200 || response.status >= 300) {
    throw new Error(`Open311 server answered ${response.status}`)
  }
  if (!answer.ok) throw new Error(`Open311 server answered what is neither XML nor JSON`)
  const errors = answer.value.name === 'errors' ? readErrors(answer.value) : []
  // Some servers send their errors with status 200.
  return errors.length > 0 ? refuse(refusalsOf(400, answer)) : answer
}

const WORDS_MAX = 300

function refusalsOf(status: number, answer: Result<XmlElement>) {
  const errors = answer.ok ? readErrors(answer.value) : []
  const words = errors.map(({ code, description }) => `${code} ${description}`.trim())
  return (words.length === 0 ? [String(status)] : words).slice(0, 10).map((said) => ({
    code: `OPEN311_JAUH_${status}`,
    message: `Server tujuan menolak: ${said.slice(0, WORDS_MAX)}`,
  }))
}

const NOT_IN_ANSWER = {
  code: 'OPEN311_JAUH_404',
  message: 'Server tujuan menjawab tanpa laporan yang diminta.',
}
