import { isUuid } from '../../../kernel/id.ts'
import { together } from '../../../platform/db/database.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { createForum, type ForumForm, RUAS_FORUM } from '../actions/buat-forum.ts'
import { decide } from '../actions/putuskan.ts'
import {
  ANSWERERS,
  answeringUnits,
  isModerator,
  MODERATORS,
  WATCHERS,
} from '../actions/wewenang.ts'
import type { Deps } from '../deps.ts'
import { messagesIn } from '../messages/index.ts'
import { findTopikById, listForum, listWaiting } from '../store/forum-store.ts'
import { findKirimanById } from '../store/kiriman-store.ts'
import { findPerkara, listAntre, listBanding, listTandaOf } from '../store/moderasi-store.ts'
import { afterOf, NOTHING, pageOf, type Refused, SHOWN, statusOf, typed } from './asked.ts'
import { CasePage, DeskPage, KERJA, NewForumPage, QuestionsPage } from './desk.page.tsx'

const APPEALS_SHOWN = 50
const QUESTIONS_SHOWN = 100
const FORUMS_OFFERED = 200

/** Moderators' queue, its cases, and the questions that agencies owe an answer to. */
export function deskRoutes(deps: Deps): readonly Route[] {
  const watch = { access: { roles: WATCHERS }, kind: 'page', method: 'GET' } as const
  const room = { access: { roles: MODERATORS }, kind: 'page' } as const
  return [
    { ...watch, url: KERJA, handle: (req) => showQueue(deps, req) },
    { ...watch, url: `${KERJA}/perkara/:perkara`, handle: (req) => showCase(deps, req) },
    {
      ...room,
      method: 'POST',
      url: `${KERJA}/perkara/:perkara`,
      handle: (req) => takeDecision(deps, req),
    },
    { ...room, method: 'GET', url: `${KERJA}/baru`, handle: (req) => showNew(deps, req) },
    { ...room, method: 'POST', url: `${KERJA}/baru`, handle: (req) => takeNew(deps, req) },
    {
      access: { roles: ANSWERERS },
      kind: 'page',
      method: 'GET',
      url: `${KERJA}/pertanyaan`,
      handle: (req) => showQuestions(deps, req),
    },
  ]
}

async function showQueue({ kit, aturanAt }: Deps, req: Req): Promise<Answer> {
  const [found, appeals] = await together([
    listAntre(kit.db, { after: afterOf(req), limit: SHOWN + 1 }),
    listBanding(kit.db, APPEALS_SHOWN),
  ])
  const shown = pageOf(found, KERJA, ({ tenggatAt, id }) => ({ at: tenggatAt, id }))
  const view = (
    <DeskPage
      ctx={req.ctx}
      {...shown}
      appeals={appeals}
      aturan={aturanAt(kit.today())}
      today={kit.today()}
      mayDecide={isModerator(req.actor)}
    />
  )
  return page(view)
}

async function showCase(
  { kit, aturanAt }: Deps,
  req: Req,
  { refusals }: Refused = NOTHING,
): Promise<Answer> {
  const id = req.params.perkara ?? ''
  const perkara = isUuid(id) ? await findPerkara(kit.db, id) : undefined
  const kiriman = perkara && (await findKirimanById(kit.db, perkara.kirimanId))
  const topik = kiriman && (await findTopikById(kit.db, kiriman.topikId))
  if (perkara === undefined || kiriman === undefined || topik === undefined) return notFound
  const [tanda, forums] = await together([
    listTandaOf(kit.db, kiriman.id),
    listForum(kit.db, { limit: FORUMS_OFFERED }),
  ])
  const view = (
    <CasePage
      ctx={req.ctx}
      perkara={perkara}
      kiriman={kiriman}
      topik={topik}
      tanda={tanda}
      aturan={aturanAt(kit.today())}
      forums={forums}
      mayDecide={isModerator(req.actor)}
      typed={decisionOf(req)}
      refusals={refusals}
    />
  )
  return page(view, { status: statusOf({ refusals }) })
}

const decisionOf = (req: Req) => ({
  jenis: typed(req, 'jenis').slice(0, 20),
  aturan: typed(req, 'aturan').slice(0, 40),
  alasan: typed(req, 'alasan'),
  keForum: typed(req, 'ke_forum').slice(0, 40),
})

async function takeDecision(deps: Deps, req: Req): Promise<Answer> {
  const perkaraId = req.params.perkara ?? ''
  if (!isUuid(perkaraId)) return notFound
  const done = await decide(deps, signedInOf(req), { perkaraId, form: decisionOf(req) })
  if (!done.ok) return showCase(deps, req, done)
  return redirect(KERJA, {
    flash: { kind: 'success', text: messagesIn(req.ctx.lang).decided(done.value) },
  })
}

const forumForm = (req: Req): ForumForm =>
  Object.fromEntries(RUAS_FORUM.map((name) => [name, typed(req, name).slice(0, 1_000)]))

function showNew({ reference }: Deps, req: Req, { refusals }: Refused = NOTHING): Answer {
  const units = reference.units().filter(({ isActive }) => isActive)
  const view = (
    <NewForumPage
      ctx={req.ctx}
      form={forumForm(req)}
      units={units.map(({ kode, nama }) => ({ value: kode, label: nama }))}
      refusals={refusals}
    />
  )
  return page(view, { status: statusOf({ refusals }) })
}

async function takeNew(deps: Deps, req: Req): Promise<Answer> {
  const done = await createForum(deps, signedInOf(req), forumForm(req))
  if (!done.ok) return showNew(deps, req, done)
  return redirect(`/forum/${done.value}`, {
    flash: { kind: 'success', text: messagesIn(req.ctx.lang).created },
  })
}

async function showQuestions({ kit }: Deps, req: Req): Promise<Answer> {
  const rows = await listWaiting(kit.db, answeringUnits(req.actor), QUESTIONS_SHOWN)
  return page(<QuestionsPage ctx={req.ctx} rows={rows} today={kit.today()} />)
}
