// Applications that are being filled in on this phone: answers and documents, kept until they are sent or their
// owner signs out. Nothing of it is shown or sent under another account.
import { phoneStore } from './phone-store.ts'

export type KeptDraft = Readonly<{
  draf: string
  akun: string
  kode: string
  versi: number
  nama: string
  /** The draft's revision on the server that this rests on. */
  dasar: number
  fields: readonly (readonly [name: string, value: string])[]
  at: number
  /** To be sent as soon as there is a network. */
  isSiap: boolean
  /** To be handed in too, when nothing is missing. */
  isLangsung: boolean
  /** Id of this very content: the same sent twice changes nothing. */
  kiriman: string
  /** For whom, where it is somebody else. */
  cara: string
  untuk: string
  /** What could not be read, at its field. */
  tolak?: readonly Readonly<{ field?: string; message: string }>[]
  /** Changed elsewhere: the revision there, until one of the two was chosen. */
  konflik?: Readonly<{ revisi: number; beda: readonly string[] }>
  /** Why it was refused as a whole. */
  galat?: string
}>

export type KeptFile = Readonly<{
  draf: string
  dok: string
  /** Id of this very file. */
  kunci: string
  nama: string
  blob: Blob
  /** The date on it, where the service asks for one. */
  tanggal: string
  galat?: string
}>

/** What has arrived, until it was read: no answers any more. */
export type Arrived = Readonly<{
  draf: string
  akun: string
  nama: string
  href: string
  isDiajukan: boolean
  /** Questions that are others now. */
  berubah: readonly string[]
}>

type Stores = { isian: KeptDraft; berkas: KeptFile; tiba: Arrived }
type Name = keyof Stores

const ask = phoneStore<Name>('pendopo-layanan', {
  isian: 'draf',
  berkas: ['draf', 'dok'],
  tiba: 'draf',
})

/** Nothing where the browser keeps nothing (private windows). */
async function listAll<N extends Name>(name: N): Promise<Stores[N][]> {
  try {
    return (await ask(name, 'readonly', (store) => store.getAll())) as Stores[N][]
  } catch {
    return []
  }
}

export async function listDrafts(): Promise<KeptDraft[]> {
  return (await listAll('isian')).sort((a, b) => b.at - a.at)
}

export async function findDraft(draf: string): Promise<KeptDraft | undefined> {
  return (await listAll('isian')).find((one) => one.draf === draf)
}

export async function listFiles(draf: string): Promise<KeptFile[]> {
  return (await listAll('berkas')).filter((one) => one.draf === draf)
}

export function listArrived(): Promise<Arrived[]> {
  return listAll('tiba')
}

export async function putDraft(row: KeptDraft): Promise<void> {
  await ask('isian', 'readwrite', (store) => store.put(row))
}

export async function putFile(row: KeptFile): Promise<void> {
  await ask('berkas', 'readwrite', (store) => store.put(row))
}

export async function putArrived(row: Arrived): Promise<void> {
  await ask('tiba', 'readwrite', (store) => store.put(row))
}

export async function dropFile({ draf, dok }: Pick<KeptFile, 'draf' | 'dok'>): Promise<void> {
  await ask('berkas', 'readwrite', (store) => store.delete([draf, dok]))
}

export async function dropArrived(draf: string): Promise<void> {
  await ask('tiba', 'readwrite', (store) => store.delete(draf))
}

/** Answers and documents of one draft. */
export async function dropDraft(draf: string): Promise<void> {
  for (const file of await listFiles(draf)) await dropFile(file)
  await ask('isian', 'readwrite', (store) => store.delete(draf))
}

export async function countUnsent(): Promise<number> {
  return (await listAll('isian')).length
}

export async function clearDrafts(): Promise<void> {
  for (const name of ['berkas', 'isian', 'tiba'] as const)
    await ask(name, 'readwrite', (store) => store.clear())
}
