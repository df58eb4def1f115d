import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import { ok, type Refusal, type Result, refuse } from '../../kernel/result.ts'

/** One request to addresses that were checked before. No redirect, no cache, no kept connection. */
export type PinnedAddress = Readonly<{ address: string; family: 4 | 6 }>
export type PinnedTarget = Readonly<{ url: URL; addresses: readonly PinnedAddress[] }>
export type PinnedRequest = Readonly<{
  method: string
  headers: Readonly<Record<string, string>>
  body: string | Uint8Array | undefined
  maxBytes: number
  signal: AbortSignal
}>
export type PinnedAnswer = Readonly<{
  status: number
  headers: Readonly<Record<string, string>>
  body: Uint8Array
}>

export async function requestPinned(
  target: PinnedTarget,
  request: PinnedRequest,
): Promise<Result<PinnedAnswer>> {
  const response = await openRequest(target, request)
  const encoding = response.headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity') {
    response.destroy()
    return refuse(COMPRESSED)
  }
  const body = await readBody(response, request.maxBytes)
  if (body === undefined) return refuse(tooLarge(request.maxBytes))
  return ok({ status: response.statusCode ?? 0, headers: plainHeaders(response.headers), body })
}

function openRequest(target: PinnedTarget, request: PinnedRequest): Promise<http.IncomingMessage> {
  const send = target.url.protocol === 'https:' ? https.request : http.request
  const headers = {
    'user-agent': 'pendopo',
    ...request.headers,
    // Compressed answers could unpack to any size; plain ones are counted as they come.
    'accept-encoding': 'identity',
    ...(request.body === undefined ? {} : { 'content-length': Buffer.byteLength(request.body) }),
  }
  return new Promise((resolve, reject) => {
    const outgoing = send(target.url, {
      method: request.method,
      headers,
      agent: false,
      lookup: pinLookup(target.addresses),
      signal: request.signal,
      maxHeaderSize: 16_384,
    })
    outgoing.on('response', resolve)
    outgoing.on('error', reject)
    outgoing.end(request.body)
  })
}

/**
 * DNS that knows one answer, so the connection cannot go anywhere else than where it was checked.
 */
function pinLookup(addresses: readonly PinnedAddress[]): LookupFunction {
  return (host, options, callback) => {
    const first = addresses[0]
    if (first === undefined) callback(new Error(`no checked address for ${host}`), '', 0)
    else if (options.all === true)
      callback(
        null,
        addresses.map((one) => ({ ...one })),
      )
    else callback(null, first.address, first.family)
  }
}

/** @returns undefined when there is more than maxBytes; the connection is then cut */
async function readBody(
  response: http.IncomingMessage,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of response as AsyncIterable<Buffer>) {
    size += piece.length
    if (size > maxBytes) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

function plainHeaders(headers: http.IncomingHttpHeaders): Readonly<Record<string, string>> {
  const entries = Object.entries(headers).map(
    ([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')] as const,
  )
  return Object.fromEntries(entries)
}

const COMPRESSED: Refusal = {
  code: 'ISI_WEB_TIDAK_COCOK',
  message:
    'Server mengirim isi yang dimampatkan walau tidak diminta. Hubungi pengelola server itu.',
}

function tooLarge(maxBytes: number): Refusal {
  const megabytes = String(maxBytes / 1_000_000).replace('.', ',')
  return {
    code: 'ISI_WEB_TERLALU_BESAR',
    message: `Isi pada alamat web ini lebih dari ${megabytes} MB.`,
  }
}
