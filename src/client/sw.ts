// Keeps the offline form and what it needs in the cache, and sends what waits when the network is back.
// Everything else always comes from the network, so nobody sees an old promise.
import { sendPhotos, sendReports } from './parts/send.ts'

type Waiter = Event & Readonly<{ waitUntil: (work: Promise<unknown>) => void; tag?: string }>
type FetchEvent = Event &
  Readonly<{ request: Request; respondWith: (answer: Promise<Response>) => void }>
type Scope = EventTarget & {
  skipWaiting: () => Promise<void>
  clients: {
    claim: () => Promise<void>
    matchAll: () => Promise<readonly { postMessage: (message: string) => void }[]>
  }
}

const CACHE = 'pendopo-lapor'
const OFFLINE = '/lapor/luring'
const scope = self as unknown as Scope

scope.addEventListener('install', (event) => {
  ;(event as Waiter).waitUntil(keepOfflineForm().then(() => scope.skipWaiting()))
})

scope.addEventListener('activate', (event) => {
  ;(event as Waiter).waitUntil(scope.clients.claim())
})

/** All of it or nothing: a form without its script could not keep what is typed. */
async function keepOfflineForm(): Promise<void> {
  const page = await fetch(OFFLINE, { credentials: 'same-origin', cache: 'reload' })
  if (!page.ok) throw new Error('the offline form is not there')
  const text = await page.clone().text()
  const files = [...text.matchAll(/(?:src|href)="(\/aset\/[^"]+)"/g)].map((match) => match[1] ?? '')
  await caches.delete(CACHE)
  const cache = await caches.open(CACHE)
  await cache.addAll([...new Set(files)])
  await cache.put(OFFLINE, page)
}

scope.addEventListener('fetch', (event) => {
  const { request } = event as FetchEvent
  const url = new URL(request.url)
  if (url.origin !== location.origin) return
  if (request.method === 'GET' && url.pathname.startsWith('/aset/'))
    (event as FetchEvent).respondWith(fromCacheFirst(request))
  else if (request.mode === 'navigate' && url.pathname.startsWith('/lapor'))
    (event as FetchEvent).respondWith(offlineWhenDead(request))
})

async function fromCacheFirst(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request)
}

/** A form that could not be sent lands here too; its words are kept by the page and filled in again. */
async function offlineWhenDead(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch {
    return (await caches.match(OFFLINE)) ?? Response.error()
  }
}

scope.addEventListener('sync', (event) => {
  if ((event as Waiter).tag === 'kirim') (event as Waiter).waitUntil(sendWaiting())
})

async function sendWaiting(): Promise<void> {
  const isThrough = await sendReports()
  for (const client of await scope.clients.matchAll()) client.postMessage('terkirim')
  const { left } = await sendPhotos()
  // A rejection asks the browser to come back later.
  if (!isThrough || left > 0) throw new Error('not all of it went through')
}
