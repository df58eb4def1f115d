// A ticket follows its line, a kiosk returns to its tiles, a slip is printed. Without script the page
// refreshes itself.
const ticket = document.querySelector<HTMLElement>('[data-segar]')
const kiosk = document.querySelector<HTMLElement>('[data-kembali]')
const printer = document.querySelector<HTMLButtonElement>('[data-cetak]')
const BACK_MS = 20_000

/** Only the ticket is drawn anew: what the reader has focused or scrolled to stays. */
const follow = async () => {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(
    () => undefined,
  )
  if (answer?.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const next = page.querySelector('.tiket')
    const now = document.querySelector('.tiket')
    if (next && now && next.innerHTML !== now.innerHTML) now.replaceChildren(...next.childNodes)
    if (!next?.hasAttribute('data-segar')) return
  }
  setTimeout(follow, Number(ticket?.dataset.segar) * 1_000)
}

if (ticket !== null) setTimeout(follow, Number(ticket.dataset.segar) * 1_000)
if (printer !== null) {
  printer.hidden = false
  printer.addEventListener('click', () => window.print())
}
if (kiosk !== null) {
  setTimeout(() => {
    location.href = kiosk.dataset.kembali ?? '/'
  }, BACK_MS)
}

export {}
