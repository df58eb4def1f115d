// Field work without a signal. Every form of the page goes into this phone's queue first and from there to
// the server, once: at a tap when there is a signal, by itself when it comes back. Each entry belongs to
// the officer who made it; another one who signs in on the same phone neither sees nor sends it.
type Entry = Readonly<{
  kunci: string
  akun: string
  url: string
  label: string
  fields: readonly (readonly [name: string, value: string])[]
  file?: Readonly<{ name: string; blob: Blob }>
  /** Why the server refused it. */
  refused?: string
}>

const STORE = 'antrean'
const page = document.querySelector<HTMLElement>('[data-lapangan]')
if (page !== null && 'indexedDB' in window) setUp(page)

function setUp(root: HTMLElement): void {
  const akun = root.dataset.akun ?? ''
  const said = root.querySelector<HTMLElement>('[data-antrean-kata]')
  const show = () => draw(root, akun, show)
  let isSending = false

  /** @returns whether the next one may be tried */
  const sendOne = async (entry: Entry): Promise<boolean> => {
    const outcome = await send(entry)
    if (outcome === 'later') return false
    if (outcome === 'sign-in') {
      if (said) said.textContent = root.dataset.masuk ?? ''
      return false
    }
    if (outcome === 'sent') {
      await remove(entry.kunci)
      announce(root, `${root.dataset.terkirim ?? ''} ${entry.label}`)
    } else await write({ ...entry, refused: outcome.refused })
    await show()
    return true
  }

  const sendAll = async () => {
    if (isSending) return
    isSending = true
    try {
      const mine = (await read()).filter((one) => one.akun === akun && one.refused === undefined)
      for (const entry of mine) if (!(await sendOne(entry))) break
    } finally {
      isSending = false
    }
  }

  for (const form of root.querySelectorAll<HTMLFormElement>('[data-kirim-lapangan]')) {
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      void keep(form, akun).then(async (label) => {
        form.reset()
        form.closest('details')?.removeAttribute('open')
        announce(root, `${root.dataset.disimpan ?? ''} ${label}`)
        await show()
        await sendAll()
      })
    })
  }
  root.querySelector('[data-kirim]')?.addEventListener('click', () => void sendAll())
  const network = root.querySelector<HTMLElement>('[data-jaringan]')
  const tellNetwork = () => {
    if (network === null) return
    network.hidden = navigator.onLine
    network.textContent = navigator.onLine ? '' : (root.dataset.luring ?? '')
  }
  addEventListener('online', () => {
    tellNetwork()
    void sendAll()
  })
  addEventListener('offline', tellNetwork)
  tellNetwork()
  orderByWay(root)
  void show().then(sendAll)
  navigator.serviceWorker
    ?.register('/kerja/lapangan/sw.js', { scope: '/kerja/lapangan' })
    .catch(() => undefined)
}

/** The form as an entry of the queue. Its key is the form's; a used one is replaced by a fresh one. */
async function keep(form: HTMLFormElement, akun: string): Promise<string> {
  const label = form.dataset.kirimLapangan ?? ''
  const data = [...new FormData(form)]
  const fields = data.flatMap(([name, value]) =>
    typeof value === 'string' && name !== '_csrf' ? [[name, value] as const] : [],
  )
  const file = data.find(([, value]) => value instanceof File && value.size > 0)
  const kunci = fields.find(([name]) => name === 'kunci')?.[1] ?? ''
  await write({
    kunci,
    akun,
    url: new URL(form.action).pathname,
    label,
    fields,
    ...(file === undefined ? {} : { file: { name: file[0], blob: file[1] as File } }),
  })
  const key = form.elements.namedItem('kunci')
  // reset() puts back what the attribute says, so the attribute is what changes.
  if (key instanceof HTMLInputElement) key.setAttribute('value', newKey())
  return label
}

type Outcome = 'sent' | 'later' | 'sign-in' | Readonly<{ refused: string }>

