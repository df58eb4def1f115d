import { connect } from 'node:net'
import multipart from '@fastify/multipart'
import fastify from 'fastify'
import { afterAll, describe, expect, it } from 'vitest'
import { type BodyPatience, endSlowBodies } from './slow-body.ts'

/** The rule at a hundredth of its times: 30 s are 300 ms here. */
const QUICK: BodyPatience = { usualMs: 300, photosMs: 3_000, stepMs: 600, stepBytes: 600 }

const app = fastify({ requestTimeout: 60_000, connectionTimeout: 60_000 })
await app.register(multipart)
endSlowBodies(app, QUICK)
const takePhoto = { config: { route: { takesPhotos: true } } } as never
app.post('/foto', takePhoto, async (request) => {
  let bytes = 0
  for await (const part of request.parts())
    if (part.type === 'file') bytes += (await part.toBuffer()).length
  return { bytes }
})
app.post('/isian', async (request) => ({ got: request.body }))
await app.listen({ port: 0, host: '127.0.0.1' })
const address = app.server.address()
const port = typeof address === 'object' && address ? address.port : 0
afterAll(() => app.close())

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))

type Sending = Readonly<{ url: string; type: string; parts: readonly Buffer[]; everyMs: number }>

/** Send a body in pieces over a plain socket. @returns the status and how long the server listened */
async function drip({ url, type, parts, everyMs }: Sending) {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  let isOver = false
  socket.on('data', (data) => {
    answer += data.toString()
  })
  socket.on('error', () => undefined)
  socket.on('close', () => {
    isOver = true
  })
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const startedAt = performance.now()
  socket.write(
    `POST ${url} HTTP/1.1\r\nhost: a\r\ncontent-type: ${type}\r\ncontent-length: ${length}\r\n\r\n`,
  )
  for (const part of parts) {
    if (isOver || answer !== '') break
    socket.write(part)
    await wait(everyMs)
  }
  for (let tries = 0; tries < 100 && answer === '' && !isOver; tries += 1) await wait(20)
  socket.destroy()
  return { status: Number(answer.split(' ')[1] ?? 0), ms: performance.now() - startedAt, answer }
}

function photoIn(pieces: number, pieceBytes: number): readonly Buffer[] {
  const head = '--x\r\ncontent-disposition: form-data; name="foto"; filename="a.jpg"\r\n\r\n'
  return [
    Buffer.from(head),
    ...Array.from({ length: pieces }, () => Buffer.alloc(pieceBytes, 1)),
    Buffer.from('\r\n--x--\r\n'),
  ]
}
const PHOTO = { url: '/foto', type: 'multipart/form-data; boundary=x' }

describe('a body that comes slowly', () => {
  it('arrives whole when it brings a photo and keeps coming', async () => {
    const sent = await drip({ ...PHOTO, parts: photoIn(15, 500), everyMs: 70 })
    expect(sent.ms).toBeGreaterThan(3 * QUICK.usualMs)
    expect([sent.status, sent.answer]).toEqual([200, expect.stringContaining('"bytes":7500')])
  })

  it('is given up when a photo only drips to hold the place', async () => {
    const sent = await drip({ ...PHOTO, parts: photoIn(40, 1), everyMs: 70 })
    expect(sent.status).toBe(408)
    expect(sent.ms).toBeLessThan(4 * QUICK.stepMs)
  })

  it('is given up in the end, however busily a photo comes', async () => {
    const sent = await drip({ ...PHOTO, parts: photoIn(200, 500), everyMs: 40 })
    expect(sent.status).toBe(408)
    expect(sent.ms).toBeGreaterThan(QUICK.photosMs - 2 * QUICK.stepMs)
    expect(sent.ms).toBeLessThan(QUICK.photosMs + 2_000)
  })

  it('is given up soon where no photo is expected', async () => {
    const parts = Array.from({ length: 40 }, () => Buffer.alloc(500, 97))
    const sent = await drip({ url: '/isian', type: 'text/plain', parts, everyMs: 70 })
    expect(sent.status).toBe(408)
    expect(sent.ms).toBeLessThan(3 * QUICK.usualMs)
  })

  it('leaves quick ones, and many on one connection, alone', async () => {
    for (let n = 0; n < 15; n += 1) {
      const answer = await fetch(`http://127.0.0.1:${port}/isian`, { method: 'POST', body: 'ya' })
      expect(answer.status).toBe(200)
    }
    await wait(2 * QUICK.usualMs)
    const answer = await fetch(`http://127.0.0.1:${port}/isian`, { method: 'POST', body: 'ya' })
    expect(answer.status).toBe(200)
  })
})
