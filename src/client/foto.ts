// Photos of a report: made small while filling in, sent in pieces once the report has its number.
import { takeOverField } from './parts/photo-field.ts'
import { fileUnder, sendPhotos } from './parts/send.ts'
import { shrink } from './parts/shrink.ts'
import { all, drop, newKey, put } from './parts/store.ts'

const fill = (text: string | undefined, n: number, percent = 0) =>
  (text ?? '').replace('{n}', String(n)).replace('{p}', String(percent))

const form = document.querySelector<HTMLFormElement>('form[data-lapor]')
const upload = document.querySelector<HTMLElement>('[data-unggah]')

if (form !== null) fillIn(form)
if (upload !== null) void follow(upload)

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

/** On the receipt and on the reporter's own page: send what waits, and take more. */
async function follow(box: HTMLElement): Promise<void> {
  const { unggah: nomor = '', kode = '', kunci = '' } = box.dataset
  const said = box.querySelector<HTMLElement>('[data-unggah-kabar]')
  const input = box.querySelector<HTMLInputElement>('input[type=file]')
  const tell = (text: string) => {
    if (said === null) return
    said.hidden = text === ''
    said.textContent = text
  }
  let total = 0
  let isSending = false
  const send = async () => {
    if (isSending) return
    isSending = true
    const sent = await sendPhotos((left, percent) => tell(fill(box.dataset.kirim, left, percent)))
    isSending = false
    total += sent.done
    const parts = [
      ...(total > 0 ? [fill(box.dataset.beres, total)] : []),
      ...(sent.left > 0 ? [fill(box.dataset.putus, sent.left)] : []),
      ...new Set(sent.refused),
    ]
    tell(parts.join(' '))
    if (sent.left > 0) setTimeout(() => void send(), 15_000)
  }
  addEventListener('online', () => void send())
  if (kunci !== '') await fileUnder(kunci, { nomor, kode })
  await send()
  input?.addEventListener('change', async () => {
    for (const file of [...(input.files ?? [])].slice(0, 5)) {
      const photo = await shrink(file)
      if (photo === undefined) tell(box.dataset.gagal ?? '')
      else await put('foto', { id: newKey(), kunci, photo, at: Date.now(), nomor, kode })
    }
    input.value = ''
    await send()
  })
}
