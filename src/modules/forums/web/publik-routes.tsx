import { isSignedIn } from '../../../kernel/actor.ts'
import { maskPersonalData } from '../../../kernel/personal-data.ts'
import { together } from '../../../platform/db/database.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { follow } from '../actions/ikuti.ts'
import { countSuara, postHref } from '../actions/suara.ts'
import { flag } from '../actions/tandai.ts'
import { openTopik, reply } from '../actions/tulis.ts'
import { answeringUnits, writingUnit } from '../actions/wewenang.ts'
import type { Deps } from '../deps.ts'
import { findHints, type Isyarat } from '../domain/isyarat.ts'
import { messagesIn } from '../messages/index.ts'
import {
  type Forum,
  findForum,
  findMoved,
  listForum,
  listTopik,
  type Topik,
} from '../store/forum-store.ts'
import { isPengikut } from '../store/ikut-store.ts'
import { findKiriman, listKiriman } from '../store/kiriman-store.ts'
import { findTopikPutusan } from '../store/moderasi-store.ts'
import {
  afterOf,
  alamatOf,
  kodeOf,
  NOTHING,
  numberOf,
  pageOf,
  type Refused,
  SHOWN,
  statusOf,
  topikOf,
  topikPath,
  typed,
} from './asked.ts'
import { ForumsPage, RulesPage, TopicsPage } from './forum.page.tsx'
import { TopikPage } from './topik.page.tsx'
import { FlagPage, NewTopicPage, type Typed } from './tulis.page.tsx'

/** Reading for everybody; writing, following and flagging for who is signed in. */
export function publicRoutes(deps: Deps): readonly Route[] {
  const get = { access: 'public', kind: 'page', method: 'GET' } as const
  const look = { access: 'signed-in', kind: 'page', method: 'GET' } as const
  const post = { access: 'signed-in', kind: 'page', method: 'POST' } as const
  const one = '/forum/:kode/:topik'
  return [
    { ...get, url: '/forum', handle: (req) => showForums(deps, req) },
    { ...get, url: '/forum/aturan', handle: (req) => showRules(deps, req) },
    { ...get, url: '/forum/:kode', handle: (req) => showTopics(deps, req) },
    { ...look, url: '/forum/:kode/tulis', handle: (req) => showNew(deps, req) },
    { ...post, url: '/forum/:kode/tulis', handle: (req) => takeNew(deps, req) },
    { ...get, url: one, handle: (req) => showTopik(deps, req) },
    { ...post, url: one, handle: (req) => takeReply(deps, req) },
    { ...post, url: `${one}/ikuti`, handle: (req) => takeFollow(deps, req) },
    { ...look, url: `${one}/tandai/:kiriman`, handle: (req) => showFlag(deps, req) },
    { ...post, url: `${one}/tandai/:kiriman`, handle: (req) => takeFlag(deps, req) },
  ]
}

const unitNameOf =
  ({ reference }: Pick<Deps, 'reference'>) =>
  (kode: string) =>
    reference.findUnit(kode)?.nama ?? kode

async function showForums(deps: Deps, req: Req): Promise<Answer> {
  const { db } = deps.kit
  const found = await listForum(db, { after: afterOf(req), limit: SHOWN + 1 })
  const shown = pageOf(found, '/forum', ({ dibuatAt, id }) => ({ at: dibuatAt, id }))
  const counts = await countSuara(deps, db)
  return page(<ForumsPage ctx={req.ctx} {...shown} counts={counts} unitName={unitNameOf(deps)} />)
}

function showRules({ kit, aturanAt }: Deps, req: Req): Answer {
  return page(<RulesPage ctx={req.ctx} aturan={aturanAt(kit.today())} />)
}

async function forumOf({ kit }: Deps, req: Req): Promise<Forum | undefined> {
  const kode = kodeOf(req)
  return kode === undefined ? undefined : findForum(kit.db, kode)
}

