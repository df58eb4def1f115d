import { connect } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { useRunningApp } from '../support/running-app.ts'
import { openPerson } from './support/people.ts'

/** Requests in one run. A nightly run raises it to a million: FUZZ_RUNS=1000000. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 400)
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_125)
const HANG_MS = 5_000

const { app, logged, listen } = await useRunningApp()
const doors = app.routes.filter(({ access }) => access === 'public' || access === 'key')
const stranger = openPerson(app, 'anonim')
await stranger.get('/lapor')

const nasty = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    '\u0000',
    '%00',
    '%',
    '../..',
    '-1',
    '1e400',
    'NaN',
    '[]',
    '{}',
    '٣',
    '\ud800',
    'x'.repeat(5_000),
  ),
  fc.integer().map(String),
)
const safely = (text: string) => encodeURIComponent(Buffer.from(text).toString())
const json = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.constantFrom(
    '{',
    '[]',
    'null',
    '1',
    '"x"',
    '{"judul":1,"judul":"dua"}',
    '{"__proto__":{"a":1}}',
    '{"isi":{"a":[[[[]]]]}}',
  ),
  fc.integer({ min: 1, max: 10_000 }).map((depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`),
  nasty.map((text) =>
    JSON.stringify({ kategori: text, judul: text, isi: text, lokasi: { lat: text } }),
  ),
)
const body = fc.oneof(
  fc.record({ type: fc.constant('application/json'), text: json }),
  fc.record({
    type: fc.constant('application/x-www-form-urlencoded'),
    text: fc
      .array(
        fc.tuple(fc.constantFrom('judul', 'isi', 'kode', 'email', 'nama', 'lat', 'judul'), nasty),
      )
      .map((pairs) =>
        [
          `_csrf=${stranger.token()}`,
          ...pairs.map(([key, value]) => `${key}=${safely(value)}`),
        ].join('&'),
      ),
  }),
  fc.record({
    type: fc.constantFrom(
      'text/plain',
      'application/xml',
      'multipart/form-data',
      'multipart/form-data; boundary=x',
      'image/jpeg',
      '',
    ),
    text: nasty,
  }),
)
const request = fc.record({
  door: fc.constantFrom(...doors),
  values: fc.array(nasty, { minLength: 2, maxLength: 2 }),
  query: fc.array(
    fc.tuple(
      fc.constantFrom(
        'q',
        'status',
        'sesudah',
        'kategori',
        'page',
        'limit',
        'dari',
        'bbox',
        'kode',
      ),
      nasty,
    ),
    { maxLength: 3 },
  ),
  accept: fc.constantFrom('text/html', 'application/json', '*/*', 'x/y;q=zz'),
  body,
})

type Asked = typeof request extends fc.Arbitrary<infer T> ? T : never

function callOf({ door, values, query, accept, body: sent }: Asked) {
  let step = 0
  const path = door.url.replace(/:\w+|\*/g, () => {
    step += 1
    return safely(values[step % 2] ?? '').slice(0, 280) || 'x'
  })
  const asked = query.map(([key, value]) => `${key}=${safely(value)}`).join('&')
  const hasBody = door.method !== 'GET'
  return {
    method: door.method,
    url: asked === '' ? path : `${path}?${asked}`,
    headers: { accept, ...(hasBody && sent.type !== '' ? { 'content-type': sent.type } : {}) },
    ...(hasBody ? { payload: sent.text } : {}),
  }
}

/** What is wrong with an answer to a request that deserves none better. */
function faultOf(asked: Asked, shown: Awaited<ReturnType<typeof stranger.call>>): string {
  const type = String(shown.headers['content-type'] ?? '')
  if (shown.status >= 500) return `answered ${shown.status}`
  if (/\bat .+\(.+:\d+:\d+\)|node_modules|\.tsx?:\d+/.test(shown.body)) return 'shows a stack'
  if (shown.status < 400) return ''
  if (asked.door.url.startsWith('/open311')) return shown.body === '' ? 'no words' : ''
  if (type.includes('html')) return shown.body.includes('<h1') ? '' : 'a page without words'
  if (asked.door.url.startsWith('/kanal') || type.startsWith('text/plain')) return ''
  return shown.body === '' || isProblem(asked, shown.body, type)
    ? ''
    : `not a problem: ${type} ${shown.body.slice(0, 80)}`
}

/** The script of the offline form has an answer of its own; every other program gets a problem. */
function isProblem(asked: Asked, body: string, type: string): boolean {
  const told = type.includes('json') ? JSON.parse(body) : {}
  if (asked.door.url === '/lapor/luring' && typeof told.detail === 'string') return true
  return type.includes('problem+json') && typeof told.title === 'string'
}

