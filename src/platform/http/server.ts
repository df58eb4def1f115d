import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { type Actor, ANONYMOUS, isSignedIn } from '../../kernel/actor.ts'
import { createWordRefusal, type Sentences } from '../../kernel/wording.ts'
import type { PageContext, Region } from '../../ui/page-context.ts'
import type { Log } from '../log/log.ts'
import type { Metrics } from '../log/metrics.ts'
import { freshRandom } from '../random.ts'
import { houseSentences } from '../wording/house.ts'
import { SPOKEN } from '../wording/spoken.ts'
import type { AssetStore } from './assets.ts'
import { createCookies } from './cookies.ts'
import { csrfToken } from './csrf.ts'
import { createDeliver, type Deliver, type ErrorView, localPath } from './deliver.ts'
import { answerBrokenSocket, handleErrors } from './failures.ts'
import { guard } from './guard.ts'
import { collectSchemas, fastifySchema, serveDocument } from './openapi.ts'
import { problem } from './problem.ts'
import { readBody } from './read-body.ts'
import { mayUse, type Req, type Route } from './route.ts'
import { contentPolicy, securityHeaders } from './security-headers.ts'
import { takesBrotli } from './send.ts'
import type { SessionGate } from './session.ts'
import { BODY_PATIENCE, endSlowBodies } from './slow-body.ts'
import { languageOf, type Speech, wordIn, wordsFor } from './words.ts'
import { formOnlyAddresses, pathAbove, smallForm } from './words-back.ts'

export type HttpDeps = Readonly<{
  routes: readonly Route[]
  assets: AssetStore
  sessions: SessionGate
  /** Unread notices of someone signed in, for the bell; never asked for strangers. */
  unread?: (accountId: string) => Promise<number>
  /** Read once at start; staff changes refresh it. */
  region: () => Region
  isDemo: () => boolean
  /** Whether the demo's past is still being laid out. */
  isDemoGrowing?: () => boolean
  /** Renders error pages in the house style; must not need the database. */
  errorView: ErrorView
  /** What modules refuse with, in both languages; the house adds its own. */
  sentences?: readonly Sentences[]
  secretKey: string
  baseUrl: string
  trustProxy: boolean
  log: Log
  metrics: Metrics
  now: () => Date
  newId: () => string
  /** Of the program, for the API's own description. */
  version?: string
  /** Requests in flight above which new ones are answered 503 with Retry-After. */
  inFlightMax?: number
}>

const BODY_LIMIT_BYTES = 256 * 1024
const IN_FLIGHT_MAX = 256
/** Head of a request, and silence on a connection. How long bodies may take is told in slow-body.ts. */
const IDLE_MS = 30_000

/** The production server; tests inject requests into this same one. */
export async function createServer(deps: HttpDeps): Promise<FastifyInstance> {
  const tools = createTools(deps)
  const headers = headersOf(deps)
  const app = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: BODY_PATIENCE.photosMs + IDLE_MS,
    connectionTimeout: IDLE_MS,
    http: { headersTimeout: IDLE_MS },
    trustProxy: deps.trustProxy ? isNearest : false,
    genReqId: () => deps.newId(),
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: true },
    exposeHeadRoutes: true,
    clientErrorHandler: answerBrokenSocket,
    // An address that cannot be read meets no hook: it gets the same words and headers here.
    frameworkErrors: (error, request, reply) =>
      tools.deliver.error(request, reply.headers(headers), { status: error.statusCode ?? 400 }),
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: BODY_LIMIT_BYTES })
  await app.register(multipart, {
    limits: {
      files: 6,
      fields: 100,
      fieldSize: 64 * 1024,
      headerPairs: 50,
    },
    // Where a file ends is decided per route, in read-body.ts.
    throwFileSizeLimit: false,
  })
  acceptRawText(app)
  endSlowBodies(app, BODY_PATIENCE)

  addHeaders(app, { ...deps, headers })
  shedLoad(app, deps.inFlightMax ?? IN_FLIGHT_MAX)
  serveAssets(app, deps.assets)
  handleErrors(app, tools)
  await collectSchemas(app, { baseUrl: deps.baseUrl, version: deps.version ?? '0' })
  serveDocument(app)
  for (const route of deps.routes.filter((one) => !one.isRawBody)) addRoute(app, route, tools)
  await addRawRoutes(app, tools)
  leadFromForms(app, deps.routes)
  return app
}

