// Field work without a signal. Every form of the page goes into this phone's queue first and from there to
// the server, once: at a tap when there is a signal, by itself when it comes back. Each entry belongs to
// the officer who made it; another one who signs in on the same phone neither sees nor sends it.
import { button } from './parts/elements.ts'
import { keepForm, putBack } from './parts/field-form.ts'
import { dequeue, type Entry, enqueue, readQueue, send } from './parts/queue.ts'

const page = document.querySelector<HTMLElement>('[data-lapangan]')
if (page !== null && 'indexedDB' in window) setUp(page)

function setUp(root: HTMLElement): void {
  const akun = root.dataset.akun ?? ''
  const scope = root.dataset.lingkup ?? '/kerja/lapangan'
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
    if ('sent' in outcome) {
      await dequeue(entry.kunci)
      announce(root, `${root.dataset.terkirim ?? ''} ${entry.label} ${outcome.sent}`.trim())
    } else await enqueue({ ...entry, refused: outcome.refused })
    await show()
    return true
  }

  const sendAll = async () => {
    if (isSending) return
    isSending = true
    try {
      const mine = (await readQueue()).filter(
        (one) => one.akun === akun && one.refused === undefined,
      )
      for (const entry of mine) if (!(await sendOne(entry))) break
    } finally {
      isSending = false
    }
  }

  const keep = async (form: HTMLFormElement) => {
    const kept = await keepForm(form, { akun, token: `${scope}/token` })
    if ('missing' in kept) {
      sayMissing(form, `${root.dataset.kurang ?? ''} ${kept.missing.join(', ')}.`)
      return
    }
    form.querySelector('[data-kurang-kata]')?.remove()
    form.reset()
    form.dispatchEvent(new Event('change', { bubbles: true }))
    form.closest('details')?.removeAttribute('open')
    announce(root, `${root.dataset.disimpan ?? ''} ${kept.label}`)
    await show()
    await sendAll()
  }
  for (const form of root.querySelectorAll<HTMLFormElement>('[data-kirim-lapangan]'))
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      void keep(form)
    })
  root.querySelector('[data-kirim]')?.addEventListener('click', () => void sendAll())
  watchNetwork(root, () => void sendAll())
  orderByWay(root)
  void show().then(sendAll)
  navigator.serviceWorker?.register(`${scope}/sw.js`, { scope }).catch(() => undefined)
}

function watchNetwork(root: HTMLElement, back: () => void): void {
  const network = root.querySelector<HTMLElement>('[data-jaringan]')
  const tell = () => {
    if (network === null) return
    network.hidden = navigator.onLine
    network.textContent = navigator.onLine ? '' : (root.dataset.luring ?? '')
  }
  addEventListener('online', () => {
    tell()
    back()
  })
  addEventListener('offline', tell)
  tell()
}

/** What is missing stands above the button and takes the focus. */
function sayMissing(form: HTMLFormElement, text: string): void {
  const said = form.querySelector<HTMLElement>('[data-kurang-kata]') ?? document.createElement('p')
  said.className = 'pesan-salah'
  said.dataset.kurangKata = ''
  said.tabIndex = -1
  said.textContent = text
  form.querySelector('button:not([type=button])')?.before(said)
  said.focus()
}

async function draw(root: HTMLElement, akun: string, again: () => Promise<void>): Promise<void> {
  const box = root.querySelector<HTMLElement>('[data-antrean]')
  const list = root.querySelector<HTMLElement>('[data-antrean-daftar]')
  const said = root.querySelector<HTMLElement>('[data-antrean-kata]')
  if (box === null || list === null || said === null) return
  const entries = await readQueue()
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
  item.append(why, filled(entry))
  const after = (work: () => Promise<unknown> | undefined) => () =>
    void Promise.resolve(work()).then(again)
  if (root.dataset.perbaiki !== undefined)
    item.append(
      button(
        root.dataset.perbaiki,
        after(() => (putBack(root, entry) ? dequeue(entry.kunci) : undefined)),
      ),
    )
  item.append(
    button(
      root.dataset.buang ?? '',
      after(() => dequeue(entry.kunci)),
    ),
  )
  return item
}

/** What was filled in stays readable, whatever became of it. */
function filled({ shown = [] }: Entry): HTMLElement {
  const list = document.createElement('dl')
  list.className = 'fakta'
  for (const [label, value] of shown) {
    const name = document.createElement('dt')
    name.textContent = label
    const text = document.createElement('dd')
    text.textContent = value
    list.append(name, text)
  }
  return list
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
