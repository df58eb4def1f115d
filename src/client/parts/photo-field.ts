// The photo field: files become small pictures that wait in this browser under the report's key.
import { fill } from './fill.ts'
import { shrink } from './shrink.ts'
import { all, drop, newKey, put, type WaitingPhoto } from './store.ts'

/** @param keyOf the report's key, which an offline form changes after each report */
export function takeOverField(form: HTMLFormElement, keyOf: () => string): { show: () => void } {
  const box = form.querySelector<HTMLElement>('[data-foto-wadah]')
  const input = form.querySelector<HTMLInputElement>('input[type=file]')
  const list = form.querySelector<HTMLElement>('[data-foto-daftar]')
  const said = form.querySelector<HTMLElement>('[data-foto-kabar]')
  if (box === null || input === null || list === null || said === null)
    return { show: () => undefined }
  const max = Number(box.dataset.max)
  let working: Promise<unknown> = Promise.resolve()

  const show = async () => {
    for (const old of list.querySelectorAll('[data-lokal]')) old.remove()
    const mine = (await all('foto')).filter((photo) => photo.kunci === keyOf())
    for (const photo of mine) list.append(figure(photo, box.dataset.hapus ?? '', show))
    said.textContent = mine.length > 0 ? fill(box.dataset.siap, mine.length) : ''
  }

  const take = async (files: readonly File[]) => {
    let kept = (await all('foto')).filter((photo) => photo.kunci === keyOf()).length
    let problem = ''
    for (const file of files) {
      if (kept >= max) {
        problem = box.dataset.lebih ?? ''
        break
      }
      const photo = await shrink(file)
      if (photo === undefined) problem = box.dataset.gagal ?? ''
      else {
        await put('foto', { id: newKey(), kunci: keyOf(), photo, at: Date.now() })
        kept += 1
      }
    }
    await show()
    if (problem !== '') said.textContent = problem
  }

  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])]
    working = take(files).then(
      // Kept here, so they do not go with the words.
      () => {
        input.value = ''
      },
      // This browser keeps nothing: the form carries the files itself.
      () => undefined,
    )
  })
  let isReady = false
  form.addEventListener('submit', (event) => {
    if (isReady || input.files?.length === 0) return
    event.preventDefault()
    const { submitter } = event as SubmitEvent
    void working.then(() => {
      isReady = true
      if (submitter instanceof HTMLElement) submitter.click()
      else form.submit()
    })
  })
  void show()
  return { show: () => void show() }
}

function figure(photo: WaitingPhoto, label: string, show: () => Promise<void>): HTMLElement {
  const item = document.createElement('li')
  item.dataset.lokal = ''
  const image = new Image(96, 96)
  image.src = URL.createObjectURL(photo.photo)
  image.alt = ''
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'tombol dua mini'
  button.textContent = label
  button.addEventListener('click', () => {
    void drop('foto', photo.id).then(show)
  })
  item.append(image, button)
  return item
}
