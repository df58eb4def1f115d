import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { siapkanNaskah, simpanNaskah, type Usulan } from '../actions/susun.ts'
import { PENGELOLA } from '../actions/wewenang.ts'
import type { Deps } from '../deps.ts'
import { BATAS_NASKAH, tulisNaskah } from '../domain/naskah.ts'
import { kerjaIn } from '../messages/index.ts'
import type { Konsultasi } from '../store/konsultasi-store.ts'
import { listBagian } from '../store/naskah-store.ts'
import { kodeOf, textsOf, typed } from './asked.ts'
import { TempelPage } from './kerja-naskah.page.tsx'
import { findOwn } from './kerja-routes.tsx'
import { KERJA } from './paths.ts'

/** A text of the longest kind, every letter of it encoded, and the causes of its changes. */
const BODY_BYTES = 2 * 1024 * 1024

/** Pasting a text: it is cut and shown before it is kept. */
export function kerjaNaskahRoutes(deps: Deps): readonly Route[] {
  const room = { access: { roles: PENGELOLA }, kind: 'page' } as const
  const url = `${KERJA}/:kode/naskah`
  return [
    { ...room, method: 'GET', url, handle: (req) => showPaste(deps, req) },
    { ...room, method: 'POST', url, bodyLimit: BODY_BYTES, handle: (req) => work(deps, req) },
  ]
}

async function showPaste(deps: Deps, req: Req): Promise<Answer> {
  const konsultasi = await findOwn(deps, req)
  if (konsultasi === undefined) return notFound
  const bagian = await listBagian(deps.kit.db, konsultasi.id, konsultasi.versi)
  return show(req, { konsultasi, teks: tulisNaskah(bagian), usulan: undefined, refusals: [] })
}

type Shown = Readonly<{
  konsultasi: Konsultasi
  teks: string
  usulan: Usulan | undefined
  refusals: readonly Refusal[]
}>

function show(req: Req, shown: Shown): Answer {
  const view = <TempelPage ctx={req.ctx} typed={textsOf(req)} {...shown} />
  return page(view, { status: shown.refusals.length > 0 ? 422 : 200 })
}

async function work(deps: Deps, req: Req): Promise<Answer> {
  const konsultasi = await findOwn(deps, req)
  if (konsultasi === undefined) return notFound
  const teks = fieldText(req.form, 'naskah').slice(0, BATAS_NASKAH.huruf + 1)
  const checked = await siapkanNaskah(deps.kit.db, konsultasi, teks)
  const usulan = checked.ok ? checked.value : undefined
  if (typed(req, 'langkah') !== 'simpan' || !checked.ok)
    return show(req, { konsultasi, teks, usulan, refusals: checked.ok ? [] : checked.refusals })
  const done = await simpanNaskah(deps, signedInOf(req), {
    kode: kodeOf(req),
    teks,
    dari: Number(typed(req, 'dari').slice(0, 6)),
    sebab: sebabOf(req),
  })
  if (done === undefined) return notFound
  if (!done.ok) return show(req, { konsultasi, teks, usulan, refusals: done.refusals })
  return redirect(`${KERJA}/${kodeOf(req)}`, {
    flash: { kind: 'success', text: kerjaIn(req.ctx.lang).kept(String(done.value)) },
  })
}

function sebabOf(req: Req): ReadonlyMap<string, string> {
  const named = Object.keys(req.form).filter((name) => name.startsWith('sebab-'))
  return new Map(named.map((name) => [name.slice('sebab-'.length), typed(req, name)]))
}
