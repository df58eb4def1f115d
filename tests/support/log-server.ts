import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { MemoryLog } from './memory-log.ts'

export type Responder = (response: ServerResponse, request: IncomingMessage) => void

export type LogServer = Readonly<{
  /** Of the site; the log lies at /log. */
  address: string
  /** Requests answered, by path below the log. */
  asked: string[]
  /** Answers given instead of the log's own, by path below the log; "*" for every path. */
  instead: Map<string, Responder>
  /** Show another log from now on. */
  show: (log: MemoryLog) => void
  close: () => Promise<void>
}>

/** A log over HTTP as the program serves it: text, tiles, and entries packed with gzip. */
export async function serveLog(log: MemoryLog): Promise<LogServer> {
  let shown = log
  const asked: string[] = []
  const instead = new Map<string, Responder>()
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/^\/log\//, '')
    asked.push(path)
    const other = instead.get(path) ?? instead.get('*')
    if (other !== undefined) other(response, request)
    else answer(shown, path, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    instead,
    show: (next) => {
      shown = next
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

const PLAIN = { 'content-type': 'text/plain; charset=utf-8' }

function answer(log: MemoryLog, path: string, response: ServerResponse): void {
  const text = path === 'checkpoint' ? log.checkpoint() : `${log.keys.join('\n')}\n`
  const bytes = path === 'checkpoint' || path === 'kunci' ? Buffer.from(text) : log.read(path)
  if (bytes === undefined) response.writeHead(404).end()
  else if (path.startsWith('tile/entries/'))
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(bytes, { level: 1 }))
  else response.writeHead(200, path.startsWith('tile/') ? {} : PLAIN).end(bytes)
}
