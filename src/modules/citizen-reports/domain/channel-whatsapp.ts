import { type Instant, toDate, toInstant } from '../../../kernel/date.ts'
import {
  type ChannelLocation,
  type ChannelMedia,
  type ChannelMessage,
  parseChannelText,
  toPoint,
} from './channel-text.ts'

/**
 * One message with its envelope. The sender's number is personal: never logged, never published.
 */
export type WhatsAppMessage = Readonly<{
  /** Id of the channel, the same when the gateway delivers twice. */
  messageId: string
  /** Sender, digits with country code and without plus. */
  from: string
  name?: string
  sentAt?: Instant
  message: ChannelMessage
}>

/** Most messages read from one delivery; gateways send far fewer. */
export const WHATSAPP_MESSAGES_MAX = 100

/**
 * Understand a webhook delivery in the shape of the WhatsApp Cloud API: text, picture with caption,
 * location, button answers. Delivery receipts and reactions give nothing; other kinds give
 * `bantuan`.
 *
 * @param payload parsed JSON of any shape; what is not understood is left out, nothing is refused
 */
export function parseWhatsApp(payload: unknown): readonly WhatsAppMessage[] {
  const values = listAt(payload, 'entry')
    .flatMap((entry) => listAt(entry, 'changes'))
    .map((change) => at(change, 'value'))
  return values
    .flatMap((value) => listAt(value, 'messages').map((message) => ({ value, message })))
    .slice(0, WHATSAPP_MESSAGES_MAX)
    .flatMap(({ value, message }) => readMessage(value, message))
}

function readMessage(value: unknown, message: unknown): readonly WhatsAppMessage[] {
  const messageId = textAt(message, 'id')
  const from = textAt(message, 'from')
  const type = textAt(message, 'type')
  const isSilent = type === 'reaction' || type === 'system'
  if (messageId === undefined || from === undefined || isSilent) return []
  const name = nameOf(value, from)
  const sentAt = instantAt(message)
  return [
    {
      messageId,
      from,
      ...(name === undefined ? {} : { name }),
      ...(sentAt === undefined ? {} : { sentAt }),
      message: readContent(message),
    },
  ]
}

function readContent(message: unknown): ChannelMessage {
  const interactive = at(message, 'interactive')
  const text =
    textAt(at(message, 'text'), 'body') ??
    textAt(at(message, 'image'), 'caption') ??
    textAt(at(message, 'video'), 'caption') ??
    textAt(at(message, 'document'), 'caption') ??
    textAt(at(message, 'button'), 'text') ??
    textAt(at(interactive, 'button_reply'), 'title') ??
    textAt(at(interactive, 'list_reply'), 'title') ??
    ''
  const location = readLocation(at(message, 'location'))
  const media = readMedia(message)
  return parseChannelText(text, { media, ...(location === undefined ? {} : { location }) })
}

function readLocation(location: unknown): ChannelLocation | undefined {
  const point = toPoint(numberAt(location, 'latitude'), numberAt(location, 'longitude'))
  if (point === undefined) return undefined
  const parts = [textAt(location, 'name'), textAt(location, 'address')]
  const kata = parts
    .filter((part) => part !== undefined && part !== '')
    .join(', ')
    .slice(0, 200)
  return { kind: 'titik', ...point, ...(kata === '' ? {} : { kata }) }
}

const MEDIA: readonly (readonly [string, ChannelMedia['kind']])[] = [
  ['image', 'gambar'],
  ['video', 'video'],
  ['audio', 'suara'],
  ['document', 'dokumen'],
]

function readMedia(message: unknown): readonly ChannelMedia[] {
  return MEDIA.flatMap(([key, kind]) => {
    const file = at(message, key)
    const id = textAt(file, 'id')
    // Relays that are not the Cloud API itself often give the address instead of an id.
    const url = textAt(file, 'link') ?? textAt(file, 'url')
    const mimeType = textAt(file, 'mime_type')
    if ((id ?? url ?? '') === '') return []
    return [
      {
        kind,
        id: id ?? url ?? '',
        ...(mimeType === undefined ? {} : { mimeType }),
        ...(url === undefined ? {} : { url }),
      },
    ]
  })
}

function nameOf(value: unknown, from: string): string | undefined {
  const contact = listAt(value, 'contacts').find((one) => textAt(one, 'wa_id') === from)
  return textAt(at(contact, 'profile'), 'name')?.slice(0, 100)
}

const SECONDS_MAX = 32_503_680_000

/** Seconds since 1970 as text. */
function instantAt(message: unknown): Instant | undefined {
  const seconds = Number(textAt(message, 'timestamp'))
  const isSound = Number.isInteger(seconds) && seconds > 0 && seconds < SECONDS_MAX
  return isSound ? toInstant(toDate(seconds * 1_000)) : undefined
}

function at(value: unknown, key: string): unknown {
  const isRecord = typeof value === 'object' && value !== null && Object.hasOwn(value, key)
  return isRecord ? (value as Readonly<Record<string, unknown>>)[key] : undefined
}

function listAt(value: unknown, key: string): readonly unknown[] {
  const list = at(value, key)
  return Array.isArray(list) ? list.slice(0, WHATSAPP_MESSAGES_MAX) : []
}

const TEXT_MAX = 8_000

function textAt(value: unknown, key: string): string | undefined {
  const text = at(value, key)
  return typeof text === 'string' ? text.slice(0, TEXT_MAX) : undefined
}

/** NaN when absent, so that no place is made of it. */
function numberAt(value: unknown, key: string): number {
  const number = at(value, key)
  return typeof number === 'number' ? number : Number.NaN
}
