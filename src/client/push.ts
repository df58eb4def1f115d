// Offers to be told by this browser where it can be: asks for leave only after the button was pressed.
const box = document.querySelector<HTMLElement>('[data-push]')
const WORKER = '/sw-push.js'
const canPush = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

if (box !== null && canPush) void offer(box)

type Box = HTMLElement

function formOf(target: Box, hook: 'nyala' | 'padam'): HTMLFormElement | null {
  return target.querySelector<HTMLFormElement>(`form[data-${hook}]`)
}

async function offer(target: Box): Promise<void> {
  const on = formOf(target, 'nyala')
  const off = formOf(target, 'padam')
  if (on === null || off === null) return
  const now = await subscriptionNow()
  const isOn = now !== null && (await isOurs(target, now))
  on.hidden = isOn
  off.hidden = !isOn
  target.hidden = false
  if (Notification.permission === 'denied') refuse(target, 'ditolak')
  on.addEventListener('submit', (event) => {
    event.preventDefault()
    turnOn(target, on).catch(() => say(target, 'gagal'))
  })
  off.addEventListener('submit', (event) => {
    event.preventDefault()
    void turnOff(off)
  })
}

async function subscriptionNow(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration('/')
  return registration === undefined ? null : registration.pushManager.getSubscription()
}

/** Does the account that is signed in know this browser? Another's subscription is not ours. */
async function isOurs(target: Box, { endpoint }: PushSubscription): Promise<boolean> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint))
  const hex = [...new Uint8Array(digest)].map((one) => one.toString(16).padStart(2, '0')).join('')
  return (target.dataset.tanda ?? '').split(' ').includes(hex.slice(0, 16))
}

async function turnOn(target: Box, form: HTMLFormElement): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') return refuse(target, 'ditolak')
  const registration = await navigator.serviceWorker.register(WORKER, { scope: '/' })
  await awake(registration)
  // One made with an older key, or for another account, would go nowhere.
  await (await registration.pushManager.getSubscription())?.unsubscribe()
  const made = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: bytesOf(target.dataset.push ?? ''),
  })
  const { endpoint = '', keys = {} } = made.toJSON()
  fill(form, { titik: endpoint, p256dh: keys.p256dh ?? '', auth: keys.auth ?? '' })
  form.submit()
}

async function turnOff(form: HTMLFormElement): Promise<void> {
  const now = await subscriptionNow().catch(() => null)
  fill(form, { titik: now?.endpoint ?? '' })
  await now?.unsubscribe().catch(() => false)
  form.submit()
}

function fill(form: HTMLFormElement, values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements.namedItem(name)
    if (field instanceof HTMLInputElement) field.value = value
  }
}

/** A browser subscribes only once the worker is active. */
function awake({ active, waiting, installing }: ServiceWorkerRegistration): Promise<void> {
  const coming = installing ?? waiting
  if (active !== null || coming === null) return Promise.resolve()
  return new Promise((done) => {
    coming.addEventListener('statechange', () => {
      if (coming.state === 'activated') done()
    })
  })
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(text, (one) => one.charCodeAt(0))
}

function refuse(target: Box, why: 'ditolak' | 'gagal'): void {
  const on = formOf(target, 'nyala')
  if (on !== null) on.hidden = true
  say(target, why)
}

function say(target: Box, why: 'ditolak' | 'gagal'): void {
  const place = target.querySelector<HTMLElement>('[role=status]')
  if (place !== null) place.textContent = place.dataset[why] ?? ''
}

export {}
