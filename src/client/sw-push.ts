// Shows what a push brings and leads to its case. Keeps nothing and answers no request: pages always
// come from the network, whatever this worker's scope.
type Waiter = Event & Readonly<{ waitUntil: (work: Promise<unknown>) => void }>
type PushEvent = Waiter & Readonly<{ data: { json: () => unknown } | null }>
type Click = Waiter & Readonly<{ notification: Notification }>
type Client = Readonly<{ url: string; focus: () => Promise<unknown> }>
type Scope = EventTarget & {
  registration: ServiceWorkerRegistration
  clients: {
    matchAll: (options: object) => Promise<readonly Client[]>
    openWindow: (url: string) => Promise<unknown>
  }
}

const scope = self as unknown as Scope

type Told = Readonly<{ title?: unknown; body?: unknown; url?: unknown }>

scope.addEventListener('push', (event) => {
  const { data, waitUntil } = event as PushEvent
  waitUntil.call(event, show(read(data)))
})

function read(data: PushEvent['data']): Told {
  try {
    return (data?.json() ?? {}) as Told
  } catch {
    return {}
  }
}

/** A browser that is told something must show something, or it takes the leave away. */
function show({ title, body, url }: Told): Promise<void> {
  const path = localPath(url)
  return scope.registration.showNotification(typeof title === 'string' ? title : 'Pendopo', {
    body: typeof body === 'string' ? body : '',
    tag: path,
    data: path,
  })
}

/** Only ever a page of this site. */
function localPath(url: unknown): string {
  const isLocal = typeof url === 'string' && /^\/(?![/\\])/.test(url)
  return isLocal ? url : '/akun/pemberitahuan'
}

scope.addEventListener('notificationclick', (event) => {
  const { notification } = event as Click
  notification.close()
  ;(event as Click).waitUntil(open(localPath(notification.data)))
})

async function open(path: string): Promise<unknown> {
  const address = new URL(path, location.origin).href
  const windows = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const there = windows.find(({ url }) => url === address)
  return there === undefined ? scope.clients.openWindow(address) : there.focus()
}
