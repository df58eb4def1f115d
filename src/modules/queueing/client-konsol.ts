// The counter goes on over a bad line: what was pressed is sent again until it arrives, with the key that
// makes it count once; and the list of those who wait is drawn anew by itself.
const room = document.querySelector<HTMLElement>('[data-konsol]')
const note = room?.querySelector<HTMLElement>('[data-luring-pesan]')
const AGAIN_MS = 3_000
const FRESH_MS = 8_000
let isSending = false

const send = async (form: HTMLFormElement) => {
  isSending = true
  for (const button of form.querySelectorAll('button')) button.setAttribute('aria-busy', 'true')
  const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>)
  for (;;) {
    // Not followed here, so that the page that is opened next shows the message.
    const answer = await fetch(form.action, { method: 'POST', body, redirect: 'manual' }).catch(
      () => undefined,
    )
    // The server is away or restarting: the same key, once more.
    if (answer !== undefined && answer.status < 500) {
      location.reload()
      return
    }
    if (note) note.hidden = false
    await new Promise((done) => setTimeout(done, AGAIN_MS))
  }
}

room?.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement
  if (!form.hasAttribute('data-tindakan')) return
  event.preventDefault()
  if (!isSending) void send(form)
})

const refresh = async () => {
  const list = room?.querySelector('[data-segar-konsol]')
  if (list && !isSending && !list.contains(document.activeElement)) {
    const answer = await fetch(location.href).catch(() => undefined)
    if (answer?.ok && !isSending) {
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const next = page.querySelector('[data-segar-konsol]')
      if (next) list.replaceChildren(...next.childNodes)
    }
  }
  setTimeout(refresh, FRESH_MS)
}
if (room !== null) setTimeout(refresh, FRESH_MS)

export {}
