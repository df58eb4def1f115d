import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterAll, describe, expect, it } from 'vitest'
import { createSealedStore } from './index.ts'
import { createS3Store, parseS3Url } from './s3-store.ts'

const KEY = 'kunci'
const SECRET = 'rahasia/dengan+tanda'

/** A small store that speaks enough S3 to find a wrong signature. */
function openBucket() {
  const objects = new Map<string, Buffer>()
  const seen: string[] = []
  let failures = 0
  let hangs = 0
  const server = createServer(async (request, response) => {
    const body = await readAll(request)
    seen.push(`${request.method} ${request.url}`)
    if (hangs > 0) {
      hangs -= 1
      return
    }
    if (failures > 0) {
      failures -= 1
      response.writeHead(503).end()
      return
    }
    if (!isSignedRight(request, body)) {
      response.writeHead(403).end('SignatureDoesNotMatch')
      return
    }
    answer(objects, request, { body, response })
  })
  return {
    objects,
    seen,
    failNext: (count: number) => {
      failures = count
    },
    hangNext: (count: number) => {
      hangs = count
    },
    listen: () =>
      new Promise<string>((done) => {
        server.listen(0, '127.0.0.1', () => {
          const address = server.address()
          done(`127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`)
        })
      }),
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(done)
      }),
  }
}

function answer(
  objects: Map<string, Buffer>,
  request: IncomingMessage,
  { body, response }: { body: Buffer; response: ServerResponse },
) {
  const name = request.url ?? ''
  if (request.method === 'PUT') objects.set(name, body)
  if (request.method === 'DELETE') objects.delete(name)
  const found = objects.get(name)
  if (request.method === 'GET' && found === undefined) response.writeHead(404).end('NoSuchKey')
  else response.writeHead(200).end(request.method === 'GET' ? found : '')
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** AWS Signature Version 4 computed again from what arrived, after Amazon's own description. */
function isSignedRight(request: IncomingMessage, body: Buffer): boolean {
  const found =
    /Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})/.exec(
      String(request.headers.authorization),
    )
  if (found === null) return false
  const [, key, day = '', region = '', names = '', signature] = found
  const told = String(request.headers['x-amz-content-sha256'])
  if (told !== 'UNSIGNED-PAYLOAD' && told !== createHash('sha256').update(body).digest('hex'))
    return false
  const headers = names
    .split(';')
    .map((name) => `${name}:${String(request.headers[name]).trim()}\n`)
  const canonical = [request.method, request.url, '', headers.join(''), names, told].join('\n')
  const hmac = (secret: string | Buffer, text: string) =>
    createHmac('sha256', secret).update(text).digest()
  const text = [
    'AWS4-HMAC-SHA256',
    request.headers['x-amz-date'],
    `${day}/${region}/s3/aws4_request`,
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n')
  const signing = hmac(hmac(hmac(hmac(`AWS4${SECRET}`, day), region), 's3'), 'aws4_request')
  return key === KEY && hmac(signing, text).toString('hex') === signature
}

const bucket = openBucket()
const host = await bucket.listen()
afterAll(bucket.close)
const url = (secret = SECRET) =>
  `s3+http://${KEY}:${encodeURIComponent(secret)}@${host}/ember/jatiraya?region=ap-southeast-3`
const open = (secret?: string) =>
  createS3Store({
    place: parseS3Url(url(secret)),
    folder: 'berkas',
    timeoutMs: 400,
    retryPauseMs: 1,
  })
const bytes = new TextEncoder().encode('foto jalan berlubang')
const sha256 = createHash('sha256').update(bytes).digest('hex')

describe('files in an S3-like store', () => {
  it('are put, read and removed under their digest, each call signed', async () => {
    const store = open()
    expect(await store.put(bytes)).toEqual({ sha256, size: bytes.length })
    expect(bucket.seen.at(-1)).toBe(`PUT /ember/jatiraya/berkas/${sha256.slice(0, 2)}/${sha256}`)
    expect(await store.get(sha256)).toEqual(bytes)
    await store.remove(sha256)
    await store.remove(sha256)
    expect(await store.get(sha256)).toBeUndefined()
  })

  it('are refused by the store when the secret is wrong, and the caller hears of it', async () => {
    await expect(open('salah').put(bytes)).rejects.toThrow('403')
    expect(bucket.objects.size).toBe(0)
  })

  it('survive answers of 503 and a connection that hangs', async () => {
    bucket.failNext(2)
    await open().put(bytes)
    bucket.hangNext(1)
    expect(await open().get(sha256)).toEqual(bytes)
  })

  it('fail after four tries instead of hanging on', async () => {
    bucket.failNext(4)
    const before = bucket.seen.length
    await expect(open().put(bytes)).rejects.toThrow('503')
    expect(bucket.seen.length - before).toBe(4)
  })

  it('are not believed when the store gives back other bytes', async () => {
    const store = open()
    await store.put(bytes)
    const [name = ''] = bucket.objects.keys()
    bucket.objects.set(name, Buffer.from('diganti orang'))
    await expect(store.get(sha256)).rejects.toThrow('other bytes')
  })

  it('can be sealed: what lies in the store is not readable without our key', async () => {
    const plain = createS3Store({ place: parseS3Url(url()), folder: 'tersegel', retryPauseMs: 1 })
    const sealed = createSealedStore(plain, 'kunci pemasangan yang panjang sekali')
    const { sha256: name } = await sealed.put(bytes)
    const stored = [...bucket.objects].find(([path]) => path.includes('/tersegel/'))?.[1]
    expect(stored?.includes('jalan')).toBe(false)
    expect(Buffer.from((await sealed.get(name)) ?? []).toString()).toBe('foto jalan berlubang')
  })

  it('never get a name that leaves the folder', async () => {
    await expect(async () => open().get('../../rahasia')).rejects.toThrow('SHA-256')
  })
})

describe('S3_URL', () => {
  it('names address, bucket, prefix and region', () => {
    expect(parseS3Url('s3://a:b%2Fc@s3.example.id/ember')).toEqual({
      bucketUrl: 'https://s3.example.id/ember',
      accessKeyId: 'a',
      secretAccessKey: 'b/c',
      region: 'us-east-1',
      prefix: '',
    })
  })

  it.each([['s3+https://a:b@host'], ['s3+https://host/ember']])('is refused as %s', (text) => {
    expect(() => parseS3Url(text)).toThrow('S3_URL')
  })
})
