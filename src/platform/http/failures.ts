import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import type { Log } from '../log/log.ts'
import { SPOKEN } from '../wording/spoken.ts'
import { isDatabaseAway } from './database-away.ts'
import type { Deliver } from './deliver.ts'
import { refusalsOf } from './openapi.ts'
import { problem } from './problem.ts'
import type { ErrorText, Route } from './route.ts'
import { type Speech, wordsFor } from './words.ts'

type Tools = Speech & Readonly<{ deps: Readonly<{ log: Log }>; deliver: Deliver }>

export function handleErrors(app: FastifyInstance, tools: Tools): void {
  const { deps } = tools
  app.setNotFoundHandler((request, reply) => tools.deliver.error(request, reply, { status: 404 }))
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const status = statusOf(error)
    if (status >= 500)
      deps.log.error(
        { err: error, requestId: request.id, path: request.url.split('?')[0] },
        'request failed',
      )
    const said = status < 500 ? detailOf(error) : ''
    const { word } = wordsFor(tools, request)
    const detail = said === '' ? '' : word({ code: error.code ?? '', message: said })
    const own = describedBy(request, { status, detail })
    if (own !== undefined) return reply.code(own.status).type(own.contentType).send(own.body)
    return tools.deliver.error(request, reply, {
      status,
      ...(status < 500 ? { detail, refusals: refusalsOf(error.validation) } : {}),
    })
  })
}

/** The route's own words for a failure, when its protocol has some. */
function describedBy(
  request: FastifyRequest,
  failure: { status: number; detail: string },
): ErrorText | undefined {
  const { route } = request.routeOptions.config as { route?: Route }
  return route?.describeError?.({ ...failure, path: request.url.split('?')[0] ?? '/' })
}

function statusOf(error: FastifyError): number {
  if (isDatabaseAway(error)) return 503
  if (error.validation !== undefined) return 400
  const status = error.statusCode ?? 500
  return status >= 400 && status < 600 ? status : 500
}

/** Only problems of the request itself are described; our own stay in the log. */
function detailOf(error: FastifyError): string {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return SPOKEN.ISI_TERLALU_BESAR.id
  if (error.validation === undefined) return (error as { detail?: string }).detail ?? ''
  return error.validation
    .map((issue) =>
      `${issue.instancePath.replaceAll('/', ' ').trim()} ${issue.message ?? ''}`.trim(),
    )
    .join('; ')
}

/** A request so broken that no route saw it (bad header, smuggling try). */
export function answerBrokenSocket(
  error: Error & { code?: string },
  socket: import('node:net').Socket,
): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400
  const body = JSON.stringify(problem(status))
  socket.end(
    `HTTP/1.1 ${status} Bad Request\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}
