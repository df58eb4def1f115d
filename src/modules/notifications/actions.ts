import type { Env } from '../../env.ts'
import { DAY_MS } from '../../kernel/date.ts'
import { sql, type Tx, transaction } from '../../platform/db/database.ts'
import { enqueue, type Jobs, queueing } from '../../platform/jobs/jobs.ts'
import type { Kit } from '../../platform/kit.ts'
import {
  chooseChannels,
  fillTemplate,
  type OutsideChannel,
  type Reach,
  renderNotice,
} from './domain.ts'
import type { Gateways } from './gateways.ts'
import { messagesIn } from './messages/index.ts'
import { endpointMark, type Subscription } from './push-service.ts'
import {
  countUnread,
  deletePush,
  findKiriman,
  findPemberitahuan,
  findPush,
  forgetFailed,
  insertKiriman,
  insertPemberitahuan,
  type KirimanRow,
  listFeed,
  listPush,
  listUnsent,
  listWishes,
  markFailed,
  markSent,
  type PemberitahuanRow,
} from './store.ts'
import type { ContactBook, Notice, NotificationEvent, Notifications } from './types.ts'

const RENDER = 'notifications.render'
export const SEND = 'notifications.send'
export const FORGET = 'notifications.forget-failed'
export const ATTEMPTS_MAX = 8
/** As the queue waits after a first failure. */
const SECOND_TRY_MS = 3_000
const FAILED_DAYS = 30

export type NotificationDeps = Readonly<{
  env: Env
  contacts: ContactBook
  /** Notices are kept for the feed and nothing leaves the house: for the past of the demo region. */
  isSilent?: boolean
}>

/** Events declared by modules, by name. One per process, filled at start. */
const createCatalogue = () => new Map<string, NotificationEvent>()

export function createNotifications(
  kit: Kit,
  deps: NotificationDeps,
): Notifications & {
  readonly events: ReadonlyMap<string, NotificationEvent>
  readonly deps: NotificationDeps
} {
  const events = createCatalogue()
  return {
    events,
    deps,
    declare: (list) => {
      for (const event of list) events.set(event.event, event)
    },
    notify: (tx, notice) =>
      storeNotice(kit, tx, { notice, events, isSilent: deps.isSilent ?? false }),
    sendText: async (tx, message) => {
      const id = kit.newId()
      await insertKiriman(tx, {
        id,
        pemberitahuanId: null,
        saluran: message.channel,
        tujuan: message.to,
        subjek: message.subject ?? null,
        teks: message.text,
        henti: null,
        dibuatAt: kit.now(),
      })
      await enqueue(tx, { task: SEND, payload: { id }, options: { maxAttempts: ATTEMPTS_MAX } })
    },
    feed: async (tx, accountId, page) => {
      const contact = await deps.contacts(tx, accountId)
      const lang = contact?.lang ?? 'id'
      const found = await listFeed(tx, accountId, page)
      return found.map((row) => ({
        id: row.id,
        at: row.dibuatAt,
        text: fillTemplate(
          events.get(row.kejadian)?.templates[lang].short ?? row.kejadian,
          row.nilai,
        ),
        link: row.tautan,
        isRead: row.dibacaAt !== null,
      }))
    },
    unreadCount: countUnread,
    pushOffer: async (tx, accountId) => {
      const { VAPID_PUBLIC_KEY: key, VAPID_PRIVATE_KEY: secret } = deps.env
      if (key === undefined || secret === undefined) return undefined
      const browsers = await listPush(tx, accountId)
      return { key, marks: browsers.map(({ titikAkhir }) => endpointMark(titikAkhir)) }
    },
  }
}

type Noticing = Readonly<{
  notice: Notice
  events: ReadonlyMap<string, NotificationEvent>
  isSilent: boolean
}>

