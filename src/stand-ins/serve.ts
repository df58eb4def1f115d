import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ok } from '../kernel/result.ts'
import type { SafeFetch } from '../platform/net/safe-fetch.ts'
import type { StandIn, StandInRequest } from './stand-in.ts'

/** How a system of others fails: no answer, an error, nonsense, or an answer that never ends. */
export const FAULTS = ['timeout', '500', 'garbage', 'slow'] as const
export type Fault = (typeof FAULTS)[number]

export type Served = Readonly<{
  address: string
  /** Requests that arrived, answered or not. */
  calls: () => number
  setFault: (fault: Fault | undefined) => void
  close: () => Promise<void>
}>

export type ServeOptions = Readonly<{ port: number; host?: string; fault?: Fault | undefined }>

/** Play it on a port, with a fault when one is asked for. */
export async function serveStandIn(
  standIn: StandIn,
  { port, host = '127.0.0.1', fault }: ServeOptions,
): Promise<Served> {
  let current = fault
  let calls = 0
  const server = createServer((incoming, response) => {
    calls += 1
    if (current !== undefined) return fail(current, response)
    respond(standIn, incoming, response).catch(() => response.destroy())
  })
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(port, host, done)
  })
  const { port: bound } = server.address() as AddressInfo
  return {
    address: `http://${host}:${bound}`,
    calls: () => calls,
    setFault: (next) => {
      current = next
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

const DRIP_MS = 400

function fail(fault: Fault, response: ServerResponse): void {
  if (fault === 'timeout') return
  if (fault === '500') {
    response.writeHead(500, { 'content-type': 'application/json' }).end('{"message":"error"}')
    return
  }
  response.writeHead(200, { 'content-type': 'application/json' })
  if (fault === 'garbage') {
    response.end('<html><body>Sedang dalam pemeliharaan</body></html>')
    return
  }
  const drip = setInterval(() => response.write(' '), DRIP_MS)
  response.on('close', () => clearInterval(drip))
}

/** A file to be signed comes in letters of base64. */
const BODY_BYTES_MAX = 8 * 1024 * 1024

async function respond(
  standIn: StandIn,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of incoming as AsyncIterable<Buffer>) {
    size += piece.length
    if (size > BODY_BYTES_MAX) {
      response.writeHead(413).end()
      return
    }
    pieces.push(piece)
  }
  const request = requestOf(incoming.method ?? 'GET', incoming.url ?? '/', {
    headers: incoming.headers as Record<string, string | undefined>,
    body: Buffer.concat(pieces).toString('utf8'),
  })
  const { status, body } = await standIn.answer(request)
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify(body))
}

function requestOf(
  method: string,
  address: string,
  rest: Pick<StandInRequest, 'headers' | 'body'>,
): StandInRequest {
  const url = new URL(address, 'http://stand-in.invalid')
  return { method, path: url.pathname, query: url.searchParams, ...rest }
}

/** The embedded stand-in: the same client, the same words on the wire, only no wire. */
export function standInFetch(standIn: StandIn): SafeFetch {
  return async (address, { method = 'GET', headers = {}, body } = {}) => {
    const sent = typeof body === 'string' ? body : ''
    const { status, body: answered } = await standIn.answer(
      requestOf(method, address, { headers, body: sent }),
    )
    const words = JSON.stringify(answered)
    return ok({
      status,
      url: address,
      contentType: 'application/json',
      headers: { 'content-type': 'application/json' },
      body: new TextEncoder().encode(words),
      text: () => words,
    })
  }
}
