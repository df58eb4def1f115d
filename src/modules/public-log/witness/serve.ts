import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { formatVerifierKey } from '../../../kernel/tlog/note.ts'
import { REQUEST_BYTES_MAX } from '../domain/add-checkpoint.ts'
import type { Witness } from './witness.ts'

/** A witness answers anybody on the internet: everything about a request has an end. */
export type ServeLimits = Readonly<{
  /** Whole request with its body. */
  requestMs: number
  headersMs: number
  connections: number
  /** Requests being answered at once; one connection may send many. */
  inFlight: number
}>

const LIMITS: ServeLimits = {
  requestMs: 10_000,
  headersMs: 5_000,
  connections: 256,
  inFlight: 256,
}

export type ServeOptions = Readonly<{
  /** Told of what failed, in one line. */
  shout: (line: string) => void
  limits?: Partial<ServeLimits>
}>

/** The witness over HTTP, not listening yet. */
export function serveWitness(witness: Witness, { shout, limits = {} }: ServeOptions): Server {
  const { requestMs, headersMs, connections, inFlight } = { ...LIMITS, ...limits }
  let running = 0
  const server = createServer(
    {
      maxHeaderSize: 8_192,
      headersTimeout: Math.min(headersMs, requestMs),
      requestTimeout: requestMs,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: Math.min(500, requestMs),
    },
    (request, response) => {
      if (running >= inFlight) return send(response, BUSY)
      running += 1
      respond(witness, request)
        .catch((error: unknown) => failed(error, request, shout))
        .then((reply) => send(response, reply))
        .finally(() => {
          running -= 1
        })
    },
  )
  server.maxConnections = connections
  // A client that does not read its answer is not waited for.
  server.setTimeout(requestMs + IDLE_MS)
  return server
}

/** Beyond the limit for a whole request, so that a slow one still hears why it is cut. */
const IDLE_MS = 10_000

type Reply = Readonly<{
  status: number
  text?: string
  type?: string
  /** What else is coming on this connection is not worth reading. */
  isLast?: boolean
}>

const NOT_FOUND: Reply = { status: 404, text: 'Tidak ada di sini.\n' }
const TOO_LARGE: Reply = { status: 413, text: 'Permintaan terlalu besar.\n', isLast: true }
const UNREADABLE: Reply = { status: 400, text: 'Permintaan tidak terbaca.\n' }
const BUSY: Reply = { status: 503, text: 'Saksi sedang penuh. Coba lagi.\n', isLast: true }
const FAILED: Reply = { status: 503, text: 'Saksi tidak dapat menyimpan. Coba lagi.\n' }
const GONE: Reply = { status: 400, isLast: true }

async function respond(witness: Witness, request: IncomingMessage): Promise<Reply> {
  const { method = '', url = '' } = request
  const [path, query = ''] = url.split('?', 2)
  if (method === 'POST' && path === '/add-checkpoint') return addCheckpoint(witness, request)
  if (method !== 'GET' && method !== 'HEAD') return { ...NOT_FOUND, isLast: true }
  if (path === '/') return { status: 200, text: await describe(witness) }
  if (path !== '/checkpoint') return NOT_FOUND
  const kept = await witness.lastOf(new URLSearchParams(query).get('origin') ?? '')
  return kept === undefined ? NOT_FOUND : { status: 200, text: kept.note }
}

async function addCheckpoint(witness: Witness, request: IncomingMessage): Promise<Reply> {
  const bytes = await readBody(request)
  if (bytes === 'gone') return GONE
  if (bytes === 'too-large') return TOO_LARGE
  const body = textOf(bytes)
  if (body === undefined) return UNREADABLE
  const reply = await witness.addCheckpoint(body)
  if (reply.status === 200) return { status: 200, text: reply.line }
  return reply.status === 409
    ? { status: 409, text: `${reply.size}\n`, type: 'text/x.tlog.size' }
    : { status: reply.status, text: REASONS[reply.status] }
}

const REASONS = {
  400: 'Permintaan tidak terbaca.\n',
  403: 'Tidak ada tanda tangan dari kunci log yang dikenal.\n',
  404: 'Log ini tidak disaksikan di sini.\n',
  422: 'Bukti kekonsistenan tidak sah.\n',
} as const

async function readBody(request: IncomingMessage): Promise<Buffer | 'too-large' | 'gone'> {
  if (Number(request.headers['content-length'] ?? 0) > REQUEST_BYTES_MAX) return 'too-large'
  const pieces: Buffer[] = []
  let size = 0
  try {
    for await (const piece of request.iterator({
      destroyOnReturn: false,
    }) as AsyncIterable<Buffer>) {
      size += piece.length
      if (size > REQUEST_BYTES_MAX) return 'too-large'
      pieces.push(piece)
    }
  } catch {
    // Whoever sent it hung up, or was too slow.
    return 'gone'
  }
  return Buffer.concat(pieces)
}

/** Notes are UTF-8 and nothing else. */
function textOf(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** For people: who this is, and what it has signed last. */
async function describe(witness: Witness): Promise<string> {
  const lines = [
    `Saksi: ${witness.key.name}`,
    `Kunci: ${formatVerifierKey(witness.key)}`,
    '',
    'Log:',
  ]
  for (const origin of witness.origins) {
    const kept = await witness.lastOf(origin)
    lines.push(
      kept === undefined
        ? `${origin}: belum ada titik periksa`
        : `${origin}: ukuran ${kept.checkpoint.size}, ${new Date(kept.seconds * 1_000).toISOString()}`,
    )
  }
  return `${lines.join('\n')}\n`
}

function failed(error: unknown, request: IncomingMessage, shout: (line: string) => void): Reply {
  shout(`${request.method} gagal: ${error instanceof Error ? error.message : String(error)}`)
  return FAILED
}

function send(response: ServerResponse, reply: Reply): void {
  const { status, text = '', type = 'text/plain; charset=utf-8', isLast = false } = reply
  if (response.destroyed) return
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(status === 503 ? { 'retry-after': '5' } : {}),
    ...(isLast ? { connection: 'close' } : {}),
  })
  response.end(text)
  if (isLast) response.once('finish', () => response.req.destroy())
}
