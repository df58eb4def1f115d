// Keeps pages of one scope for places without a signal, with their scripts and photos, for as long as they may
// be kept. The network always comes first. A page that is no longer the reader's ends what was kept of it, and
// signing out removes everything (keluar.ts).
type Waiter = Readonly<{ waitUntil: (work: Promise<unknown>) => void; tag?: string }>
type FetchEvent = Readonly<{ request: Request; respondWith: (answer: Promise<Response>) => void }>
export type WorkerScope = EventTarget &
  Readonly<{
    skipWaiting: () => Promise<void>
    registration: Readonly<{ scope: string }>
    clients: Readonly<{
      claim: () => Promise<void>
      matchAll: () => Promise<readonly { postMessage: (message: string) => void }[]>
    }>
  }>

export type Keeping = Readonly<{
  cache: string
  keptMs: number
  /** Fetched when the worker comes in, and shown for a page that was never kept. */
  first: string
  isKept: (path: string) => boolean
}>

const KEPT_AT = 'x-disimpan'

export function keepPages(scope: WorkerScope, keeping: Keeping): void {
  scope.addEventListener('install', (event) => {
    ;(event as unknown as Waiter).waitUntil(fetchFirst(keeping).then(() => scope.skipWaiting()))
  })
  scope.addEventListener('activate', (event) => {
    ;(event as unknown as Waiter).waitUntil(scope.clients.claim())
  })
  scope.addEventListener('fetch', (event) => {
    const { request, respondWith } = event as unknown as FetchEvent
    const url = new URL(request.url)
    if (request.method !== 'GET' || url.origin !== location.origin) return
    if (request.mode === 'navigate' && keeping.isKept(url.pathname))
      respondWith.call(event, freshOrKept(keeping, request, url.pathname))
    else if (/^\/(?:aset|foto)\//.test(url.pathname))
      respondWith.call(event, keptFirst(keeping, request))
  })
}

/** Work that the browser starts when the network is back, with every page closed. */
export function onSync(scope: WorkerScope, tag: string, work: () => Promise<void>): void {
  scope.addEventListener('sync', (event) => {
    const { waitUntil, tag: now } = event as unknown as Waiter
    if (now === tag) waitUntil.call(event, work())
  })
}

async function fetchFirst(keeping: Keeping): Promise<void> {
  try {
    await keep(keeping, await fetch(keeping.first, { credentials: 'same-origin' }), keeping.first)
  } catch {
    // No signal at the first visit: the next one keeps it.
  }
}

async function freshOrKept(keeping: Keeping, request: Request, path: string): Promise<Response> {
  try {
    const answer = await fetch(request)
    await keep(keeping, answer, path)
    return answer
  } catch {
    return (
      (await readKept(keeping, path)) ??
      (await readKept(keeping, keeping.first)) ??
      Response.error()
    )
  }
}

/** Sent elsewhere: whoever reads this is not signed in any more. Not there: it is not theirs, or it is gone. */
async function keep(keeping: Keeping, answer: Response, path: string): Promise<void> {
  if (answer.type === 'opaqueredirect' || answer.redirected) {
    await caches.delete(keeping.cache)
    return
  }
  const cache = await caches.open(keeping.cache)
  if (answer.status === 404 || answer.status === 403) await cache.delete(path)
  if (!answer.ok) return
  const body = await answer.clone().text()
  const headers = new Headers(answer.headers)
  headers.set(KEPT_AT, String(Date.now()))
  await cache.put(path, new Response(body, { headers }))
  await Promise.all(partsOf(body).map((part) => keepPart(cache, part)))
  await dropUnused(keeping, cache)
}

function partsOf(body: string): readonly string[] {
  return [...body.matchAll(/(?:src|href)="(\/(?:aset|foto)\/[^"]+)"/g)].map((part) =>
    (part[1] ?? '').replace(/&amp;/g, '&'),
  )
}

async function keepPart(cache: Cache, url: string): Promise<void> {
  try {
    if ((await cache.match(url)) === undefined) await cache.add(url)
  } catch {
    // One photo less; the page stays usable.
  }
}

/** What no kept page needs any more goes. */
async function dropUnused({ isKept }: Keeping, cache: Cache): Promise<void> {
  const entries = await cache.keys()
  const addressOf = ({ url }: Request) => {
    const { pathname, search } = new URL(url)
    return { pathname, address: pathname + search }
  }
  const needed = new Set<string>()
  for (const entry of entries)
    if (isKept(addressOf(entry).pathname))
      for (const part of partsOf((await (await cache.match(entry))?.text()) ?? '')) needed.add(part)
  for (const entry of entries) {
    const { pathname, address } = addressOf(entry)
    if (!isKept(pathname) && !needed.has(address)) await cache.delete(entry)
  }
}

async function readKept({ cache, keptMs }: Keeping, path: string): Promise<Response | undefined> {
  const opened = await caches.open(cache)
  const kept = await opened.match(path)
  const at = Number(kept?.headers.get(KEPT_AT) ?? 0)
  if (Date.now() - at <= keptMs) return kept
  await opened.delete(path)
  return undefined
}

async function keptFirst({ cache }: Keeping, request: Request): Promise<Response> {
  return (await (await caches.open(cache)).match(request)) ?? fetch(request)
}