async function storeNotice(
  kit: Kit,
  tx: Tx,
  { notice, events, isSilent }: Noticing,
): Promise<void> {
  if (!events.has(notice.event))
    throw new Error(`notification event ${notice.event} was not declared`)
  const id = kit.newId()
  const row = {
    id,
    kunci: notice.key,
    kejadian: notice.event,
    akunId: notice.to.kind === 'account' ? notice.to.accountId : null,
    email: notice.to.kind === 'contact' ? (notice.to.email ?? null) : null,
    telepon: notice.to.kind === 'contact' ? (notice.to.phone ?? null) : null,
    bahasa: notice.to.kind === 'contact' ? notice.to.lang : 'id',
    nilai: notice.values,
    tautan: notice.link,
    hanya:
      notice.only === undefined
        ? null
        : notice.only.filter((channel): channel is OutsideChannel => channel !== 'in-app'),
    henti: notice.unsubscribe ?? null,
    dibuatAt: kit.now(),
  }
  const next = isSilent ? sql`1` : queueing({ task: RENDER, payload: { id } })
  await insertPemberitahuan(tx, row, next)
}

export type NotificationJobsDeps = Readonly<{
  kit: Kit
  contacts: ContactBook
  gateways: Gateways
  events: ReadonlyMap<string, NotificationEvent>
  sendPush: SendPush | undefined
}>

/** Web push; undefined when no VAPID keys are configured. @returns false when the browser unsubscribed */
export type SendPush = (subscription: Subscription, payload: string) => Promise<boolean>

export function notificationJobs(deps: NotificationJobsDeps): Jobs {
  return {
    [RENDER]: async (payload) => renderOut(deps, (payload as { id: string }).id),
    [SEND]: async (payload) => sendAgain(deps, (payload as { id: string }).id),
    [FORGET]: async () => {
      await forgetFailed(deps.kit.db, new Date(deps.kit.now().getTime() - FAILED_DAYS * DAY_MS))
    },
  }
}

/**
 * Decide channels and words of a notice, and send one message per channel. Running twice adds nothing, and sends
 * what was left. A message whose gateway fails gets a job of its own, so that the others never wait for it.
 */
async function renderOut(deps: NotificationJobsDeps, id: string): Promise<void> {
  const { db } = deps.kit
  for (const kiriman of await transaction(db, (tx) => storeMessages(deps, tx, id))) {
    try {
      await sendOne(deps, kiriman)
    } catch {
      await enqueue(db, {
        task: SEND,
        payload: { id: kiriman.id },
        options: {
          maxAttempts: ATTEMPTS_MAX - 1,
          runAt: new Date(deps.kit.now().getTime() + SECOND_TRY_MS),
        },
      })
    }
  }
}

/** @returns the messages of a notice that are not sent yet */
async function storeMessages(
  deps: NotificationJobsDeps,
  tx: Tx,
  id: string,
): Promise<readonly KirimanRow[]> {
  const { kit } = deps
  const notice = await findPemberitahuan(tx, id)
  const event = notice === undefined ? undefined : deps.events.get(notice.kejadian)
  if (notice === undefined || event === undefined) return []
  const { reach, lang, wishes } = await reachOf(deps, tx, notice)
  for (const channel of chooseChannels(reach, wishes, notice.hanya ?? undefined)) {
    const url = `${kit.baseUrl}${notice.tautan}`
    const words = renderNotice(
      event.templates[lang],
      { values: notice.nilai, url, ...stopLine(kit, notice, lang) },
      channel,
    )
    for (const to of await addressesOf(tx, { channel, reach, notice }))
      await storeMessage(kit, tx, { notice, channel, to, words, lang })
  }
  return listUnsent(tx, id)
}

/** Last line of an e-mail to someone without an account: where it stops. */
function stopLine(
  kit: Kit,
  { henti }: PemberitahuanRow,
  lang: 'id' | 'en',
): Readonly<{ footer?: string }> {
  if (henti === null) return {}
  return {
    footer: `${lang === 'id' ? 'Berhenti menerima kabar ini' : 'Stop these messages'}: ${kit.baseUrl}${henti}`,
  }
}

type Outgoing = Readonly<{
  notice: PemberitahuanRow
  channel: OutsideChannel
  to: string
  words: Readonly<{ subject: string; text: string }>
  lang: 'id' | 'en'
}>

