import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createLog } from '../log/log.ts'
import { createMetrics } from '../log/metrics.ts'
import { createOutside } from './outside.ts'
import type { OutsideCall, OutsideHealth } from './types.ts'

let answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined
let calls = 0
const server = createServer((request, response) => {
  calls += 1
  request.resume()
  answer(request, response)
})
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
const port = (server.address() as AddressInfo).port
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

let nowMs = Date.UTC(2026, 10, 26)
let lines = ''
const rows = new Map<string, OutsideHealth>()
const metrics = createMetrics()
function open() {
  const outside = createOutside({
    now: () => new Date(nowMs),
    randomBytes: (count) => new Uint8Array(count),
    log: createLog('info', {
      write: (line: string) => {
        lines += line
      },
    }),
    metrics,
    health: {
      load: async (kode) => rows.get(kode),
      save: async (row) => {
        rows.set(row.kode, row)
      },
    },
    sleep: async () => undefined,
  })
  const client = outside.open({
    kode: 'register',
    nama: { id: 'Register', en: 'Register' },
    address: `http://127.0.0.1:${port}/api/`,
    headers: { kunci: 'rahasia-besar' },
  })
  return { outside, client }
}
const read: OutsideCall<{ nama: string }> = {
  name: 'nik',
  method: 'POST',
  path: '/nik',
  body: { nik: '9901064507900001' },
  isRepeatable: true,
  timeoutMs: 300,
  answers: { 200: z.object({ nama: z.string() }) },
}
const say = (status: number, body: string) => (_: IncomingMessage, response: ServerResponse) => {
  response.writeHead(status).end(body)
}

beforeEach(() => {
  calls = 0
  lines = ''
  rows.clear()
  answer = say(200, '{"nama":"Wahyuni"}')
})

describe('a call to a system of others', () => {
  it('brings its keys and its words, and comes back read by its schema', async () => {
    let seen = ''
    answer = (request, response) => {
      seen = `${request.method} ${request.url} ${request.headers.kunci}`
      response.end('{"nama":"Wahyuni","lain":1}')
    }
    const { client } = open()
    expect(await client.call(read)).toEqual({
      kind: 'answer',
      status: 200,
      value: { nama: 'Wahyuni' },
    })
    expect(seen).toBe('POST /api/nik rahasia-besar')
  })

  it.each([
    ['an error', say(503, '{}'), 'status'],
    ['another shape', say(200, '{"nama":7}'), 'content'],
    ['no JSON', say(200, '<html>'), 'content'],
    ['too many bytes', say(200, `{"nama":"${'x'.repeat(300_000)}"}`), 'content'],
    [
      'a redirect to another host',
      (_: IncomingMessage, response: ServerResponse) => {
        response.writeHead(307, { location: 'http://169.254.169.254/' }).end()
      },
      'content',
    ],
    [
      'a cut line',
      (_: IncomingMessage, response: ServerResponse) => {
        response.destroy()
      },
      'network',
    ],
    ['silence', () => undefined, 'timeout'],
  ] as const)('that meets %s is an answer that there is none', async (_what, misbehave, why) => {
    answer = misbehave
    const { client } = open()
    expect(await client.call(read)).toMatchObject({ kind: 'unreachable', why })
    expect(calls).toBe(2)
  })

  it('is tried once when it may not be sent twice', async () => {
    answer = say(500, '')
    const { client } = open()
    await client.call({ ...read, isRepeatable: false })
    expect(calls).toBe(1)
  })

  it('that is refused for what it asks shuts the door for nobody', async () => {
    answer = say(422, '{"message":"no"}')
    const { client, outside } = open()
    for (let question = 0; question < 6; question += 1)
      expect(await client.call(read)).toMatchObject({ kind: 'unreachable', why: 'refused' })
    expect(calls).toBe(6)
    expect((await outside.states(undefined as never))[0]?.keadaan).toBe('ok')
    answer = say(200, '{"nama":"Wahyuni"}')
    expect((await client.call(read)).kind).toBe('answer')
  })

  it('waits behind no others: above four under way it is told so at once', async () => {
    answer = () => undefined
    const { client } = open()
    const under = Array.from({ length: 9 }, () => client.call({ ...read, isRepeatable: false }))
    const whys = (await Promise.all(under)).map((one) =>
      one.kind === 'unreachable' ? one.why : '',
    )
    expect(whys.filter((why) => why === 'full')).toHaveLength(5)
    expect(calls).toBe(4)
  })

  it('goes nowhere without an address', async () => {
    const unset = createOutside({
      now: () => new Date(nowMs),
      randomBytes: (count) => new Uint8Array(count),
      log: createLog('silent'),
      metrics,
      health: { load: async () => undefined, save: async () => undefined },
    }).open({ kode: 'kosong', nama: { id: 'a', en: 'b' }, address: undefined })
    expect(unset.isSet).toBe(false)
    expect(await unset.call(read)).toMatchObject({ kind: 'unreachable', why: 'unset' })
  })

  it('writes neither key nor number nor answer into the log', async () => {
    answer = say(200, '{"nik":"9901064507900001"}')
    const { client } = open()
    await client.call(read)
    expect(lines).toContain('outside call failed')
    expect(lines).not.toMatch(/9901064507900001|rahasia-besar|Wahyuni/)
  })
})

describe('a system that fails', () => {
  it('is left alone after the third failure, for longer each time, and over a restart', async () => {
    answer = say(500, '')
    const first = open()
    for (let question = 0; question < 10; question += 1) await first.client.call(read)
    expect(calls).toBe(3)
    await first.outside.settled()
    expect(rows.get('register')).toMatchObject({ gagalBeruntun: 3, galat: 'status 500' })
    const again = open()
    expect(await again.client.call(read)).toMatchObject({ why: 'resting' })
    expect(calls).toBe(3)
    nowMs += 15_000
    await again.client.call(read)
    expect(calls).toBe(4)
    nowMs += 15_000
    await again.client.call(read)
    expect(calls).toBe(4)
    nowMs += 15_000
    answer = say(200, '{"nama":"Wahyuni"}')
    expect((await again.client.call(read)).kind).toBe('answer')
    await again.outside.settled()
    expect(rows.get('register')).toMatchObject({ gagalBeruntun: 0, tergangguSejak: null })
  })

  it('is measured', async () => {
    await open().client.call(read)
    const body = await metrics.expose()
    expect(body).toMatch(
      /pendopo_outside_seconds_count\{system="register",call="nik",outcome="answer"\}/,
    )
    expect(body).toMatch(/outcome="timeout"/)
  })
})
