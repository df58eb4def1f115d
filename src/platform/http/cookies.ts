import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { CookieChange, CookieName, Flash } from './answer.ts'
import type { AssetStore } from './assets.ts'
import { sign, unsign } from './csrf.ts'

type Jar = Readonly<Partial<Record<Exclude<CookieName, 'kabar'>, string>> & { kabar?: Flash }>

export type Cookies = Readonly<{
  /** Changes with the style sheet: a visitor who carries it has the sheet in the cache. */
  styleVersion: string
  read: (request: FastifyRequest) => Jar
  write: (reply: FastifyReply, change: CookieChange) => void
  flash: (reply: FastifyReply, flash: Flash | undefined) => void
}>

type CookieDeps = Readonly<{ assets: AssetStore; secretKey: string; baseUrl: string }>

const NAMES: readonly CookieName[] = [
  'sesi',
  'perangkat',
  'bahasa',
  'kabar',
  'gaya',
  'dikenal',
  'lacak',
]

/** Over HTTPS every cookie is __Host-, which a sibling domain can neither set nor overwrite (ASVS 3.3.1). */
export function createCookies({ assets, secretKey, baseUrl }: CookieDeps): Cookies {
  const isHttps = baseUrl.startsWith('https:')
  const fullName = (name: CookieName) => (isHttps ? `__Host-${name}` : name)
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps } as const
  const write = (reply: FastifyReply, { name, value, maxAgeSeconds }: CookieChange) => {
    if (value === undefined) reply.clearCookie(fullName(name), attributes)
    else
      reply.setCookie(fullName(name), value, {
        ...attributes,
        ...(maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }),
      })
  }
  return {
    styleVersion: createHash('sha256')
      .update(assets.href('pendopo.css'))
      .digest('base64url')
      .slice(0, 8),
    read: (request) => readJar(request, { fullName, secretKey }),
    write,
    flash: (reply, flash) =>
      write(reply, {
        name: 'kabar',
        value: flash && sign(secretKey, 'kabar', JSON.stringify(flash)),
        maxAgeSeconds: 60,
      }),
  }
}

function readJar(
  request: FastifyRequest,
  how: { fullName: (name: CookieName) => string; secretKey: string },
): Jar {
  const jar: Record<string, unknown> = {}
  for (const name of NAMES) {
    // An address that cannot be read is answered before cookies are.
    const value = request.cookies?.[how.fullName(name)]
    if (value === undefined || value.length > 2_000) continue
    if (name === 'kabar') jar.kabar = readFlash(how.secretKey, value)
    else if (/^[\w.~-]+$/.test(value)) jar[name] = value
  }
  return jar as Jar
}

function readFlash(secretKey: string, value: string): Flash | undefined {
  const text = unsign(secretKey, 'kabar', value)
  return text === undefined ? undefined : (JSON.parse(text) as Flash)
}
