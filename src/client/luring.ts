// The offline form: reports are kept in this browser and send themselves when the network is back. Each
// carries an id made here, so that sending twice makes one report.
import { keepSending } from './parts/keep-sending.ts'
import { takeOverField } from './parts/photo-field.ts'
import { sendPhotos, sendReports } from './parts/send.ts'
import { all, drop, newKey, put, type WaitingReport } from './parts/store.ts'

const form = document.querySelector<HTMLFormElement>('form[data-luring]')
const queue = document.querySelector<HTMLElement>('[data-antrean]')
const NEEDED = { judul: 10, isi: 20, kategori: 1 }

const sendAll = keepSending(async () => {
  const isThrough = await sendReports()
  await show()
  const { done, left } = await sendPhotos()
  if (done > 0) await show()
  // The worker may have been at the same photo, or the signal went again: neither is the end of it.
  return navigator.onLine && (!isThrough || left > 0)
}, 5_000)
const photos = form === null ? undefined : startForm(form)
addEventListener('online', () => void sendAll())
navigator.serviceWorker?.addEventListener('message', () => void show())
void show().then(sendAll)

function startForm(target: HTMLFormElement): { show: () => void } {
  const field = (name: string) => target.elements.namedItem(name) as HTMLInputElement
  restore(target, field)
  const photoBox = target.querySelector<HTMLElement>('[data-foto-luring]')
  if (photoBox !== null) photoBox.hidden = false
  const taken = takeOverField(target, () => field('kunci').value)
  offerPosition(target, field)
  target.addEventListener('submit', (event) => {
    const input = target.querySelector<HTMLInputElement>('input[type=file]')
    // A photo is still being made small: the field sends the form again when it is done.
    if (event.defaultPrevented || (input?.files?.length ?? 0) > 0) return
    event.preventDefault()
    void keep(target, field).then(() => taken.show())
  })
  return taken
}

/** GPS needs no network; asked for only when somebody taps. */
function offerPosition(target: HTMLFormElement, field: (name: string) => HTMLInputElement): void {
  const button = target.querySelector<HTMLButtonElement>('[data-gps]')
  const said = target.querySelector<HTMLElement>('[data-titik]')
  if (button === null || said === null || !('geolocation' in navigator)) return
  button.hidden = false
  button.addEventListener('click', () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        field('lat').value = coords.latitude.toFixed(6)
        field('lon').value = coords.longitude.toFixed(6)
        const metres = String(Math.round(coords.accuracy))
        said.textContent = (said.dataset.gpsOk ?? '').replace('{m}', metres)
      },
      () => {
        said.textContent = said.dataset.gpsGagal ?? ''
      },
      { enableHighAccuracy: true, timeout: 30_000 },
    )
  })
}

/** The page may have been kept for weeks: its key is made new, or taken over from the screens that broke off. */
function restore(target: HTMLFormElement, field: (name: string) => HTMLInputElement): void {
  field('kunci').value = newKey()
  try {
    const kept = JSON.parse(localStorage.getItem('lapor') ?? '{}') as Record<
      string,
      Record<string, string> | undefined
    >
    const story = kept['/lapor']
    if (!story?.kunci || !(story.judul || story.isi) || field('judul').value !== '') return
    field('kunci').value = story.kunci
    for (const name of ['judul', 'isi']) field(name).value = story[name] ?? ''
  } catch {
    target.reset()
  }
}

async function keep(
  target: HTMLFormElement,
  field: (name: string) => HTMLInputElement,
): Promise<void> {
  const said = target.querySelector<HTMLElement>('[data-luring-kabar]')
  const isShort = Object.entries(NEEDED).some(
    ([name, min]) => field(name).value.trim().length < min,
  )
  const hasPlace = field('lat').value !== '' || field('kecamatan').value !== ''
  if (isShort || !hasPlace) {
    if (said) said.textContent = target.dataset.kurang ?? ''
    return
  }
  const fields: Record<string, string> = {}
  for (const [name, value] of new FormData(target))
    if (typeof value === 'string' && name !== '_csrf') fields[name] = value
  await put('laporan', { kunci: field('kunci').value, fields, at: Date.now() })
  localStorage.removeItem('lapor')
  target.reset()
  field('kunci').value = newKey()
  if (said) said.textContent = target.dataset.tersimpan ?? ''
  await show()
  queue?.scrollIntoView()
  await askWorker()
  await sendAll()
}

/** The service worker sends when the network is back, even with this page closed. */
async function askWorker(): Promise<void> {
  const worker = (await navigator.serviceWorker?.getRegistration('/lapor')) as
    | (ServiceWorkerRegistration & { sync?: { register: (tag: string) => Promise<void> } })
    | undefined
  await worker?.sync?.register('kirim').catch(() => undefined)
}

async function show(): Promise<void> {
  if (queue === null) return
  const reports = await all('laporan')
  const photosLeft = await all('foto')
  queue.hidden = reports.length === 0
  queue.replaceChildren(
    ...reports.map((report) =>
      card(report, photosLeft.filter(({ kunci }) => kunci === report.kunci).length),
    ),
  )
}

function card(report: WaitingReport, photosLeft: number): HTMLElement {
  const said = queue?.dataset ?? {}
  const box = document.createElement('article')
  box.className = report.nomor === undefined ? 'info jarak' : 'jadi jarak'
  const state = report.nomor ? said.terkirim : report.galat ? said.ditolak : said.menunggu
  box.append(line('b', `${state ?? ''}: ${report.fields.judul ?? ''}`))
  if (report.nomor) {
    const link = document.createElement('a')
    link.href = `/laporan/${report.nomor}`
    link.textContent = report.nomor
    box.append(link, line('p', `${said.kode ?? ''}: ${report.kode ?? ''}`))
  }
  if (report.galat)
    box.append(
      line('p', report.galat),
      button(said.perbaiki, () => mend(report)),
    )
  if (photosLeft > 0) box.append(line('p', (said.foto ?? '').replace('{n}', String(photosLeft))))
  box.append(button(said.hapus, () => forget(report)))
  return box
}

function line(tag: string, text: string): HTMLElement {
  const element = document.createElement(tag)
  element.textContent = text
  return element
}

function button(label: string | undefined, act: () => Promise<void>): HTMLElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'tombol dua mini'
  made.textContent = label ?? ''
  made.addEventListener('click', () => void act())
  return made
}

async function forget(report: WaitingReport): Promise<void> {
  await drop('laporan', report.kunci)
  // Photos of a report that has arrived go on by themselves.
  if (report.nomor === undefined)
    for (const photo of await all('foto'))
      if (photo.kunci === report.kunci) await drop('foto', photo.id)
  await show()
}

/** Put it back into the form, under the same key. */
async function mend(report: WaitingReport): Promise<void> {
  for (const [name, value] of Object.entries(report.fields)) {
    const field = form?.elements.namedItem(name)
    if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = true
    else if (field !== null && field !== undefined && 'value' in field) field.value = value
  }
  await drop('laporan', report.kunci)
  photos?.show()
  await show()
}
