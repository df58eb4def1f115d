import { isUuid } from '../../../kernel/id.ts'
import { transaction } from '../../../platform/db/database.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { readKeyset } from '../../../platform/http/keyset.ts'
import {
  type Access,
  fieldList,
  fieldText,
  type Req,
  type Route,
  signedInOf,
} from '../../../platform/http/route.ts'
import { enqueue } from '../../../platform/jobs/jobs.ts'
import type { Kit } from '../../../platform/kit.ts'
import { formatNumber } from '../../../ui/format.ts'
import type { Audit } from '../../audit/index.ts'
import { ATTEMPTS_MAX, SEND } from '../actions.ts'
import type { OutsideChannel } from '../domain.ts'
import type { Gateways } from '../gateways.ts'
import { messagesIn } from '../messages/index.ts'
import {
  countWaiting,
  listFailed,
  listPush,
  listWishes,
  markOneRead,
  markRead,
  reviveFailed,
  setWish,
} from '../store.ts'
import type { ContactBook, NotificationEvent, Notifications } from '../types.ts'
import {
  type ChoiceRow,
  DELIVERIES,
  DeliveriesPage,
  FEED,
  FeedPage,
  TemplatesPage,
  WishPage,
} from './pages.tsx'

export type NoticeWeb = Readonly<{
  kit: Kit
  audit: Audit
  notifications: Notifications
  contacts: ContactBook
  events: ReadonlyMap<string, NotificationEvent>
  gateways: Gateways
  /** Are VAPID keys configured? */
  hasPush: boolean
  /** Called when someone has read, so that the bell is right at once. */
  onRead: (accountId: string) => void
}>

const PAGE_SIZE = 30
const WAITING_SHOWN_MAX = 10_000
const ADMIN = { roles: ['admin'] } as const

/** A person's notices and channels; the administrator's deliveries. */
export function noticeRoutes(web: NoticeWeb): readonly Route[] {
  const route =
    (method: 'GET' | 'POST', url: string, access: Access) =>
    (handle: Route['handle']): Route => ({
      method,
      url,
      access,
      kind: 'page',
      handle,
    })
  return [
    route('GET', FEED, 'signed-in')((req) => showFeed(web, req)),
    route('POST', `${FEED}/dibaca`, 'signed-in')((req) => readAll(web, req)),
    route('POST', `${FEED}/:id/dibaca`, 'signed-in')((req) => readOne(web, req)),
    route('GET', `${FEED}/saluran`, 'signed-in')((req) => showWishes(web, req)),
    route('POST', `${FEED}/saluran`, 'signed-in')((req) => takeWishes(web, req)),
    route('GET', DELIVERIES, ADMIN)((req) => showDeliveries(web, req)),
    route(
      'GET',
      `${DELIVERIES}/teks`,
      ADMIN,
    )((req) => {
      const events = [...web.events.values()].toSorted((a, b) => a.event.localeCompare(b.event))
      return page(<TemplatesPage {...viewOf(req)} events={events} />)
    }),
    route(
      'POST',
      `${DELIVERIES}/:id/ulang`,
      ADMIN,
    )((req) => retry(web, req, [req.params.id ?? ''])),
    route(
      'POST',
      `${DELIVERIES}/ulang`,
      ADMIN,
    )((req) => retry(web, req, [req.form.id ?? []].flat())),
  ]
}

const viewOf = (req: Req) => ({ ctx: req.ctx, m: messagesIn(req.ctx.lang) })

/** "<milliseconds>_<id>"; anything else is the first page. */
function readCursor(req: Req): Readonly<{ at: Date; id: string }> | undefined {
  return readKeyset(fieldText(req.query, 'sesudah'))
}

async function showFeed({ kit, notifications }: NoticeWeb, req: Req): Promise<Answer> {
  const after = readCursor(req)
  const found = await notifications.feed(kit.db, signedInOf(req).accountId, {
    limit: PAGE_SIZE + 1,
    ...(after === undefined ? {} : { before: after.at, beforeId: after.id }),
  })
  const notices = found.slice(0, PAGE_SIZE)
  const last = found.length > PAGE_SIZE ? notices.at(-1) : undefined
  const next = last === undefined ? undefined : `${FEED}?sesudah=${last.at.getTime()}_${last.id}`
  const first = after === undefined ? undefined : FEED
  const push =
    after === undefined
      ? await notifications.pushOffer(kit.db, signedInOf(req).accountId)
      : undefined
  const view = (
    <FeedPage {...viewOf(req)} notices={notices} nextHref={next} firstHref={first} push={push} />
  )
  return page(view)
}

