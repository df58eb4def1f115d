import { tanggalIn } from '../../../../kernel/date.ts'
import { isUuid } from '../../../../kernel/id.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { notFound, page, redirect } from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { formatBytes, formatTanggal } from '../../../../ui/format.ts'
import { askedDates, kindOf, refuseTyped } from '../../actions/document-dates.ts'
import { type Page as OpenDraft, setDocument } from '../../actions/drafts.ts'
import { signedIn } from '../../actions/submit.ts'
import { type Doc, wordsIn } from '../../domain/definition/types.ts'
import { refusal } from '../../domain/refusals.ts'
import { ajukanMessages } from '../../messages/index.ts'
import type { KeptBerkas } from '../../ports.ts'
import type { Services } from '../../types.ts'
import { baseOf, openOwn } from './draft-routes.tsx'
import { DocumentPage } from './question.page.tsx'

/** Twelve megabytes for one document; the check says when it is too large. */
const DOCUMENT_FORM = { bodyLimit: 16 * 1024 * 1024, takesPhotos: true }
const DATE_FIELD = 'tanggal'

/** Documents of an application that is being filled in. */
export function documentRoutes(services: Services): readonly Route[] {
  return [
    {
      method: 'GET',
      url: '/permohonan/draf/:id/berkas/:dok',
      access: 'signed-in',
      kind: 'page',
      handle: (req) => show(services, req, { refusals: [], warnings: [] }),
    },
    {
      method: 'POST',
      url: '/permohonan/draf/:id/berkas/:dok',
      access: 'signed-in',
      kind: 'page',
      ...DOCUMENT_FORM,
      handle: (req) => take(services, req),
    },
  ]
}

type Said = Readonly<{
  refusals: readonly Refusal[]
  warnings: readonly Refusal[]
  status?: number
}>

function docOf({ judged }: OpenDraft, req: Req): Doc | undefined {
  const { assessment, prepared } = judged
  return prepared.layanan.documents.find(
    ({ id }) => id === req.params.dok && assessment.offered.includes(id),
  )
}

async function show(services: Services, req: Req, said: Said) {
  const open = await openOwn(services, req)
  const doc = open === undefined ? undefined : docOf(open, req)
  if (open === undefined || doc === undefined) return notFound
  return view(services, req, { open, doc, said })
}

async function view(
  services: Services,
  req: Req,
  { open, doc, said }: Readonly<{ open: OpenDraft; doc: Doc; said: Said }>,
) {
  const { ctx } = req
  const { deps } = services
  const m = ajukanMessages(ctx.lang)
  const all = await deps.vault.listFor(deps.kit.db, open.judged.ownerId)
  const attached = all.find((one) => one.berkasId === open.draf.berkas[doc.id])
  const kept = all.filter((one) => one.jenisKode === doc.berkas && one !== attached)
  const { zone } = deps.reference.calendar()
  const labelOf = (one: KeptBerkas) => {
    const saved = formatTanggal(tanggalIn(zone, one.disimpanAt), ctx.lang)
    return one.tanggalDokumen === null
      ? `${one.nama}, ${saved}`
      : `${one.nama}, ${m.docDated(formatTanggal(one.tanggalDokumen, ctx.lang))}`
  }
  const asked = (await askedDates(deps, deps.kit.db, [doc])).get(doc.id)
  return page(
    <DocumentPage
      ctx={ctx}
      base={baseOf(open.draf.id)}
      docId={doc.id}
      label={wordsIn(doc.label, ctx.lang)}
      hint={doc.hint === undefined ? undefined : wordsIn(doc.hint, ctx.lang)}
      accept={doc.accept.map((kind) => (kind === 'jpg' ? 'image/*' : 'application/pdf')).join(',')}
      acceptWords={m.docAccept(
        doc.accept.map((kind) => (kind === 'jpg' ? 'Foto' : 'PDF')).join(', '),
        formatBytes(doc.maxKb * 1024, ctx.lang),
      )}
      attached={attached === undefined ? undefined : labelOf(attached)}
      kept={kept.slice(0, 10).map((one) => ({ id: one.berkasId, label: labelOf(one) }))}
      date={asked && { asked, typed: fieldText(req.form, DATE_FIELD).slice(0, 20) }}
      warnings={said.warnings}
      refusals={said.refusals}
    />,
    said.status === undefined ? {} : { status: said.status },
  )
}

async function take(services: Services, req: Req) {
  const open = await openOwn(services, req)
  const actor = signedIn(req.actor)
  const doc = open === undefined ? undefined : docOf(open, req)
  if (open === undefined || actor === undefined || doc === undefined) return notFound
  const { db } = services.deps.kit
  const id = open.draf.id
  const aksi = fieldText(req.form, 'aksi')
  if (aksi === 'lepas' || aksi === 'pakai') {
    const berkasId = fieldText(req.form, 'berkas')
    if (aksi === 'pakai' && !isUuid(berkasId)) return notFound
    const set = await setDocument(services.deps, db, actor, {
      id,
      dokumenId: doc.id,
      berkasId: aksi === 'pakai' ? berkasId : null,
    })
    if (!set.ok) return show(services, req, { refusals: set.refusals, warnings: [], status: 422 })
    return redirect(aksi === 'lepas' ? `${baseOf(id)}/berkas/${doc.id}` : baseOf(id))
  }
  return upload(services, req, { open, doc })
}

async function upload(
  services: Services,
  req: Req,
  { open, doc }: Readonly<{ open: OpenDraft; doc: Doc }>,
) {
  const actor = signedIn(req.actor)
  const file = req.files.find((one) => one.field === 'berkas')
  if (actor === undefined) return notFound
  if (file === undefined || file.bytes.length === 0) {
    const berkas = wordsIn(doc.label, req.ctx.lang)
    return show(services, req, {
      refusals: [refusal('BERKAS_WAJIB', 'berkas', { berkas })],
      warnings: [],
      status: 422,
    })
  }
  const { deps } = services
  const isAsked = (await askedDates(deps, deps.kit.db, [doc])).has(doc.id)
  const typed = isAsked ? fieldText(req.form, DATE_FIELD) : undefined
  const aged = await refuseTyped(deps, deps.kit.db, { doc, typed })
  if (aged.length > 0) {
    const refusals = aged.map((one) => ({ ...one, field: DATE_FIELD }))
    return show(services, req, { refusals, warnings: [], status: 422 })
  }
  const kept = await deps.vault.keep(deps.kit.db, {
    pemilikAkunId: open.judged.ownerId,
    jenisKode: kindOf(doc),
    file: { bytes: file.bytes, filename: file.filename },
    oleh: req.actor,
    ...(typed === undefined ? {} : { tanggalDokumen: typed }),
  })
  if (!kept.ok) {
    const refusals = kept.refusals.map((one) =>
      one.field === DATE_FIELD ? one : { ...one, field: 'berkas' },
    )
    return show(services, req, { refusals, warnings: [], status: 422 })
  }
  const set = await setDocument(deps, deps.kit.db, actor, {
    id: open.draf.id,
    dokumenId: doc.id,
    berkasId: kept.value.berkasId,
  })
  if (!set.ok) return show(services, req, { refusals: set.refusals, warnings: [], status: 422 })
  // What may be lived with is shown once; what is fine goes back to the list.
  if (kept.value.peringatan.length > 0)
    return show(services, req, { refusals: [], warnings: kept.value.peringatan })
  return redirect(baseOf(open.draf.id))
}
