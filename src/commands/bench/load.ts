import { connect } from 'node:net'

/**
 * A small load maker over keep-alive connections: it writes requests made beforehand and reads no more
 * of an answer than its length, so that the processor goes to the servers that are compared.
 */
export type LoadPlan = Readonly<{
  port: number
  /** The next request as it goes over the wire. */
  next: () => string
  connections: number
  /** How long to go on; a request on its way at the end still counts. */
  ms: number
  /** Told of each request that was answered, at that moment. */
  onAnswer?: (request: string) => void
}>

export type LoadSeen = Readonly<{
  perSecond: number
  count: number
  /** Of each answer, from the request's last byte to the answer's. */
  ms: readonly number[]
}>

export async function runLoad(plan: LoadPlan): Promise<LoadSeen> {
  const startedMs = performance.now()
  const untilMs = startedMs + plan.ms
  const lanes = Array.from({ length: plan.connections }, () => runLane(plan, untilMs))
  const ms = (await Promise.all(lanes)).flat()
  const seconds = (performance.now() - startedMs) / 1000
  return { perSecond: ms.length / seconds, count: ms.length, ms }
}

function runLane({ port, next, onAnswer }: LoadPlan, untilMs: number): Promise<readonly number[]> {
  return new Promise((done, fail) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const ms: number[] = []
    let sentMs = 0
    let request = ''
    let waiting = createAnswer()
    const send = () => {
      waiting = createAnswer()
      request = next()
      sentMs = performance.now()
      socket.write(request)
    }
    socket.on('error', fail)
    socket.on('connect', send)
    socket.on('close', () => done(ms))
    socket.on('data', (chunk) => {
      const state = waiting.take(chunk)
      if (state === 'more') return
      if (state !== 'done') {
        fail(new Error(`the server answered: ${state}`))
        socket.destroy()
        return
      }
      ms.push(performance.now() - sentMs)
      onAnswer?.(request)
      if (performance.now() < untilMs) send()
      else socket.end()
    })
  })
}

const HEAD_END = Buffer.from('\r\n\r\n')

/** Reads one answer with a content-length. @returns done, more, or the status line of a refusal */
function createAnswer() {
  let head: Buffer = Buffer.alloc(0)
  let missing: number | undefined
  return {
    take: (chunk: Buffer): string => {
      if (missing === undefined) {
        head = head.length === 0 ? chunk : Buffer.concat([head, chunk])
        const end = head.indexOf(HEAD_END)
        if (end === -1) return 'more'
        const length = readHead(head.toString('latin1', 0, end))
        if (typeof length === 'string') return length
        missing = length - (head.length - end - HEAD_END.length)
      } else missing -= chunk.length
      return missing > 0 ? 'more' : 'done'
    },
  }
}

/** @returns the length of the body, or what is wrong */
function readHead(text: string): number | string {
  if (!/^HTTP\/1\.1 2\d\d/.test(text)) return text.split('\r\n')[0] ?? 'nothing'
  const length = /\ncontent-length: (\d+)/i.exec(text)?.[1]
  return length === undefined ? 'no content-length' : Number(length)
}

export type RequestParts = Readonly<{
  method?: string
  path: string
  headers?: Readonly<Record<string, string>>
  body?: string
}>

/** A request as it goes over the wire. */
export function requestText({ method = 'GET', path, headers = {}, body }: RequestParts): string {
  const all = {
    host: '127.0.0.1',
    accept: 'text/html',
    ...headers,
    ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`
}
