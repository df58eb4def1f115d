import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { isSignedIn } from '../../kernel/actor.ts'
import type { Refusal } from '../../kernel/result.ts'
import type { PageContext } from '../../ui/page-context.ts'
import { renderPage } from '../../ui/render.tsx'
import type { Answer, KeptPage, WordsBack } from './answer.ts'
import type { Cookies } from './cookies.ts'
import { problem, titleOf } from './problem.ts'
import type { Req, Route } from './route.ts'
import { sendCompressed, sendKept } from './send.ts'
import type { Words } from './words.ts'

export type ErrorView = (
  ctx: PageContext,
  error: Readonly<{
    status: number
    title: string
    detail?: string
    incident?: string
    wordsBack?: WordsBack
  }>,
) => VNode

type Delivery = Readonly<{ route: Route; req: Req; answer: Answer }>
type ErrorInfo = Readonly<{
  status: number
  detail?: string
  refusals?: readonly Refusal[]
  wordsBack?: WordsBack
}>

export type Deliver = ((
  request: FastifyRequest,
  reply: FastifyReply,
  delivery: Delivery,
) => Promise<FastifyReply>) &
  Readonly<{
    error: (request: FastifyRequest, reply: FastifyReply, info: ErrorInfo) => Promise<FastifyReply>
  }>

type DeliverDeps = Readonly<{
  cookies: Cookies
  /** What a page that carries its styles in itself may show. */
  inlinePolicy: string
  errorView: ErrorView
  plainContext: (request: FastifyRequest) => PageContext
  wordsFor: (request: FastifyRequest) => Words
}>

const YEAR_SECONDS = 365 * 86_400

/** Turn an answer into bytes, headers and cookies. The only file that does. */
export function createDeliver(deps: DeliverDeps): Deliver {
  const error = (request: FastifyRequest, reply: FastifyReply, info: ErrorInfo) =>
    sendError(deps, { request, reply, info })
  const deliver = async (request: FastifyRequest, reply: FastifyReply, delivery: Delivery) => {
    const { answer, req, route } = delivery
    if (isSignedIn(req.actor) || answer.kind === 'redirect')
      reply.header('cache-control', 'no-store')
    switch (answer.kind) {
      case 'page':
        return sendPage(deps, { request, reply, delivery, html: renderPage(answer.view) })
      case 'html':
        return sendPage(deps, { request, reply, delivery, html: answer.html })
      case 'kept':
        return sendKeptPage(deps, { request, reply, req, page: answer.page })
      case 'redirect':
        return sendRedirect(deps, { reply, req, answer })
      case 'json':
        return sendJson(reply, answer, route)
      case 'text':
        return sendCompressed(
          request,
          reply
            .code(answer.status ?? 200)
            .headers(answer.headers ?? {})
            .type(answer.contentType),
          answer.body,
        )
      case 'bytes': {
        reply
          .code(answer.status ?? 200)
          .headers(answer.headers ?? {})
          .type(answer.contentType)
        const body = Buffer.from(answer.body)
        return answer.isPackable ? sendCompressed(request, reply, body) : reply.send(body)
      }
      case 'stream':
        return reply
          .type(answer.contentType)
          .header('content-disposition', `attachment; filename="${answer.filename}"`)
          .send(answer.body)
      case 'refused':
        return sendRefused(deps, { request, reply, delivery, answer })
      case 'not-found':
        return error(request, reply, { status: 404 })
      case 'forbidden':
        return error(request, reply, { status: 403 })
    }
  }
  return Object.assign(deliver, { error })
}

type PageSend = Readonly<{
  request: FastifyRequest
  reply: FastifyReply
  delivery: Delivery
  html: string
}>

function sendPage(
  { cookies, inlinePolicy }: DeliverDeps,
  { request, reply, delivery, html }: PageSend,
): Promise<FastifyReply> {
  const { req } = delivery
  const answer = delivery.answer as Extract<Answer, { kind: 'page' | 'html' }>
  if (req.ctx.isFirstVisit) greet({ cookies, inlinePolicy }, reply)
  if (req.ctx.flash !== undefined) cookies.flash(reply, undefined)
  // Only a page with a form needs to know the browser again, to tell its own form from a forged one.
  if (html.includes('name="_csrf"')) keepDevice(cookies, reply, req)
  reply
    .code(answer.status ?? 200)
    .headers(answer.headers ?? {})
    .type('text/html; charset=utf-8')
  if (reply.getHeader('cache-control') === undefined) reply.header('cache-control', 'no-cache')
  return sendCompressed(request, reply, html)
}

type KeptSend = Readonly<{
  request: FastifyRequest
  reply: FastifyReply
  req: Req
  page: KeptPage
}>

