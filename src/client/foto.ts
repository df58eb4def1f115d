// Photos of a report, made small while filling in. The receipt sends them (unggah.ts): the form stays light.
import { fill } from './parts/fill.ts'
import { takeOverField } from './parts/photo-field.ts'
import { all, drop } from './parts/store.ts'

const form = document.querySelector<HTMLFormElement>('form[data-lapor]')

if (form !== null) fillIn(form)

function fillIn(target: HTMLFormElement): void {
  const key = target.elements.namedItem('kunci')
  const keyOf = () => (key instanceof HTMLInputElement ? key.value : '')
  if (target.querySelector('input[type=file]') !== null) takeOverField(target, keyOf)
  else void listWaiting(keyOf())
  target.querySelector('[data-buang]')?.addEventListener('click', () => {
    void all('foto').then((photos) =>
      photos
        .filter((photo) => photo.kunci === keyOf())
        .forEach((photo) => {
          void drop('foto', photo.id)
        }),
    )
  })
}

/** On the page that checks the answers: what waits here is shown beside what the server has. */
async function listWaiting(kunci: string): Promise<void> {
  const list = document.querySelector('[data-foto-daftar]')
  const said = document.querySelector<HTMLElement>('[data-foto-kabar]')
  const mine = (await all('foto')).filter((photo) => photo.kunci === kunci)
  if (list === null || said === null || mine.length === 0) return
  document.querySelector('[data-foto-nihil]')?.remove()
  for (const photo of mine) {
    const image = new Image(72, 72)
    image.src = URL.createObjectURL(photo.photo)
    image.alt = ''
    list.append(image)
  }
  said.textContent = fill(said.dataset.siap, mine.length)
}
