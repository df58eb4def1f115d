// The worksheet of budget lines: keys, paste, fill, undo, and storing what changed. Without it the forms of the page do all.
import { type Cells, createSheet } from './client/sheet.ts'
import { createStorage } from './client/storage.ts'
import { createView } from './client/view.ts'

type Words = Readonly<Record<string, string>> & Readonly<{ columns: readonly string[] }>

const root = document.querySelector<HTMLElement>('[data-lembar]')

async function start(element: HTMLElement): Promise<void> {
  const address = element.dataset.lembar ?? ''
  const words = JSON.parse(element.dataset.kata ?? '{}') as Words
  const answer = await fetch(`${address}/lembar.json`, { credentials: 'same-origin' })
  if (!answer.ok) return
  const { baris } = (await answer.json()) as {
    baris: readonly (readonly [string, number, ...Cells])[]
  }
  const sheet = createSheet(baris)
  const isOpen = element.dataset.buka === 'ya'
  const storage = createStorage({ address, sheet, words, root: element, isOpen })
  createView({ root: element, address, sheet, words, storage, isOpen })
  element.hidden = false
  for (const plain of document.querySelectorAll<HTMLElement>('[data-tanpa-skrip]'))
    plain.hidden = true
}

if (root !== null) void start(root)
