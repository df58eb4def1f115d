// Photos of a report that has its number: sent in pieces from the receipt and from the reporter's own page.
import { fill } from './parts/fill.ts'
import { keepSending } from './parts/keep-sending.ts'
import { fileUnder, sendPhotos } from './parts/send.ts'
import { shrink } from './parts/shrink.ts'
import { newKey, put } from './parts/store.ts'

const upload = document.querySelector<HTMLElement>('[data-unggah]')

if (upload !== null) void follow(upload)

/** Send what waits, and take more. */
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
  const send = keepSending(async () => {
    const sent = await sendPhotos((left, percent) => tell(fill(box.dataset.kirim, left, percent)))
    total += sent.done
    const parts = [
      ...(total > 0 ? [fill(box.dataset.beres, total)] : []),
      ...(sent.left > 0 ? [fill(box.dataset.putus, sent.left)] : []),
      ...new Set(sent.refused),
    ]
    tell(parts.join(' '))
    return sent.left > 0
  }, 15_000)
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
