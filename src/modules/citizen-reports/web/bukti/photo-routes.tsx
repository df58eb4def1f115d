import type { Role } from '../../../../kernel/actor.ts'
import { isUuid } from '../../../../kernel/id.ts'
import { ok, type Refusal, type Result, refuse } from '../../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../../platform/http/answer.ts'
import { fieldList, fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { redactPhoto } from '../../../../platform/photo/index.ts'
import { formatDateTime, localeOf } from '../../../../ui/format.ts'
import type { TimelineItem } from '../../../../ui/index.ts'
import { photosOf, showPhoto } from '../../actions/photos-of.ts'
import { isReviewerOf, mayOpenOriginal } from '../../domain/photo.ts'
import { type Box, boxesOfTiles, readBox } from '../../domain/redaction.ts'
import { buktiMessages } from '../../messages/bukti.ts'
import { findFoto, listTinjauan, type TinjauanFoto } from '../../store/foto-store.ts'
import type { CitizenReports } from '../../types.ts'
import { headOf } from './case-head.ts'
import { nomorOf, openOfficerCase, PROOF_ROLES } from './officer-case.ts'
import { PhotosPage, ReviewPage } from './photos.page.tsx'

const REVIEW_ROLES: readonly Role[] = PROOF_ROLES.filter((role) => role !== 'petugas-lapangan')

/** Photos before the public sees them: cover faces and plates, publish, hold back, open the original. */
export function photoReviewRoutes(reports: CitizenReports): readonly Route[] {
  const route = (
    method: 'GET' | 'POST',
    url: string,
    handle: (req: Req) => Promise<Answer>,
  ): Route => ({ method, url, access: { roles: REVIEW_ROLES }, kind: 'page', handle })
  const base = '/kerja/laporan/:nomor/foto'
  return [
    route('GET', base, (req) => showAll(reports, req)),
    route('GET', `${base}/:id`, (req) => showOne(reports, req)),
    route('POST', `${base}/:id`, (req) => decide(reports, req)),
  ]
}

async function showAll(reports: CitizenReports, req: Req): Promise<Answer> {
  const view = await openOfficerCase(reports, req, async (tx, opened) => {
    if (!isReviewerOf(opened.laporan, req.actor)) return undefined
    const photos = await photosOf(reports.deps, tx, opened)
    return (
      <PhotosPage
        ctx={req.ctx}
        head={headOf(reports, req, opened)}
        photos={photos.map((photo) => ({
          ...photo,
          when: formatDateTime(photo.at, localeOf(req.ctx)),
        }))}
      />
    )
  })
  return view === undefined ? notFound : page(view)
}

type Extras = Readonly<{
  refusals?: readonly Refusal[]
  boxes?: readonly Box[]
  previewHref?: string
  originalHref?: string
}>

async function showOne(reports: CitizenReports, req: Req, extras: Extras = {}): Promise<Answer> {
  const { id = '' } = req.params
  if (!isUuid(id)) return notFound
  const { refusals = [] } = extras
  const view = await openOfficerCase(reports, req, async (tx, opened) => {
    const { laporan } = opened
    const foto = await findFoto(tx, id)
    if (foto?.laporanId !== laporan.id || !isReviewerOf(laporan, req.actor)) return undefined
    const history = (await listTinjauan(tx, laporan.id)).filter((row) => row.fotoId === id)
    const names = await namesOf(reports, tx, history)
    return (
      <ReviewPage
        ctx={req.ctx}
        head={headOf(reports, req, opened)}
        photo={showPhoto(reports.deps, foto)}
        refusals={refusals}
        boxes={extras.boxes ?? foto.redaksi}
        previewHref={extras.previewHref}
        originalHref={extras.originalHref}
        mayOpenOriginal={foto.asliSha256 !== null && mayOpenOriginal(laporan, req.actor)}
        isSecret={laporan.isRahasia}
        history={history.map((row) => historyItem(req, row, names.get(row.oleh) ?? ''))}
      />
    )
  })
  if (view === undefined) return notFound
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

async function namesOf(
  { deps }: CitizenReports,
  tx: Parameters<typeof deps.identity.findAccount>[0],
  history: readonly TinjauanFoto[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  for (const id of new Set(history.slice(0, 20).map((row) => row.oleh)))
    names.set(id, (await deps.identity.findAccount(tx, id))?.name ?? '')
  return names
}

function historyItem(req: Req, row: TinjauanFoto, name: string): TimelineItem {
  const m = buktiMessages(req.ctx.lang).photos
  return {
    title: m.did[row.tindakan](row.kotak.length),
    when: [formatDateTime(row.waktu, localeOf(req.ctx)), name].filter(Boolean).join(' · '),
    isDone: true,
    ...(row.alasan === null ? {} : { body: row.alasan }),
  }
}

/** Drawn boxes and ticked tiles together; a box that cannot be read refuses the form. */
function readBoxes(req: Req): Result<readonly Box[]> {
  const drawn = fieldList(req.form, 'kotak').map(readBox)
  const boxes = drawn.filter((box) => box !== undefined)
  if (boxes.length !== drawn.length)
    return refuse({
      code: 'FOTO_KOTAK_TIDAK_SAH',
      message: buktiMessages('id').photos.badBox,
      field: 'kotak',
    })
  return ok([...boxes, ...boxesOfTiles(fieldList(req.form, 'petak'))])
}

async function decide(reports: CitizenReports, req: Req): Promise<Answer> {
  const { id = '' } = req.params
  if (!isUuid(id)) return notFound
  const which = { nomor: nomorOf(req), fotoId: id }
  const caller = { actor: req.actor }
  switch (fieldText(req.form, 'putusan')) {
    case 'terbit':
    case 'pratinjau':
      return cover(reports, req, which)
    case 'tahan': {
      const alasan = fieldText(req.form, 'alasan')
      const done = await reports.reviewPhoto.hold(caller, { ...which, alasan })
      return done.ok ? back(req, 'held') : showOne(reports, req, { refusals: done.refusals })
    }
    case 'asli': {
      const tujuan = fieldText(req.form, 'tujuan')
      const done = await reports.reviewPhoto.openOriginal(caller, { ...which, tujuan })
      return done.ok
        ? showOne(reports, req, { originalHref: done.value.href })
        : showOne(reports, req, { refusals: done.refusals })
    }
    default:
      return showOne(reports, req)
  }
}

async function cover(
  reports: CitizenReports,
  req: Req,
  which: Readonly<{ nomor: string; fotoId: string }>,
): Promise<Answer> {
  const boxes = readBoxes(req)
  if (!boxes.ok) return showOne(reports, req, { refusals: boxes.refusals })
  if (fieldText(req.form, 'putusan') === 'pratinjau') return preview(reports, req, boxes.value)
  const review = { ...which, kotak: boxes.value }
  const done = await reports.reviewPhoto.publish({ actor: req.actor }, review)
  if (done.ok) return back(req, 'published')
  return showOne(reports, req, { refusals: done.refusals, boxes: boxes.value })
}

/** The picture as everyone would see it, made anew and stored nowhere. */
async function preview(reports: CitizenReports, req: Req, boxes: readonly Box[]): Promise<Answer> {
  if (boxes.length === 0) return showOne(reports, req, { boxes })
  const isMine = await openOfficerCase(reports, req, async (tx, { laporan }) => {
    const foto = await findFoto(tx, req.params.id ?? '')
    const mayReview = foto?.laporanId === laporan.id && isReviewerOf(laporan, req.actor)
    return mayReview ? foto : undefined
  })
  const bytes = isMine && (await reports.deps.kit.files.get(isMine.sha256))
  if (!bytes) return notFound
  const covered = await redactPhoto(bytes, boxes)
  if (!covered.ok) return showOne(reports, req, { refusals: covered.refusals, boxes })
  const base64 = Buffer.from(covered.value.photo.jpeg).toString('base64')
  return showOne(reports, req, { boxes, previewHref: `data:image/jpeg;base64,${base64}` })
}

function back(req: Req, said: 'published' | 'held'): Answer {
  return redirect(`/kerja/laporan/${nomorOf(req)}/foto`, {
    flash: { kind: 'success', text: buktiMessages(req.ctx.lang).photos[said] },
  })
}
