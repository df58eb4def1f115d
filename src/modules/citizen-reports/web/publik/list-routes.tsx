import { type Answer, page, redirect } from '../../../../platform/http/answer.ts'
import { createPageKeep, type KeepPage } from '../../../../platform/http/kept-page.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { createKeep, type Keep, serialOf } from '../../../../platform/kept.ts'
import type { CitizenReports } from '../../types.ts'
import { findByNomor } from './find-nomor.ts'
import { isCommon, loadList, loadOverdue } from './list-data.ts'
import { listView } from './list-view.tsx'
import { readCursor, readFilter } from './read-filter.ts'

const KEPT_MAX = 200
/** A page is some forty thousand bytes. */
const KEPT_PAGES_MAX = 200

type Kept = Readonly<{ data: Keep; page: KeepPage }>

/** The public list with its map. */
export function listRoutes(reports: CitizenReports): readonly Route[] {
  const kept: Kept = { data: createKeep(KEPT_MAX), page: createPageKeep(KEPT_PAGES_MAX) }
  return [
    {
      method: 'GET',
      url: '/laporan',
      access: 'public',
      kind: 'page',
      handle: (req) => showList(reports, kept, req),
    },
  ]
}

async function showList(reports: CitizenReports, kept: Kept, req: Req): Promise<Answer> {
  const { reference } = reports.deps
  const katalog = await reports.katalog.get()
  const { filter, unknown } = readFilter(req.query, { katalog, reference })
  const nomor = filter.q === undefined ? undefined : await findByNomor(reports, filter.q)
  if (nomor !== undefined) return redirect(`/laporan/${nomor}`)
  const after = readCursor(fieldText(req.query, 'sesudah'), filter)
  const version = await reports.counters.fresh()
  const view = async () => {
    const data = await loadList(reports, kept.data, { filter, after, now: req.ctx.now, version })
    const overdue = await loadOverdue(reports, req.ctx.now)
    return listView(reports, { req, katalog, filter, unknown, after, data, overdue })
  }
  if (!isCommon(filter, after)) return page(await view())
  const words = `${serialOf(katalog)}.${serialOf(reference.units())}`
  return kept.page(req, `${version}.${words}`, view)
}
