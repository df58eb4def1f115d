import { isUuid } from '../../../../kernel/id.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../../platform/http/route.ts'
import { saveTampilan } from '../../actions/tampilan.ts'
import { writeSaringan } from '../../domain/antrean.ts'
import { kerjaMessages } from '../../messages/index.ts'
import { deleteTampilan } from '../../store/tampilan-store.ts'
import type { CitizenReports } from '../../types.ts'
import { QueuePage } from './antrean.page.tsx'
import { buildPreview, kasusHref } from './build-preview.ts'
import { findNumber, readQueue } from './build-queue.ts'
import { officerGet, officerPost } from './officer.ts'
import { PreviewPanel } from './preview.tsx'
import { nomorOf, openKasus, saringanFrom } from './read-kasus.ts'

/** The queue, the panel beside it, and the views an officer keeps. */
export function antreanRoutes(reports: CitizenReports): readonly Route[] {
  return [
    officerGet('/kerja/laporan', (req) => showQueue(reports, req)),
    officerGet('/kerja/laporan/:nomor/pratinjau', (req) => showPanel(reports, req)),
    officerPost('/kerja/laporan/tampilan', (req) => keepView(reports, req)),
    officerPost('/kerja/laporan/tampilan/:id/hapus', (req) => dropView(reports, req)),
  ]
}

async function showQueue(
  reports: CitizenReports,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const typed = fieldText(req.query, 'q').trim().slice(0, 100)
  const found = typed === '' ? undefined : await findNumber(reports, req, typed)
  if (found !== undefined) return redirect(kasusHref(found, ''))
  const queue = await readQueue(reports, req)
  return page(
    <QueuePage {...queue} refusals={refusals} />,
    refusals.length > 0 ? { status: 422 } : {},
  )
}

/** The panel alone, for the script that follows the keys; the same as on the page. */
async function showPanel(reports: CitizenReports, req: Req): Promise<Answer> {
  const opened = await openKasus(reports, req, nomorOf(req))
  if (opened === undefined) return notFound
  const antrean = writeSaringan(saringanFrom(req, fieldText(req.query, 'antrean')))
  return page(<PreviewPanel {...(await buildPreview(reports, req, { opened, antrean }))} />)
}

async function keepView(reports: CitizenReports, req: Req): Promise<Answer> {
  const saringan = saringanFrom(req, fieldText(req.form, 'antrean'))
  const address = writeSaringan(saringan)
  const saved = await saveTampilan(reports.deps, signedInOf(req), {
    nama: fieldText(req.form, 'nama'),
    saringan,
  })
  if (!saved.ok) {
    const query = Object.fromEntries(new URLSearchParams(address))
    return showQueue(reports, { ...req, query }, saved.refusals)
  }
  const text = kerjaMessages(req.ctx.lang).queue.saved(saved.value)
  return redirect(`/kerja/laporan?${address}`, { flash: { kind: 'success', text } })
}

async function dropView(reports: CitizenReports, req: Req): Promise<Answer> {
  const id = String(req.params.id)
  const isGone =
    isUuid(id) && (await deleteTampilan(reports.deps.kit.db, signedInOf(req).accountId, id))
  if (!isGone) return notFound
  const text = kerjaMessages(req.ctx.lang).queue.removed
  return redirect('/kerja/laporan', { flash: { kind: 'success', text } })
}
