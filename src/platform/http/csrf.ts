import { createHmac, timingSafeEqual } from 'node:crypto'

/** Token of a browser or session: derived, so nothing is stored and a restart changes nothing. */
export function csrfToken(secretKey: string, holder: string): string {
  return createHmac('sha256', secretKey).update(`csrf ${holder}`).digest('base64url').slice(0, 32)
}

export function isSameToken(expected: string, given: string): boolean {
  const a = Buffer.from(expected)
  const b = Buffer.from(given)
  return a.length === b.length && timingSafeEqual(a, b)
}

/**
 * Did another site send this? Browsers say so in Sec-Fetch-Site or Origin; old ones send neither, and
 * then the token alone decides.
 */
export function isCrossSite(
  headers: Readonly<Record<string, string | undefined>>,
  ownOrigins: readonly string[],
): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  const origin = headers.origin
  return origin !== undefined && !ownOrigins.includes(origin)
}

/** Sign a short text so that it can travel in a cookie. */
export function sign(secretKey: string, purpose: string, value: string): string {
  const seal = createHmac('sha256', secretKey)
    .update(`${purpose} ${value}`)
    .digest('base64url')
    .slice(0, 22)
  return `${Buffer.from(value).toString('base64url')}.${seal}`
}

export function unsign(secretKey: string, purpose: string, signed: string): string | undefined {
  const [body = '', seal = ''] = signed.split('.')
  const value = Buffer.from(body, 'base64url').toString()
  const [, expected = ''] = sign(secretKey, purpose, value).split('.')
  return isSameToken(expected, seal) ? value : undefined
}
