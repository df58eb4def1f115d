/**
 * Reading addresses for a monitor. It runs on the machine of whoever checks, who typed the address, so any
 * address may be asked; what answers is a stranger: bytes, time and tries are bounded, and no redirect is
 * followed.
 */
export type FetchBytes = (url: string, maxBytes: number) => Promise<Fetched>

export type Fetched =
  | Readonly<{ kind: 'bytes'; bytes: Uint8Array }>
  /** 404 or 410. */
  | Readonly<{ kind: 'absent' }>
  /** More bytes than asked for. */
  | Readonly<{ kind: 'too-big' }>

export type FetchLimits = Readonly<{
  /** One try, from the first byte sent to the last received. */
  timeoutMs: number
  /** Before the second try; four times as long before the third. */
  pauseMs: number
}>

export const FETCH_LIMITS: FetchLimits = { timeoutMs: 30_000, pauseMs: 500 }

const TRIES = 3
const RETRY_AFTER_MAX_MS = 30_000

type Tried = Fetched | Readonly<{ kind: 'again'; reason: string; waitMs?: number }>

/** @param signal ends everything that is still under way */
export function createFetchBytes(limits: FetchLimits, signal: AbortSignal): FetchBytes {
  return async function fetchBytes(url, maxBytes) {
    let pauseMs = limits.pauseMs
    for (let left = TRIES - 1; ; left -= 1) {
      const tried = await tryOnce(url, maxBytes, { limits, signal })
      if (tried.kind !== 'again') return tried
      if (left === 0 || signal.aborted)
        throw new Error(`Tidak dapat membaca ${url}: ${tried.reason}.`)
      await pause(tried.waitMs ?? pauseMs, signal)
      pauseMs *= 4
    }
  }
}

async function tryOnce(
  url: string,
  maxBytes: number,
  { limits, signal }: Readonly<{ limits: FetchLimits; signal: AbortSignal }>,
): Promise<Tried> {
  const timeout = AbortSignal.timeout(limits.timeoutMs)
  let answer: Response
  try {
    answer = await fetch(url, {
      redirect: 'manual',
      headers: { 'accept-encoding': 'gzip, identity' },
      signal: AbortSignal.any([signal, timeout]),
    })
    if (answer.status === 200) return await readBounded(answer, maxBytes)
    await answer.body?.cancel()
  } catch (error) {
    const seconds = limits.timeoutMs / 1_000
    return {
      kind: 'again',
      reason: timeout.aborted ? `tidak selesai dalam ${seconds} detik` : reasonOf(error),
    }
  }
  return judge(answer, url)
}

function judge(answer: Response, url: string): Tried {
  const { status, headers } = answer
  if (status === 404 || status === 410) return { kind: 'absent' }
  if (status >= 300 && status < 400)
    throw new Error(
      `${url} mengalihkan ke ${headers.get('location') ?? 'alamat lain'}; pakai alamat itu bila Anda mempercayainya.`,
    )
  if (status < 500 && status !== 429 && status !== 408)
    throw new Error(`Tidak dapat membaca ${url}: jawaban ${status}.`)
  const seconds = Number(headers.get('retry-after') ?? '')
  const again = { kind: 'again', reason: `jawaban ${status}` } as const
  return Number.isInteger(seconds) && seconds > 0
    ? { ...again, waitMs: Math.min(seconds * 1_000, RETRY_AFTER_MAX_MS) }
    : again
}

/** Bytes after decompression are counted, so a small answer cannot become a large one. */
async function readBounded(answer: Response, maxBytes: number): Promise<Fetched> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of answer.body ?? []) {
    length += chunk.length
    // Leaving the loop closes the connection.
    if (length > maxBytes) return { kind: 'too-big' }
    chunks.push(chunk)
  }
  return { kind: 'bytes', bytes: Buffer.concat(chunks) }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  if (cause instanceof Error && 'code' in cause) return `sambungan gagal (${cause.code})`
  return 'sambungan gagal'
}

/** Ends early, without failing, when the signal says so. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) return done()
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      done()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end, { once: true })
  })
}
