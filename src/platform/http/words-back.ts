import type { FastifyRequest } from 'fastify'
import type { Fields, Route } from './route.ts'

/** Never shown again: what proves who someone is. */
const SECRET_FIELD = /sandi|kode|kunci|token|nonce|csrf|nik|saring|antrean|lanjut/i
const WORDS_MIN = 12
const FIELDS_MAX = 8
const TEXT_MAX = 10_000

/**
 * What a person wrote into a form that cannot be taken now: sentences, not codes or choices. Offered
 * back on the page that says why, so that a long note survives the end of a session.
 */
export function wordsOf(form: Fields): readonly string[] {
  return Object.entries(form)
    .filter(([name]) => !SECRET_FIELD.test(name))
    .flatMap(([, value]) => [value].flat())
    .map((text) => String(text ?? '').trim())
    .filter((text) => text.length >= WORDS_MIN && /\s/.test(text) && text.length <= TEXT_MAX)
    .slice(0, FIELDS_MAX)
}

/** The form of a request that was not read because its door is shut; only the small kind. */
export function smallForm(request: FastifyRequest): Fields {
  const type = String(request.headers['content-type'] ?? '')
  return type.startsWith('application/x-www-form-urlencoded')
    ? ((request.body ?? {}) as Fields)
    : {}
}

/** The page a form stood on, of this site only; undefined when the browser does not tell. */
export function pageOfForm(
  headers: Readonly<Record<string, string | undefined>>,
  baseUrl: string,
): string | undefined {
  const from = headers.referer
  if (from === undefined || !URL.canParse(from)) return undefined
  const url = new URL(from)
  return url.origin === new URL(baseUrl).origin ? `${url.pathname}${url.search}` : undefined
}

/**
 * Addresses that only take a form, each with the page above it: whoever reloads a refused form,
 * changes the language there or comes back to it is led to that page instead of to nothing.
 */
export function formOnlyAddresses(
  routes: readonly Route[],
): readonly Readonly<{ url: string; depth: number }>[] {
  const opened = new Set(routes.filter((one) => one.method === 'GET').map((one) => one.url))
  const seen = new Set<string>()
  return routes.flatMap(({ method, kind, url }) => {
    if (method !== 'POST' || kind !== 'page' || opened.has(url) || seen.has(url)) return []
    seen.add(url)
    const parts = url.split('/')
    for (let depth = parts.length - 1; depth > 1; depth -= 1)
      if (opened.has(parts.slice(0, depth).join('/'))) return [{ url, depth }]
    return []
  })
}

/** The first parts of a concrete path, as many as the page above it has. */
export function pathAbove(path: string, depth: number): string {
  return path.split('/').slice(0, depth).join('/')
}