async function showTopics(deps: Deps, req: Req): Promise<Answer> {
  const { kit } = deps
  const forum = await forumOf(deps, req)
  if (forum === undefined) return notFound
  const found = await listTopik(kit.db, {
    forumId: forum.id,
    after: afterOf(req),
    limit: SHOWN + 1,
  })
  const shown = pageOf(found, `/forum/${forum.kode}`, ({ terakhirAt, id }) => ({
    at: terakhirAt,
    id,
  }))
  const unit = unitNameOf(deps)(forum.unitKode)
  return page(<TopicsPage ctx={req.ctx} forum={forum} {...shown} unit={unit} today={kit.today()} />)
}

const NEW_FIELDS = ['judul', 'isi', 'jenis'] as const
const newForm = (req: Req) =>
  Object.fromEntries(NEW_FIELDS.map((name) => [name, typed(req, name)])) as Record<
    (typeof NEW_FIELDS)[number],
    string
  >

async function showNew(
  deps: Deps,
  req: Req,
  { refusals, isyarat = [] }: Refused & Readonly<{ isyarat?: readonly Isyarat[] }> = NOTHING,
): Promise<Answer> {
  const forum = await forumOf(deps, req)
  if (forum?.status !== 'buka') return notFound
  const view = (
    <NewTopicPage
      ctx={req.ctx}
      forum={forum}
      unit={unitNameOf(deps)(forum.unitKode)}
      aturan={deps.aturanAt(deps.kit.today())}
      form={newForm(req)}
      isyarat={isyarat}
      refusals={refusals}
    />
  )
  return page(view, { status: isyarat.length > 0 ? 422 : statusOf({ refusals }) })
}

/** Hints that the writer was not asked about yet: once asked about these, the text is sent. */
function unasked({ kamus }: Deps, req: Req, text: string): readonly Isyarat[] {
  const known = fieldText(req.form, 'yakin').slice(0, 100).split(',')
  const found = findHints(text, kamus)
  return found.some((one) => !known.includes(one)) ? found : []
}

async function takeNew(deps: Deps, req: Req): Promise<Answer> {
  const forum = await forumOf(deps, req)
  if (forum === undefined) return notFound
  const form = newForm(req)
  const isyarat = unasked(deps, req, `${form.judul}\n${form.isi}`)
  if (isyarat.length > 0) return showNew(deps, req, { refusals: [], isyarat })
  const done = await openTopik(deps, signedInOf(req), { kode: forum.kode, form })
  if (!done.ok) return showNew(deps, req, done)
  return redirect(`/forum/${done.value.kode}/${done.value.nomor}`, {
    flash: { kind: 'success', text: messagesIn(req.ctx.lang).begun },
  })
}

type Again = Refused & Readonly<{ isyarat?: readonly Isyarat[] }>

async function showTopik(deps: Deps, req: Req, again: Again = NOTHING): Promise<Answer> {
  const topik = await topikOf(deps, req)
  if (topik === undefined) return leadOn(deps, req)
  const { kit, aturanAt } = deps
  const { refusals, isyarat = [] } = again
  const actor = isSignedIn(req.actor) ? req.actor : undefined
  const after = numberOf(fieldText(req.query, 'sesudah')) ?? 0
  const [found, putusan, isFollowed] = await together([
    listKiriman(kit.db, {
      topikId: topik.id,
      after,
      limit: SHOWN + 1,
      viewer: actor?.accountId ?? null,
    }),
    findTopikPutusan(kit.db, topik.id),
    actor !== undefined && isPengikut(kit.db, topik.id, actor.accountId),
  ])
  const posts = found.slice(0, SHOWN)
  const last = found.length > SHOWN ? posts.at(-1) : undefined
  const view = (
    <TopikPage
      ctx={req.ctx}
      topik={topik}
      posts={posts}
      nextHref={last && `${topikPath(topik)}?sesudah=${last.nomor}`}
      putusan={putusan}
      aturan={aturanAt(kit.today())}
      today={kit.today()}
      unitName={unitNameOf(deps)}
      isFollowed={isFollowed}
      writesFor={actor === undefined ? null : writingUnit(actor, topik.unitKode)}
      mayAnswer={topik.dijawabAt === null && answersFor(req, topik)}
      typed={{ ...typedPost(req), isyarat }}
      refusals={refusals}
    />
  )
  return page(view, {
    status: isyarat.length > 0 ? 422 : statusOf({ refusals }),
    headers: actor === undefined ? {} : { 'cache-control': 'no-store' },
  })
}

