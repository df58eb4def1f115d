import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { tanggalIn } from '../../../kernel/date.ts'
import { parsePhone } from '../../../kernel/phone.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, json, refused, text } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import type { Incoming } from '../actions/channel-talk.ts'
import { createReceiveSms } from '../actions/join-sms.ts'
import { programRefusal } from '../actions/program-refusals.ts'
import { readMail } from '../actions/read-mail.ts'
import { readSms } from '../actions/read-sms.ts'
import {
  createReceiveMessage,
  type Handled,
  type ReceiveMessage,
} from '../actions/receive-message.ts'
import { parseWhatsApp, type WhatsAppMessage } from '../domain/channel-whatsapp.ts'
import { type ChannelName, noteGalat } from '../store/conversation-store.ts'
import type { CitizenReports } from '../types.ts'

const SMS_BYTES = 64 * 1024
const WHATSAPP_BYTES = 512 * 1024
const MAIL_BYTES = 15 * 1024 * 1024

type Door = Readonly<{ reports: CitizenReports; receive: ReceiveMessage }>

/** Where gateways bring messages. A delivery answered 2xx is durable; anything else may be repeated. */
export function channelRoutes(reports: CitizenReports): readonly Route[] {
  const door = { reports, receive: createReceiveMessage(reports.deps, reports) }
  const receiveSms = createReceiveSms(reports.deps, door.receive)
  const way = { access: 'key', kind: 'api' } as const
  return [
    {
      ...way,
      method: 'POST',
      url: '/kanal/sms',
      bodyLimit: SMS_BYTES,
      handle: (req) => guarded(door, 'sms', req, async () => takeSms(door, req, receiveSms)),
    },
    {
      ...way,
      method: 'POST',
      url: '/kanal/whatsapp',
      bodyLimit: WHATSAPP_BYTES,
      isRawBody: true,
      handle: (req) => guarded(door, 'whatsapp', req, async () => takeWhatsApp(door, req)),
    },
    { ...way, method: 'GET', url: '/kanal/whatsapp', handle: (req) => shakeHands(door, req) },
    {
      ...way,
      method: 'POST',
      url: '/kanal/email',
      bodyLimit: MAIL_BYTES,
      isRawBody: true,
      handle: (req) => guarded(door, 'email', req, async () => takeMail(door, req)),
    },
  ]
}

/** Key first; every refusal is counted for the administrator, without its content. */
async function guarded(
  door: Door,
  kanal: ChannelName,
  req: Req,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const closed = refuseStranger(door, req)
  if (closed === undefined) return work()
  await note(door, kanal, closed.code)
  return refused([closed], 403)
}

function refuseStranger({ reports }: Door, req: Req): Refusal | undefined {
  const key = reports.deps.env.CHANNEL_KEY
  if (key === undefined) return programRefusal('KANAL_TERTUTUP')
  const bearer = /^Bearer (\S{1,300})$/i.exec(req.headers.authorization ?? '')?.[1]
  const given = req.headers['x-kunci-kanal'] ?? bearer
  if (given !== undefined && isSame(key, given)) return undefined
  return isSigned(key, req) ? undefined : programRefusal('KUNCI_KANAL_SALAH')
}

/** Digests have one length, so the comparison takes the same time whatever was sent. */
function isSame(expected: string, given: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest()
  return timingSafeEqual(digest(expected), digest(given))
}

/** The signature of the WhatsApp Cloud API: HMAC of the bytes, CHANNEL_KEY being the app's secret. */
function isSigned(key: string, req: Req): boolean {
  const given = req.headers['x-hub-signature-256']
  if (given === undefined || !Buffer.isBuffer(req.body)) return false
  return isSame(`sha256=${createHmac('sha256', key).update(req.body).digest('hex')}`, given)
}

async function note({ reports }: Door, kanal: ChannelName, kode: string): Promise<void> {
  const { kit, reference } = reports.deps
  const now = kit.now()
  const hari = tanggalIn(reference.calendar().zone, now)
  await noteGalat(kit.db, { kanal, kode, hari, now })
}

