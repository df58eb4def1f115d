import { type Answer, page, redirect } from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { createKeep, type Keep } from '../../../../platform/kept.ts'
import type { CitizenReports } from '../../types.ts'
import { findByNomor } from './find-nomor.ts'
import { loadList, loadOverdue } from './list-data.ts'
import { listView } from './list-view.tsx'
import { readCursor, readFilter } from './read-filter.ts'

const KEPT_MAX = 200

/** The public list with its map. */
export function listRoutes(reports: CitizenReports): readonly Route[] {
  const keep = createKeep(KEPT_MAX)
  return [
    {
      method: 'GET',
      url: '/laporan',
      access: 'public',
      kind: 'page',
      handle: (req) => showList(reports, keep, req),
    },
  ]
}

async function showList(reports: CitizenReports, keep: Keep, req: Req): Promise<Answer> {
  const { reference } = reports.deps
  const katalog = await reports.katalog.get()
  const { filter, unknown } = readFilter(req.query, { katalog, reference })
  const nomor = filter.q === undefined ? undefined : await findByNomor(reports, filter.q)
  if (nomor !== undefined) return redirect(`/laporan/${nomor}`)
  const after = readCursor(fieldText(req.query, 'sesudah'), filter)
  const data = await loadList(reports, keep, { filter, after, now: req.ctx.now })
  const overdue = await loadOverdue(reports, req.ctx.now)
  return page(listView(reports, { req, katalog, filter, unknown, after, data, overdue }))
}
