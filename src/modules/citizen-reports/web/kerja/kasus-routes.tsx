import type { Refusal } from '../../../../kernel/result.ts'
import {
  type Answer,
  type Flash,
  notFound,
  page,
  redirect,
} from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../../platform/http/route.ts'
import type { ActRequest } from '../../actions/act-on-laporan.ts'
import { readAsli, readKontak } from '../../actions/read-kontak.ts'
import { hintsToKeep } from '../../actions/suggest-units.ts'
import { type Kunci, type Saringan, writeSaringan } from '../../domain/antrean.ts'
import type { Laporan } from '../../domain/laporan.ts'
import { refusal } from '../../domain/refusals.ts'
import { TINDAKAN, type Tindakan } from '../../domain/transitions.ts'
import { kerjaMessages } from '../../messages/index.ts'
import { listAntrean } from '../../store/antrean-store.ts'
import type { CitizenReports } from '../../types.ts'
import { readActForm, valuesOf } from './act-form.ts'
import { buildKasus, canUndo, isStale, type KasusAsked } from './build-kasus.ts'
import { kasusHref } from './build-preview.ts'
import { fillFromTemplate } from './fill-template.ts'
import { KasusPage } from './kasus.page.tsx'
import { officerGet, officerPost } from './officer.ts'
import { nomorOf, type OpenedKasus, openKasus, questionOf, saringanFrom } from './read-kasus.ts'

/** One case, everything that can be done to it, and the next one. */
export function kasusRoutes(reports: CitizenReports): readonly Route[] {
  return [
    officerGet('/kerja/laporan/:nomor', (req) => show(reports, req)),
    officerPost('/kerja/laporan/:nomor/tindakan', (req) => takeAction(reports, req)),
    officerPost('/kerja/laporan/:nomor/kontak', (req) =>
      showLooked(reports, req, { what: 'kontak', look: readKontak }),
    ),
    officerPost('/kerja/laporan/:nomor/asli', (req) =>
      showLooked(reports, req, { what: 'asli', look: readAsli }),
    ),
  ]
}

async function show(reports: CitizenReports, req: Req): Promise<Answer> {
  const opened = await openKasus(reports, req, nomorOf(req))
  if (opened === undefined) return notFound
  const before = await beforeOf(reports, req)
  return page(
    <KasusPage
      {...(await buildKasus(reports, req, {
        opened,
        saringan: cameFrom(req, fieldText(req.query, 'antrean')),
        ...(before === undefined ? {} : { before }),
      }))}
    />,
  )
}

function cameFrom(req: Req, antrean: string): Saringan | undefined {
  return antrean === '' ? undefined : saringanFrom(req, antrean)
}

/** The case acted on a moment ago, when the address names one this officer may read. */
async function beforeOf(reports: CitizenReports, req: Req): Promise<KasusAsked['before']> {
  const nomor = fieldText(req.query, 'tadi').toUpperCase().slice(0, 40)
  if (nomor === '') return undefined
  const opened = await openKasus(reports, req, nomor)
  return opened === undefined ? undefined : { nomor, canUndo: canUndo(opened.laporan, opened) }
}

type Refused = Readonly<{ opened: OpenedKasus; tindakan: string; refusals: readonly Refusal[] }>

/** The page again with everything that was typed, the reasons at their fields, and what is new. */
async function showAgain(
  reports: CitizenReports,
  req: Req,
  { tindakan, refusals }: Refused,
): Promise<Answer> {
  const opened = await openKasus(reports, req, nomorOf(req))
  if (opened === undefined) return notFound
  const seen = Number(fieldText(req.form, 'langkah'))
  const view = await buildKasus(reports, req, {
    opened,
    saringan: cameFrom(req, fieldText(req.form, 'antrean')),
    attempt: { tindakan, values: valuesOf(req), refusals },
    ...(Number.isInteger(seen) && seen > 0 ? { seen } : {}),
  })
  return page(<KasusPage {...view} />, { status: statusOf(refusals) })
}

function statusOf(refusals: readonly Refusal[]): number {
  if (isStale(refusals)) return 409
  const isForbidden = refusals.some(
    ({ code }) => code === 'TINDAKAN_TIDAK_DIIZINKAN' || code === 'KONTAK_TERTUTUP',
  )
  return isForbidden ? 403 : 422
}

