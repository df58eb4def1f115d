import type { Refusal, Result } from '../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import {
  addAwal,
  closeOpen,
  createPercakapan,
  HEAD_FIELDS,
  type HeadForm,
  moderate,
  openDraft,
} from '../actions/converse.ts'
import { MODERATORS, ownUnits } from '../actions/own.ts'
import { makePicture } from '../actions/picture.ts'
import type { Deps } from '../deps.ts'
import type { Messages } from '../messages/id.ts'
import { messagesIn } from '../messages/index.ts'
import { findPercakapan, listPercakapan, listPernyataan } from '../store.ts'
import { DeskPage, OneDeskPage } from './desk.page.tsx'
import { afterOf, pageOf, SHOWN } from './public-routes.tsx'

const URL = '/kerja/pendapat'

/** Conversations on their officers' desk. */
export function deskRoutes(deps: Deps): readonly Route[] {
  const room = { access: { roles: MODERATORS }, kind: 'page' } as const
  const one = `${URL}/:kode`
  const post = (below: string, told: Told, work: (req: Req) => Promise<Result<void>>): Route => ({
    ...room,
    method: 'POST',
    url: `${one}/${below}`,
    handle: (req) => act(deps, req, { told, work }),
  })
  return [
    { ...room, method: 'GET', url: URL, handle: (req) => showList(deps, req, {}, []) },
    { ...room, method: 'POST', url: URL, handle: (req) => create(deps, req) },
    { ...room, method: 'GET', url: one, handle: (req) => showOne(deps, req, []) },
    post('pernyataan', 'saved', (req) =>
      addAwal(deps, signedInOf(req), {
        kode: kodeOf(req),
        teks: fieldText(req.form, 'teks').slice(0, 600),
      }),
    ),
    post('buka', 'saved', (req) => openDraft(deps, signedInOf(req), kodeOf(req))),
    post('tutup', 'saved', (req) => closeOpen(deps, signedInOf(req), kodeOf(req))),
    post('gambar', 'drawn', (req) => makePicture(deps, signedInOf(req), kodeOf(req))),
    post('periksa', 'saved', (req) =>
      moderate(deps, signedInOf(req), {
        kode: kodeOf(req),
        nomor: Number(fieldText(req.form, 'nomor').slice(0, 6)),
        isDiterima: fieldText(req.form, 'putusan') === 'terima',
        alasanKode: fieldText(req.form, 'alasan_kode').slice(0, 30),
        alasan: fieldText(req.form, 'alasan').slice(0, 1_000),
      }),
    ),
  ]
}

type Told = 'saved' | 'drawn'

const kodeOf = (req: Req) => (req.params.kode ?? '').slice(0, 20)

async function showList(
  { kit, reference }: Deps,
  req: Req,
  form: HeadForm,
  refusals: readonly Refusal[],
): Promise<Answer> {
  const found = await listPercakapan(kit.db, {
    isPublic: false,
    after: afterOf(req),
    limit: SHOWN + 1,
  })
  const units = ownUnits(req.actor)
  const view = (
    <DeskPage
      ctx={req.ctx}
      {...pageOf(found, URL)}
      units={units.map((value) => ({ value, label: reference.findUnit(value)?.nama ?? value }))}
      form={{ unit: units[0] ?? '', ...form }}
      refusals={refusals}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

async function create(deps: Deps, req: Req): Promise<Answer> {
  const form: HeadForm = Object.fromEntries(
    HEAD_FIELDS.map((name) => [name, fieldText(req.form, name).slice(0, 2_000)]),
  )
  const done = await createPercakapan(deps, signedInOf(req), form)
  if (!done.ok) return showList(deps, req, form, done.refusals)
  return redirect(`${URL}/${done.value}`, flash(req, 'saved'))
}

const flash = (req: Req, told: Told & keyof Messages) => ({
  flash: { kind: 'success' as const, text: messagesIn(req.ctx.lang)[told] },
})

async function showOne(deps: Deps, req: Req, refusals: readonly Refusal[]): Promise<Answer> {
  const percakapan = await findPercakapan(deps.kit.db, kodeOf(req))
  if (percakapan === undefined || !ownUnits(req.actor).includes(percakapan.unitKode))
    return notFound
  const view = (
    <OneDeskPage
      ctx={req.ctx}
      percakapan={percakapan}
      list={await listPernyataan(deps.kit.db, percakapan.id)}
      typed={{
        teks: fieldText(req.form, 'teks').slice(0, 600),
        nomor: fieldText(req.form, 'nomor').slice(0, 6),
        alasan: fieldText(req.form, 'alasan').slice(0, 1_000),
        alasanKode: fieldText(req.form, 'alasan_kode').slice(0, 30),
      }}
      refusals={refusals}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

async function act(
  deps: Deps,
  req: Req,
  { told, work }: Readonly<{ told: Told; work: (req: Req) => Promise<Result<void>> }>,
): Promise<Answer> {
  const done = await work(req)
  if (!done.ok) return showOne(deps, req, done.refusals)
  return redirect(`${URL}/${kodeOf(req)}`, flash(req, told))
}