/** One message by one channel to one address; stored once however often this runs. */
async function storeMessage(
  kit: Kit,
  tx: Tx,
  { notice, channel, to, words, lang }: Outgoing,
): Promise<void> {
  await insertKiriman(tx, {
    id: kit.newId(),
    pemberitahuanId: notice.id,
    saluran: channel,
    tujuan: to,
    subjek: words.subject,
    teks: channel === 'push' ? pushPayload(notice, lang) : words.text,
    henti: channel === 'email' ? notice.henti : null,
    dibuatAt: kit.now(),
  })
}

/** What a lock screen shows to whoever stands by: which report, and nothing of it. */
function pushPayload({ nilai, tautan }: PemberitahuanRow, lang: 'id' | 'en'): string {
  const m = messagesIn(lang).push
  const title = nilai.nomor === undefined ? m.newsOf : m.newsOfCase(nilai.nomor)
  return JSON.stringify({ title, body: m.open, url: tautan })
}

type Reached = Readonly<{
  reach: Reach
  lang: 'id' | 'en'
  wishes: Partial<Record<OutsideChannel, boolean>>
}>

async function reachOf(
  deps: NotificationJobsDeps,
  tx: Tx,
  notice: PemberitahuanRow,
): Promise<Reached> {
  if (notice.akunId === null) {
    return { reach: toReach(notice.email, notice.telepon, false), lang: notice.bahasa, wishes: {} }
  }
  const contact = await deps.contacts(tx, notice.akunId)
  if (contact === undefined || !contact.isActive) {
    return { reach: { hasPush: false }, lang: 'id', wishes: {} }
  }
  const hasPush = deps.sendPush !== undefined && (await listPush(tx, notice.akunId)).length > 0
  const reach = toReach(contact.email ?? null, contact.phone ?? null, hasPush)
  return { reach, lang: contact.lang, wishes: await listWishes(tx, notice.akunId) }
}

function toReach(email: string | null, phone: string | null, hasPush: boolean): Reach {
  return {
    hasPush,
    ...(email === null ? {} : { email }),
    ...(phone === null ? {} : { phone }),
  }
}

async function addressesOf(
  tx: Tx,
  { channel, reach, notice }: { channel: OutsideChannel; reach: Reach; notice: PemberitahuanRow },
): Promise<readonly string[]> {
  if (channel === 'push')
    return notice.akunId === null
      ? []
      : (await listPush(tx, notice.akunId)).map(({ titikAkhir }) => titikAkhir)
  const address = channel === 'email' ? reach.email : reach.phone
  return address === undefined ? [] : [address]
}

async function sendAgain(deps: NotificationJobsDeps, id: string): Promise<void> {
  const kiriman = await findKiriman(deps.kit.db, id)
  if (kiriman !== undefined && kiriman.status === 'menunggu') await sendOne(deps, kiriman)
}

/** Hand one message to its gateway. Thrown failures are noted and tried again by the queue. */
async function sendOne(deps: NotificationJobsDeps, kiriman: KirimanRow): Promise<void> {
  const { kit } = deps
  try {
    await handOver(deps, kiriman)
  } catch (error) {
    await markFailed(kit.db, kiriman.id, error instanceof Error ? error.message : 'unknown')
    throw error
  }
  await markSent(kit.db, kiriman.id, kit.now())
}

async function handOver(deps: NotificationJobsDeps, kiriman: KirimanRow): Promise<void> {
  if (kiriman.saluran !== 'push') {
    return deps.gateways[kiriman.saluran].send({
      id: kiriman.id,
      to: kiriman.tujuan,
      subject: kiriman.subjek,
      text: kiriman.teks,
      ...(kiriman.henti === null ? {} : { unsubscribeUrl: `${deps.kit.baseUrl}${kiriman.henti}` }),
    })
  }
  if (kiriman.akunId === null) return
  const browser = await findPush(deps.kit.db, kiriman.akunId, kiriman.tujuan)
  // Taken back, or another's by now: whoever holds the phone today must not read it.
  if (browser === undefined) return
  const subscription = { endpoint: browser.titikAkhir, keys: browser.kunci }
  const isAlive = (await deps.sendPush?.(subscription, kiriman.teks)) ?? true
  if (!isAlive) await deletePush(deps.kit.db, subscription.endpoint)
}
