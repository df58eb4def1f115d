// Making a report, made easier: the phone's position, words kept while typing, similar cases before the
// form is sent, and the offline form at hand. The form works without any of it.
const form = document.querySelector<HTMLFormElement>('form[data-lapor]')
const STEPS = ['/lapor', '/lapor/tempat', '/lapor/diri', '/lapor/periksa']
const KEPT = 'lapor'

type Kept = Record<string, Record<string, string>>

if (form !== null) {
  keepWords(form)
  offerPosition(form)
  offerSimilar(form)
}
keepOfflineForm()

/** What was typed survives a dead network, a closed tab and an empty battery: until the next screen is here. */
function keepWords(target: HTMLFormElement): void {
  const path = location.pathname.replace(/\/$/, '')
  const kept = read()
  const here = STEPS.indexOf(path)
  // Being here means that the screens before have arrived.
  for (const before of STEPS.slice(0, Math.max(0, here))) delete kept[before]
  const isBlank = 'baru' in target.dataset
  const mine = kept[path] ?? {}
  kept[path] = mine
  const key = target.elements.namedItem('kunci')
  if (key instanceof HTMLInputElement) {
    // The same key for every try of a report that has not begun on the server: its photos wait under it.
    if (isBlank && mine.kunci) key.value = mine.kunci
    mine.kunci = key.value
  }
  for (const field of target.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'input.isian:not([type=file]), textarea',
  )) {
    const before = mine[field.name]
    if (field.value === '' && before !== undefined) field.value = before
    field.addEventListener('input', () => {
      mine[field.name] = field.value
      write(kept)
    })
  }
  write(kept)
  target.querySelector('[data-buang]')?.addEventListener('click', () => {
    localStorage.removeItem(KEPT)
  })
  // One tap sends once; the server does not mind two.
  target.addEventListener('submit', (event) => {
    setTimeout(() => {
      // Held back by another script, which sends it again.
      if (event.defaultPrevented) return
      for (const button of target.querySelectorAll('button')) button.disabled = true
    })
    addEventListener('pageshow', () => {
      for (const button of target.querySelectorAll('button')) button.disabled = false
    })
  })
}

function read(): Kept {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Kept
  } catch {
    return {}
  }
}

function write(kept: Kept): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify(kept))
  } catch {
    // A full or closed store: the form goes on without it.
  }
}

function offerPosition(target: HTMLFormElement): void {
  const button = target.querySelector<HTMLButtonElement>('[data-gps]')
  const said = target.querySelector<HTMLElement>('[data-titik]')
  const box = target.querySelector<HTMLElement>('[data-gps-ok]')
  if (button === null || said === null || box === null || !('geolocation' in navigator)) return
  button.hidden = false
  button.addEventListener('click', () => {
    button.disabled = true
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const metres = String(Math.round(coords.accuracy))
        set(target, 'lat', coords.latitude.toFixed(6))
        set(target, 'lon', coords.longitude.toFixed(6))
        set(target, 'sumber', 'gps')
        set(target, 'akurasi', metres)
        const words = coords.accuracy > 100 ? box.dataset.gpsKasar : box.dataset.gpsOk
        said.textContent = (words ?? '').replace('{m}', metres)
        button.disabled = false
        target.dispatchEvent(new Event('titik'))
      },
      () => {
        said.textContent = box.dataset.gpsGagal ?? ''
        button.disabled = false
      },
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    )
  })
}

function set(target: HTMLFormElement, name: string, value: string): void {
  const field = target.elements.namedItem(name)
  if (field instanceof HTMLInputElement) field.value = value
}

const PAUSE_MS = 900
const LETTERS_MIN = 12

/** Similar cases while typing: asked when the fingers rest, and only when something changed. */
function offerSimilar(target: HTMLFormElement): void {
  const place = document.querySelector<HTMLElement>('[data-serupa-langsung]')
  if (place === null) return
  let waiting: ReturnType<typeof setTimeout> | undefined
  let asked = ''
  const question = (): URLSearchParams => {
    const given = new FormData(target)
    const text = (name: string) => String(given.get(name) ?? target.dataset[name] ?? '')
    return new URLSearchParams({
      judul: text('judul').slice(0, 160),
      isi: text('isi').slice(0, 300),
      kategori: text('kategori_lain') || text('kategori'),
      ...Object.fromEntries(
        ['lat', 'lon', 'kecamatan', 'wilayah'].map((name) => [name, text(name)]),
      ),
    })
  }
  const ask = async () => {
    const body = question()
    const now = body.toString()
    const isShort = `${body.get('judul')}${body.get('isi')}`.length < LETTERS_MIN
    if (now === asked || isShort || !navigator.onLine) return
    asked = now
    try {
      const answer = await fetch('/lapor/serupa', {
        method: 'POST',
        headers: { 'x-csrf-token': String(new FormData(target).get('_csrf')) },
        body,
      })
      if (answer.ok && asked === now) place.innerHTML = await answer.text()
    } catch {
      asked = ''
    }
  }
  const later = () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => void ask(), PAUSE_MS)
  }
  for (const kind of ['input', 'change', 'titik']) target.addEventListener(kind, later)
}

/** Fetched once the page has been quiet for a while, and not on a metered connection that asks to save. */
function keepOfflineForm(): void {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } }
  if (!('serviceWorker' in navigator) || connection?.saveData) return
  addEventListener('load', () => {
    setTimeout(() => {
      navigator.serviceWorker.register('/sw.js', { scope: '/lapor' }).catch(() => undefined)
    }, 4_000)
  })
}

export {}
