// The queue of field work: what an officer filled in without a signal waits in this phone and goes to the
// server once. Each entry belongs to the officer who made it; another one neither sees nor sends it.
import { phoneStore } from './phone-store.ts'

export type Entry = Readonly<{
  kunci: string
  akun: string
  url: string
  /** Where a fresh token for the address is to be had. */
  token: string
  label: string
  fields: readonly (readonly [name: string, value: string])[]
  files?: readonly Readonly<{ name: string; blob: Blob }>[]
  /** As an earlier version of this queue kept it. */
  file?: Readonly<{ name: string; blob: Blob }>
  /** What was filled in, in words: for whoever must read it once more. */
  shown?: readonly (readonly [label: string, value: string])[]
  /** Why the server refused it. */
  refused?: string
}>

const ask = phoneStore('pendopo-lapangan', { antrean: 'kunci' })
const TOKEN = '/kerja/lapangan/token'

export type Outcome =
  | 'later'
  | 'sign-in'
  | Readonly<{ sent: string }>
  | Readonly<{ refused: string }>

/** @returns what the server said; `sent` carries its words, when it has any */
export async function send(entry: Entry): Promise<Outcome> {
  try {
    // A page kept for hours has an old token; the server gives a fresh one.
    const token = await fetch(entry.token ?? TOKEN, { credentials: 'same-origin' })
    if (token.redirected || token.status === 401 || token.status === 403) return 'sign-in'
    if (!token.ok) return 'later'
    const answer = await fetch(entry.url, {
      method: 'POST',
      headers: { 'x-csrf-token': await token.text(), accept: 'application/json' },
      body: bodyOf(entry),
      credentials: 'same-origin',
    })
    if (answer.redirected) return 'sign-in'
    if (answer.status >= 500 || answer.status === 429) return 'later'
    const told = (await answer.json()) as { detail?: string; status?: string }
    if (answer.ok) return { sent: told.detail ?? '' }
    return { refused: [told.detail, told.status].filter(Boolean).join(' ') }
  } catch {
    return 'later'
  }
}

function bodyOf({ fields, files = [], file }: Entry): FormData {
  const body = new FormData()
  for (const [name, value] of fields) body.append(name, value)
  for (const one of file === undefined ? files : [...files, file])
    body.append(one.name, one.blob, 'foto.jpg')
  return body
}

export function readQueue(): Promise<Entry[]> {
  return ask('antrean', 'readonly', (store) => store.getAll() as IDBRequest<Entry[]>)
}

export function enqueue(entry: Entry): Promise<unknown> {
  return ask('antrean', 'readwrite', (store) => store.put(entry))
}

export function dequeue(kunci: string): Promise<unknown> {
  return ask('antrean', 'readwrite', (store) => store.delete(kunci))
}
