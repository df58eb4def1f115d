import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import type { Refusal } from '../../kernel/result.ts'
import type { Log } from '../log/log.ts'
import { SPOKEN, type SpokenCode } from '../wording/spoken.ts'
import { isDatabaseAway } from './database-away.ts'
import type { Deliver } from './deliver.ts'
import { refusalsOf } from './openapi.ts'
import { problem } from './problem.ts'
import type { ErrorText, Route } from './route.ts'
import { type Speech, type Words, wordsFor } from './words.ts'

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
    const { detail, refusals } = status < 500 ? tell(error, wordsFor(tools, request)) : UNTOLD
    const own = describedBy(request, { status, detail })
    if (own !== undefined) return reply.code(own.status).type(own.contentType).send(own.body)
    return tools.deliver.error(request, reply, { status, detail, refusals })
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

type Told = Readonly<{ detail: string; refusals: readonly Refusal[] }>

const UNTOLD: Told = { detail: '', refusals: [] }

/** Only problems of the request itself are described; our own stay in the log. */
function tell(error: FastifyError & { detail?: string }, { word }: Words): Told {
  if (error.validation !== undefined) {
    const refusals = refusalsOf(error.validation).map((one) => ({ ...one, message: word(one) }))
    const lines = refusals.map(({ field = '', message }) =>
      `${field.replaceAll('.', ' ')} ${message}`.trim(),
    )
    return { detail: lines.join('; '), refusals }
  }
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    const code: SpokenCode = 'ISI_TERLALU_BESAR'
    return { detail: word({ code, message: SPOKEN[code].id }), refusals: [] }
  }
  const { code, detail = '' } = error
  return { detail: detail === '' ? '' : word({ code, message: detail }), refusals: [] }
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
