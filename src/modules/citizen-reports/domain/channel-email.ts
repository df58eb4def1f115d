import { type ChannelMedia, type ChannelMessage, parseChannelText } from './channel-text.ts'

/** An e-mail understood; `judul` is its subject without Re: and Fwd:. */
export type EmailMessage = ChannelMessage & Readonly<{ judul: string }>

export type EmailParts = Readonly<{
  subject: string
  /** The plain text part. */
  text: string
  media?: readonly ChannelMedia[]
}>

const BODY_MAX = 50_000
const LINES_MAX = 1_000
const SUBJECT_MAX = 160

/**
 * Understand an e-mail: the quoted earlier mails, the signature and the closing with the sender's
 * name are cut off, so that a report carries no more of a person than the person wrote. A number in
 * the subject counts when the body has none, so answering our mail with "BENAR" is enough.
 */
export function parseEmail({ subject, text, media = [] }: EmailParts): EmailMessage {
  const judul = cleanSubject(subject)
  const body = parseChannelText(stripQuoted(text), { media })
  const inSubject = parseChannelText(judul)
  const hasNomor = [body.nomor, body.nomorSalah, body.kode].some((one) => one !== undefined)
  const message = hasNomor ? body : withSubjectNomor(body, inSubject)
  // An empty body under a telling subject is common on phones.
  const isSubjectOnly = message.text === '' && message.intent === 'bantuan' && judul !== ''
  return isSubjectOnly ? { ...inSubject, media, judul } : { ...message, judul }
}

/** A report that answers mail about a case is a question about that case, not a new one. */
function withSubjectNomor(body: ChannelMessage, subject: ChannelMessage): ChannelMessage {
  const { nomor, nomorSalah } = subject
  if (nomor === undefined && nomorSalah === undefined) return body
  const intent = body.intent === 'lapor' || body.intent === 'bantuan' ? 'cek' : body.intent
  return {
    ...body,
    intent,
    ...(nomor === undefined ? {} : { nomor }),
    ...(nomorSalah === undefined ? {} : { nomorSalah }),
  }
}

function cleanSubject(subject: string): string {
  let rest = subject.slice(0, 1_000).replace(/\s+/g, ' ').trim()
  // Bounded: each turn removes one prefix, and nobody answers more than ten deep.
  for (let turn = 0; turn < 10; turn += 1) {
    const shorter = rest.replace(/^(?:re|fw|fwd|bls|balas|tr|teruskan) ?(?:\[\d{1,3}\])? ?: ?/i, '')
    if (shorter === rest) break
    rest = shorter
  }
  return rest.slice(0, SUBJECT_MAX)
}

/** @returns the writer's own words: no quoted mail, no signature, no closing formula */
export function stripQuoted(text: string): string {
  const lines = text.slice(0, BODY_MAX).replace(/\r\n?/g, '\n').split('\n', LINES_MAX)
  const end = lines.findIndex((_line, index) => isEndOfOwnWords(lines, index))
  const own = (end === -1 ? lines : lines.slice(0, end)).filter((line) => !line.startsWith('>'))
  return cutClosing(own).join('\n').trim()
}

const ENDS: readonly RegExp[] = [
  /^-- ?$/,
  /^-{2,10} ?(?:original message|forwarded message|pesan asli|pesan diteruskan|pesan terusan)/i,
  /^_{10,}\s*$/,
  /^(?:sent from (?:my )?|dikirim dari |terkirim dari |get outlook for |dapatkan outlook )/i,
]

const SAID = /^(?:on|pada) .{5,200}(?:wrote|menulis) ?:$/i

function isEndOfOwnWords(lines: readonly string[], index: number): boolean {
  const line = (lines[index] ?? '').trimEnd().slice(0, 300)
  if (ENDS.some((end) => end.test(line))) return true
  // Mail programs break the line "Pada … menulis:" in two or three.
  const joined = `${line} ${lines.slice(index + 1, index + 3).join(' ')}`.slice(0, 300)
  const isSaid = [line, `${line} ${lines[index + 1] ?? ''}`.trimEnd(), joined.trimEnd()].some(
    (candidate) => SAID.test(candidate.trim()),
  )
  return isSaid || isHeaderBlock(lines, index)
}

/** Outlook quotes with a block of headers instead of marks. */
function isHeaderBlock(lines: readonly string[], index: number): boolean {
  if (!/^\*?(?:from|dari)\*? ?:/i.test(lines[index] ?? '')) return false
  const next = lines.slice(index + 1, index + 4)
  return next.some((line) => /^\*?(?:sent|date|to|dikirim|tanggal|kepada)\*? ?:/i.test(line))
}

const CLOSINGS: readonly RegExp[] = [
  /^(?:hormat (?:saya|kami)|salam(?: hormat)?|wassalam\S*)\s?[,.!]?$/i,
  /^terima ?kasih(?: banyak)?\s?[,.!]?$/i,
  /^(?:(?:best |kind |warm )?regards|thanks|thank you)\s?[,.!]?$/i,
]

const CLOSING_LINES_MAX = 6

/** A closing formula near the end, and the name under it. */
function cutClosing(lines: readonly string[]): readonly string[] {
  const filled = lines.length - [...lines].reverse().findIndex((line) => line.trim() !== '')
  const from = Math.max(1, filled - CLOSING_LINES_MAX)
  const closing = lines.findIndex(
    (line, index) => index >= from && isClosing(line.trim().slice(0, 60)),
  )
  return closing === -1 ? lines : lines.slice(0, closing)
}

function isClosing(line: string): boolean {
  return CLOSINGS.some((closing) => closing.test(line))
}
