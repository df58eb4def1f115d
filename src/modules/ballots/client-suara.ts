// Casting without a name: the browser draws the right to vote, hides it before it is signed, and sends the ballot
// with what it found beneath, without a cookie. Without this script the form is sent as it is.
import {
  bigOf,
  blindWith,
  bytesOf,
  encodePss,
  PREFIX_BYTES,
  type PublicNumbers,
  SALT_BYTES,
  unblind,
} from './domain/blind.ts'
import { makeReceipt } from './domain/pohon.ts'

const KEY_BYTES = 256
const form = document.querySelector<HTMLFormElement>('form[data-suara]')
if (form !== null && 'subtle' in crypto) watch(form)

type Kept = Readonly<{ token: string; tersamar: string; balik: string; tandaTerima: string }>

const random = (count: number) => crypto.getRandomValues(new Uint8Array(count))
const sha = (name: string) => async (bytes: Uint8Array) =>
  new Uint8Array(await crypto.subtle.digest(name, Uint8Array.from(bytes)))
const text64 = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
const bytes64 = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) =>
    sign.charCodeAt(0),
  )

function watch(target: HTMLFormElement): void {
  let isBusy = false
  target.addEventListener('submit', (event) => {
    const { submitter } = event
    // The way back to the ballot stays a plain form. The property would name the page where the attribute is missing.
    if (submitter?.hasAttribute('formaction') === true) return
    event.preventDefault()
    if (isBusy) return
    isBusy = true
    cast(target)
      .catch(() => tell(target, ''))
      .finally(() => {
        isBusy = false
      })
  })
}

async function cast(target: HTMLFormElement): Promise<void> {
  const nomor = target.dataset.suara ?? ''
  const key: PublicNumbers = { n: BigInt(`0x${target.dataset.kunci ?? '0'}`), e: 65_537n }
  const kept = await keep(nomor, key)
  const base = target.action.replace(/\/suara$/, '')
  const csrf = new FormData(target).get('_csrf')
  const asked = await fetch(`${base}/token`, {
    method: 'POST',
    body: new URLSearchParams({ _csrf: String(csrf), tersamar: kept.tersamar }),
  })
  const answer = (await asked.json()) as Readonly<{ tandaTangan?: string; kata?: string[] }>
  if (answer.tandaTangan === undefined) return tell(target, (answer.kata ?? []).join(' '))
  const signature = unblind(key, bigOf(bytes64(answer.tandaTangan)), BigInt(kept.balik))
  const receipt = await sha('SHA-256')(new TextEncoder().encode(`${nomor} ${kept.tandaTerima}`))
  const sent = await fetch(`${base}/titip`, {
    method: 'POST',
    credentials: 'omit',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...JSON.parse(target.dataset.isi ?? '{}'),
      token: kept.token,
      tandaTangan: text64(bytesOf(signature, KEY_BYTES)),
      sidik: text64(receipt),
    }),
  })
  if (!sent.ok) {
    const { detail = '' } = (await sent.json()) as Readonly<{ detail?: string }>
    return tell(target, detail)
  }
  localStorage.removeItem(nameOf(nomor))
  show(target, kept.tandaTerima)
}

const nameOf = (nomor: string) => `suara ${nomor}`

/** Kept until the ballot is in, so that a dead network costs nobody their vote. */
async function keep(nomor: string, key: PublicNumbers): Promise<Kept> {
  const before = localStorage.getItem(nameOf(nomor))
  if (before !== null) return JSON.parse(before) as Kept
  const token = random(PREFIX_BYTES * 2)
  const encoded = await encodePss(sha('SHA-384'), token, { salt: random(SALT_BYTES), bits: 2_047 })
  for (;;) {
    const found = blindWith(key, bigOf(encoded), bigOf(random(KEY_BYTES)) % key.n)
    if (found === undefined) continue
    const kept: Kept = {
      token: text64(token),
      tersamar: text64(bytesOf(found.blinded, KEY_BYTES)),
      balik: String(found.inverse),
      tandaTerima: makeReceipt(random(26)),
    }
    localStorage.setItem(nameOf(nomor), JSON.stringify(kept))
    return kept
  }
}

function tell(target: HTMLFormElement, words: string): void {
  let place = target.querySelector<HTMLElement>('[role=alert]')
  if (place === null) {
    place = document.createElement('p')
    place.className = 'awas'
    place.setAttribute('role', 'alert')
    target.prepend(place)
  }
  place.textContent = words || (target.dataset.gagal ?? '')
}

function show(target: HTMLFormElement, tandaTerima: string): void {
  const main = target.parentElement
  if (main === null) return
  const box = document.createElement('div')
  box.className = 'jadi'
  box.setAttribute('role', 'status')
  const title = document.createElement('h1')
  title.textContent = target.dataset.jadi ?? ''
  title.tabIndex = -1
  const code = document.createElement('p')
  code.className = 'segel'
  code.textContent = tandaTerima
  const words = document.createElement('p')
  words.textContent = target.dataset.simpan ?? ''
  box.append(title, code, words)
  main.replaceChildren(box)
  title.focus()
}
