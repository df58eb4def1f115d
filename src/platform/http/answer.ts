import type { Readable } from 'node:stream'
import type { VNode } from 'preact'
import type { Refusal } from '../../kernel/result.ts'

/**
 * What a handler answers, as a value. Handlers never touch the socket, so every header, cookie,
 * compression and error rule stands in one place (send.ts).
 */
export type Flash = Readonly<{ kind: 'success' | 'notice' | 'error'; text: string }>

/** A page as bytes, with the compressed forms that were asked for so far. */
export type KeptPage = Readonly<{
  bytes: Buffer
  packed: Map<string, Promise<Buffer>>
}>

export type Answer =
  | Readonly<{ kind: 'page'; view: VNode; status?: number; headers?: Headers }>
  | Readonly<{ kind: 'html'; html: string; status?: number; headers?: Headers }>
  | Readonly<{ kind: 'kept'; page: KeptPage }>
  | Readonly<{ kind: 'redirect'; to: string; flash?: Flash; cookies?: readonly CookieChange[] }>
  | Readonly<{ kind: 'json'; data: unknown; status?: number; headers?: Headers }>
  | Readonly<{
      kind: 'text'
      body: string
      contentType: string
      status?: number
      headers?: Headers
    }>
  | Readonly<{
      kind: 'bytes'
      body: Uint8Array
      contentType: string
      /** Gets smaller on its way: compressed by what the receiver takes. */
      isPackable?: boolean
      status?: number
      headers?: Headers
    }>
  | Readonly<{ kind: 'stream'; body: Readable; contentType: string; filename: string }>
  | Readonly<{
      kind: 'refused'
      refusals: readonly Refusal[]
      status?: number
      headers?: Headers
      /** What was written into a form that could not be taken, and where to go on with it. */
      wordsBack?: WordsBack
    }>
  | Readonly<{ kind: 'not-found' }>
  | Readonly<{ kind: 'forbidden' }>

export type WordsBack = Readonly<{ words: readonly string[]; href: string }>

export type Headers = Readonly<Record<string, string>>

/**
 * Of pages with a code in their address that opens something: no cache, and no referrer to others.
 * Not "no-referrer": browsers then send the page's own form from "null", as if forged.
 */
export const SECRET_ADDRESS: Headers = {
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin',
}

/** A cookie to set, or to remove when value is undefined. Always HttpOnly, SameSite=Lax, path /. */
export type CookieChange = Readonly<{
  name: CookieName
  value: string | undefined
  maxAgeSeconds?: number
}>
export type CookieName = 'sesi' | 'perangkat' | 'bahasa' | 'kabar' | 'gaya' | 'dikenal' | 'lacak'

export const page = (
  view: VNode,
  options: { status?: number; headers?: Headers } = {},
): Answer => ({ kind: 'page', view, ...options })
/** See-other after a POST, so that the back button and a reload never send twice. */
export const redirect = (
  to: string,
  options: { flash?: Flash; cookies?: readonly CookieChange[] } = {},
): Answer => ({ kind: 'redirect', to, ...options })
export const json = (
  data: unknown,
  options: { status?: number; headers?: Headers } = {},
): Answer => ({ kind: 'json', data, ...options })
export const text = (
  body: string,
  contentType: string,
  options: { status?: number; headers?: Headers } = {},
): Answer => ({ kind: 'text', body, contentType, ...options })
export const bytes = (body: Uint8Array, contentType: string, headers?: Headers): Answer => ({
  kind: 'bytes',
  body,
  contentType,
  ...(headers ? { headers } : {}),
})
export const refused = (refusals: readonly Refusal[], status = 422): Answer => ({
  kind: 'refused',
  refusals,
  status,
})
export const notFound: Answer = { kind: 'not-found' }
export const forbidden: Answer = { kind: 'forbidden' }
