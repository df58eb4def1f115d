import { toInstant } from '../../../kernel/date.ts'
import type { Refusal, Result } from '../../../kernel/result.ts'
import { refuse } from '../../../kernel/result.ts'
import { type Answer, text } from '../../../platform/http/answer.ts'
import { createLimiter, type Limiter } from '../../../platform/http/limiter.ts'
import type { Req, Route } from '../../../platform/http/route.ts'
import { type ApiKeys, createApiKeys } from '../actions/api-keys.ts'
import { createOpen311Read, OPEN311_BASE, type Open311Read } from '../actions/open311-read.ts'
import { createReceiveRequest, type ReceiveRequest } from '../actions/open311-server.ts'
import { createReceiveUpdate, type ReceiveUpdate } from '../actions/open311-update.ts'
import type { ProgramExtras } from '../actions/program-extras.ts'
import type { Deps } from '../deps.ts'
import { lastOf } from '../open311/fields.ts'
import {
  FORMAT_TIDAK_ADA,
  JURISDIKSI_TIDAK_ADA,
  KUNCI_API_HILANG,
  KUNCI_API_SALAH,
  open311Status,
  toErrorItems,
} from '../open311/refusals.ts'
import { formatOf, type Open311Format, renderAnswer } from '../open311/render.ts'
import { parsePostRequest, parsePostUpdate } from '../open311/request-form.ts'
import { parseRequestsQuery, parseUpdatesQuery } from '../open311/request-query.ts'
import {
  definitionTree,
  discoveryTree,
  errorsTree,
  type Node,
  postedTree,
  postedUpdateTree,
  requestsTree,
  servicesTree,
  tokenTree,
  updatesTree,
} from '../open311/tree.ts'
import type { KunciApi } from '../store/program-store.ts'

const BODY_LIMIT_BYTES = 1024 * 1024
const POSTS_PER_MINUTE = 300
const FORMATS: readonly Open311Format[] = ['xml', 'json']

type Server = Readonly<{
  deps: Deps
  read: Open311Read
  keys: ApiKeys
  receive: ReceiveRequest
  receiveUpdate: ReceiveUpdate
  limiter: Limiter
}>

/** Handles one call of the standard; what it gives back is written as XML or JSON. */
type Call = (server: Server, req: Req, name: string) => Promise<Result<Node>>

/** GeoReport v2: the reading calls are open to everyone, the writing ones ask for a key. */
export function open311Routes(
  deps: Deps,
  extras: Pick<ProgramExtras, 'attachPhoto'>,
): readonly Route[] {
  const server: Server = {
    deps,
    read: createOpen311Read(deps),
    keys: createApiKeys(deps),
    receive: createReceiveRequest(deps, extras),
    receiveUpdate: createReceiveUpdate(deps),
    limiter: createLimiter({
      limit: POSTS_PER_MINUTE,
      windowMs: 60_000,
      now: () => deps.kit.now().getTime(),
    }),
  }
  const path = (name: string) => `${OPEN311_BASE}/${name}`
  return [
    ...listCall(server, '/open311/discovery', discovery),
    ...listCall(server, path('services'), services),
    ...listCall(server, path('requests'), requests),
    ...listCall(server, path('servicerequestupdates'), updates),
    ...listCall(server, path('requests'), postRequest, 'POST'),
    ...listCall(server, path('servicerequestupdates'), postUpdate, 'POST'),
    namedCall(server, path('services'), definition),
    namedCall(server, path('requests'), oneRequest),
    namedCall(server, path('tokens'), token),
    {
      method: 'GET',
      url: '/open311/*',
      access: 'public',
      kind: 'api',
      describeError,
      handle: (req) => refusedAs(formatIn(req.path), [FORMAT_TIDAK_ADA]),
    },
  ]
}

function listCall(
  server: Server,
  url: string,
  call: Call,
  method: 'GET' | 'POST' = 'GET',
): readonly Route[] {
  return FORMATS.map((format) => ({
    method,
    url: `${url}.${format}`,
    access: method === 'GET' ? 'public' : 'key',
    kind: 'api',
    bodyLimit: BODY_LIMIT_BYTES,
    describeError,
    handle: (req) => answerCall(server, req, { call, format, name: '' }),
  }))
}

/** Codes hold points themselves, so the format is what follows the last one. */
function namedCall(server: Server, url: string, call: Call): Route {
  return {
    method: 'GET',
    url: `${url}/:file`,
    access: 'public',
    kind: 'api',
    describeError,
    handle: (req) => {
      const file = req.params.file ?? ''
      const dot = file.lastIndexOf('.')
      const format = formatOf(file.slice(dot + 1))
      if (format === undefined || dot < 1) return refusedAs('xml', [FORMAT_TIDAK_ADA])
      return answerCall(server, req, { call, format, name: file.slice(0, dot) })
    },
  }
}

type Called = Readonly<{ call: Call; format: Open311Format; name: string }>

async function answerCall(
  server: Server,
  req: Req,
  { call, format, name }: Called,
): Promise<Answer> {
  const wrongPlace = refuseJurisdiction(server.deps, req)
  if (wrongPlace !== undefined) return refusedAs(format, [wrongPlace])
  const answered = await call(server, req, name)
  if (!answered.ok) return refusedAs(format, answered.refusals)
  const { body, contentType } = renderAnswer(answered.value, format)
  return text(body, contentType)
}

