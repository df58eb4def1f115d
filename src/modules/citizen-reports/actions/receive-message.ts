import { transaction } from '../../../platform/db/database.ts'
import { formatTime } from '../../../ui/format.ts'
import type { Deps } from '../deps.ts'
import { writeReply } from '../domain/channel-reply.ts'
import { insertPesanMasuk, linkPesanMasuk } from '../store/channel-store.ts'
import { lockPercakapan, type Percakapan, savePercakapan } from '../store/conversation-store.ts'
import type { ActOnLaporan } from './act-on-laporan.ts'
import { findNamed, takeVerdict, tellStatus } from './channel-answer.ts'
import { type Reporting, takePlace, takeReport } from './channel-report.ts'
import { type Incoming, type Outcome, readSender, senderDigest, type Talk } from './channel-talk.ts'
import type { SubmitLaporan } from './submit-laporan.ts'

export type Handled = Readonly<{
  /** False when the same message was handled before: nothing happened now. */
  isNew: boolean
  /** Case the message made or spoke of. */
  laporanId?: string
  /** What was answered; absent when silence is the answer. */
  reply?: string
}>

export type ReceiveMessage = (incoming: Incoming) => Promise<Handled>

type Actions = Readonly<{ submit: SubmitLaporan; act: ActOnLaporan }>

/**
 * One message of a channel, whole: the mark that it was handled, the case, the answer and the memory of
 * the conversation commit together, so a delivery that fails leaves nothing and may be repeated.
 */
export function createReceiveMessage(deps: Deps, actions: Actions): ReceiveMessage {
  return (incoming) =>
    transaction(deps.kit.db, async (tx) => {
      const now = deps.kit.now()
      const id = deps.kit.newId()
      const { kanal, rujukan } = incoming
      const row = { id, kanal, rujukan, diterimaAt: now, laporanId: null }
      if (!(await insertPesanMasuk(tx, row))) return { isNew: false }
      const sender = { kanal, pengirim: senderDigest(deps, kanal, incoming.from) }
      const percakapan = countMessage(await lockPercakapan(tx, sender, now), incoming, now)
      const standing = await readSender(deps, tx, incoming)
      const talk: Talk = { deps, tx, incoming, percakapan, now, ...standing }
      const outcome = await answerTo(talk, actions)
      if (outcome.laporanId !== undefined) await linkPesanMasuk(tx, id, outcome.laporanId)
      await savePercakapan(tx, sender, { ...percakapan, ...outcome.remember, updatedAt: now })
      const reply = await sendReply(talk, outcome)
      return {
        isNew: true,
        ...(outcome.laporanId === undefined ? {} : { laporanId: outcome.laporanId }),
        ...(reply === undefined ? {} : { reply }),
      }
    })
}

/** Most messages of one sender that are answered: per hour, by e-mail per day. */
const LIMITS = {
  sms: { windowMs: 3_600_000, count: 20 },
  whatsapp: { windowMs: 3_600_000, count: 40 },
  // Two programs that answer each other end here, whatever their headers say.
  email: { windowMs: 24 * 3_600_000, count: 10 },
} as const

function countMessage(before: Percakapan, { kanal }: Incoming, now: Date): Percakapan {
  const isOver = now.getTime() - before.jendelaMulai.getTime() >= LIMITS[kanal].windowMs
  return isOver
    ? { ...before, jendelaMulai: now, jumlah: 1 }
    : { ...before, jumlah: before.jumlah + 1 }
}

async function answerTo(talk: Talk, actions: Actions): Promise<Outcome> {
  const { count, windowMs } = LIMITS[talk.incoming.kanal]
  const { jumlah, jendelaMulai } = talk.percakapan
  if (jumlah === count + 1) return tooOften(talk, new Date(jendelaMulai.getTime() + windowMs))
  return jumlah > count ? {} : dispatch(talk, actions)
}

function tooOften({ deps, lang }: Talk, until: Date): Outcome {
  const tanggal = formatTime(until, { lang, zone: deps.reference.calendar().zone })
  return { reply: { kind: 'terlalu-sering', values: { tanggal } } }
}

async function dispatch(talk: Talk, reporting: Reporting): Promise<Outcome> {
  const { intent, text, isHelpAsked } = talk.incoming.message
  switch (intent) {
    case 'lapor':
      return takeReport(talk, reporting)
    case 'cek':
      return tellStatus(talk)
    case 'konfirmasi':
      return (await takeVerdict(talk, reporting.act)) ?? help(talk)
    case 'belum':
      return (await takeVerdict(talk, reporting.act)) ?? takeReport(asStory(talk), reporting)
    case 'lokasi':
      return placeOf(talk, reporting)
    case 'bantuan':
      // Words too short to be a report are asked for the rest; nothing at all gets the manual.
      return text === '' || isHelpAsked ? help(talk) : takeReport(talk, reporting)
  }
}

/** "Belum ada air" answers no question of ours: it is the beginning of a story. */
function asStory(talk: Talk): Talk {
  const { message } = talk.incoming
  const story = { ...message, text: `Belum ${message.text}`.trim() }
  return { ...talk, incoming: { ...talk.incoming, message: story } }
}

async function placeOf(talk: Talk, reporting: Reporting): Promise<Outcome> {
  const named = await findNamed(talk)
  if (named.kind === 'refused') return named.outcome
  return takePlace(talk, reporting, named.kind === 'found' ? named.laporan : undefined)
}

const HELP_AGAIN_MS = 24 * 3_600_000

/** The manual: always when asked for, else once a day, so that chatter is not answered with it. */
function help({ percakapan, incoming, now }: Talk): Outcome {
  const { bantuanAt } = percakapan
  const isRecent = bantuanAt !== null && now.getTime() - bantuanAt.getTime() < HELP_AGAIN_MS
  if (isRecent && incoming.message.isHelpAsked !== true) return {}
  return { reply: { kind: 'bantuan' }, remember: { bantuanAt: now } }
}

/** The answer goes out by the channel the message came in. */
async function sendReply(
  { deps, tx, incoming, lang }: Talk,
  { reply }: Outcome,
): Promise<string | undefined> {
  if (reply === undefined) return undefined
  const short = writeReply(reply.kind, reply.values ?? {}, lang)
  const isMail = incoming.kanal === 'email'
  const nomor = reply.values?.nomor
  const link = nomor === undefined ? '' : `\n\n${deps.kit.baseUrl}/laporan/${nomor}`
  const text = isMail ? `${short}${link}\n\n${deps.reference.region().name}` : short
  await deps.notifications.sendText(tx, {
    channel: incoming.kanal,
    to: incoming.from,
    ...(isMail ? { subject: `Re: ${incoming.judul ?? ''}`.slice(0, 160).trim() } : {}),
    text,
  })
  return short
}
