// The offline form: reports are kept in this browser and send themselves when the network is back. Each
// carries an id made here, so that sending twice makes one report.
type Waiting = Readonly<{ kunci: string; fields: Readonly<Record<string, string>> }>

const KEY = 'laporan-menunggu'
const form = document.querySelector<HTMLFormElement>('form[data-luring]')
const list = document.querySelector<HTMLElement>('[data-menunggu]')
const done = document.querySelector<HTMLElement>('[data-terkirim]')

const read = (): Waiting[] => JSON.parse(localStorage.getItem(KEY) ?? '[]') as Waiting[]
const write = (waiting: readonly Waiting[]) => localStorage.setItem(KEY, JSON.stringify(waiting))

if (form !== null) {
  const kunci = form.elements.namedItem('kunci')
  const lat = form.elements.namedItem('lat')
  const lon = form.elements.namedItem('lon')
  if (kunci instanceof HTMLInputElement) kunci.value = newKey()
  navigator.geolocation?.getCurrentPosition(({ coords }) => {
    if (lat instanceof HTMLInputElement) lat.value = coords.latitude.toFixed(6)
    if (lon instanceof HTMLInputElement) lon.value = coords.longitude.toFixed(6)
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const fields = Object.fromEntries(
      [...new FormData(form)].map(([name, value]) => [name, String(value)]),
    )
    write([...read(), { kunci: fields.kunci ?? newKey(), fields }])
    form.reset()
    if (kunci instanceof HTMLInputElement) kunci.value = newKey()
    show()
    void sendAll()
  })
}

addEventListener('online', () => void sendAll())
show()
void sendAll()

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 15) | 64
  bytes[8] = ((bytes[8] ?? 0) & 63) | 128
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

function show(): void {
  if (list === null) return
  const waiting = read()
  list.hidden = waiting.length === 0
  list.textContent = waiting.map((one) => one.fields.judul ?? '').join(' · ')
}

async function sendAll(): Promise<void> {
  for (const one of read()) {
    const sent = await send(one)
    if (sent === undefined) return
    write(read().filter((other) => other.kunci !== one.kunci))
    show()
    if (done !== null) {
      done.hidden = false
      done.textContent = `${done.textContent ?? ''} ${sent}`.trim()
    }
  }
}

/** @returns number and tracking code, or undefined while there is no network */
async function send({ fields }: Waiting): Promise<string | undefined> {
  try {
    // A page that waited offline has an old token; the server hands out a fresh one.
    const token = await (await fetch('/lapor/luring/token', { credentials: 'same-origin' })).text()
    const answer = await fetch('/lapor/luring', {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-csrf-token': token,
        accept: 'application/json',
      },
      body: new URLSearchParams(fields).toString(),
      credentials: 'same-origin',
    })
    if (answer.status >= 500 || answer.status === 429) return undefined
    const told = (await answer.json()) as { nomor?: string; kodeLacak?: string; detail?: string }
    return told.nomor === undefined
      ? (told.detail ?? '')
      : `${told.nomor} (${told.kodeLacak ?? ''})`
  } catch {
    return undefined
  }
}

export {}
