import type { Role } from '../../../kernel/actor.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { enqueue } from '../../../platform/jobs/jobs.ts'
import { formatDateTime } from '../../../ui/format.ts'
import type { Notice } from '../../notifications/index.ts'
import type { Deps } from '../deps.ts'
import type { Laporan } from '../domain/laporan.ts'
import type { Tindakan } from '../domain/transitions.ts'
import { findReach } from '../store/pelapor-store.ts'
import { answerHref } from './answer-link.ts'

type Change = Readonly<{
  before: Laporan
  after: Laporan
  tindakan: Tindakan
  pesan: string | null
  /** The unit the form named: for coordination, the one that is asked. */
  unitDiminta?: string | null
}>

type Told = Readonly<{ reporter?: string; followers?: string }>
const both = (event: string): Told => ({ reporter: event, followers: event })

/** What reporter and followers hear of each action; actions that are not named stay inside the office. */
const FOR_CITIZENS: Readonly<Partial<Record<Tindakan, Told>>> = {
  verifikasi: both('laporan.diperiksa'),
  disposisi: both('laporan.disposisi'),
  koordinasi: both('laporan.koordinasi'),
  tindak_lanjut: both('laporan.tindak_lanjut'),
  jeda: { reporter: 'laporan.jeda', followers: 'ikuti.jeda' },
  validasi: { reporter: 'laporan.minta_konfirmasi', followers: 'ikuti.dinyatakan_selesai' },
  konfirmasi: { reporter: 'laporan.selesai', followers: 'ikuti.selesai' },
  tutup_tanpa_konfirmasi: { reporter: 'laporan.selesai', followers: 'ikuti.selesai' },
  belum_selesai: { followers: 'ikuti.dibuka_kembali' },
  buka_kembali: { followers: 'ikuti.dibuka_kembali' },
  tolak: both('laporan.ditolak'),
  gabung: both('laporan.digabung'),
  pisah: both('laporan.dipisah'),
}

/** Not worth an SMS to someone who left only a number. */
const MINOR: readonly string[] = ['laporan.diperiksa', 'laporan.koordinasi']

/** Which officers hear of it: role in the unit that now holds the case. */
const FOR_OFFICERS: Readonly<Partial<Record<Tindakan, Readonly<{ event: string; role: Role }>>>> = {
  jawab_koordinasi: { event: 'petugas.koordinasi_dijawab', role: 'penghubung-opd' },
  disposisi: { event: 'petugas.masuk_unit', role: 'penghubung-opd' },
  belum_selesai: { event: 'petugas.dibuka_kembali', role: 'penghubung-opd' },
  buka_kembali: { event: 'petugas.dibuka_kembali', role: 'penghubung-opd' },
  koordinasi: { event: 'petugas.diminta_bantuan', role: 'penghubung-opd' },
  lengkapi: { event: 'petugas.dilengkapi', role: 'penghubung-opd' },
}

/** Tell everyone whom an action concerns; queued in the same transaction, sent after it commits. */
export async function sendNotices(deps: Deps, tx: Tx, change: Change): Promise<void> {
  await tellCitizens(deps, tx, change)
  await tellOfficers(deps, tx, change)
}

async function tellCitizens(deps: Deps, tx: Tx, change: Change): Promise<void> {
  const told = FOR_CITIZENS[change.tindakan]
  if (told === undefined) return
  const version = change.before.version
  const { after: laporan, pesan } = change
  if (told.reporter !== undefined) {
    const key = `${told.reporter}:${laporan.id}:${version}`
    await tellReporter(deps, tx, { event: told.reporter, laporan, pesan, key })
  }
  if (told.followers !== undefined) {
    const key = `${told.followers}:${laporan.id}:${version}`
    await tellFollowers(deps, tx, { event: told.followers, laporan, pesan, key })
  }
}

export type Telling = Readonly<{
  event: string
  laporan: Laporan
  pesan: string | null
  key: string
}>

