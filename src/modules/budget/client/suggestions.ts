// Price standards that fit what is being typed.
type Standard = Readonly<{
  kode: string
  uraian: string
  spesifikasi: string
  satuan: string
  harga: string
}>

export type Suggestions = Readonly<{
  ask: (input: HTMLInputElement) => void
  close: () => void
  /** @returns whether the key was for the list */
  key: (event: KeyboardEvent) => boolean
  /** A click on the list is on its way: what is typed must not be taken for finished. */
  isHeld: () => boolean
}>

const REST_MS = 250
const LEAST = 2

export function createSuggestions(
  { root, address }: Readonly<{ root: HTMLElement; address: string }>,
  take: (standard: Standard) => void,
): Suggestions {
  let list: HTMLElement | undefined
  let found: readonly Standard[] = []
  let at = -1
  let wanted = ''
  let isHeld = false

  const close = () => {
    list?.remove()
    list = undefined
    found = []
    at = -1
    wanted = ''
    isHeld = false
  }
  const mark = () => {
    for (const [index, one] of [...(list?.children ?? [])].entries()) {
      one.setAttribute('aria-selected', String(index === at))
      if (index === at) one.scrollIntoView({ block: 'nearest' })
    }
  }
  const show = (input: HTMLInputElement) => {
    list?.remove()
    if (found.length === 0) return
    list = document.createElement('div')
    list.className = 'saran'
    list.setAttribute('role', 'listbox')
    const place = input.getBoundingClientRect()
    const box = root.getBoundingClientRect()
    list.style.left = `${Math.max(0, Math.min(place.left - box.left, box.width - 430))}px`
    list.style.top = `${place.bottom - box.top + 2}px`
    for (const one of found) {
      const button = document.createElement('button')
      button.type = 'button'
      button.setAttribute('role', 'option')
      const price = document.createElement('b')
      price.textContent = `Rp${one.harga} / ${one.satuan}`
      const more = document.createElement('small')
      more.textContent = `${one.kode} ${one.spesifikasi}`
      button.append(one.uraian, price, more)
      button.addEventListener('pointerdown', () => {
        isHeld = true
      })
      button.addEventListener('click', () => take(one))
      list.append(button)
    }
    root.style.position = 'relative'
    root.append(list)
  }

  return {
    close,
    isHeld: () => isHeld,
    ask: (input) => {
      const cari = input.value.trim()
      wanted = cari
      if (cari.length < LEAST) return
      setTimeout(async () => {
        if (wanted !== cari) return
        const answer = await fetch(
          `${address}/standar.json?cari=${encodeURIComponent(cari)}`,
        ).catch(() => undefined)
        if (!answer?.ok || wanted !== cari) return
        found = ((await answer.json()) as { standar: readonly Standard[] }).standar
        at = -1
        if (input.isConnected) show(input)
      }, REST_MS)
    },
    key: (event) => {
      if (list === undefined || found.length === 0) return false
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        at = (at + (event.key === 'ArrowDown' ? 1 : -1) + found.length) % found.length
        mark()
        event.preventDefault()
        return true
      }
      const chosen = found[at]
      if (event.key !== 'Enter' || chosen === undefined) return false
      event.preventDefault()
      take(chosen)
      return true
    },
  }
}
