import type { FastifyRequest } from 'fastify'
import { MAX_INPUT_BYTES } from '../photo/index.ts'
import type { Fields, Req, Route, UploadedFile } from './route.ts'

type Body = Pick<Req, 'form' | 'files' | 'body'>

/** A request that cannot be stored as text: PostgreSQL has no NUL, so we say so at the door. */
function badInput(message: string): Error {
  return Object.assign(new Error(message), { statusCode: 400, detail: message })
}

/** Read the body once: form fields, uploaded files, or JSON and raw text for programs. */
export async function readBody(request: FastifyRequest, route: Route): Promise<Body> {
  refuseNul(request.url)
  refuseNul(request.query)
  refuseNul(request.params)
  if (request.isMultipart()) return readMultipart(request, route)
  refuseNul(request.body)
  const type = String(request.headers['content-type'] ?? '')
  const isForm = type.startsWith('application/x-www-form-urlencoded')
  const form = isForm ? ((request.body ?? {}) as Fields) : {}
  return { form, files: [], body: route.kind === 'api' || !isForm ? request.body : undefined }
}

/** One byte more than a photo may have: a larger one arrives cut, and its own refusal answers at the field. */
const PHOTO_BYTES = MAX_INPUT_BYTES + 1
const FILE_BYTES = MAX_INPUT_BYTES

async function readMultipart(request: FastifyRequest, route: Route): Promise<Body> {
  const form: Record<string, string | string[]> = {}
  const files: UploadedFile[] = []
  const fileSize = route.takesPhotos === true ? PHOTO_BYTES : (route.bodyLimit ?? FILE_BYTES)
  for await (const part of request.parts({ limits: { fileSize } })) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer()
      if (part.file.truncated && route.takesPhotos !== true) throw tooLarge(fileSize)
      if (bytes.length > 0 || part.filename !== '')
        files.push({ field: part.fieldname, filename: part.filename.slice(0, 255), bytes })
    } else {
      addField(form, part.fieldname, String(part.value ?? ''))
    }
  }
  refuseNul(form)
  return { form, files, body: undefined }
}

function tooLarge(limitBytes: number): Error {
  const limit = Math.floor(limitBytes / 1024)
  const detail = `Berkas lebih besar dari ${limit} kB. Kecilkan berkasnya, lalu kirim lagi.`
  return Object.assign(new Error(detail), { statusCode: 413, detail })
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
    if (value.includes('\u0000') || value.includes('%00'))
      throw badInput('Kiriman memuat huruf yang tidak dapat dibaca.')
  } else if (typeof value === 'object' && value !== null && !Buffer.isBuffer(value)) {
    if (depth > DEPTH_MAX) throw badInput('Kiriman terlalu berlapis.')
    for (const [key, inner] of Object.entries(value)) {
      refuseNul(key, depth + 1)
      refuseNul(inner, depth + 1)
    }
  }
}