type Tools = Speech & Readonly<{ deps: HttpDeps; deliver: Deliver }>

function createTools(deps: HttpDeps): Tools {
  const cookies = createCookies(deps)
  const english = createWordRefusal([...houseSentences, ...(deps.sentences ?? [])])
  const speech = { deps, cookies, english }
  const deliver = createDeliver({
    cookies,
    inlinePolicy: contentPolicy(deps.assets.styleHashes),
    errorView: deps.errorView,
    plainContext: (request) => plainContext(speech, request),
    wordsFor: (request) => wordsFor(speech, request),
  })
  return { ...speech, deliver }
}

function addRoute(app: FastifyInstance, route: Route, tools: Tools): void {
  app.route({
    method: route.method,
    url: route.url,
    ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
    // What is wrong with a request is told to who may make it: rights first.
    ...(route.schema === undefined ? {} : { schema: fastifySchema(route), attachValidation: true }),
    config: { route } as never,
    handler: async (request, reply) => {
      const req = await readRequest(request, route, tools)
      const denied = guard(route, req, {
        baseUrl: tools.deps.baseUrl,
        sent: () => ({ ...smallForm(request), ...req.form }),
      })
      if (denied === undefined && request.validationError !== undefined)
        throw request.validationError
      const answer = denied ?? (await route.handle(req))
      return tools.deliver(request, reply, { route, req, answer })
    },
  })
}

function leadFromForms(app: FastifyInstance, routes: readonly Route[]): void {
  for (const { url, depth } of formOnlyAddresses(routes))
    app.get(url, (request, reply) =>
      reply
        .code(303)
        .header('location', localPath(pathAbove(request.url.split('?')[0] ?? '/', depth)))
        .send(),
    )
}

/** Raw routes live in a scope whose only parser hands the bytes over. */
async function addRawRoutes(app: FastifyInstance, tools: Tools): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    )
    for (const route of tools.deps.routes.filter((one) => one.isRawBody))
      addRoute(scope, route, tools)
  })
}

/** What an error page needs, without a session and without the database. */
function plainContext(
  { deps, cookies, english }: Omit<Tools, 'deliver'>,
  request: FastifyRequest,
): PageContext {
  const lang = languageOf(cookies, request)
  return {
    lang,
    word: wordIn(lang, english),
    path: request.url,
    actor: ANONYMOUS,
    region: deps.region(),
    assets: pageAssets(deps.assets),
    csrf: '',
    isFirstVisit: true,
    isDemo: deps.isDemo(),
    isDemoGrowing: deps.isDemoGrowing?.() ?? false,
    now: deps.now(),
  }
}

const UNREAD = { form: {}, files: [], body: undefined } as const

async function readRequest(request: FastifyRequest, route: Route, tools: Tools): Promise<Req> {
  const { deps, cookies } = tools
  const jar = cookies.read(request)
  const session =
    jar.sesi === undefined || route.access === 'key'
      ? undefined
      : await deps.sessions.find(jar.sesi)
  const deviceId = jar.perangkat ?? freshRandom(16).toString('base64url')
  const headers = flatHeaders(request)
  const actor = session?.actor ?? ANONYMOUS
  // Nobody makes us read megabytes for a door that stays shut to them.
  const body = mayUse(actor, route.access) ? await readBody(request, route) : UNREAD
  const flash = jar.kabar
  const lang = languageOf(cookies, request)
  const unread = await unreadOf(deps, route, actor)
  const ctx: PageContext = {
    lang,
    word: wordIn(lang, tools.english),
    path: request.url,
    actor,
    region: deps.region(),
    assets: pageAssets(deps.assets),
    // Most pages have no form: the token is made when one asks for it.
    get csrf() {
      return csrfToken(deps.secretKey, session?.id ?? deviceId)
    },
    isFirstVisit: jar.gaya !== cookies.styleVersion,
    isDemo: deps.isDemo(),
    isDemoGrowing: deps.isDemoGrowing?.() ?? false,
    now: deps.now(),
    ...(flash === undefined ? {} : { flash }),
    ...(unread === undefined ? {} : { unread }),
  }
  return {
    method: request.method,
    path: request.url.split('?')[0] ?? '/',
    params: request.params as Record<string, string>,
    query: request.query as Req['query'],
    ...body,
    headers,
    actor,
    ...(session === undefined ? {} : { sessionId: session.id }),
    deviceId,
    isNewDevice: jar.perangkat === undefined,
    ...(jar.dikenal === undefined ? {} : { knownDevice: jar.dikenal }),
    ...(jar.lacak === undefined ? {} : { reporterPass: jar.lacak }),
    ip: request.ip,
    ctx,
    requestId: request.id,
  }
}

