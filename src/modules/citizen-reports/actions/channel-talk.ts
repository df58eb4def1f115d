import { createHmac } from 'node:crypto'
import { type Actor, ANONYMOUS } from '../../../kernel/actor.ts'
import { tanggalIn } from '../../../kernel/date.ts'
import { parsePhone } from '../../../kernel/phone.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { formatTanggal } from '../../../ui/format.ts'
import type { Lang } from '../../../ui/page-context.ts'
import type { Deps } from '../deps.ts'
import type { ReplyKind, ReplyValues } from '../domain/channel-reply.ts'
import type { ChannelMessage } from '../domain/channel-text.ts'
import type { ChannelName, Percakapan } from '../store/conversation-store.ts'

/** One message of a gateway, read and bounded. */
export type Incoming = Readonly<{
  kanal: ChannelName
  /** The channel's own id of the message: the same when it is delivered again. */
  rujukan: string
  /** Number in international form, or e-mail address. */
  from: string
  name?: string
  /** When it was sent, if the gateway says so. */
  sentAt?: Date
  message: ChannelMessage
  /** Subject of an e-mail. */
  judul?: string
  /** Pictures that came with the message itself. */
  pictures?: readonly Uint8Array[]
}>

/** A message in its conversation, inside the transaction that handles it. */
export type Talk = Readonly<{
  deps: Deps
  tx: Tx
  incoming: Incoming
  percakapan: Percakapan
  actor: Actor
  /** Account of the sender; absent when it is closed. */
  accountId: string | undefined
  lang: Lang
  now: Date
}>

/** What a message led to: an answer, a case, and what the conversation remembers. */
export type Outcome = Readonly<{
  reply?: Readonly<{ kind: ReplyKind; values?: ReplyValues }>
  laporanId?: string
  remember?: Partial<Pick<Percakapan, 'tertunda' | 'laporanId' | 'bantuanAt'>>
}>

/** Keyed, so that a copy of the database tells nobody's number. */
export function senderDigest({ kit }: Pick<Deps, 'kit'>, kanal: ChannelName, from: string): Buffer {
  return createHmac('sha256', kit.secretKey).update(`pengirim ${kanal} ${from}`).digest()
}

export type Standing = Pick<Talk, 'actor' | 'accountId' | 'lang'>

/** The sender as a citizen of ours; an account that was closed still may report, as nobody. */
export async function readSender(deps: Deps, tx: Tx, incoming: Incoming): Promise<Standing> {
  const { kanal, from, name } = incoming
  // A number of another country opens no account: its owner could never prove it here.
  if (kanal !== 'email' && !parsePhone(from).ok)
    return { actor: ANONYMOUS, accountId: undefined, lang: 'id' }
  const contact = kanal === 'email' ? { email: from } : { phone: from }
  const account = await deps.identity.ensureCitizen(tx, {
    ...contact,
    ...(name === undefined ? {} : { name }),
  })
  const actor = await deps.identity.actorOf(tx, account.id)
  return actor === undefined
    ? { actor: ANONYMOUS, accountId: undefined, lang: account.lang }
    : { actor, accountId: account.id, lang: account.lang }
}

export function contactOf({ kanal, from }: Incoming): {
  telepon: string | null
  email: string | null
} {
  return kanal === 'email'
    ? { telepon: null, email: from.toLowerCase() }
    : { telepon: from, email: null }
}

/** A promise as it fits a short message: the day. */
export function dayOf(deps: Pick<Deps, 'reference'>, at: Date | null | undefined, lang: Lang) {
  if (at === null || at === undefined) return '-'
  return formatTanggal(tanggalIn(deps.reference.calendar().zone, at), lang)
}