async function readAll({ kit, onRead }: NoticeWeb, req: Req): Promise<Answer> {
  const { accountId } = signedInOf(req)
  await markRead(kit.db, accountId, kit.now())
  onRead(accountId)
  return redirect(FEED, { flash: { kind: 'success', text: messagesIn(req.ctx.lang).marked } })
}

async function readOne({ kit, onRead }: NoticeWeb, req: Req): Promise<Answer> {
  const id = req.params.id ?? ''
  if (!isUuid(id)) return notFound
  const { accountId } = signedInOf(req)
  await markOneRead(kit.db, accountId, { id, at: kit.now() })
  onRead(accountId)
  return redirect(FEED)
}

const CHANNELS: readonly OutsideChannel[] = ['email', 'push', 'whatsapp', 'sms']

async function reachOf({ kit, contacts, hasPush }: NoticeWeb, accountId: string) {
  const contact = await contacts(kit.db, accountId)
  const isPush = hasPush && (await listPush(kit.db, accountId)).length > 0
  return {
    email: contact?.email !== undefined,
    phone: contact?.phone !== undefined,
    push: isPush,
  }
}

async function showWishes(web: NoticeWeb, req: Req): Promise<Answer> {
  const { accountId } = signedInOf(req)
  const words = messagesIn(req.ctx.lang).wish
  const reach = await reachOf(web, accountId)
  const wishes = await listWishes(web.kit.db, accountId)
  const hints: Readonly<Record<OutsideChannel, string>> = {
    email: reach.email ? words.emailHint : words.needsEmail,
    push: reach.push ? words.pushHint : words.needsPush,
    whatsapp: reach.phone ? words.whatsappHint : words.needsPhone,
    sms: reach.phone ? words.smsHint : words.needsPhone,
  }
  const choices = CHANNELS.map((channel): ChoiceRow => {
    const isUsual = channel === 'email' || channel === 'push'
    return { channel, isOn: wishes[channel] ?? isUsual, hint: hints[channel] }
  })
  return page(<WishPage {...viewOf(req)} choices={choices} />)
}

async function takeWishes({ kit }: NoticeWeb, req: Req): Promise<Answer> {
  const { accountId } = signedInOf(req)
  const chosen = fieldList(req.form, 'saluran')
  await transaction(kit.db, async (tx) => {
    const before = await listWishes(tx, accountId)
    for (const saluran of CHANNELS) {
      const isAktif = chosen.includes(saluran)
      // An SMS that was never spoken of stays the last resort instead of being turned off.
      if (saluran === 'sms' && !isAktif && before.sms === undefined) continue
      await setWish(tx, accountId, { saluran, isAktif })
    }
  })
  const { saved } = messagesIn(req.ctx.lang).wish
  return redirect(`${FEED}/saluran`, { flash: { kind: 'success', text: saved } })
}

async function showDeliveries({ kit, gateways, hasPush }: NoticeWeb, req: Req): Promise<Answer> {
  const after = readCursor(req)
  const found = await listFailed(kit.db, {
    limit: PAGE_SIZE + 1,
    ...(after === undefined ? {} : { after: { dibuatAt: after.at, id: after.id } }),
  })
  const failed = found.slice(0, PAGE_SIZE)
  const last = found.length > PAGE_SIZE ? failed.at(-1) : undefined
  const waiting = await countWaiting(kit.db, WAITING_SHOWN_MAX)
  const shown = [
    ...(['email', 'sms', 'whatsapp'] as const).map((channel) => ({
      channel,
      name: gateways[channel].name,
    })),
    ...(hasPush ? [{ channel: 'push' as const, name: 'VAPID' }] : []),
  ]
  return page(
    <DeliveriesPage
      {...viewOf(req)}
      waiting={formatNumber(waiting, req.ctx.lang)}
      failed={failed}
      gateways={shown}
      nextHref={
        last === undefined
          ? undefined
          : `${DELIVERIES}?sesudah=${last.dibuatAt.getTime()}_${last.id}`
      }
    />,
  )
}

async function retry(
  { kit, audit }: NoticeWeb,
  req: Req,
  told: readonly string[],
): Promise<Answer> {
  const ids = [...new Set(told)].filter(isUuid).slice(0, PAGE_SIZE)
  const revived = await transaction(kit.db, async (tx) => {
    const found: string[] = []
    for (const id of ids) if (await reviveFailed(tx, id)) found.push(id)
    for (const id of found) {
      await enqueue(tx, { task: SEND, payload: { id }, options: { maxAttempts: ATTEMPTS_MAX } })
      await audit.record(tx, req.actor, {
        action: 'kiriman.ulang',
        subject: { kind: 'kiriman', id },
      })
    }
    return found
  })
  if (revived.length === 0) return notFound
  const { queued } = messagesIn(req.ctx.lang).kiriman
  return redirect(DELIVERIES, { flash: { kind: 'success', text: queued } })
}
