import { isUuid } from '../../../kernel/id.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { together } from '../../../platform/db/database.ts'
import { type Answer, forbidden, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { readTable } from '../../../platform/table/read-table.ts'
import { formatNumber } from '../../../ui/format.ts'
import { createImportLines } from '../actions/import-lines.ts'
import { createMovePart } from '../actions/part.ts'
import { ENTRY_ROLES, PPKD_ROLES, READ_ROLES, TAPD_ROLES } from '../actions/people.ts'
import { createAnswer, createComment, createSettle } from '../actions/telaah.ts'
import type { Deps } from '../deps.ts'
import { messagesIn } from '../messages/index.ts'
import { listSubSums } from '../store/bagian-store.ts'
import { listTelaah } from '../store/telaah-store.ts'
import { BagianPage } from './bagian.page.tsx'
import {
  ANGGARAN,
  type BagianView,
  bagianHref,
  bagianOf,
  done,
  editorHref,
  inBlock,
  statusOf,
} from './frame.ts'

const COMMENTS_MAX = 200
const FILE_MAX = 9_000_000
const TEXT_MAX = 2_000

export function bagianRoutes(deps: Deps): readonly Route[] {
  const kind = 'page' as const
  const url = `${ANGGARAN}/versi/:id/skpd/:skpd`
  const review = { roles: [...TAPD_ROLES, ...PPKD_ROLES] }
  const enter = { roles: ENTRY_ROLES }
  const step = { roles: [...new Set([...review.roles, ...ENTRY_ROLES])] }
  return [
    { kind, method: 'GET', url, access: { roles: READ_ROLES }, handle: (req) => show(deps, req) },
    {
      kind,
      method: 'GET',
      url: `${url}/buka`,
      access: { roles: READ_ROLES },
      handle: (req) => openSub(deps, req),
    },
    {
      kind,
      method: 'POST',
      url: `${url}/langkah`,
      access: step,
      handle: (req) => movePart(deps, req),
    },
    {
      kind,
      method: 'POST',
      url: `${url}/telaah`,
      access: review,
      handle: (req) => comment(deps, req),
    },
    {
      kind,
      method: 'POST',
      url: `${url}/telaah/:telaah/jawab`,
      access: enter,
      handle: (req) => answer(deps, req),
    },
    {
      kind,
      method: 'POST',
      url: `${url}/telaah/:telaah/selesai`,
      access: review,
      handle: (req) => settle(deps, req),
    },
    {
      kind,
      method: 'POST',
      url: `${url}/impor`,
      access: enter,
      bodyLimit: FILE_MAX,
      handle: (req) => importLines(deps, req),
    },
  ]
}

async function show(
  deps: Deps,
  req: Req,
  refusals: readonly Refusal[] = [],
  known?: BagianView,
): Promise<Answer> {
  const view = known ?? (await bagianOf(deps, req))
  if (view === undefined) return notFound
  const { versi, skpd } = view
  const [sums, comments] = await together([
    listSubSums(deps.kit.db, versi.id, skpd.id),
    listTelaah(deps.kit.db, { versiId: versi.id, skpdId: skpd.id, limit: COMMENTS_MAX }),
  ])
  const text = (name: string) => fieldText(req.form, name).slice(0, TEXT_MAX)
  return page(
    <BagianPage
      ctx={req.ctx}
      refusals={refusals}
      view={view}
      sums={sums}
      comments={comments}
      typed={{
        kode: fieldText(req.query, 'kode').slice(0, 60),
        isi: text('isi'),
        catatan: text('catatan'),
        blok: fieldText(req.form, 'blok'),
        jawaban: text('jawaban'),
        telaah: req.params.telaah ?? '',
      }}
    />,
    statusOf(refusals),
  )
}

async function openSub(deps: Deps, req: Req): Promise<Answer> {
  const view = await bagianOf(deps, req)
  if (view === undefined) return notFound
  const { versi, skpd, codes } = view
  const found = codes.nomenklatur.byKode.get(fieldText(req.query, 'kode').trim())
  if (found?.jenis === 'sub_kegiatan') return redirect(editorHref(versi.id, skpd.id, found.id))
  const message = messagesIn(req.ctx.lang).part.addUnknown
  return show(deps, req, [{ code: 'SUB_KEGIATAN_TIDAK_ADA', message, field: 'kode' }], view)
}

async function movePart(deps: Deps, req: Req): Promise<Answer> {
  const view = await bagianOf(deps, req)
  const ke = (['diajukan', 'disetujui', 'dikembalikan'] as const).find(
    (one) => one === fieldText(req.form, 'ke'),
  )
  if (view === undefined || ke === undefined) return notFound
  const { rights, bagian, versi, skpd } = view
  const isOpening = ke === 'dikembalikan' && bagian.status === 'disetujui'
  const may =
    ke === 'diajukan' ? rights.mayHandIn : rights.mayReview || (isOpening && rights.mayHandIn)
  if (!may) return forbidden
  const moved = await createMovePart(deps)(signedInOf(req), {
    versiId: versi.id,
    skpdId: skpd.id,
    ke,
    ...(ke === 'diajukan' ? {} : { catatan: fieldText(req.form, 'catatan') }),
  })
  if (!moved.ok) return show(deps, req, moved.refusals, view)
  return done(bagianHref(versi.id, skpd.id), messagesIn(req.ctx.lang).part.done)
}

async function comment(deps: Deps, req: Req): Promise<Answer> {
  const view = await bagianOf(deps, req)
  if (view === undefined) return notFound
  const garisId = fieldText(req.form, 'garis')
  const { versi, skpd } = view
  const made = await createComment(deps)(signedInOf(req), {
    versiId: versi.id,
    skpdId: skpd.id,
    garisId: isUuid(garisId) ? garisId : null,
    isi: fieldText(req.form, 'isi'),
  })
  if (!made.ok) return show(deps, req, made.refusals, view)
  return done(`${bagianHref(versi.id, skpd.id)}#catatan`, messagesIn(req.ctx.lang).part.done)
}

async function answer(deps: Deps, req: Req): Promise<Answer> {
  const view = await bagianOf(deps, req)
  const id = req.params.telaah ?? ''
  if (view === undefined || !isUuid(id)) return notFound
  if (!view.rights.mayEnter) return forbidden
  const jawaban = fieldText(req.form, 'jawaban')
  const answered = await createAnswer(deps)(signedInOf(req), { ...placeOf(view), id, jawaban })
  if (!answered.ok) return show(deps, req, answered.refusals, view)
  const href = `${bagianHref(view.versi.id, view.skpd.id)}#catatan`
  return done(href, messagesIn(req.ctx.lang).part.done)
}

async function settle(deps: Deps, req: Req): Promise<Answer> {
  const view = await bagianOf(deps, req)
  const id = req.params.telaah ?? ''
  if (view === undefined || !isUuid(id)) return notFound
  const settled = await createSettle(deps)(signedInOf(req), { ...placeOf(view), id })
  if (!settled.ok) return show(deps, req, settled.refusals, view)
  const href = `${bagianHref(view.versi.id, view.skpd.id)}#catatan`
  return done(href, messagesIn(req.ctx.lang).part.done)
}

const placeOf = ({ versi, skpd }: BagianView) => ({ versiId: versi.id, skpdId: skpd.id })

async function importLines(deps: Deps, req: Req): Promise<Answer> {
  const view = await bagianOf(deps, req)
  if (view === undefined) return notFound
  if (!view.rights.mayEnter) return forbidden
  const file = req.files.find(({ field, bytes }) => field === 'berkas' && bytes.length > 0)
  const table = await readTable(
    file === undefined
      ? { kind: 'pasted', text: fieldText(req.form, 'blok') }
      : { kind: 'file', bytes: file.bytes },
  )
  const { versi, skpd, codes } = view
  const order = { versiId: versi.id, skpd, codes, table, subKegiatanId: null }
  const saved = await createImportLines(deps)(signedInOf(req), order)
  if (!saved.ok) return show(deps, req, inBlock(saved.refusals, 'berkas'), view)
  const count = formatNumber(saved.value.length, req.ctx.lang)
  return done(bagianHref(versi.id, skpd.id), messagesIn(req.ctx.lang).part.imported(count))
}
