import {
  type Answer,
  bytes,
  forbidden,
  notFound,
  page,
  redirect,
} from '../../../platform/http/answer.ts'
import { type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { pemilikOf } from '../actions/langkah.ts'
import { tempatName } from '../actions/nama.ts'
import { createPeriksa, createVerifikasi } from '../actions/periksa.ts'
import { serupaOf } from '../actions/usulan.ts'
import type { Deps } from '../deps.ts'
import { isOfUnit, isOwner, PEKERJA, PEMBACA } from '../domain/wewenang.ts'
import { messagesIn } from '../messages/index.ts'
import { findUsulan, listFoto } from '../store/usulan-store.ts'
import { NOTHING, param, type Refused, textsOf, typed } from './asked.ts'
import { KERJA, PERIKSA } from './paths.ts'
import { PeriksaPage } from './periksa.page.tsx'

/** One proposal for officers: what it says, its paper form, the check and the technical judgement. */
export function periksaRoutes(deps: Deps): readonly Route[] {
  const read = { kind: 'page', method: 'GET', access: { roles: PEMBACA } } as const
  const one = `${PERIKSA}/:nomor`
  return [
    { ...read, url: one, handle: (req) => show(deps, req) },
    { ...read, url: `${one}/formulir/:ke`, handle: (req) => showForm(deps, req) },
    {
      kind: 'page',
      method: 'POST',
      url: one,
      access: { roles: PEKERJA },
      handle: (req) => act(deps, req),
    },
  ]
}

async function show(deps: Deps, req: Req, refused: Refused = NOTHING): Promise<Answer> {
  const { kit, data } = deps
  const usulan = await findUsulan(kit.db, param(req, 'nomor'))
  if (usulan === undefined) return notFound
  const actor = signedInOf(req)
  const isOpen = usulan.status === 'diterima' || usulan.status === 'dibahas'
  const papers = (await listFoto(kit.db, usulan.id)).filter(({ isFormulir }) => isFormulir)
  const view = (
    <PeriksaPage
      ctx={req.ctx}
      usulan={usulan}
      today={kit.today()}
      tempat={tempatName(deps, usulan)}
      papers={papers.length}
      serupa={isOpen ? await serupaOf(deps, kit.db, usulan) : []}
      alasan={data.alasan.filter(({ untuk }) => untuk === 'belum')}
      entri={data.kamusAt(kit.today()).entri.find(({ kode }) => kode === usulan.kamusKode)}
      mayCheck={usulan.status === 'diterima' && isOwner(actor, pemilikOf(usulan))}
      mayVerify={isOpen && isOfUnit(actor, usulan.unitKode)}
      {...refused}
    />
  )
  return page(view, { status: refused.refusals.length > 0 ? 422 : 200 })
}

/** The photo of the paper form, for those of the place or the agency: it carries handwriting and names. */
async function showForm(deps: Deps, req: Req): Promise<Answer> {
  const { kit, audit } = deps
  const usulan = await findUsulan(kit.db, param(req, 'nomor'))
  if (usulan === undefined) return notFound
  const actor = signedInOf(req)
  const isNear = actor.grants.some(
    ({ wilayahKode, unitKode }) =>
      (wilayahKode !== undefined && usulan.wilayahKode.startsWith(wilayahKode)) ||
      unitKode === usulan.unitKode,
  )
  if (!isNear && !isOwner(actor, { jenis: 'perencana' })) return forbidden
  const papers = (await listFoto(kit.db, usulan.id)).filter(({ isFormulir }) => isFormulir)
  const found = papers[Number(param(req, 'ke')) - 1]
  const jpeg = found && (await kit.files.get(found.sha256))
  if (jpeg === undefined) return notFound
  await audit.record(kit.db, actor, {
    action: 'usulan-musrenbang.formulir-dilihat',
    subject: { kind: 'usulan-musrenbang', id: usulan.id },
  })
  return bytes(jpeg, 'image/jpeg', { 'cache-control': 'no-store' })
}

async function act(deps: Deps, req: Req): Promise<Answer> {
  const nomor = param(req, 'nomor')
  const actor = signedInOf(req)
  const m = messagesIn(req.ctx.lang).kerja
  const isVerify = typed(req, 'tindakan') === 'verifikasi'
  const done = isVerify
    ? await createVerifikasi(deps)(actor, {
        nomor,
        form: {
          hasil: typed(req, 'hasil'),
          catatan: typed(req, 'catatan'),
          biaya: typed(req, 'biaya'),
        },
      })
    : await createPeriksa(deps)(actor, {
        nomor,
        form: {
          hasil: typed(req, 'hasil'),
          alasanKode: typed(req, 'alasanKode'),
          alasan: typed(req, 'alasan'),
          gabung: typed(req, 'gabung'),
        },
      })
  if (done === undefined) return notFound
  if (!done.ok) return show(deps, req, { refusals: done.refusals, typed: textsOf(req) })
  return redirect(isVerify ? `${PERIKSA}/${nomor}` : KERJA, {
    flash: { kind: 'success', text: isVerify ? m.verified : m.checked },
  })
}
