import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { KeptPage } from './answer.ts'

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

const COMPRESS_MIN_BYTES = 800
// Level 5 gives nearly the size of level 11 for pages of our size at a twentieth of the time.
const BROTLI_QUALITY = 5

/** Compress by what the browser takes; Brotli first, since it decides what a page weighs on 2G. */
export async function sendCompressed(
  request: FastifyRequest,
  reply: FastifyReply,
  body: string | Buffer,
): Promise<FastifyReply> {
  const raw = typeof body === 'string' ? Buffer.from(body) : body
  reply.header('vary', 'accept-encoding')
  const encoding = encodingFor(request, raw)
  if (encoding === undefined) return reply.send(raw)
  return reply.header('content-encoding', encoding).send(await PACKERS[encoding](raw))
}

/** The same for a page that many get: each compressed form is made once. */
export async function sendKept(
  request: FastifyRequest,
  reply: FastifyReply,
  { bytes, packed }: KeptPage,
): Promise<FastifyReply> {
  reply.header('vary', 'accept-encoding')
  const encoding = encodingFor(request, bytes)
  if (encoding === undefined) return reply.send(bytes)
  const small = packed.get(encoding) ?? PACKERS[encoding](bytes)
  packed.set(encoding, small)
  return reply.header('content-encoding', encoding).send(await small)
}

type Encoding = 'br' | 'gzip'

const PACKERS: Readonly<Record<Encoding, (raw: Buffer) => Promise<Buffer>>> = {
  br: (raw) =>
    brotli(raw, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
      },
    }),
  gzip: (raw) => gzipped(raw),
}

function encodingFor(request: FastifyRequest, raw: Buffer): Encoding | undefined {
  if (raw.length < COMPRESS_MIN_BYTES) return undefined
  if (takesBrotli(request)) return 'br'
  return /\bgzip\b/.test(accepted(request)) ? 'gzip' : undefined
}

export const takesBrotli = (request: FastifyRequest): boolean => /\bbr\b/.test(accepted(request))

const accepted = (request: FastifyRequest) => String(request.headers['accept-encoding'] ?? '')
