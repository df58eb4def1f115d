import { createHash } from 'node:crypto'
import { z } from 'zod'
import { parsePhone } from '../../../kernel/phone.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { parseSms } from '../domain/channel-text.ts'
import type { Incoming } from './channel-talk.ts'
import { programRefusal } from './program-refusals.ts'

/** A message of an SMS gateway, its dialect already left behind. */
export type Sms = Readonly<{
  id: string
  from: string
  text: string
  sentAt?: Date
  /** Part of a long message that the gateway did not join. */
  part?: Readonly<{ ref: string; number: number; total: number }>
}>

const PARTS_MAX = 20

const SmsSchema = z.object({
  id: z.string().trim().max(200).default(''),
  from: z.string().trim().min(3).max(40),
  text: z.string().max(8_000),
  sentAt: z.string().max(40).default(''),
  encoding: z.string().max(20).default(''),
  ref: z.string().max(100).default(''),
  part: z.coerce.number().int().min(1).max(PARTS_MAX).optional(),
  parts: z.coerce.number().int().min(1).max(PARTS_MAX).optional(),
})

/** Names under which gateways send the same thing. */
const ALIASES: Readonly<Record<keyof z.infer<typeof SmsSchema>, readonly string[]>> = {
  id: ['id', 'messageId', 'message_id', 'MessageSid', 'smsid'],
  from: ['from', 'sender', 'msisdn', 'phone', 'From', 'originator'],
  text: ['text', 'message', 'msg', 'body', 'Body', 'content'],
  sentAt: ['sentAt', 'sent_at', 'timestamp', 'date', 'time', 'received_at'],
  encoding: ['encoding', 'coding', 'charset'],
  ref: ['ref', 'concat-ref', 'reference', 'udh_ref'],
  part: ['part', 'concat-part', 'seq'],
  parts: ['parts', 'concat-total', 'total'],
}

/**
 * Read an SMS delivery: JSON or a form, with the field names of the common gateways. UCS-2 text may come
 * as hexadecimal digits.
 *
 * @refuses PESAN_TIDAK_TERBACA, PENGIRIM_TIDAK_ADA
 */
export function readSms(body: unknown): Result<Sms> {
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const picked = Object.entries(ALIASES).flatMap(([name, aliases]) => {
    const alias = aliases.find((one) => Object.hasOwn(fields, one))
    const value = alias === undefined ? undefined : plain(fields[alias])
    return value === undefined ? [] : [[name, value] as const]
  })
  const parsed = SmsSchema.safeParse(Object.fromEntries(picked))
  if (!parsed.success) {
    const isSender = parsed.error.issues.some((issue) => issue.path[0] === 'from')
    return refuse(programRefusal(isSender ? 'PENGIRIM_TIDAK_ADA' : 'PESAN_TIDAK_TERBACA'))
  }
  return toSms(parsed.data)
}

function plain(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' ? value : undefined
}

function toSms(data: z.infer<typeof SmsSchema>): Result<Sms> {
  const text = /^(?:ucs-?2|utf-?16(?:be)?|hex|8)$/i.test(data.encoding)
    ? fromUcs2(data.text)
    : data.text
  if (text === undefined || text.includes('\u0000'))
    return refuse(programRefusal('PESAN_TIDAK_TERBACA'))
  const sentAt = parseTime(data.sentAt)
  const from = senderOf(data.from)
  const isPart = data.part !== undefined && data.parts !== undefined && data.parts > 1
  const part =
    isPart && data.part !== undefined && data.parts !== undefined && data.part <= data.parts
      ? { ref: data.ref, number: data.part, total: data.parts }
      : undefined
  return ok({
    id: data.id === '' ? digestId(from, text, data.sentAt) : data.id,
    from,
    text,
    ...(sentAt === undefined ? {} : { sentAt }),
    ...(part === undefined ? {} : { part }),
  })
}

/** A gateway without ids: the same words of the same number at the same time are the same message. */
function digestId(from: string, text: string, sentAt: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([from, text, sentAt]))
    .digest('hex')
  return `sha256:${digest}`
}

export function senderOf(typed: string): string {
  const phone = parsePhone(typed)
  return phone.ok ? phone.value : typed
}

/** Hexadecimal digits of UTF-16, most significant byte first. @returns undefined when they are none */
function fromUcs2(hex: string): string | undefined {
  if (hex.length % 4 !== 0 || !/^[\da-f]*$/i.test(hex)) return undefined
  return Buffer.from(hex, 'hex').swap16().toString('utf16le')
}

/** Seconds, milliseconds or a written time. @returns undefined for anything else */
function parseTime(text: string): Date | undefined {
  const number = /^\d{9,13}$/.test(text) ? Number(text) : Number.NaN
  const ms = Number.isNaN(number) ? Date.parse(text) : number < 1e11 ? number * 1_000 : number
  return Number.isNaN(ms) ? undefined : new Date(ms)
}

export function smsToIncoming({ id, from, text, sentAt }: Sms): Incoming {
  return {
    kanal: 'sms',
    rujukan: id,
    from,
    message: parseSms(text),
    ...(sentAt === undefined ? {} : { sentAt }),
  }
}
