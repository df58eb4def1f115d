import { createHash } from 'node:crypto'
import { MINUTE_MS, zoneOffsetMs } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, json, text } from '../../../platform/http/answer.ts'
import type { Req } from '../../../platform/http/route.ts'
import type { Deps } from '../deps.ts'

/** Reading the catalogue is open to scripts of every site; nothing there depends on a cookie. */
export const OPEN = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'etag, retry-after',
  'cross-origin-resource-policy': 'cross-origin',
} as const

/** What belongs to one person is for their own browser only, and kept nowhere on the way. */
export const OWN = { 'cache-control': 'no-store' } as const

type Headers = Readonly<Record<string, string>>

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
  headers: Headers = OPEN,
): Answer {
  return { kind: 'refused', refusals, status, headers }
}

export function tooManyCalls(waitSeconds: number, headers: Headers = OPEN): Answer {
  const told = {
    code: 'TERLALU_SERING',
    message: `Terlalu banyak permintaan. Coba lagi ${waitSeconds} detik lagi.`,
  }
  return refusedWith([told], 429, { ...headers, 'retry-after': String(waitSeconds) })
}

/** An instant as programs read it, with the region's offset. */
export function instantText(at: Date, { reference }: Pick<Deps, 'reference'>): string {
  const offsetMs = zoneOffsetMs(reference.calendar().zone)
  const minutes = offsetMs / MINUTE_MS
  const two = (part: number) => String(part).padStart(2, '0')
  // The region lies east of Greenwich, whichever its zone.
  const local = new Date(at.getTime() + offsetMs).toISOString().slice(0, 19)
  return `${local}+${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
