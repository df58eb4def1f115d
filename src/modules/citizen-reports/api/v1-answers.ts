import { createHash } from 'node:crypto'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, json, text } from '../../../platform/http/answer.ts'
import type { Req } from '../../../platform/http/route.ts'

/** Reading is open to scripts of every site; nothing here depends on a cookie. */
const OPEN = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'etag, retry-after',
  'cross-origin-resource-policy': 'cross-origin',
} as const

/** A reading answer with its tag: what the program has already is not sent again. */
export function readable(req: Req, data: unknown): Answer {
  const digest = createHash('sha256').update(JSON.stringify(data)).digest('base64url').slice(0, 22)
  const etag = `"${digest}"`
  const headers = { ...OPEN, etag, 'cache-control': 'public, max-age=30' }
  const known = (req.headers['if-none-match'] ?? '')
    .split(',')
    .map((one) => one.trim().replace(/^W\//, ''))
  return known.includes(etag)
    ? text('', 'application/json; charset=utf-8', { status: 304, headers })
    : json(data, { headers })
}

export function refusedWith(
  refusals: readonly Refusal[],
  status: number,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { kind: 'refused', refusals, status, headers: { ...OPEN, ...headers } }
}

export function tooManyCalls(waitSeconds: number): Answer {
  return refusedWith(
    [
      {
        code: 'TERLALU_SERING',
        message: `Terlalu banyak permintaan. Coba lagi ${waitSeconds} detik lagi.`,
      },
    ],
    429,
    { 'retry-after': String(waitSeconds) },
  )
}
