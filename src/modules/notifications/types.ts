import type { Tx } from '../../platform/db/database.ts'
import type { Catalogue, Lang } from '../../ui/page-context.ts'

export type Channel = 'in-app' | 'email' | 'sms' | 'whatsapp' | 'push'

export type Recipient =
  | Readonly<{ kind: 'account'; accountId: string }>
  /** Someone without an account, reachable at an address given with a report. */
  | Readonly<{ kind: 'contact'; email?: string; phone?: string; lang: Lang }>

/** Texts of one event in one language. Values are inserted as {{name}}. */
export type Template = Readonly<{
  subject: string
  body: string /** ≤ 160 GSM characters. */
  short: string
}>

/** A module declares its events once; a language that lacks one does not compile. */
export type NotificationEvent = Readonly<{ event: string; templates: Catalogue<Template> }>

export type Notice = Readonly<{
  event: string
  to: Recipient
  values: Readonly<Record<string, string>>
  /** Local path the notice leads to: /laporan/ADU-2026-000012-K */
  link: string
  /** A resend with the same key is dropped: one closure, one notice. */
  key: string
  /** Local path that stops messages of this kind, for subscribers without an account (RFC 8058). */
  unsubscribe?: string
  /** Restrict to these channels; one that the person turned off stays off. */
  only?: readonly Channel[]
}>

export type InAppNotice = Readonly<{
  id: string
  at: Date
  text: string
  link: string
  isRead: boolean
}>

export type PushOffer = Readonly<{
  /** Public VAPID key, base64url. */
  key: string
  /** Marks of the browsers that this account is told in already. */
  marks: readonly string[]
}>

export type Notifications = Readonly<{
  /** Make an event known; at start, before any notify. */
  declare: (events: readonly NotificationEvent[]) => void
  /** Store and queue, inside the caller's transaction. Preferences and channels are decided when sending. */
  notify: (tx: Tx, notice: Notice) => Promise<void>
  /** Send a plain text to one address by one channel (verification codes, replies to SMS). Not stored beyond delivery. */
  sendText: (
    tx: Tx,
    message: Readonly<{
      channel: 'email' | 'sms' | 'whatsapp'
      to: string
      subject?: string
      text: string
    }>,
  ) => Promise<void>
  feed: (
    tx: Tx,
    accountId: string,
    page: { before?: Date; beforeId?: string; limit: number },
  ) => Promise<readonly InAppNotice[]>
  unreadCount: (tx: Tx, accountId: string) => Promise<number>
  /** What a page needs to offer notices in this browser; undefined without the operator's VAPID keys. */
  pushOffer: (tx: Tx, accountId: string) => Promise<PushOffer | undefined>
}>

/** What notifications must know of an account; given by identity at start, so that the arrow stays one way. */
export type ContactBook = (
  tx: Tx,
  accountId: string,
) => Promise<
  Readonly<{ email?: string; phone?: string; lang: Lang; isActive: boolean }> | undefined
>
