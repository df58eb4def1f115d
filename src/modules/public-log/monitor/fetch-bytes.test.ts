import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createFetchBytes, pause } from './fetch-bytes.ts'
import { inOrder } from './in-order.ts'

let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined
let asked = 0
const server = createServer((request, response) => {
  asked += 1
  handle(request, response)
})
let address = ''
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})
beforeEach(() => {
  asked = 0
})

const stop = new AbortController()
/** Patient, since a loaded machine is slow; where slowness itself is tried, `hurried` is not. */
const fetchBytes = createFetchBytes({ timeoutMs: 20_000, pauseMs: 1 }, stop.signal)
const hurried = createFetchBytes({ timeoutMs: 400, pauseMs: 1 }, stop.signal)

describe('reading from a stranger', () => {
  it('gives the bytes, and accepts them packed', async () => {
    handle = (request, response) => {
      expect(request.headers['accept-encoding']).toContain('gzip')
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('isi'))
    }
    expect(await fetchBytes(address, 3)).toEqual({ kind: 'bytes', bytes: Buffer.from('isi') })
  })

  it('stops at the limit: a body without end, and a small one that unpacks to much', async () => {
    handle = (_request, response) => {
      const write = () => {
        while (response.write(Buffer.alloc(65_536)));
      }
      response.on('drain', write)
      write()
    }
    expect(await fetchBytes(address, 100_000)).toEqual({ kind: 'too-big' })
    handle = (_request, response) =>
      response
        .writeHead(200, { 'content-encoding': 'gzip' })
        .end(gzipSync(Buffer.alloc(50_000_000)))
    expect(await fetchBytes(address, 100_000)).toEqual({ kind: 'too-big' })
    expect(asked).toBe(2)
  })

  it.each([404, 410])('takes %i for "not here", at once', async (status) => {
    handle = (_request, response) => response.writeHead(status).end('tidak ada')
    expect(await fetchBytes(address, 10)).toEqual({ kind: 'absent' })
    expect(asked).toBe(1)
  })

  it('asks three times what may pass, and says why it gave up', async () => {
    handle = (_request, response) =>
      asked < 3 ? response.writeHead(503).end() : response.end('isi')
    expect(await fetchBytes(address, 10)).toMatchObject({ kind: 'bytes' })
    handle = (_request, response) => response.writeHead(500).end()
    await expect(fetchBytes(address, 10)).rejects.toThrow('jawaban 500')
    handle = (request) => request.socket.destroy()
    await expect(fetchBytes(address, 10)).rejects.toThrow('sambungan gagal')
    expect(asked).toBe(9)
  })

  it('waits as long as it is told to, and not for ever', async () => {
    handle = (_request, response) =>
      asked < 2 ? response.writeHead(429, { 'retry-after': '1' }).end() : response.end('isi')
    const started = performance.now()
    expect(await fetchBytes(address, 10)).toMatchObject({ kind: 'bytes' })
    expect(performance.now() - started).toBeGreaterThan(900)
  })

  it('does not wait for an answer that never ends or never comes', async () => {
    handle = (_request, response) => {
      response.write('i')
    }
    await expect(hurried(address, 10)).rejects.toThrow('tidak selesai dalam 0.4 detik')
    handle = () => undefined
    await expect(hurried(address, 10)).rejects.toThrow('tidak selesai')
  })

  it('follows nobody elsewhere, and says where it was sent', async () => {
    handle = (_request, response) =>
      response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
    await expect(fetchBytes(address, 10)).rejects.toThrow('mengalihkan ke http://169.254.169.254/')
    handle = (_request, response) => response.writeHead(403).end()
    await expect(fetchBytes(address, 10)).rejects.toThrow('jawaban 403')
    expect(asked).toBe(2)
  })

  it('ends when it is told to', async () => {
    const end = new AbortController()
    handle = () => end.abort()
    const mine = createFetchBytes({ timeoutMs: 20_000, pauseMs: 20_000 }, end.signal)
    await expect(mine(address, 10)).rejects.toThrow('Tidak dapat membaca')
    await pause(20_000, end.signal)
    expect(asked).toBe(1)
  })
})

describe('fetching ahead', () => {
  it('hands out in order with at most so many under way, and passes a failure on in its turn', async () => {
    let open = 0
    let most = 0
    const fetchOne = async (key: number) => {
      open += 1
      most = Math.max(most, open)
      await new Promise((done) => setTimeout(done, key % 2 === 0 ? 8 : 1))
      open -= 1
      if (key === 9) throw new Error('sembilan')
      return key * 10
    }
    const seen: number[] = []
    const walk = async () => {
      for await (const { key, value } of inOrder(Array(20).keys(), fetchOne, 4)) {
        expect(value).toBe(key * 10)
        seen.push(key)
      }
    }
    await expect(walk()).rejects.toThrow('sembilan')
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    expect(most).toBe(4)
  })
})