/** Counted only where a masthead will show it: pages of people who are signed in. */
async function unreadOf(deps: HttpDeps, route: Route, actor: Actor): Promise<number | undefined> {
  if (!isSignedIn(actor) || route.kind !== 'page' || route.method !== 'GET') return undefined
  return deps.unread?.(actor.accountId)
}

function pageAssets(assets: AssetStore): PageContext['assets'] {
  return {
    cssTextOf: assets.cssText,
    href: assets.href,
    scriptHref: (name) => assets.href(`${name}.js`),
    ...(assets.weightOf ? { weightOf: assets.weightOf } : {}),
  }
}

function flatHeaders(request: FastifyRequest): Record<string, string | undefined> {
  const flat: Record<string, string | undefined> = {}
  for (const [name, value] of Object.entries(request.headers))
    flat[name] = Array.isArray(value) ? value[0] : value
  return flat
}

/** Of the addresses a request came through, only the nearest proxy is believed about the one before it. */
function isNearest(_address: string, hop: number): boolean {
  return hop === 0
}

function headersOf({ baseUrl }: HttpDeps): ReturnType<typeof securityHeaders> {
  return securityHeaders({
    isHttps: baseUrl.startsWith('https:'),
  })
}

type Headed = HttpDeps & Readonly<{ headers: ReturnType<typeof securityHeaders> }>

function addHeaders(app: FastifyInstance, deps: Headed): void {
  // These lines have five known fields: nothing in them is looked for by name, the text is masked all the same.
  const log = deps.log.child({}, { redact: [] })
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(deps.headers)
    done()
  })
  const seconds = createSeries(deps.metrics)
  app.addHook('onResponse', (request, reply, done) => {
    seconds(request, reply.statusCode).observe(reply.elapsedTime / 1000)
    log.info(
      {
        requestId: request.id,
        method: request.method,
        path: request.url.split('?')[0],
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    )
    done()
  })
}

/** The histogram's series of a route, method and class of status, looked up once and then at hand. */
function createSeries({ httpSeconds }: Metrics) {
  const known = new Map<string, ReturnType<Metrics['httpSeconds']['labels']>>()
  return (request: FastifyRequest, statusCode: number) => {
    const route = request.routeOptions.url ?? 'none'
    const status = `${Math.floor(statusCode / 100)}xx`
    const key = `${request.method} ${status} ${route}`
    const found = known.get(key) ?? httpSeconds.labels({ route, method: request.method, status })
    known.set(key, found)
    return found
  }
}

/** Above the bound a new request is told at once to come back, so that the ones inside finish. */
function shedLoad(app: FastifyInstance, max: number): void {
  let inFlight = 0
  app.addHook('onRequest', (request, reply, done) => {
    inFlight += 1
    reply.raw.once('close', () => {
      inFlight -= 1
    })
    const isProbe = request.url === '/healthz' || request.url === '/readyz'
    if (inFlight <= max || isProbe) done()
    else
      reply
        .code(503)
        .header('retry-after', '2')
        .type('application/problem+json')
        .send(
          JSON.stringify(
            problem(503, {
              detail: SPOKEN.TERLALU_RAMAI.id,
            }),
          ),
        )
  })
}

function serveAssets(app: FastifyInstance, assets: AssetStore): void {
  app.get('/aset/*', (request, reply) => {
    const file = assets.find(request.url.split('?')[0] ?? '')
    if (file === undefined) return reply.callNotFound()
    reply
      .type(file.contentType)
      .header(
        'cache-control',
        file.isImmutable ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
      )
      .header('vary', 'accept-encoding')
    return file.brotli && takesBrotli(request)
      ? reply.header('content-encoding', 'br').send(file.brotli)
      : reply.send(file.bytes)
  })
}

/** XML and e-mail arrive as text; JSON keeps Fastify's parser with its prototype-poisoning guard. */
function acceptRawText(app: FastifyInstance): void {
  const types = ['text/plain', 'text/xml', 'application/xml', 'message/rfc822', 'text/csv']
  app.addContentTypeParser(types, { parseAs: 'string' }, (_request, body, done) => done(null, body))
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  )
}
