import { createHash } from 'node:crypto'
import type { FileStore } from './file-store.ts'

/** Where the bucket is, read once from S3_URL. */
export type S3Place = Readonly<{
  /** Address of the bucket, without a slash at the end. */
  bucketUrl: string
  accessKeyId: string
  secretAccessKey: string
  region: string
  /** Put before every name: one bucket may hold several installations. */
  prefix: string
}>

/**
 * s3+https://KEY:SECRET@host[:port]/bucket[/prefix][?region=…]; path style, which every S3-like store
 * speaks. "s3:" means https. Key and secret are percent-encoded.
 */
export function parseS3Url(text: string): S3Place {
  const plain = text.replace(/^s3\+/, '').replace(/^s3:/, 'https:')
  const url = new URL(plain)
  const [bucket = '', ...prefix] = url.pathname.split('/').filter((part) => part !== '')
  if (bucket === '') throw new Error('S3_URL: nama ember (bucket) belum disebut sesudah alamat')
  if (url.username === '' || url.password === '')
    throw new Error('S3_URL: kunci akses dan rahasianya belum disebut sebelum @')
  return {
    bucketUrl: `${url.protocol}//${url.host}/${bucket}`,
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
    region: url.searchParams.get('region') ?? 'us-east-1',
    prefix: prefix.map((part) => `${part}/`).join(''),
  }
}

export type S3Options = Readonly<{
  place: S3Place
  /** Folder within the bucket: "berkas" or "tersegel". */
  folder: string
  timeoutMs?: number
  retryPauseMs?: number
}>

const TIMEOUT_MS = 15_000
const RETRY_PAUSE_MS = 300
const TRIES_MAX = 4
/** Larger than any file we store; an answer above it is not ours. */
const BYTES_MAX = 64 * 1024 * 1024

type Call = Readonly<{
  method: 'PUT' | 'GET' | 'DELETE'
  url: string
  body?: Uint8Array
  sha256?: string
}>

/** Files in an S3-like bucket, under their own SHA-256, which is checked again at every read. */
export function createS3Store(options: S3Options): FileStore {
  const { place, folder } = options
  const urlOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('a stored file is named by its SHA-256')
    return `${place.bucketUrl}/${place.prefix}${folder}/${sha256.slice(0, 2)}/${sha256}`
  }
  const send = createSender(options)
  return {
    put: async (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const answer = await send({ method: 'PUT', url: urlOf(sha256), body: bytes, sha256 })
      await answer.body?.cancel()
      if (!answer.ok) throw new Error(`S3 answered ${answer.status} to a put`)
      return { sha256, size: bytes.length }
    },
    get: async (sha256) => {
      const answer = await send({ method: 'GET', url: urlOf(sha256) })
      if (answer.status === 404) {
        await answer.body?.cancel()
        return undefined
      }
      if (!answer.ok) throw new Error(`S3 answered ${answer.status} to a get`)
      return readChecked(answer, sha256)
    },
    remove: async (sha256) => {
      const answer = await send({ method: 'DELETE', url: urlOf(sha256) })
      await answer.body?.cancel()
      if (!answer.ok && answer.status !== 404)
        throw new Error(`S3 answered ${answer.status} to a removal`)
    },
  }
}

async function readChecked(answer: Response, sha256: string): Promise<Uint8Array> {
  if (Number(answer.headers.get('content-length') ?? 0) > BYTES_MAX)
    throw new Error('S3 offered a file larger than any of ours')
  const bytes = new Uint8Array(await answer.arrayBuffer())
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new Error('S3 gave back other bytes than were stored')
  return bytes
}

/** Every call may be repeated: names are digests, so a second put or removal changes nothing. */
function createSender(options: S3Options): (call: Call) => Promise<Response> {
  const { place, timeoutMs = TIMEOUT_MS, retryPauseMs = RETRY_PAUSE_MS } = options
  const client = openClient(place)
  const once = async ({ method, url, body, sha256 }: Call) => {
    const request = await (await client).sign(url, {
      method,
      ...(body === undefined ? {} : { body: body as BodyInit }),
      ...(sha256 === undefined ? {} : { headers: { 'x-amz-content-sha256': sha256 } }),
    })
    return fetch(request, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' })
  }
  return async (call) => {
    for (let tried = 1; ; tried += 1) {
      const isLast = tried === TRIES_MAX
      const answer = await once(call).catch((error: unknown) => {
        if (isLast) throw error
        return undefined
      })
      if (answer !== undefined && (isLast || !isPassing(answer.status))) return answer
      await answer?.body?.cancel()
      await pause(retryPauseMs * 2 ** (tried - 1))
    }
  }
}

function openClient({ accessKeyId, secretAccessKey, region }: S3Place) {
  return import('aws4fetch').then(
    ({ AwsClient }) =>
      new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 }),
  )
}

function isPassing(status: number): boolean {
  return status === 429 || status >= 500
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, ms)
  })
}