async function takeAction(reports: CitizenReports, req: Req): Promise<Answer> {
  const opened = await openKasus(reports, req, nomorOf(req))
  if (opened === undefined) return notFound
  const asked = readAsked(req)
  if (asked === undefined)
    return showAgain(reports, req, {
      opened,
      tindakan: fieldText(req.form, 'tindakan'),
      refusals: [refusal('TINDAKAN_TIDAK_DIIZINKAN')],
    })
  if (fieldText(req.form, 'isi') === 'templat') return fillTemplate(reports, req, opened)
  const request = await withHints(reports, opened, {
    nomor: opened.laporan.nomor,
    tindakan: asked.tindakan,
    form: readActForm(req, asked),
  })
  const done = await reports.act(reports.deps.kit.db, { actor: signedInOf(req) }, request)
  if (!done.ok)
    return showAgain(reports, req, { opened, tindakan: asked.tindakan, refusals: done.refusals })
  return goOn(reports, req, { acted: opened.laporan, tindakan: asked.tindakan })
}

/** `tindakan` of a form, or `langsung` of a panel's button: "verifikasi", "disposisi:dishub". */
function readAsked(req: Req): { tindakan: Tindakan; unitKode?: string } | undefined {
  const direct = fieldText(req.form, 'langsung')
  const [word = '', unitKode] = (direct || fieldText(req.form, 'tindakan')).split(':')
  const tindakan = TINDAKAN.find((one) => one === word)
  if (tindakan === undefined) return undefined
  return { tindakan, ...(unitKode === undefined ? {} : { unitKode }) }
}

/** A hand-over keeps what the hints said, so that they can be measured against people's choices. */
async function withHints(
  { deps }: CitizenReports,
  { laporan, judul, isi }: OpenedKasus,
  request: ActRequest,
): Promise<ActRequest> {
  if (request.tindakan !== 'disposisi') return request
  const saran = await hintsToKeep(deps, { ...laporan, judul, isi })
  return { ...request, form: { ...request.form, saran } }
}

async function fillTemplate(
  reports: CitizenReports,
  req: Req,
  opened: OpenedKasus,
): Promise<Answer> {
  const values = await fillFromTemplate(reports, req, opened)
  const view = await buildKasus(reports, req, {
    opened,
    saringan: cameFrom(req, fieldText(req.form, 'antrean')),
    attempt: { tindakan: fieldText(req.form, 'tindakan'), values, refusals: [] },
  })
  return page(<KasusPage {...view} />)
}

type Acted = Readonly<{ acted: Laporan; tindakan: Tindakan }>

/** After an action the next case of the same view opens by itself, with a way back to this one. */
async function goOn(
  reports: CitizenReports,
  req: Req,
  { acted, tindakan }: Acted,
): Promise<Answer> {
  const text = kerjaMessages(req.ctx.lang).done[tindakan](acted.nomor)
  const flash: Flash = { kind: 'success', text }
  const antrean = fieldText(req.form, 'antrean')
  const isPanel = fieldText(req.form, 'kembali') === 'antrean'
  const saringan = cameFrom(req, antrean)
  if (saringan === undefined) return redirect(`/kerja/laporan/${acted.nomor}`, { flash })
  const address = writeSaringan(saringan)
  const next = await nextOf(reports, req, { saringan, acted })
  if (next === undefined) return redirect(`/kerja/laporan?${address}`, { flash })
  if (isPanel) return redirect(`/kerja/laporan?${address}&lihat=${next}`, { flash })
  return redirect(`${kasusHref(next, address)}&tadi=${acted.nomor}`, { flash })
}

/** The case behind the place this one had; at the end of the queue its first. */
async function nextOf(
  { deps }: CitizenReports,
  req: Req,
  { saringan, acted }: Readonly<{ saringan: Saringan; acted: Kunci & Pick<Laporan, 'nomor'> }>,
): Promise<string | undefined> {
  const question = questionOf(req, saringan)
  const behind = await listAntrean(deps.kit.db, question, { after: acted, limit: 2 })
  const other = (rows: readonly { nomor: string }[]) =>
    rows.find((row) => row.nomor !== acted.nomor)?.nomor
  return other(behind) ?? other(await listAntrean(deps.kit.db, question, { limit: 2 }))
}

/** Data of the reporter that is shown once its purpose is on record. */
async function showLooked<What extends 'kontak' | 'asli'>(
  reports: CitizenReports,
  req: Req,
  { what, look }: Readonly<{ what: What; look: Looks[What] }>,
): Promise<Answer> {
  const opened = await openKasus(reports, req, nomorOf(req))
  if (opened === undefined) return notFound
  const looked = await look(reports.deps, signedInOf(req), {
    laporan: opened.laporan,
    tujuan: fieldText(req.form, 'tujuan'),
  })
  if (!looked.ok)
    return showAgain(reports, req, { opened, tindakan: what, refusals: looked.refusals })
  const view = await buildKasus(reports, req, {
    opened,
    saringan: cameFrom(req, fieldText(req.form, 'antrean')),
    [what]: looked.value,
  })
  return page(<KasusPage {...view} />)
}

type Looks = Readonly<{ kontak: typeof readKontak; asli: typeof readAsli }>
