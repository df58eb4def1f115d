// Keeps one officer's round for places without a signal: the page, its scripts and its photos, for a day
// at most. The network always comes first. A sign-in page instead of the round ends what was kept, and
// signing out removes it (keluar.ts).
type Waiter = Readonly<{ waitUntil: (work: Promise<unknown>) => void }>
type FetchEvent = Readonly<{ request: Request; respondWith: (answer: Promise<Response>) => void }>

const CACHE = 'lapangan-1'
const ROUND = '/kerja/lapangan'
const KEPT_MS = 24 * 3_600_000
const KEPT_AT = 'x-disimpan'
const scope = self as unknown as EventTarget &
  Readonly<{
    skipWaiting: () => Promise<void>
    clients: Readonly<{ claim: () => Promise<void> }>
  }>

scope.addEventListener('install', (event) => {
  ;(event as unknown as Waiter).waitUntil(fetchRound().then(() => scope.skipWaiting()))
})
scope.addEventListener('activate', (event) => {
  ;(event as unknown as Waiter).waitUntil(scope.clients.claim())
})

scope.addEventListener('fetch', (event) => {
  const { request, respondWith } = event as unknown as FetchEvent
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (request.mode === 'navigate' && url.pathname === ROUND)
    respondWith.call(event, roundOrKept(request))
  else if (/^\/(?:aset|foto)\//.test(url.pathname)) respondWith.call(event, keptFirst(request))
})

async function fetchRound(): Promise<void> {
  try {
    await keep(await fetch(ROUND, { credentials: 'same-origin' }))
  } catch {
    // No signal at the first visit: the next one keeps it.
  }
}

async function roundOrKept(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request)
    await keep(answer)
    return answer
  } catch {
    return (await readKept()) ?? Response.error()
  }
}

/** A page that is no round means that this officer is no longer signed in. */
async function keep(answer: Response): Promise<void> {
  if (answer.type === 'opaqueredirect' || answer.redirected) {
    await caches.delete(CACHE)
    return
  }
  if (!answer.ok) return
  const body = await answer.clone().text()
  const cache = await caches.open(CACHE)
  const headers = new Headers(answer.headers)
  headers.set(KEPT_AT, String(Date.now()))
  await cache.put(ROUND, new Response(body, { headers }))
  const parts = [...body.matchAll(/(?:src|href)="(\/(?:aset|foto)\/[^"]+)"/g)].map((part) =>
    (part[1] ?? '').replace(/&amp;/g, '&'),
  )
  for (const old of await cache.keys()) {
    const { pathname, search } = new URL(old.url)
    if (pathname !== ROUND && !parts.includes(pathname + search)) await cache.delete(old)
  }
  await Promise.all(parts.map((part) => keepPart(cache, part)))
}

async function keepPart(cache: Cache, url: string): Promise<void> {
  try {
    if ((await cache.match(url)) === undefined) await cache.add(url)
  } catch {
    // One photo less; the round stays usable.
  }
}

async function readKept(): Promise<Response | undefined> {
  const kept = await (await caches.open(CACHE)).match(ROUND)
  const at = Number(kept?.headers.get(KEPT_AT) ?? 0)
  if (Date.now() - at <= KEPT_MS) return kept
  await caches.delete(CACHE)
  return undefined
}

async function keptFirst(request: Request): Promise<Response> {
  return (await (await caches.open(CACHE)).match(request)) ?? fetch(request)
}

export {}