const answersFor = (req: Req, { unitKode }: Topik) =>
  unitKode !== null && answeringUnits(req.actor).includes(unitKode)

function typedPost(req: Req): Omit<Typed, 'isyarat'> {
  const kutip = numberOf(fieldText(req.form, 'kutip') || fieldText(req.query, 'kutip'))
  return {
    isi: typed(req, 'isi'),
    kutip: kutip === undefined ? '' : String(kutip),
    isJawaban: fieldText(req.form, 'jawaban') === 'ya',
  }
}

/** A topic that was moved is found at its old address too. */
async function leadOn({ kit }: Deps, req: Req): Promise<Answer> {
  const alamat = alamatOf(req)
  const moved = alamat && (await findMoved(kit.db, alamat))
  return moved === undefined ? notFound : redirect(topikPath(moved))
}

async function takeReply(deps: Deps, req: Req): Promise<Answer> {
  const topik = await topikOf(deps, req)
  if (topik === undefined) return notFound
  const form = typedPost(req)
  const isyarat = unasked(deps, req, form.isi)
  if (isyarat.length > 0) return showTopik(deps, req, { refusals: [], isyarat })
  const done = await reply(deps, signedInOf(req), {
    kode: topik.forumKode,
    nomor: topik.nomor,
    form,
  })
  if (!done.ok) return showTopik(deps, req, done)
  return redirect(postHref(topikPath(topik), done.value), {
    flash: { kind: 'success', text: messagesIn(req.ctx.lang).sent },
  })
}

async function takeFollow(deps: Deps, req: Req): Promise<Answer> {
  const topik = await topikOf(deps, req)
  if (topik === undefined) return notFound
  const isWanted = fieldText(req.form, 'aksi') !== 'berhenti'
  const done = await follow(deps, signedInOf(req), { topik, isWanted })
  if (!done.ok) return showTopik(deps, req, done)
  const m = messagesIn(req.ctx.lang)
  return redirect(topikPath(topik), {
    flash: { kind: 'success', text: isWanted ? m.followed : m.unfollowed },
  })
}

async function showFlag(deps: Deps, req: Req, { refusals }: Refused = NOTHING): Promise<Answer> {
  const topik = await topikOf(deps, req)
  const nomor = numberOf(req.params.kiriman)
  const kiriman = topik && nomor && (await findKiriman(deps.kit.db, { topikId: topik.id, nomor }))
  // A hidden post is decided on: there is nothing to flag, and its text is not shown.
  if (!topik || !kiriman || kiriman.status !== 'tampil') return notFound
  const view = (
    <FlagPage
      ctx={req.ctx}
      topik={topik}
      kiriman={kiriman}
      teks={maskPersonalData(kiriman.isi)}
      aturan={deps.aturanAt(deps.kit.today())}
      chosen={typed(req, 'aturan')}
      refusals={refusals}
    />
  )
  return page(view, { status: statusOf({ refusals }) })
}

async function takeFlag(deps: Deps, req: Req): Promise<Answer> {
  const topik = await topikOf(deps, req)
  const nomor = numberOf(req.params.kiriman)
  const kiriman = topik && nomor && (await findKiriman(deps.kit.db, { topikId: topik.id, nomor }))
  if (!topik || !kiriman) return notFound
  const done = await flag(deps, signedInOf(req), {
    kirimanId: kiriman.id,
    aturan: typed(req, 'aturan').slice(0, 40),
  })
  if (!done.ok) return showFlag(deps, req, done)
  return redirect(postHref(topikPath(topik), kiriman.nomor), {
    flash: { kind: 'success', text: messagesIn(req.ctx.lang).flagged },
  })
}
