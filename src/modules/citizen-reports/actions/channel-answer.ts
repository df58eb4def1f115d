import type { ReplyKind, ReplyValues } from '../domain/channel-reply.ts'
import type { Laporan, Status } from '../domain/laporan.ts'
import type { Tindakan } from '../domain/transitions.ts'
import { laporanMessages } from '../messages/index.ts'
import { listWaitingOf } from '../store/channel-store.ts'
import { findByKodeLacak, findLatestOf } from '../store/conversation-store.ts'
import { findLaporanById, findLaporanByNomor } from '../store/laporan-store.ts'
import type { ActOnLaporan } from './act-on-laporan.ts'
import { isOwn } from './channel-report.ts'
import { dayOf, type Outcome, type Talk } from './channel-talk.ts'
import { digestOf } from './submit-laporan.ts'

/** The case a message names, and whether its sender stands as the reporter. */
type Named =
  | Readonly<{ kind: 'found'; laporan: Laporan; isReporter: boolean; isByCode: boolean }>
  | Readonly<{ kind: 'none' }>
  | Readonly<{ kind: 'refused'; outcome: Outcome }>

/** Find the case by code or number. One that is not public exists for its reporter alone. */
export async function findNamed(talk: Talk): Promise<Named> {
  const { nomor, nomorSalah, kode } = talk.incoming.message
  if (kode !== undefined) {
    const laporan = await findByKodeLacak(talk.tx, digestOf(kode))
    return laporan === undefined
      ? refused('nomor-tidak-ditemukan', { nomor: kode })
      : { kind: 'found', laporan, isReporter: true, isByCode: true }
  }
  if (nomorSalah !== undefined) return refused('nomor-salah-ketik', { nomor: nomorSalah })
  if (nomor === undefined) return { kind: 'none' }
  const laporan = await findLaporanByNomor(talk.tx, nomor)
  const isReporter = laporan !== undefined && (await isOwn(talk, laporan))
  if (laporan === undefined || (!laporan.isPublik && !isReporter))
    return refused('nomor-tidak-ditemukan', { nomor })
  return { kind: 'found', laporan, isReporter, isByCode: false }
}

function refused(kind: ReplyKind, values: ReplyValues): Named {
  return { kind: 'refused', outcome: { reply: { kind, values } } }
}

/** "CEK": where the case stands, and what its reporter may say now. */
export async function tellStatus(talk: Talk): Promise<Outcome> {
  const named = await findNamed(talk)
  if (named.kind === 'refused') return named.outcome
  if (named.kind === 'found') return statusOf(talk, named.laporan, named.isReporter)
  const { percakapan, tx, accountId } = talk
  const last =
    (percakapan.laporanId === null ? undefined : await findLaporanById(tx, percakapan.laporanId)) ??
    (accountId === undefined ? undefined : await findLatestOf(tx, accountId))
  return last === undefined ? { reply: { kind: 'minta-nomor' } } : statusOf(talk, last, true)
}

function statusOf(talk: Talk, laporan: Laporan, isReporter: boolean): Outcome {
  const isWaiting = isReporter && laporan.status === 'menunggu_konfirmasi'
  return {
    reply: { kind: isWaiting ? 'minta-konfirmasi' : 'status', values: valuesOf(talk, laporan) },
    laporanId: laporan.id,
  }
}

function valuesOf({ deps, lang }: Talk, laporan: Laporan): ReplyValues {
  const unit = laporan.unitKode === null ? undefined : deps.reference.findUnit(laporan.unitKode)
  return {
    nomor: laporan.nomor,
    status: laporanMessages(lang).status[laporan.status],
    unit: unit?.nama ?? (lang === 'id' ? 'koordinator pengaduan' : 'the coordinator'),
    tanggal: dayOf(deps, laporan.tenggatAt, lang),
  }
}

const REOPENINGS: Readonly<Partial<Record<Status, Tindakan>>> = {
  menunggu_konfirmasi: 'belum_selesai',
  selesai: 'buka_kembali',
  ditutup_tanpa_konfirmasi: 'buka_kembali',
}

/**
 * The reporter's word on a fix: yes closes the case, no opens it again. An e-mail must carry the tracking
 * code, because anyone can write a sender's address.
 *
 * @returns undefined when no case of the sender waits: the words mean something else
 */
export async function takeVerdict(talk: Talk, act: ActOnLaporan): Promise<Outcome | undefined> {
  const named = await findNamed(talk)
  if (named.kind === 'refused') return named.outcome
  const found = named.kind === 'found' ? named : await findOnlyWaiting(talk)
  if (found === undefined) return undefined
  if (found === 'several') return { reply: { kind: 'minta-nomor' } }
  const { laporan } = found
  const nomor = laporan.nomor
  if (talk.incoming.kanal === 'email' && !found.isByCode)
    return { reply: { kind: 'minta-kode', values: { nomor } } }
  if (!found.isReporter) return { reply: { kind: 'nomor-tidak-ditemukan', values: { nomor } } }
  return decide(talk, act, laporan)
}

type Waiting = Readonly<{ laporan: Laporan; isReporter: boolean; isByCode: boolean }>

async function findOnlyWaiting(talk: Talk): Promise<Waiting | 'several' | undefined> {
  if (talk.accountId === undefined) return undefined
  const [laporan, second] = await listWaitingOf(talk.tx, talk.accountId)
  if (laporan === undefined) return undefined
  return second === undefined ? { laporan, isReporter: true, isByCode: false } : 'several'
}

async function decide(talk: Talk, act: ActOnLaporan, laporan: Laporan): Promise<Outcome> {
  const { intent, text } = talk.incoming.message
  const isYes = intent === 'konfirmasi'
  const tindakan = isYes ? 'konfirmasi' : REOPENINGS[laporan.status]
  const values = valuesOf(talk, laporan)
  const closed: Outcome = { reply: { kind: 'tidak-ada-konfirmasi', values }, laporanId: laporan.id }
  if (tindakan === undefined) return closed
  const done = await act(
    talk.tx,
    { actor: talk.actor, isProvenReporter: true },
    {
      nomor: laporan.nomor,
      tindakan,
      form: isYes || text === '' ? {} : { pesan: text.slice(0, 4_000) },
    },
  )
  if (!done.ok) return closed
  return {
    reply: { kind: isYes ? 'terkonfirmasi' : 'dibuka-kembali', values: valuesOf(talk, done.value) },
    laporanId: laporan.id,
  }
}
