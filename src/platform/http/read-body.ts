import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { MAX_INPUT_BYTES } from '../photo/index.ts'
import { SPOKEN, type SpokenCode } from '../wording/spoken.ts'
import type { Fields, Req, Route, UploadedFile } from './route.ts'

type Body = Pick<Req, 'form' | 'files' | 'body'>

/** A request that cannot be stored as text: PostgreSQL has no NUL, so we say so at the door. */
function badInput(code: SpokenCode): Error {
  const detail = SPOKEN[code].id
  return Object.assign(new Error(detail), { statusCode: 400, code, detail })
}

/** Read the body once: form fields, uploaded files, or JSON and raw text for programs. */
export async function readBody(request: FastifyRequest, route: Route): Promise<Body> {
  refuseNul(request.url)
  refuseNul(request.query)
  refuseNul(request.params)
  if (request.isMultipart()) return readMultipart(request, route).catch(refuseBroken)
  refuseNul(request.body)
  const type = String(request.headers['content-type'] ?? '')
  const isForm = type.startsWith('application/x-www-form-urlencoded')
  const form = isForm ? ((request.body ?? {}) as Fields) : {}
  return { form, files: [], body: route.kind === 'api' || !isForm ? request.body : undefined }
}

/** One byte more than a photo may have: a larger one arrives cut, and its own refusal answers at the field. */
const PHOTO_BYTES = MAX_INPUT_BYTES + 1
const FILE_BYTES = MAX_INPUT_BYTES
/** Photos held in memory for one request; what is beyond is read past, so that the words are not lost. */
const PHOTOS_HELD_MAX = 6
const PHOTOS_SEEN_MAX = 30
const HELD_BYTES_MAX = 36 * 1024 * 1024

async function readMultipart(request: FastifyRequest, route: Route): Promise<Body> {
  const form: Record<string, string | string[]> = {}
  const files: UploadedFile[] = []
  const takesPhotos = route.takesPhotos === true
  const fileSize = takesPhotos ? PHOTO_BYTES : (route.bodyLimit ?? FILE_BYTES)
  const limits = { fileSize, ...(takesPhotos ? { files: PHOTOS_SEEN_MAX } : {}) }
  for await (const part of request.parts({ limits })) {
    if (part.type === 'file') {
      const file = takesPhotos ? await readPhoto(part, files) : await readWhole(part, fileSize)
      if (file.bytes.length > 0 || file.filename !== '') files.push(file)
    } else {
      addField(form, part.fieldname, String(part.value ?? ''))
    }
  }
  refuseNul(form)
  return { form, files, body: undefined }
}

/** The parser throws plain errors for a body that is cut or no multipart at all: the sender's fault. */
function refuseBroken(error: Error & { statusCode?: number }): never {
  if (error.statusCode !== undefined) throw error
  throw badInput('KIRIMAN_TERPOTONG')
}

async function readWhole(part: MultipartFile, fileSize: number): Promise<UploadedFile> {
  const bytes = await part.toBuffer()
  if (part.file.truncated) throw tooLarge(fileSize)
  return { ...namesOf(part), bytes }
}

/** The photo, or nothing of it when there is no room left; either way it is read to its end. */
async function readPhoto(
  part: MultipartFile,
  before: readonly UploadedFile[],
): Promise<UploadedFile> {
  const held = before.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const room = before.length < PHOTOS_HELD_MAX ? HELD_BYTES_MAX - held : 0
  let chunks: Buffer[] = []
  let size = 0
  for await (const chunk of part.file as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= room) chunks.push(chunk)
    else chunks = []
  }
  if (size > room) return { ...namesOf(part), bytes: Buffer.alloc(0), isTooLarge: true }
  return { ...namesOf(part), bytes: Buffer.concat(chunks) }
}

function namesOf(part: MultipartFile): Pick<UploadedFile, 'field' | 'filename'> {
  return { field: part.fieldname, filename: part.filename.slice(0, 255) }
}

function tooLarge(limitBytes: number): Error {
  const limit = Math.floor(limitBytes / 1024)
  const code: SpokenCode = 'BERKAS_TERLALU_BESAR'
  const detail = SPOKEN[code].id.replace('{batas}', String(limit))
  return Object.assign(new Error(detail), { statusCode: 413, code, detail })
}

function addField(form: Record<string, string | string[]>, name: string, value: string): void {
  if (name === '__proto__') return
  const before = form[name]
  if (before === undefined) form[name] = value
  else form[name] = Array.isArray(before) ? [...before, value] : [before, value]
}

const DEPTH_MAX = 12

function refuseNul(value: unknown, depth = 0): void {
  if (typeof value === 'string') {
    if (value.includes('\u0000') || value.includes('%00')) throw badInput('HURUF_TIDAK_TERBACA')
  } else if (typeof value === 'object' && value !== null && !Buffer.isBuffer(value)) {
    if (depth > DEPTH_MAX) throw badInput('TERLALU_BERLAPIS')
    for (const [key, inner] of Object.entries(value)) {
      refuseNul(key, depth + 1)
      refuseNul(inner, depth + 1)
    }
  }
}
