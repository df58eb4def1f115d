// Keeps the offline form and what it needs in the cache. Everything else always comes from the network,
// so nobody sees an old promise.
type Waiter = Readonly<{ waitUntil: (work: Promise<unknown>) => void }>
type FetchEvent = Readonly<{ request: Request; respondWith: (answer: Promise<Response>) => void }>

const CACHE = 'pendopo-1'
const OFFLINE = '/lapor/luring'
const scope = self as unknown as EventTarget & { skipWaiting: () => Promise<void> }

scope.addEventListener('install', (event) => {
  ;(event as unknown as Waiter).waitUntil(keepOfflineForm().then(() => scope.skipWaiting()))
})

async function keepOfflineForm(): Promise<void> {
  const cache = await caches.open(CACHE)
  const page = await fetch(OFFLINE)
  const text = await page.clone().text()
  await cache.put(OFFLINE, page)
  const files = [...text.matchAll(/(?:src|href)="(\/aset\/[^"]+)"/g)].map((match) => match[1] ?? '')
  await cache.addAll(files)
}

scope.addEventListener('fetch', (event) => {
  const { request, respondWith } = event as unknown as FetchEvent
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (url.pathname.startsWith('/aset/')) respondWith.call(event, fromCacheFirst(request))
  else if (request.mode === 'navigate' && url.pathname.startsWith('/lapor'))
    respondWith.call(event, offlineWhenDead(request))
})

async function fromCacheFirst(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request)
}

async function offlineWhenDead(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch {
    return (await caches.match(OFFLINE)) ?? Response.error()
  }
}

export {}
