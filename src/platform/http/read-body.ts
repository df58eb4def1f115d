import type { FastifyRequest } from 'fastify'
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
  if (request.isMultipart()) return readMultipart(request)
  refuseNul(request.body)
  const type = String(request.headers['content-type'] ?? '')
  const isForm = type.startsWith('application/x-www-form-urlencoded')
  const form = isForm ? ((request.body ?? {}) as Fields) : {}
  return { form, files: [], body: route.kind === 'api' || !isForm ? request.body : undefined }
}

async function readMultipart(request: FastifyRequest): Promise<Body> {
  const form: Record<string, string | string[]> = {}
  const files: UploadedFile[] = []
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer()
      if (bytes.length > 0 || part.filename !== '')
        files.push({ field: part.fieldname, filename: part.filename.slice(0, 255), bytes })
    } else {
      addField(form, part.fieldname, String(part.value ?? ''))
    }
  }
  refuseNul(form)
  return { form, files, body: undefined }
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