async function unreadable(
  door: Door,
  kanal: ChannelName,
  refusals: readonly Refusal[],
): Promise<Answer> {
  for (const { code } of refusals.slice(0, 1)) await note(door, kanal, code)
  return refused(refusals)
}

function answerOf(handled: Handled): object {
  return { status: handled.isNew ? 'diterima' : 'sudah diterima', balasan: handled.reply ?? null }
}

async function takeSms(
  door: Door,
  req: Req,
  receive: ReturnType<typeof createReceiveSms>,
): Promise<Answer> {
  const sms = readSms(Object.keys(req.form).length > 0 ? req.form : req.body)
  if (!sms.ok) return unreadable(door, 'sms', sms.refusals)
  const handled = await receive(sms.value)
  return json(
    handled === 'waiting' ? { status: 'menunggu bagian lain', balasan: null } : answerOf(handled),
  )
}

async function takeWhatsApp(door: Door, req: Req): Promise<Answer> {
  const payload = parseJson(req.body)
  if (payload === undefined)
    return unreadable(door, 'whatsapp', [programRefusal('PESAN_TIDAK_TERBACA')])
  const messages = parseWhatsApp(payload)
  // One after the other: a picture and its words belong to the same conversation, in their order.
  const handled: Handled[] = []
  for (const message of messages) handled.push(await door.receive(fromWhatsApp(message)))
  return json({ status: 'diterima', pesan: handled.filter((one) => one.isNew).length })
}

function parseJson(body: unknown): unknown {
  if (!Buffer.isBuffer(body)) return undefined
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
    // JSON may carry a NUL as an escape; the database cannot.
    return JSON.parse(JSON.stringify(parsed).replaceAll('\\u0000', ''))
  } catch {
    return undefined
  }
}

function fromWhatsApp({ messageId, from, name, sentAt, message }: WhatsAppMessage): Incoming {
  const phone = parsePhone(`+${from.replaceAll(/\D/g, '').slice(0, 20)}`)
  return {
    kanal: 'whatsapp',
    rujukan: messageId.slice(0, 250),
    from: phone.ok ? phone.value : `+${from.replaceAll(/\D/g, '').slice(0, 20)}`,
    message,
    ...(name === undefined ? {} : { name }),
    ...(sentAt === undefined ? {} : { sentAt: new Date(Date.parse(sentAt)) }),
  }
}

/** Meta asks once whether the address is ours, with the key we told it. */
function shakeHands({ reports }: Door, req: Req): Answer {
  const key = reports.deps.env.CHANNEL_KEY
  const token = fieldText(req.query, 'hub.verify_token')
  const challenge = fieldText(req.query, 'hub.challenge')
  const isAsked =
    fieldText(req.query, 'hub.mode') === 'subscribe' && /^[\w-]{1,200}$/.test(challenge)
  if (key === undefined || !isAsked || !isSame(key, token))
    return refused([programRefusal('KUNCI_KANAL_SALAH')], 403)
  return text(challenge, 'text/plain; charset=utf-8')
}

async function takeMail(door: Door, req: Req): Promise<Answer> {
  if (!Buffer.isBuffer(req.body))
    return unreadable(door, 'email', [programRefusal('PESAN_TIDAK_TERBACA')])
  const mail = await readMail(req.body, ownAddresses(door))
  if (!mail.ok) return unreadable(door, 'email', mail.refusals)
  if (mail.value === undefined) return json({ status: 'diabaikan', balasan: null })
  return json(answerOf(await door.receive(mail.value)))
}

/** The addresses our own mail comes from: what we sent must never come back as a report. */
function ownAddresses({ reports }: Door): readonly string[] {
  const { kit, reference } = reports.deps
  const hosts = [new URL(kit.baseUrl).hostname, reference.region().domain]
  return hosts.flatMap((host) => ['pendopo', 'lapor', 'aduan'].map((name) => `${name}@${host}`))
}
