// Documents of an application, from the camera or the gallery: made small where they are pictures, and kept on this
// phone until they are sent.
import { dropFile, type KeptFile, listFiles, putFile } from './draft-store.ts'
import { shrink } from './shrink.ts'
import { newKey } from './store.ts'

export type DocumentWords = Readonly<{ docKept: string; docRemove: string; docTooLarge: string }>

/** Letters must stay legible: as large as the service takes, within what a slow network can carry. */
const EDGES = [2400, 2000, 1600, 1280]
const PICTURE_MAX = 1_200_000

type Documents = Readonly<{
  draf: string
  words: DocumentWords
  /** Something was kept: the answers beside it are kept too. */
  changed: () => void
}>

/** @returns shows what is kept, at each document */
export function takeDocuments(form: HTMLFormElement, documents: Documents): () => Promise<void> {
  const boxes = [...form.querySelectorAll<HTMLElement>('[data-dok]')]
  const show = async () => {
    const kept = await listFiles(documents.draf)
    for (const box of boxes)
      draw(box, {
        file: kept.find((one) => one.dok === box.dataset.dok),
        words: documents.words,
        remove: (file) => void dropFile(file).then(show),
      })
  }
  for (const box of boxes) {
    const part = box.querySelector<HTMLElement>('[data-dok-luring]')
    if (part !== null) part.hidden = false
    const input = box.querySelector<HTMLInputElement>('[data-dok-berkas]')
    const date = box.querySelector<HTMLInputElement>('[data-dok-tanggal]')
    input?.addEventListener('change', () => {
      const file = input.files?.[0]
      if (file !== undefined) void take(box, documents, file).then(show)
    })
    date?.addEventListener('change', () => void redate(box, documents).then(show))
  }
  return show
}

async function take(box: HTMLElement, documents: Documents, file: File): Promise<void> {
  const maxBytes = Number(box.dataset.maks)
  const blob = file.type.startsWith('image/')
    ? ((await shrink(file, { edges: EDGES, maxBytes: Math.min(PICTURE_MAX, maxBytes) })) ?? file)
    : file
  if (blob.size > maxBytes) {
    say(box, documents.words.docTooLarge)
    return
  }
  await putFile({
    draf: documents.draf,
    dok: box.dataset.dok ?? '',
    kunci: newKey(),
    nama: file.name,
    blob,
    tanggal: dateOf(box),
  })
  documents.changed()
}

/** Another date is another sending: what was refused for its date may go now. */
async function redate(box: HTMLElement, { draf, changed }: Documents): Promise<void> {
  const file = (await listFiles(draf)).find((one) => one.dok === box.dataset.dok)
  if (file === undefined) return
  const { galat: _, ...clean } = file
  await putFile({ ...clean, kunci: newKey(), tanggal: dateOf(box) })
  changed()
}

function dateOf(box: HTMLElement): string {
  return box.querySelector<HTMLInputElement>('[data-dok-tanggal]')?.value ?? ''
}

function say(box: HTMLElement, text: string, kind = 'pesan-salah'): void {
  const said = box.querySelector<HTMLElement>('[data-dok-kabar]')
  if (said === null) return
  said.className = kind
  said.textContent = text
}

function draw(
  box: HTMLElement,
  {
    file,
    words,
    remove,
  }: Readonly<{
    file: KeptFile | undefined
    words: DocumentWords
    remove: (file: KeptFile) => void
  }>,
): void {
  box.querySelector('[data-dok-hapus]')?.remove()
  say(box, '', 'kecil')
  if (file === undefined) return
  const date = box.querySelector<HTMLInputElement>('[data-dok-tanggal]')
  if (date !== null && date.value === '') date.value = file.tanggal
  if (file.galat === undefined) say(box, `${words.docKept} ${file.nama}`, 'kecil')
  else say(box, `${file.nama}: ${file.galat}`)
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'tombol dua mini'
  button.dataset.dokHapus = ''
  button.textContent = words.docRemove
  button.addEventListener('click', () => {
    const input = box.querySelector<HTMLInputElement>('[data-dok-berkas]')
    if (input !== null) input.value = ''
    remove(file)
  })
  box.querySelector('[data-dok-luring]')?.append(button)
}