/** A first visit: the page carries its styles in itself, the next one need not. */
function greet(
  { cookies, inlinePolicy }: Pick<DeliverDeps, 'cookies' | 'inlinePolicy'>,
  reply: FastifyReply,
): void {
  cookies.write(reply, { name: 'gaya', value: cookies.styleVersion, maxAgeSeconds: YEAR_SECONDS })
  reply.header('content-security-policy', inlinePolicy)
}

function sendKeptPage(
  deps: DeliverDeps,
  { request, reply, req, page }: KeptSend,
): Promise<FastifyReply> {
  if (req.ctx.isFirstVisit) greet(deps, reply)
  reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache')
  return sendKept(request, reply, page)
}

function keepDevice(cookies: Cookies, reply: FastifyReply, req: Req): void {
  cookies.write(reply, { name: 'perangkat', value: req.deviceId, maxAgeSeconds: YEAR_SECONDS })
}

type Redirect = Extract<Answer, { kind: 'redirect' }>

async function sendRedirect(
  { cookies }: DeliverDeps,
  { reply, req, answer }: { reply: FastifyReply; req: Req; answer: Redirect },
): Promise<FastifyReply> {
  for (const change of answer.cookies ?? []) cookies.write(reply, change)
  if (answer.flash !== undefined) cookies.flash(reply, answer.flash)
  if (req.method === 'POST') keepDevice(cookies, reply, req)
  return reply.code(303).header('location', localPath(answer.to)).send()
}

/**
 * Redirects stay on this site: "//evil.example" and "https:" are turned into the front page. Letters
 * that a header cannot carry are written as an address writes them.
 */
export function localPath(to: string): string {
  if (!/^\/(?![/\\])[^\r\n]*$/.test(to)) return '/'
  return to.replace(/[^!-~]+/g, (part) => encodeURIComponent(Buffer.from(part).toString()))
}

async function sendJson(
  reply: FastifyReply,
  answer: Extract<Answer, { kind: 'json' }>,
  route: Route,
): Promise<FastifyReply> {
  reply
    .code(answer.status ?? 200)
    .headers(answer.headers ?? {})
    .type('application/json; charset=utf-8')
  // With a response schema Fastify serialises through it, so no column leaks that the contract does not name.
  return reply.send(route.schema === undefined ? JSON.stringify(answer.data) : answer.data)
}

type RefusedSend = Readonly<{
  request: FastifyRequest
  reply: FastifyReply
  delivery: Delivery
  answer: Extract<Answer, { kind: 'refused' }>
}>

async function sendRefused(
  deps: DeliverDeps,
  { request, reply, delivery, answer }: RefusedSend,
): Promise<FastifyReply> {
  const status = answer.status ?? 422
  const isPage = delivery.route.kind === 'page'
  const { lang, word } = isPage ? delivery.req.ctx : deps.wordsFor(request)
  const refusals = answer.refusals.map((one) => ({ ...one, message: word(one) }))
  const detail = refusals.map(({ message }) => message).join(' ')
  reply.headers(answer.headers ?? {})
  if (isPage) {
    const { wordsBack } = answer
    const info = { status, detail, ...(wordsBack ? { wordsBack } : {}) }
    return sendError(deps, { request, reply, info })
  }
  const instance = request.url.split('?')[0] ?? '/'
  const body = problem(status, { detail, instance, refusals }, lang)
  return reply
    .code(status)
    .header('content-language', lang)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(body)
}

type ErrorSend = Readonly<{ request: FastifyRequest; reply: FastifyReply; info: ErrorInfo }>

async function sendError(
  deps: DeliverDeps,
  { request, reply, info }: ErrorSend,
): Promise<FastifyReply> {
  const { status, detail, refusals = [], wordsBack } = info
  if (status === 503) reply.header('retry-after', '10')
  reply.code(status).header('cache-control', 'no-store')
  // A program's address answers as one even when a browser asks.
  const isProgram = request.url.startsWith('/api/')
  const isPerson = !isProgram && String(request.headers.accept ?? '').includes('text/html')
  const incident = status >= 500 ? request.id : undefined
  if (!isPerson) {
    const more = {
      ...(detail ? { detail } : {}),
      ...(incident ? { instance: incident } : {}),
      ...(refusals.length > 0 ? { refusals } : {}),
    }
    const { lang } = deps.wordsFor(request)
    return reply
      .type('application/problem+json')
      .header('content-language', lang)
      .serializer(JSON.stringify)
      .send(problem(status, more, lang))
  }
  const ctx = deps.plainContext(request)
  reply.header('content-security-policy', deps.inlinePolicy)
  const view = deps.errorView(ctx, {
    status,
    title: titleOf(status, ctx.lang),
    ...(detail ? { detail } : {}),
    ...(incident ? { incident } : {}),
    ...(wordsBack ? { wordsBack } : {}),
  })
  return sendCompressed(request, reply.type('text/html; charset=utf-8'), renderPage(view))
}