async function send(entry: Entry): Promise<Outcome> {
  try {
    // A page kept for hours has an old token; the server gives a fresh one.
    const token = await fetch('/kerja/lapangan/token', { credentials: 'same-origin' })
    if (token.redirected || token.status === 401 || token.status === 403) return 'sign-in'
    if (!token.ok) return 'later'
    const body = new FormData()
    for (const [name, value] of entry.fields) body.append(name, value)
    if (entry.file) body.append(entry.file.name, entry.file.blob, 'foto.jpg')
    const answer = await fetch(entry.url, {
      method: 'POST',
      headers: { 'x-csrf-token': await token.text(), accept: 'application/json' },
      body,
      credentials: 'same-origin',
    })
    if (answer.redirected) return 'sign-in'
    if (answer.ok) return 'sent'
    if (answer.status >= 500 || answer.status === 429) return 'later'
    const told = (await answer.json()) as { detail?: string; status?: string }
    return { refused: [told.detail, told.status].filter(Boolean).join(' ') }
  } catch {
    return 'later'
  }
}

async function draw(root: HTMLElement, akun: string, again: () => Promise<void>): Promise<void> {
  const box = root.querySelector<HTMLElement>('[data-antrean]')
  const list = root.querySelector<HTMLElement>('[data-antrean-daftar]')
  const said = root.querySelector<HTMLElement>('[data-antrean-kata]')
  if (box === null || list === null || said === null) return
  const entries = await read()
  const mine = entries.filter((entry) => entry.akun === akun)
  const others = entries.length - mine.length
  box.hidden = entries.length === 0
  said.textContent = [
    mine.length > 0 ? `${mine.length} ${root.dataset.tunggu ?? ''}` : '',
    others > 0 ? `${others} ${root.dataset.lain ?? ''}` : '',
  ]
    .filter((part) => part !== '')
    .join(' ')
  list.textContent = ''
  for (const entry of mine) list.append(itemOf(root, entry, again))
}

function itemOf(root: HTMLElement, entry: Entry, again: () => Promise<void>): HTMLElement {
  const item = document.createElement('li')
  item.append(entry.label)
  if (entry.refused === undefined) return item
  const why = document.createElement('p')
  why.className = 'pesan-salah'
  why.textContent = entry.refused
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'tombol dua mini'
  button.textContent = root.dataset.buang ?? ''
  button.addEventListener('click', () => void remove(entry.kunci).then(again))
  item.append(why, button)
  return item
}

function announce(root: HTMLElement, text: string): void {
  const said = root.querySelector<HTMLElement>('[data-kabar]') ?? document.createElement('p')
  said.className = 'info'
  said.setAttribute('role', 'status')
  said.dataset.kabar = ''
  root.querySelector('header')?.append(said)
  said.textContent = text
}

/** Nearest first needs to know where the officer is; without a position the link stays what it is. */
function orderByWay(root: HTMLElement): void {
  const link = root.querySelector<HTMLAnchorElement>('[data-jarak]')
  link?.addEventListener('click', (event) => {
    event.preventDefault()
    navigator.geolocation?.getCurrentPosition(
      ({ coords }) => {
        location.href = `${link.href}&lat=${coords.latitude.toFixed(5)}&lon=${coords.longitude.toFixed(5)}`
      },
      () => {
        location.href = link.href
      },
      { timeout: 10_000 },
    )
  })
}

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 15) | 64
  bytes[8] = ((bytes[8] ?? 0) & 63) | 128
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function openStore(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('pendopo-lapangan', 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE, { keyPath: 'kunci' })
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

async function inStore<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await openStore()
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode)
    const request = work(transaction.objectStore(STORE))
    transaction.oncomplete = () => {
      database.close()
      resolve(request.result)
    }
    transaction.onerror = () => reject(transaction.error)
  })
}

function read(): Promise<Entry[]> {
  return inStore('readonly', (store) => store.getAll() as IDBRequest<Entry[]>)
}

function write(entry: Entry): Promise<unknown> {
  return inStore('readwrite', (store) => store.put(entry))
}

function remove(kunci: string): Promise<unknown> {
  return inStore('readwrite', (store) => store.delete(kunci))
}

export {}
