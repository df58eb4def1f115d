// Stores rows that changed: some moments after the last key, all complete ones at once, each with the revision it was read at.
import type { Row, Sheet } from './sheet.ts'

const REST_MS = 900
const AGAIN_MS = 5_000

type Fault = Readonly<{ key: string; kolom: number; kode: string; pesan: string }>
type Answer = Readonly<{
  simpan?: readonly (readonly [string, string, number])[]
  galat?: readonly Fault[]
}>

export type Storage = Readonly<{
  /** Something changed: store it once the keys rest. */
  touch: () => void
  remove: (rows: readonly Row[]) => void
  /** Draw again when rows were stored or refused. */
  listen: (draw: () => void) => void
}>

type Options = Readonly<{
  address: string
  sheet: Sheet
  words: Readonly<Record<string, unknown>>
  root: HTMLElement
  isOpen: boolean
}>

export function createStorage({ address, sheet, words, root, isOpen }: Options): Storage {
  const output = root.querySelector<HTMLOutputElement>('[data-keadaan]')
  const token = root.querySelector<HTMLInputElement>('input[name=_csrf]')?.value ?? ''
  let draw: () => void = () => undefined
  let timer = 0
  let isSending = false
  let gone: { id: string; revisi: number }[] = []

  const say = (text: string) => {
    if (output !== null) output.value = text
  }
  const waiting = () => sheet.rows.filter((row) => row.isChanged && !sheet.isEmpty(row))
  const showState = () => {
    const count = waiting().length
    say(count === 0 ? String(words.saved) : String(words.notSaved).replace('{n}', String(count)))
  }

  const send = async () => {
    if (isSending || !isOpen) return
    const rows = waiting().filter((row) => sheet.isComplete(row) && row.faults.size === 0)
    if (rows.length === 0 && gone.length === 0) return showState()
    isSending = true
    say(String(words.saving))
    const sent = rows.map((row) => ({ row, cells: row.cells.join('\u0001') }))
    const removed = gone
    gone = []
    const isi = JSON.stringify({
      baris: rows.map(({ key, id, revisi, cells }) => ({
        key,
        ...(id === '' ? {} : { id, revisi }),
        sel: cells,
      })),
      hapus: removed,
    })
    const told = await post(isi)
    isSending = false
    if (told === undefined) {
      gone = [...removed, ...gone]
      say(String(words.lost))
      timer = window.setTimeout(send, AGAIN_MS)
      return
    }
    if (told.galat !== undefined) refuse(told.galat, removed)
    else accept(told.simpan ?? [], sent)
    draw()
    showState()
    // Sound rows that stood beside a refused one are sent again without it.
    if (waiting().some((row) => sheet.isComplete(row) && row.faults.size === 0)) touch()
  }

  const post = async (isi: string): Promise<Answer | undefined> => {
    try {
      const answer = await fetch(`${address}/lembar`, {
        method: 'POST',
        credentials: 'same-origin',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-csrf-token': token,
          accept: 'application/json',
        },
        body: new URLSearchParams({ _csrf: token, isi }).toString(),
      })
      return answer.ok || answer.status === 422 ? ((await answer.json()) as Answer) : undefined
    } catch {
      return undefined
    }
  }

  const accept = (
    stored: readonly (readonly [string, string, number])[],
    sent: readonly Readonly<{ row: Row; cells: string }>[],
  ) => {
    const byKey = new Map(stored.map(([key, id, revisi]) => [key, { id, revisi }]))
    for (const { row, cells } of sent) {
      const one = byKey.get(row.key)
      if (one === undefined) continue
      row.id = one.id
      row.revisi = one.revisi
      // What was typed while it was on its way is sent with the next.
      row.isChanged = row.cells.join('\u0001') !== cells
    }
  }

  const refuse = (faults: readonly Fault[], removed: typeof gone) => {
    const byKey = new Map(sheet.rows.map((row) => [row.key, row]))
    for (const { key, kolom, kode, pesan } of faults) {
      const row = byKey.get(key)
      row?.faults.set(kode === 'BARIS_BENTROK' || kode === 'BARIS_HILANG' ? -1 : kolom, pesan)
    }
    const lost = new Set(faults.map(({ key }) => key))
    gone = [...removed.filter(({ id }) => !lost.has(id)), ...gone]
    if (faults.every(({ key }) => key === '')) say(faults.map(({ pesan }) => pesan).join(' '))
  }

  const touch = () => {
    window.clearTimeout(timer)
    timer = window.setTimeout(send, REST_MS)
    showState()
  }

  window.addEventListener('beforeunload', (event) => {
    if (waiting().length > 0 || gone.length > 0) event.preventDefault()
  })
  showState()
  return {
    touch,
    remove: (rows) => {
      gone.push(...rows.filter(({ id }) => id !== '').map(({ id, revisi }) => ({ id, revisi })))
      touch()
    },
    listen: (listener) => {
      draw = listener
    },
  }
}
