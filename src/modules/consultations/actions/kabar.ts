import type { Role } from '../../../kernel/actor.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { nomorMasukan } from '../domain/masukan.ts'
import { masukanBergerak } from '../events.ts'
import { listPengirim } from '../store/masukan-store.ts'

export type Kabar = 'dijawab' | 'naskah-akhir' | 'janji-selesai'
const PER_EVENT = 500

/** Name of the notice of what happened. */
export const kabarOf = (kabar: Kabar | 'lewat' | 'janji-lewat'): string => `konsultasi.${kabar}`

export type Berita = Readonly<{
  kabar: Kabar
  masukan: readonly string[]
  janji?: number | undefined
}>

/** Have whoever sent these inputs told, once the caller's transaction has committed. */
export async function tell(
  { kit }: Deps,
  tx: Tx,
  { kabar, masukan, janji }: Berita,
): Promise<void> {
  for (let at = 0; at < masukan.length; at += PER_EVENT)
    await kit.emit(tx, masukanBergerak, {
      kabar,
      masukan: masukan.slice(at, at + PER_EVENT),
      ...(janji === undefined ? {} : { janji }),
    })
}

/** Tell them; the key keeps anybody from being told twice. */
export async function notifyPengirim(
  { notifications }: Deps,
  tx: Tx,
  { kabar, masukan, janji = 0 }: Berita,
): Promise<void> {
  for (const { id, akunId, urut, kode, judul } of await listPengirim(tx, masukan))
    await notifications.notify(tx, {
      event: kabarOf(kabar),
      to: { kind: 'account', accountId: akunId },
      values: { nomor: nomorMasukan(kode, urut), judul },
      link: `/konsultasi/${kode}/masukan/${urut}`,
      key: `${kabar}:${id}:${janji}`,
    })
}

const KEPALA: Role = 'kepala-opd'

/** Tell the head of a unit of what is overdue there. */
export async function notifyKepala(
  { notifications, identity }: Deps,
  tx: Tx,
  {
    unitKode,
    kabar,
    values,
    link,
    key,
  }: Readonly<{
    unitKode: string
    kabar: 'lewat' | 'janji-lewat'
    values: Readonly<Record<string, string>>
    link: string
    key: string
  }>,
): Promise<void> {
  for (const { accountId } of await identity.officersWith(tx, KEPALA, unitKode))
    await notifications.notify(tx, {
      event: kabarOf(kabar),
      to: { kind: 'account', accountId },
      values,
      link,
      key: `${key}:${accountId}`,
    })
}