/**
 * Followers of the case, and followers and reporters of the duplicates merged into it. They may be
 * thousands, so a job tells them in batches; nobody follows a secret case.
 */
export async function tellFollowers(deps: Deps, tx: Tx, telling: Telling): Promise<void> {
  const { event, laporan, pesan, key } = telling
  if (laporan.isRahasia) return
  const payload: FollowerJob = {
    event,
    key,
    laporanId: laporan.id,
    pelaporAkunId: laporan.pelaporAkunId,
    link: linkOf(laporan),
    values: valuesOf(deps, laporan, pesan),
  }
  await enqueue(tx, { task: TELL_FOLLOWERS, payload })
}

export const TELL_FOLLOWERS = 'citizen-reports.tell-followers'

/** What the job carries: the words as they were at the event, and where it stopped. */
export type FollowerJob = Readonly<{
  event: string
  key: string
  laporanId: string
  pelaporAkunId: string | null
  link: string
  values: Readonly<Record<string, string>>
  after?: string
}>

/** Notices that ask for the reporter's word lead straight to the question. */
const ANSWERABLE: readonly string[] = ['laporan.minta_konfirmasi', 'laporan.selesai']

/** The reporter by account, or by the contact left with the report. */
export async function tellReporter(deps: Deps, tx: Tx, told: Telling): Promise<void> {
  await tellReporterOf(deps, tx, {
    laporanId: told.laporan.id,
    notice: {
      event: told.event,
      values: valuesOf(deps, told.laporan, told.pesan),
      link: ANSWERABLE.includes(told.event)
        ? answerHref(deps.kit, told.laporan)
        : linkOf(told.laporan),
      key: `${told.key}:pelapor`,
    },
  })
}

type ReporterTelling = Readonly<{
  laporanId: string
  notice: Pick<Notice, 'event' | 'values' | 'link' | 'key'>
}>

export async function tellReporterOf(
  deps: Deps,
  tx: Tx,
  { laporanId, notice }: ReporterTelling,
): Promise<void> {
  const reach = await findReach(tx, laporanId)
  if (reach === undefined) return
  const { akunId, email, telepon, bahasa } = reach
  if (akunId !== null)
    return deps.notifications.notify(tx, { ...notice, to: { kind: 'account', accountId: akunId } })
  if (email === null && (telepon === null || MINOR.includes(notice.event))) return
  const contact = {
    kind: 'contact',
    lang: bahasa,
    ...(email === null ? {} : { email }),
    ...(telepon === null ? {} : { phone: telepon }),
  } as const
  await deps.notifications.notify(tx, { ...notice, to: contact })
}

async function tellOfficers(
  deps: Deps,
  tx: Tx,
  { after, before, tindakan, pesan, unitDiminta }: Change,
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
  const unitKode = tindakan === 'koordinasi' ? unitDiminta : after.unitKode
  // Nobody outside the inspectorate may learn that a secret report exists.
  if (target === undefined || !unitKode || after.isRahasia) return
  for (const officer of await deps.identity.officersWith(tx, target.role, unitKode)) {
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

export function linkOf(laporan: Laporan): string {
  return `/laporan/${laporan.nomor}`
}

export function valuesOf(
  { reference }: Pick<Deps, 'reference'>,
  laporan: Laporan,
  pesan: string | null,
): Readonly<Record<string, string>> {
  const unit = laporan.unitKode === null ? undefined : reference.findUnit(laporan.unitKode)?.nama
  const { zone } = reference.calendar()
  const due = (lang: 'id' | 'en') =>
    laporan.tenggatAt === null ? '-' : formatDateTime(laporan.tenggatAt, { lang, zone })
  return {
    nomor: laporan.nomor,
    judul: laporan.judul,
    unit: unit ?? 'koordinator pengaduan',
    unit_en: unit ?? 'the complaints coordinator',
    pesan: pesan ?? '',
    tanggal: due('id'),
    tanggal_en: due('en'),
  }
}
