import type { Role } from '../../../kernel/actor.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import { formatDateTime } from '../../../ui/format.ts'
import type { Deps } from '../deps.ts'
import type { Prepared } from '../domain/definition/prepare.ts'
import { wordsIn } from '../domain/definition/types.ts'
import type { Tugas } from '../domain/enter.ts'
import type { Permohonan } from '../domain/permohonan.ts'

type About = Readonly<{
  prepared: Prepared
  permohonan: Pick<Permohonan, 'id' | 'nomor' | 'pemilikAkunId' | 'diajukanOleh' | 'version'>
  tahap: string
  tenggatAt: Date | null
  pesan?: string | null
}>

/** Tell the applicant, and whoever handed it in for them, what happened; queued in the same transaction. */
export async function tellPemohon(deps: Deps, tx: Tx, event: string, about: About): Promise<void> {
  const { permohonan } = about
  const people = new Set([permohonan.pemilikAkunId, permohonan.diajukanOleh])
  await together(
    [...people].map((accountId) =>
      deps.notifications.notify(tx, {
        event,
        to: { kind: 'account', accountId },
        values: valuesOf(deps, about),
        link: `/permohonan/${permohonan.nomor}`,
        key: `${event}:${permohonan.id}:${permohonan.version}:${accountId}`,
      }),
    ),
  )
}

/** Tell the officers whose turn it is. */
export async function tellOffices(
  deps: Deps,
  tx: Tx,
  event: string,
  { tugas, ...about }: About & Readonly<{ tugas: readonly Pick<Tugas, 'unitKode' | 'peran'>[] }>,
): Promise<void> {
  await together(
    tugas.flatMap(({ unitKode, peran }) =>
      peran.map((role) => tellRole(deps, tx, { event, role, unitKode, about })),
    ),
  )
}

/** Tell those who hold a role in a unit, acting officials included. */
export async function tellRole(
  deps: Deps,
  tx: Tx,
  {
    event,
    role,
    unitKode,
    about,
  }: Readonly<{ event: string; role: Role; unitKode: string | undefined; about: About }>,
): Promise<void> {
  const { permohonan } = about
  const officers = await deps.identity.officersWith(tx, role, unitKode)
  await together(
    officers.map(({ accountId }) =>
      deps.notifications.notify(tx, {
        event,
        to: { kind: 'account', accountId },
        values: valuesOf(deps, about),
        link: `/kerja/permohonan/${permohonan.nomor}`,
        key: `${event}:${permohonan.id}:${permohonan.version}:${accountId}`,
      }),
    ),
  )
}

function valuesOf(
  deps: Deps,
  { prepared, permohonan, tahap, tenggatAt, pesan }: About,
): Readonly<Record<string, string>> {
  const { name, workflow } = prepared.layanan
  const { zone } = deps.reference.calendar()
  const state = workflow.states[tahap]
  const due = (lang: 'id' | 'en') =>
    tenggatAt === null ? '-' : formatDateTime(tenggatAt, { lang, zone })
  return {
    nomor: permohonan.nomor,
    layanan: wordsIn(name, 'id'),
    layanan_en: wordsIn(name, 'en'),
    tahap: state === undefined ? tahap : wordsIn(state.public, 'id'),
    tahap_en: state === undefined ? tahap : wordsIn(state.public, 'en'),
    tanggal: due('id'),
    tanggal_en: due('en'),
    pesan: pesan ?? '',
  }
}