/** Bytes that stay after everything unused was collected. */
async function memoryKept(): Promise<number> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  for (let round = 0; round < 3; round += 1) {
    collect()
    await setTimeout(50)
  }
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

const base = await listen()

describe('broken requests', () => {
  it('of any kind meet words, never a fault, and none hangs', async () => {
    await fc.assert(
      fc.asyncProperty(request, async (asked) => {
        const began = performance.now()
        const shown = await stranger.call(callOf(asked))
        expect(faultOf(asked, shown)).toBe('')
        expect(performance.now() - began).toBeLessThan(HANG_MS)
      }),
      { numRuns: RUNS, seed: SEED },
    )
    expect(logged()).not.toContain('request failed')
  }, 1_800_000)

  it('with a field of a megabyte are refused and leave nothing in memory', async () => {
    const big = 'x'.repeat(1024 * 1024)
    const urls = ['/lapor', '/masuk', '/daftar', '/api/v1/laporan', '/kanal/sms']
    const refuseAll = async () => {
      for (const url of urls) {
        const { status } = await stranger.call({
          method: 'POST',
          url,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          payload: `_csrf=${stranger.token()}&judul=${big}`,
        })
        expect([url, status >= 400 && status < 500]).toEqual([url, true])
      }
    }
    await refuseAll()
    const before = await memoryKept()
    for (let round = 0; round < 24; round += 1) await refuseAll()
    expect((await memoryKept()) - before).toBeLessThan(50 * 1024 * 1024)
  }, 60_000)
})

const RAW: readonly (readonly [string, string])[] = [
  ['an unknown verb', 'BREW / HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['a verb that echoes', 'TRACE / HTTP/1.1\r\nHost: x\r\nX-Secret: y\r\n\r\n'],
  ['a tunnel', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n'],
  ['no host', 'GET / HTTP/1.1\r\n\r\n'],
  ['an old version', 'GET / HTTP/0.9\r\n\r\n'],
  ['a version to come', 'GET / HTTP/9.9\r\nHost: x\r\n\r\n'],
  ['NUL in a header', 'GET / HTTP/1.1\r\nHost: x\r\nX: a\u0000b\r\n\r\n'],
  ['a header of 100 kB', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`],
  ['five thousand headers', `GET / HTTP/1.1\r\nHost: x\r\n${'X: y\r\n'.repeat(5_000)}\r\n`],
  [
    'two lengths',
    'POST /masuk HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd',
  ],
  [
    'length and chunks',
    'POST /masuk HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: x\r\n\r\n',
  ],
  [
    'a chunk that lies',
    'POST /masuk HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nabc\r\n',
  ],
  [
    'an encoding that hides',
    'POST /masuk HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n',
  ],
  ['a minus length', 'POST /masuk HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n'],
  ['a folded header', 'GET / HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\r\n'],
  ['a bare line feed', 'GET / HTTP/1.1\nHost: x\n\n'],
  ['bytes that are no text', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000'],
  [
    'a whole address of another site',
    'GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n',
  ],
  ['bad UTF-8 in the address', 'GET /%ff%fe HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['spaces in the address', 'GET /a b HTTP/1.1\r\nHost: x\r\n\r\n'],
]

/** Send bytes as they are and read until the other side ends, or half a second is quiet. */
function speak(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let heard = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from(bytes, 'latin1')))
    socket.setTimeout(500, () => socket.destroy())
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1')
    })
    socket.on('error', () => resolve(heard))
    socket.on('close', () => resolve(heard))
  })
}

describe('on the bare socket', () => {
  it('each trick is refused or read as the one thing it is, and the next visitor is served', async () => {
    const port = Number(new URL(base).port)
    const wrong: string[] = []
    for (const [what, bytes] of RAW) {
      const heard = await speak(port, bytes)
      const statuses = [...heard.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, code]) => Number(code))
      if (statuses.some((code) => code >= 500)) wrong.push(`${what}: ${statuses}`)
      if (/X-Secret|pendopo_job_failures/.test(heard)) wrong.push(`${what}: told too much`)
      const next = await speak(
        port,
        'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      )
      if (!next.startsWith('HTTP/1.1 200'))
        wrong.push(`${what}: the next visitor got ${next.slice(0, 40)}`)
    }
    expect(wrong).toEqual([])
    expect(logged()).not.toContain('request failed')
  }, 60_000)
})
