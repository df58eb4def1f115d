import { transaction } from '../../../platform/db/database.ts'
import { type Answer, redirect, text } from '../../../platform/http/answer.ts'
import { createLimiter } from '../../../platform/http/limiter.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import type { Kit } from '../../../platform/kit.ts'
import { messagesIn } from '../messages/index.ts'
import { type PushHosts, parseSubscription } from '../push-service.ts'
import { deleteOldPush, deleteOwnPush, insertPush, PUSH_MAX, setWish } from '../store.ts'
import { PUSH, PUSH_PAGES } from './push-card.tsx'

export type PushWeb = Readonly<{ kit: Kit; hosts: PushHosts }>

const HOUR_MS = 3_600_000
const CHANGES_PER_HOUR = 30

/** A browser agrees to be told, or takes it back; and the worker that shows what arrives. */
export function pushRoutes(web: PushWeb): readonly Route[] {
  const changes = createLimiter({
    limit: CHANGES_PER_HOUR,
    windowMs: HOUR_MS,
    now: () => web.kit.now().getTime(),
  })
  const own = (url: string, handle: Route['handle']): Route => ({
    method: 'POST',
    url,
    access: 'signed-in',
    kind: 'page',
    handle,
  })
  return [
    {
      method: 'GET',
      url: '/sw-push.js',
      access: 'public',
      kind: 'page',
      handle: showWorker,
    },
    own(PUSH, (req) =>
      changes.hit(signedInOf(req).accountId) > 0 ? back(req, 'failed') : turnOn(web, req),
    ),
    own(`${PUSH}/henti`, (req) => turnOff(web, req)),
  ]
}

/** At the root, so that its scope covers every page a notice leads to. It keeps and answers nothing. */
function showWorker(req: Req): Answer {
  return text(
    `importScripts(${JSON.stringify(req.ctx.assets.href('sw-push.js'))})\n`,
    'text/javascript; charset=utf-8',
    { headers: { 'cache-control': 'no-store' } },
  )
}

function back(req: Req, said: 'turnedOn' | 'turnedOff' | 'refused' | 'failed'): Answer {
  const asked = fieldText(req.form, 'kembali')
  const to = PUSH_PAGES.find((one) => one === asked) ?? PUSH_PAGES[0]
  const kind = said === 'turnedOn' || said === 'turnedOff' ? 'success' : 'error'
  return redirect(to, { flash: { kind, text: messagesIn(req.ctx.lang).push[said] } })
}

async function turnOn({ kit, hosts }: PushWeb, req: Req): Promise<Answer> {
  const subscription = parseSubscription(
    {
      endpoint: fieldText(req.form, 'titik'),
      p256dh: fieldText(req.form, 'p256dh'),
      auth: fieldText(req.form, 'auth'),
    },
    hosts,
  )
  if (subscription === undefined) return back(req, 'refused')
  const akunId = signedInOf(req).accountId
  await transaction(kit.db, async (tx) => {
    await insertPush(tx, {
      id: kit.newId(),
      akunId,
      titikAkhir: subscription.endpoint,
      kunci: subscription.keys,
      dibuatAt: kit.now(),
    })
    await deleteOldPush(tx, akunId, PUSH_MAX)
    // Agreeing here is a newer wish than an older "off" in the list of channels.
    await setWish(tx, akunId, { saluran: 'push', isAktif: true })
  })
  return back(req, 'turnedOn')
}

/** This browser, or all of them where the form names none. */
async function turnOff({ kit }: PushWeb, req: Req): Promise<Answer> {
  const endpoint = fieldText(req.form, 'titik')
  await deleteOwnPush(kit.db, signedInOf(req).accountId, endpoint === '' ? undefined : endpoint)
  return back(req, 'turnedOff')
}
