import { createHash } from 'node:crypto'
import PostalMime, { type Email } from 'postal-mime'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { isAutomaticMail } from '../domain/channel-auto-mail.ts'
import { parseEmail } from '../domain/channel-email.ts'
import type { Incoming } from './channel-talk.ts'
import { programRefusal } from './program-refusals.ts'

const PICTURES_MAX = 6
const ADDRESS = /^[^\s@<>"]{1,64}@[^\s@<>".]{1,63}(?:\.[^\s@<>".]{1,63}){1,6}$/

/** `undefined`: a program wrote it, so nothing is done. */
export type ReadMail = Result<Incoming | undefined>

/**
 * A mail as the mail server hands it over, bytes and all: its own words without quotes and signature, its
 * pictures, and who sent it. Every charset a mail may name is read; what is no mail is refused.
 *
 * @refuses PESAN_TIDAK_TERBACA, PENGIRIM_TIDAK_ADA
 */
export async function readMail(
  raw: Uint8Array,
  ownAddresses: readonly string[],
): Promise<ReadMail> {
  const mail = await parse(raw)
  if (mail === undefined) return refuse(programRefusal('PESAN_TIDAK_TERBACA'))
  const from = mail.from?.address?.trim().toLowerCase() ?? ''
  const isAutomatic = isAutomaticMail({ headers: mail.headers, from, ownAddresses })
  if (isAutomatic || mail.returnPath === '<>') return ok(undefined)
  if (from.length > 254 || !ADDRESS.test(from)) return refuse(programRefusal('PENGIRIM_TIDAK_ADA'))
  return ok(toIncoming(mail, from, raw))
}

async function parse(raw: Uint8Array): Promise<Email | undefined> {
  try {
    return await PostalMime.parse(raw, {
      maxNestingDepth: 20,
      maxHeadersSize: 128 * 1024,
      maxRfc822NestingDepth: 0,
      forceRfc822Attachments: true,
    })
  } catch {
    // The parser reports a mail beyond its bounds by throwing; there is no other way to ask it.
    return undefined
  }
}

function toIncoming(mail: Email, from: string, raw: Uint8Array): Incoming {
  const text = withoutNul(mail.text?.trim() ? mail.text : textOfHtml(mail.html ?? ''))
  const message = parseEmail({ subject: withoutNul(mail.subject ?? ''), text })
  const name = withoutNul(mail.from?.name ?? '')
    .trim()
    .slice(0, 100)
  const sentAt = mail.date === undefined ? Number.NaN : Date.parse(mail.date)
  return {
    kanal: 'email',
    rujukan: idOf(mail, raw),
    from,
    message,
    judul: message.judul,
    pictures: picturesOf(mail),
    ...(name === '' ? {} : { name }),
    ...(Number.isNaN(sentAt) ? {} : { sentAt: new Date(sentAt) }),
  }
}

/** Message-ID names a mail for good; one without it is known by its bytes. */
function idOf(mail: Email, raw: Uint8Array): string {
  const id = withoutNul(mail.messageId?.trim() ?? '')
  if (id !== '' && id.length <= 250) return id
  return `sha256:${createHash('sha256').update(raw).digest('hex')}`
}

function picturesOf({ attachments }: Email): readonly Uint8Array[] {
  return attachments
    .filter((one) => one.mimeType.startsWith('image/') && typeof one.content !== 'string')
    .map((one) => new Uint8Array(one.content as ArrayBuffer | Uint8Array))
    .filter((bytes) => bytes.length > 0)
    .slice(0, PICTURES_MAX)
}

/** PostgreSQL has no NUL, and nobody means one. */
function withoutNul(text: string): string {
  return text.replaceAll('\u0000', '')
}

const HTML_MAX = 200_000
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

/** Words of a mail that has no plain part: phones send such. Tags go, line breaks stay. */
export function textOfHtml(html: string): string {
  const [before = '', ...tags] = html.slice(0, HTML_MAX).split('<')
  const kept = [before]
  let hidden: string | undefined
  for (const piece of tags) {
    const tag = readTag(piece)
    hidden = hiddenAfter(hidden, tag.name, tag.isClosing)
    if (hidden === undefined) kept.push(tag.breakBefore, tag.text)
  }
  return kept
    .join('')
    .replace(/&(\w{2,6});/g, (whole, entity: string) => NAMED[entity.toLowerCase()] ?? whole)
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

type Tag = Readonly<{ name: string; isClosing: boolean; breakBefore: string; text: string }>

/** What follows a "<": a tag and the text behind it, or text when no ">" closes it. */
function readTag(piece: string): Tag {
  const end = piece.indexOf('>')
  if (end === -1) return { name: '', isClosing: false, breakBefore: '', text: `<${piece}` }
  const name = /^\/?([a-z0-9]{1,12})/i.exec(piece)?.[1]?.toLowerCase() ?? ''
  const isClosing = piece.startsWith('/')
  const isQuote = name === 'blockquote' && !isClosing
  const isBlock = /^(?:br|p|div|li|tr|h[1-6])$/.test(name)
  return {
    name,
    isClosing,
    breakBefore: isQuote ? '\n> ' : isBlock ? '\n' : '',
    text: piece.slice(end + 1),
  }
}

function hiddenAfter(hidden: string | undefined, name: string, isClosing: boolean) {
  if (hidden !== undefined) return isClosing && name === hidden ? undefined : hidden
  const hides = name === 'style' || name === 'script' || name === 'head' || name === 'title'
  return hides && !isClosing ? name : undefined
}
