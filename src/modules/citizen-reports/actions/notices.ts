import type { Role } from '../../../kernel/actor.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { formatDateTime } from '../../../ui/format.ts'
import type { Recipient } from '../../notifications/index.ts'
import type { Deps } from '../deps.ts'
import type { Laporan } from '../domain/laporan.ts'
import type { Tindakan } from '../domain/transitions.ts'
import { type Follower, listFollowers } from '../store/langganan-store.ts'
import { findPelapor } from '../store/pelapor-store.ts'

type Change = Readonly<{
  before: Laporan
  after: Laporan
  tindakan: Tindakan
  pesan: string | null
}>

/** What reporter and followers hear of each action; actions that are not named stay inside the office. */
const FOR_CITIZENS: Readonly<Partial<Record<Tindakan, string>>> = {
  disposisi: 'laporan.disposisi',
  tindak_lanjut: 'laporan.tindak_lanjut',
  jeda: 'laporan.jeda',
  validasi: 'laporan.minta_konfirmasi',
  konfirmasi: 'laporan.selesai',
  tutup_tanpa_konfirmasi: 'laporan.selesai',
  tolak: 'laporan.ditolak',
  gabung: 'laporan.digabung',
}

/** Which officers hear of it: role in the unit that now holds the case. */
const FOR_OFFICERS: Readonly<Partial<Record<Tindakan, Readonly<{ event: string; role: Role }>>>> = {
  disposisi: { event: 'petugas.masuk_unit', role: 'penghubung-opd' },
  belum_selesai: { event: 'petugas.dibuka_kembali', role: 'penghubung-opd' },
  buka_kembali: { event: 'petugas.dibuka_kembali', role: 'penghubung-opd' },
  koordinasi: { event: 'petugas.masuk_unit', role: 'penghubung-opd' },
}

/** Tell everyone whom an action concerns; queued in the same transaction, sent after it commits. */
export async function sendNotices(deps: Deps, tx: Tx, change: Change): Promise<void> {
  await tellCitizens(deps, tx, change)
  await tellOfficers(deps, tx, change)
}

async function tellCitizens(deps: Deps, tx: Tx, change: Change): Promise<void> {
  const event = FOR_CITIZENS[change.tindakan]
  if (event === undefined) return
  const key = `${event}:${change.after.id}:${change.before.version}`
  await tellReporter(deps, tx, { event, laporan: change.after, pesan: change.pesan, key })
  if (change.after.isRahasia) return
  for (const follower of await listFollowers(tx, change.after.id)) {
    if (follower.akunId !== null && follower.akunId === change.after.pelaporAkunId) continue
    await deps.notifications.notify(tx, {
      event,
      to: recipientOf(follower),
      values: valuesOf(deps, change.after, change.pesan),
      link: linkOf(change.after),
      key: `${key}:${follower.kodeHenti}`,
    })
  }
}

function recipientOf({ akunId, email, bahasa }: Follower): Recipient {
  return akunId === null
    ? { kind: 'contact', lang: bahasa, ...(email === null ? {} : { email }) }
    : { kind: 'account', accountId: akunId }
}

/** The reporter by account, or by the contact left with the report. */
export async function tellReporter(
  deps: Deps,
  tx: Tx,
  told: { event: string; laporan: Laporan; pesan: string | null; key: string },
): Promise<void> {
  const pelapor = await findPelapor(tx, told.laporan.id)
  const accountId = told.laporan.pelaporAkunId ?? pelapor?.akunId ?? null
  const base = {
    event: told.event,
    values: valuesOf(deps, told.laporan, told.pesan),
    link: linkOf(told.laporan),
    key: `${told.key}:pelapor`,
  }
  if (accountId !== null)
    return deps.notifications.notify(tx, { ...base, to: { kind: 'account', accountId } })
  if (pelapor === undefined || (pelapor.email === null && pelapor.telepon === null)) return
  const contact = {
    kind: 'contact',
    lang: pelapor.bahasa,
    ...(pelapor.email === null ? {} : { email: pelapor.email }),
    ...(pelapor.telepon === null ? {} : { phone: pelapor.telepon }),
  } as const
  await deps.notifications.notify(tx, { ...base, to: contact })
}

async function tellOfficers(
  deps: Deps,
  tx: Tx,
  { after, before, tindakan, pesan }: Change,
): Promise<void> {
  if (tindakan === 'tugaskan' && after.petugasId !== null) {
    await tellOfficer(deps, tx, {
      event: 'petugas.ditugaskan',
      laporan: after,
      accountId: after.petugasId,
      pesan,
      key: `tugas:${after.id}:${before.version}`,
    })
  }
  const target = FOR_OFFICERS[tindakan]
  if (target === undefined || after.unitKode === null) return
  for (const officer of await deps.identity.officersWith(tx, target.role, after.unitKode)) {
    await tellOfficer(deps, tx, {
      event: target.event,
      laporan: after,
      accountId: officer.accountId,
      pesan,
      key: `${target.event}:${after.id}:${before.version}:${officer.accountId}`,
    })
  }
}

export async function tellOfficer(
  deps: Deps,
  tx: Tx,
  told: { event: string; laporan: Laporan; accountId: string; pesan: string | null; key: string },
): Promise<void> {
  await deps.notifications.notify(tx, {
    event: told.event,
    to: { kind: 'account', accountId: told.accountId },
    values: valuesOf(deps, told.laporan, told.pesan),
    link: `/kerja/laporan/${told.laporan.nomor}`,
    key: told.key,
  })
}

function linkOf(laporan: Laporan): string {
  return `/laporan/${laporan.nomor}`
}

function valuesOf(
  { reference }: Deps,
  laporan: Laporan,
  pesan: string | null,
): Readonly<Record<string, string>> {
  return {
    nomor: laporan.nomor,
    judul: laporan.judul,
    unit:
      (laporan.unitKode && reference.findUnit(laporan.unitKode)?.nama) || 'koordinator pengaduan',
    pesan: pesan ?? '',
    tanggal:
      laporan.tenggatAt === null
        ? '-'
        : formatDateTime(laporan.tenggatAt, { lang: 'id', zone: reference.calendar().zone }),
  }
}
