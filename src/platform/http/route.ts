import type { z } from 'zod'
import { type Actor, grantsOf, isSignedIn, type Role, type SignedIn } from '../../kernel/actor.ts'
import { assert } from '../../kernel/assert.ts'
import type { PageContext } from '../../ui/page-context.ts'
import type { Answer } from './answer.ts'

/**
 * Who may use a route. Deny by default: a route without it does not compile, and the role × route
 * matrix test calls every route as every role.
 *
 * `key` routes are for programs: no cookie is read, so no CSRF token is needed; the handler checks its key.
 */
export type Access = 'public' | 'signed-in' | 'key' | Readonly<{ roles: readonly Role[] }>

export type UploadedFile = Readonly<{
  field: string
  filename: string
  bytes: Uint8Array
  /** There was no room for it beside the other photos of the request: read past, `bytes` is empty. */
  isTooLarge?: boolean
}>
export type Fields = Readonly<Record<string, string | readonly string[]>>

export type Req = Readonly<{
  method: string
  /** Path without query. */
  path: string
  params: Readonly<Record<string, string>>
  query: Fields
  /** Fields of an urlencoded or multipart form; empty otherwise. */
  form: Fields
  files: readonly UploadedFile[]
  /** Parsed JSON body of an API call, or raw text where the route asks for it. */
  body: unknown
  headers: Readonly<Record<string, string | undefined>>
  actor: Actor
  /** Id of the session, when signed in. */
  sessionId?: string
  /** Random id of this browser, made at the first form; used for drafts, limits and CSRF. */
  deviceId: string
  /** This browser had no such id until now: nothing of it can be stored. */
  isNewDevice?: boolean
  /** A device that has completed a sign-in before: limits never lock its owner out. */
  knownDevice?: string
  /** Signed proof that this browser showed a tracking code; the module that issued it reads it. */
  reporterPass?: string
  ip: string
  ctx: PageContext
  /** Correlation id, the same as in the logs. */
  requestId: string
}>

export type RouteSchema = Readonly<{
  summary: string
  tags?: readonly string[]
  params?: z.ZodType
  query?: z.ZodType
  body?: z.ZodType
  response: Readonly<Record<number, z.ZodType>>
}>

/** An error in the words of the protocol a route speaks. */
export type ErrorText = Readonly<{ status: number; body: string; contentType: string }>

export type Route = Readonly<{
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD' | 'PATCH'
  /** Fastify pattern: /laporan/:nomor */
  url: string
  access: Access
  /** page: HTML with forms and CSRF. api: JSON or other text for programs, problems as RFC 9457. */
  kind: 'page' | 'api'
  /** Largest request body in bytes; 256 kB unless told. */
  bodyLimit?: number
  /** Takes photos: a file above 12 MB reaches the handler cut short, and preparePhoto refuses it. */
  takesPhotos?: boolean
  /** Only for kind api: goes into the OpenAPI document and checks requests and responses. */
  schema?: RouteSchema
  /** Body arrives as the bytes that were sent, whatever their type: for e-mail and signed messages. */
  isRawBody?: boolean
  /**
   * How a request that no handler saw (too large, unreadable) is answered, for protocols that have their
   * own shape of errors. `status` below 500: the sender's mistake, told in `detail`.
   */
  describeError?: (failure: Readonly<{ status: number; detail: string; path: string }>) => ErrorText
  handle: (req: Req) => Promise<Answer> | Answer
}>

export function mayUse(actor: Actor, access: Access): boolean {
  if (access === 'public' || access === 'key') return true
  if (access === 'signed-in') return isSignedIn(actor)
  return grantsOf(actor).some((grant) => access.roles.includes(grant.role))
}

/** Who is signed in, on routes that let nobody else through. */
export function signedInOf({ actor }: Pick<Req, 'actor'>): SignedIn {
  assert(isSignedIn(actor), 'the route lets only signed-in people through')
  return actor
}

/** A single text value of a form or query field; the first when it was sent several times. */
export function fieldText(fields: Fields, name: string): string {
  const value = fields[name]
  if (value === undefined) return ''
  return typeof value === 'string' ? value : (value[0] ?? '')
}

/** All values of a field, for checkboxes. */
export function fieldList(fields: Fields, name: string): readonly string[] {
  const value = fields[name]
  if (value === undefined) return []
  return typeof value === 'string' ? [value] : value
}
