// Walks a border: each tap adds the corner where one stands to the outline. Typing does the same.
import { button } from './parts/elements.ts'

const box = document.querySelector<HTMLElement>('[data-batas]')
const area = box?.querySelector<HTMLTextAreaElement>('textarea')
if (box && area && 'geolocation' in navigator) {
  const said = document.createElement('p')
  said.className = 'bantuan jarak-atas'
  said.setAttribute('role', 'status')
  const add = button(box.dataset.tombol ?? '', () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const corner = `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`
        const before = area.value.trimEnd()
        area.value = before === '' ? corner : `${before}\n${corner}`
        area.dispatchEvent(new Event('input', { bubbles: true }))
        said.textContent = (box.dataset.dicatat ?? '').replace(
          '{m}',
          String(Math.round(coords.accuracy)),
        )
      },
      () => {
        said.textContent = box.dataset.gagal ?? ''
      },
      { enableHighAccuracy: true, timeout: 30_000, maximumAge: 0 },
    )
  })
  box.append(add, said)
}
