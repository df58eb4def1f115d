import type { SafeFetch } from '../net/safe-fetch.ts'

export type Answered =
  | Readonly<{ ok: true; reply: Uint8Array }>
  /** Why: code of an address that may not be asked or an answer not wanted, or how the network failed. */
  | Readonly<{ ok: false; fault: 'no-answer'; rincian: string }>

const REPLY_BYTES_MAX = 65_536
const TIMEOUT_MS = 15_000

/** Hand a question to the authority (RFC 3161, 3.4). It may be silent, slow, or send what it likes. */
export async function askAuthority(
  { fetch, url }: Readonly<{ fetch: SafeFetch; url: string }>,
  query: Uint8Array,
): Promise<Answered> {
  const question = {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query' },
    body: query,
    maxBytes: REPLY_BYTES_MAX,
    timeoutMs: TIMEOUT_MS,
    contentTypes: ['application/timestamp-reply'],
  } as const
  const answer = await fetch(url, question).catch((error: unknown) => nameOf(error))
  if (typeof answer === 'string') return no(answer)
  if (!answer.ok) return no(answer.refusals.map(({ code }) => code).join(' '))
  const { status, body } = answer.value
  return status === 200 ? { ok: true, reply: body } : no(`HTTP ${status}`)
}

/** ECONNREFUSED, AbortError and the like. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && error.name === 'Error' ? String(error.code) : error.name
}

const no = (rincian: string) => ({ ok: false, fault: 'no-answer', rincian }) as const
