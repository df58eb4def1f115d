// Signing out removes what workers kept on this phone, and answers of applications with it, so that the next
// person finds nothing; where answers have not been sent the page says so first. Field work that waits stays:
// it belongs to its officer and is sent after the next sign-in.
import { clearDrafts, countUnsent } from './parts/draft-store.ts'

const warning = document.querySelector<HTMLElement>('[data-belum-terkirim]')

void countUnsent().then((count) => {
  if (warning !== null) warning.hidden = count === 0
})

document.addEventListener('submit', (event) => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || !form.action.endsWith('/keluar')) return
  if (form.dataset.bersih !== undefined) return
  event.preventDefault()
  void forget().finally(() => {
    form.dataset.bersih = ''
    form.submit()
  })
})

async function forget(): Promise<void> {
  await clearDrafts().catch(() => undefined)
  if (!('caches' in window)) return
  for (const name of await caches.keys())
    if (/^(?:lapangan|layanan)-1/.test(name)) await caches.delete(name)
}
