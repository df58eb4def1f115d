// What waits in this browser: photos made small, and reports written without network.
import { phoneStore } from './phone-store.ts'

export type WaitingPhoto = Readonly<{
  id: string
  /** Key of the report it belongs to. */
  kunci: string
  photo: Blob
  at: number
  /** Known once the words have arrived. */
  nomor?: string
  kode?: string
}>

export type WaitingReport = Readonly<{
  kunci: string
  fields: Readonly<Record<string, string>>
  at: number
  nomor?: string
  kode?: string
  /** Why it was refused; it waits for its author then. */
  galat?: string
}>

type Stores = { foto: WaitingPhoto; laporan: WaitingReport }

const ask = phoneStore<keyof Stores>('pendopo', { foto: 'id', laporan: 'kunci' })

/** Everything that waits, oldest first; nothing where the browser keeps nothing (private windows). */
export async function all<Name extends keyof Stores>(name: Name): Promise<Stores[Name][]> {
  try {
    const found = (await ask(name, 'readonly', (store) => store.getAll())) as Stores[Name][]
    return found.sort((a, b) => a.at - b.at)
  } catch {
    return []
  }
}

export async function put<Name extends keyof Stores>(name: Name, row: Stores[Name]): Promise<void> {
  await ask(name, 'readwrite', (store) => store.put(row))
}

export async function drop(name: keyof Stores, key: string): Promise<void> {
  await ask(name, 'readwrite', (store) => store.delete(key))
}

/** A random UUID; crypto.randomUUID needs a newer browser and HTTPS. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 15) | 64
  bytes[8] = ((bytes[8] ?? 0) & 63) | 128
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
