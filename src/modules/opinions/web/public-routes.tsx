import { Readable } from 'node:stream'
import { isSignedIn } from '../../../kernel/actor.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { csvStream } from '../../../platform/csv/write-csv.ts'
import {
  type Answer,
  forbidden,
  json,
  notFound,
  page,
  redirect,
  text,
} from '../../../platform/http/answer.ts'
import { readKeyset } from '../../../platform/http/keyset.ts'
import { fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import { isOpenOn, isShown, submitPernyataan, vote } from '../actions/converse.ts'
import { personOf } from '../actions/own.ts'
import { nextPernyataan, ownGroup } from '../actions/picture.ts'
import type { Deps } from '../deps.ts'
import { readCuplikan } from '../domain/cuplikan.ts'
import { countColumns, voteColumns, voteRows } from '../domain/lembar.ts'
import { messagesIn } from '../messages/index.ts'
import {
  findCuplikan,
  findGambar,
  findLembar,
  findPercakapan,
  type Kunci,
  listOwn,
  listPercakapan,
  listPernyataan,
  type Percakapan,
  type Pernyataan,
} from '../store.ts'
import { ConversationPage, type Own } from './conversation.page.tsx'
import { ListPage, ModerationPage } from './list.page.tsx'
import { ResultPage } from './result.page.tsx'

export const SHOWN = 30

/** Conversations for everybody: the list, taking part, the picture of groups, and what was taken out. */
export function publicRoutes(deps: Deps): readonly Route[] {
  const open = { access: 'public', kind: 'page', method: 'GET' } as const
  const own = { access: 'signed-in', kind: 'page', method: 'POST' } as const
  const one = '/pendapat/:kode'
  return [
    { ...open, url: '/pendapat', handle: (req) => showList(deps, req) },
    { ...open, url: one, handle: (req) => showOne(deps, req) },
    { ...own, url: one, handle: (req) => takeVote(deps, req) },
    { ...own, url: `${one}/usul`, handle: (req) => takeStatement(deps, req) },
    { ...open, url: `${one}/hasil`, handle: (req) => showResult(deps, req) },
    { ...open, url: `${one}/gambar.json`, handle: (req) => sendPicture(deps, req) },
    { ...open, url: `${one}/cuplikan.txt`, handle: (req) => sendVotes(deps, req) },
    { ...open, url: `${one}/kelompok.csv`, handle: (req) => sendCounts(deps, req) },
    { ...open, url: `${one}/suara.csv`, handle: (req) => sendMatrix(deps, req) },
    { ...open, url: `${one}/moderasi`, handle: (req) => showModeration(deps, req) },
  ]
}

/** The last row of the page before, from the address. */
export function afterOf(req: Req): Kunci | undefined {
  return readKeyset(fieldText(req.query, 'sesudah'))
}

/** One page of what was found, and the address of the next. */
export function pageOf(found: readonly Percakapan[], path: string) {
  const rows = found.slice(0, SHOWN)
  const last = found.length > SHOWN ? rows.at(-1) : undefined
  return { rows, nextHref: last && `${path}?sesudah=${last.dibuatAt.getTime()}_${last.id}` }
}

async function showList({ kit }: Deps, req: Req): Promise<Answer> {
  const found = await listPercakapan(kit.db, {
    isPublic: true,
    after: afterOf(req),
    limit: SHOWN + 1,
  })
  return page(<ListPage ctx={req.ctx} {...pageOf(found, '/pendapat')} />)
}

async function find({ kit }: Deps, req: Req): Promise<Percakapan | undefined> {
  const found = await findPercakapan(kit.db, (req.params.kode ?? '').slice(0, 20))
  return found?.status === 'draf' ? undefined : found
}

type Shown = Readonly<{ refusals: readonly Refusal[]; teks?: string }>

async function showOne(deps: Deps, req: Req, shown: Shown = { refusals: [] }): Promise<Answer> {
  const percakapan = await find(deps, req)
  if (percakapan === undefined) return notFound
  const { kit, reference } = deps
  const list = (await listPernyataan(kit.db, percakapan.id)).filter((one) =>
    isShown(one, percakapan),
  )
  const view = (
    <ConversationPage
      ctx={req.ctx}
      percakapan={percakapan}
      unit={reference.findUnit(percakapan.unitKode)?.nama ?? percakapan.unitKode}
      isOpen={isOpenOn(percakapan, kit.today())}
      total={list.length}
      own={await ownOf(deps, req, percakapan, list)}
      teks={shown.teks ?? ''}
      refusals={shown.refusals}
    />
  )
  return page(view, {
    status: shown.refusals.length > 0 ? 422 : 200,
    headers: isSignedIn(req.actor) ? { 'cache-control': 'no-store' } : {},
  })
}

/** What somebody who is signed in answered, and what is asked next; the one asked for comes first. */
async function ownOf(
  deps: Deps,
  req: Req,
  percakapan: Percakapan,
  list: readonly Pernyataan[],
): Promise<Own | undefined> {
  if (!isSignedIn(req.actor)) return undefined
  const { db } = deps.kit
  const given = await listOwn(db, percakapan.id, personOf(deps, percakapan.id, req.actor))
  const votes = new Map(given.map(({ nomor, suara }) => [nomor, suara]))
  const wanted = fieldText(req.query, 'nomor') || fieldText(req.form, 'nomor')
  const chosen = list.find(({ nomor }) => String(nomor) === wanted)
  const gambar = await findGambar(db, percakapan.id)
  const group = await ownGroup(db, { percakapanId: percakapan.id, gambar, votes })
  const next = chosen ?? nextPernyataan(deps, list, { seen: new Set(votes.keys()), gambar })
  const answered = list.flatMap((one) => {
    const suara = votes.get(one.nomor)
    return suara === undefined ? [] : [{ ...one, suara }]
  })
  return {
    next,
    current: next && votes.get(next.nomor),
    answered,
    group,
    drawnAt: gambar?.dibuatAt,
  }
}

async function takeVote(deps: Deps, req: Req): Promise<Answer> {
  if (!isSignedIn(req.actor)) return forbidden
  const percakapan = await find(deps, req)
  if (percakapan === undefined) return notFound
  const done = await vote(deps, req.actor, {
    kode: percakapan.kode,
    nomor: Number(fieldText(req.form, 'nomor').slice(0, 6)),
    pilihan: fieldText(req.form, 'suara').slice(0, 10),
  })
  if (!done.ok) return showOne(deps, req, { refusals: done.refusals })
  return redirect(`/pendapat/${percakapan.kode}`)
}

async function takeStatement(deps: Deps, req: Req): Promise<Answer> {
  if (!isSignedIn(req.actor)) return forbidden
  const percakapan = await find(deps, req)
  if (percakapan === undefined) return notFound
  const teks = fieldText(req.form, 'teks').slice(0, 600)
  const done = await submitPernyataan(deps, req.actor, { kode: percakapan.kode, teks })
  if (!done.ok) return showOne(deps, req, { refusals: done.refusals, teks })
  return redirect(`/pendapat/${percakapan.kode}`, {
    flash: { kind: 'success', text: messagesIn(req.ctx.lang).submitted },
  })
}

async function showResult(deps: Deps, req: Req): Promise<Answer> {
  const percakapan = await find(deps, req)
  if (percakapan === undefined) return notFound
  const gambar = await findGambar(deps.kit.db, percakapan.id)
  return page(<ResultPage ctx={req.ctx} percakapan={percakapan} gambar={gambar} />)
}

async function sendPicture(deps: Deps, req: Req): Promise<Answer> {
  const percakapan = await find(deps, req)
  const gambar = percakapan && (await findGambar(deps.kit.db, percakapan.id))
  return gambar === undefined ? notFound : json(gambar.dokumen)
}

async function sendVotes(deps: Deps, req: Req): Promise<Answer> {
  const percakapan = await find(deps, req)
  const cuplikan = percakapan && (await findCuplikan(deps.kit.db, percakapan.id))
  return cuplikan === undefined ? notFound : text(cuplikan, 'text/plain; charset=utf-8')
}

/** Counts of each group by statement, as a table. */
async function sendCounts(deps: Deps, req: Req): Promise<Answer> {
  const percakapan = await find(deps, req)
  const gambar = percakapan && (await findGambar(deps.kit.db, percakapan.id))
  if (gambar === undefined) return notFound
  const { dokumen } = gambar
  return {
    kind: 'stream',
    body: Readable.from(csvStream(dokumen.pernyataan, countColumns(dokumen), { bom: true })),
    contentType: 'text/csv; charset=utf-8',
    filename: `kelompok-${dokumen.kode}-${dokumen.urutan}.csv`,
  }
}

/** Every vote as a table of people who are not named by statements. */
async function sendMatrix(deps: Deps, req: Req): Promise<Answer> {
  const percakapan = await find(deps, req)
  const found = percakapan && (await findLembar(deps.kit.db, percakapan.id))
  const read = found && readCuplikan(found.cuplikan)
  if (percakapan === undefined || found === undefined || read?.ok !== true) return notFound
  const { pernyataan } = read.value
  return {
    kind: 'stream',
    body: Readable.from(csvStream(voteRows(read.value, found.milik), voteColumns(pernyataan))),
    contentType: 'text/csv; charset=utf-8',
    filename: `suara-${percakapan.kode}.csv`,
  }
}

async function showModeration(deps: Deps, req: Req): Promise<Answer> {
  const percakapan = await find(deps, req)
  if (percakapan === undefined) return notFound
  const list = await listPernyataan(deps.kit.db, percakapan.id)
  const out = list.filter(({ status }) => status === 'ditolak')
  return page(<ModerationPage ctx={req.ctx} percakapan={percakapan} list={out} />)
}