function refusedAs(format: Open311Format, refusals: readonly Refusal[]): Answer {
  const isTooMany = refusals.some((one) => one.code === TOO_MANY.code)
  const { body, contentType } = renderAnswer(errorsTree(toErrorItems(refusals)), format)
  return text(body, contentType, {
    status: isTooMany ? 429 : open311Status(refusals),
    ...(isTooMany ? { headers: { 'retry-after': '60' } } : {}),
  })
}

const TOO_MANY: Refusal = {
  code: 'TERLALU_SERING',
  message: `Paling banyak ${POSTS_PER_MINUTE} kiriman semenit. Tunggu, lalu kirim lagi.`,
}

function formatIn(path: string): Open311Format {
  return path.endsWith('.json') ? 'json' : 'xml'
}

/** What never reached a call: too large, of an unknown type, or our own fault. Never more than three codes. */
function describeError({
  status,
  detail,
  path,
}: Parameters<NonNullable<Route['describeError']>>[0]) {
  const told = status >= 500 ? OUR_FAULT : { code: 'TIDAK_TERBACA', message: detail || UNREADABLE }
  const items = toErrorItems([told]).map((item) =>
    status >= 500 ? { ...item, code: String(status) } : item,
  )
  return {
    status: status >= 500 ? status : 400,
    ...renderAnswer(errorsTree(items), formatIn(path)),
  }
}

const UNREADABLE =
  'Isi permintaan tidak dapat dibaca. Kirim sebagai formulir UTF-8, paling besar 1 MB tanpa foto.'
const OUR_FAULT: Refusal = {
  code: 'KESALAHAN_SISTEM',
  message: 'Terjadi kesalahan di sistem kami. Ulangi beberapa saat lagi.',
}

/** One deployment serves one region: its code, its short name or nothing at all are right. */
function refuseJurisdiction({ reference }: Deps, req: Req): Refusal | undefined {
  const given = lastOf(req.query, 'jurisdiction_id') ?? lastOf(req.form, 'jurisdiction_id')
  if (given === undefined) return undefined
  const { domain, shortName } = reference.region()
  const ours = [reference.regionKode(), domain, shortName].map((name) => name.toLowerCase())
  return ours.includes(given.toLowerCase()) ? undefined : JURISDIKSI_TIDAK_ADA
}

const discovery: Call = async ({ read }) => done(discoveryTree(read.discovery()))
const services: Call = async ({ read }) => done(servicesTree(await read.services()))
const definition: Call = async ({ read }, _req, kode) =>
  mapped(await read.definition(kode), definitionTree)
const token: Call = async ({ read }, _req, given) => mapped(await read.token(given), tokenTree)

const oneRequest: Call = async ({ read }, req, nomor) => {
  const withExtensions = lastOf(req.query, 'extensions') === 'true'
  return mapped(await read.request(nomor), (found) => requestsTree(found, withExtensions))
}

const requests: Call = async ({ read, deps }, req) => {
  const query = parseRequestsQuery(req.query, toInstant(deps.kit.now()))
  if (!query.ok) return query
  return done(requestsTree(await read.requests(query.value), query.value.withExtensions))
}

const updates: Call = async ({ read, deps }, req) => {
  const query = parseUpdatesQuery(req.query, toInstant(deps.kit.now()))
  return query.ok ? done(updatesTree(await read.updates(query.value))) : query
}

const postRequest: Call = async (server, req) => {
  const opened = await openForm(server, req)
  if (!opened.ok) return opened
  const request = parsePostRequest(req.form)
  if (!request.ok) return request
  const received = await server.receive({
    key: opened.value,
    request: request.value,
    photos: req.files.map((file) => file.bytes),
    isAsync: /\brespond-async\b/i.test(req.headers.prefer ?? ''),
  })
  return mapped(received, postedTree)
}

const postUpdate: Call = async (server, req) => {
  const opened = await openForm(server, req)
  if (!opened.ok) return opened
  const update = parsePostUpdate(req.form)
  if (!update.ok) return update
  const id = await server.receiveUpdate(opened.value, update.value)
  return mapped(id, (update_id) => postedUpdateTree({ update_id }))
}

/** Key, rate and alphabet of a writing call, before anything of it is read. */
async function openForm(server: Server, req: Req): Promise<Result<KunciApi>> {
  const given =
    lastOf(req.form, 'api_key') ?? lastOf(req.query, 'api_key') ?? req.headers['x-api-key']
  if (given === undefined) return refuse(KUNCI_API_HILANG)
  const key = await server.keys.find(given, 'open311')
  if (key === undefined) return refuse(KUNCI_API_SALAH)
  if (server.limiter.hit(key.id) > 0) return refuse(TOO_MANY)
  return isUtf8(req) ? { ok: true, value: key } : refuse(NOT_UTF8)
}

const NOT_UTF8: Refusal = {
  code: 'BUKAN_UTF8',
  message: 'Kirim semua isian dalam UTF-8, juga pada kepala content-type.',
}

function isUtf8(req: Req): boolean {
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(req.headers['content-type'] ?? '')?.[1]
  const isNamedRight = charset === undefined || /^(?:utf-?8|us-ascii)$/i.test(charset)
  // A byte that is no UTF-8 arrives as the replacement character.
  const isBroken = Object.values(req.form)
    .flat()
    .some((value) => value.includes('\ufffd'))
  return isNamedRight && !isBroken
}

function done(node: Node): Result<Node> {
  return { ok: true, value: node }
}

function mapped<T>(result: Result<T>, toNode: (value: T) => Node): Result<Node> {
  return result.ok ? done(toNode(result.value)) : result
}
