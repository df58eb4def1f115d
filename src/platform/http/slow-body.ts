import type { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { problem } from './problem.ts'
import type { Route } from './route.ts'

const LARGE_BYTES = 1024 * 1024

/** How long the body of a request may take to arrive. */
export type BodyPatience = Readonly<{
  /** Every request with a body: forms and JSON of a few kB. */
  usualMs: number
  /** Requests that bring photos: a whole one of 4 MB over 2G takes minutes. */
  photosMs: number
  /** Photos must make headway: at least `stepBytes` in every `stepMs`, or nobody is there any more. */
  stepMs: number
  stepBytes: number
}>

/** 300 bytes a second is a tenth of GPRS; a drip below it is no phone that tries. */
export const BODY_PATIENCE: BodyPatience = {
  usualMs: 30_000,
  photosMs: 300_000,
  stepMs: 20_000,
  stepBytes: 6_000,
}

/**
 * End requests whose body does not come. The server's own limit is one for all, so it is as long as the
 * longest here; this keeps everything but photos as short as before.
 */
export function endSlowBodies(app: FastifyInstance, patience: BodyPatience): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { raw } = request
    const hasBody =
      raw.headers['transfer-encoding'] !== undefined ||
      Number(raw.headers['content-length'] ?? 0) > 0
    // Requests that tests inject have no socket to end.
    if (hasBody && raw.socket instanceof Socket) {
      const { route } = request.routeOptions.config as { route?: Route }
      watch(raw, reply.raw, { patience, isLarge: isLarge(route) })
    }
    done()
  })
}

/** Photos by name, and whatever else may be as large: mail with attachments, files of programs. */
function isLarge(route: Route | undefined): boolean {
  return route?.takesPhotos === true || (route?.bodyLimit ?? 0) > LARGE_BYTES
}

type Watching = Readonly<{ patience: BodyPatience; isLarge: boolean }>

function watch(raw: IncomingMessage, answer: ServerResponse, watching: Watching): void {
  const { patience, isLarge } = watching
  const { socket } = raw
  let seen = socket.bytesRead
  let leftMs = isLarge ? patience.photosMs : patience.usualMs
  const stepMs = isLarge ? patience.stepMs : patience.usualMs
  const timer = setInterval(() => {
    if (raw.complete || raw.destroyed) return clearInterval(timer)
    leftMs -= stepMs
    const isMoving = !isLarge || socket.bytesRead - seen >= patience.stepBytes
    seen = socket.bytesRead
    if (isMoving && leftMs > 0) return
    clearInterval(timer)
    giveUp(raw, answer)
  }, stepMs)
  timer.unref()
  raw.once('close', () => clearInterval(timer))
}

function giveUp({ socket }: IncomingMessage, answer: ServerResponse): void {
  if (answer.headersSent || !socket.writable) {
    socket.destroy()
    return
  }
  const body = JSON.stringify(problem(408))
  const head = `HTTP/1.1 408 Request Timeout\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n`
  socket.end(head + body, () => socket.destroy())
}
