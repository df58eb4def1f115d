import { type Answer, bytes, notFound, page } from '../../../../platform/http/answer.ts'
import type { Req, Route } from '../../../../platform/http/route.ts'
import { loadSkor } from '../../actions/load-skor.ts'
import type { Deps } from '../../deps.ts'
import { parsePeriode } from '../../domain/periode.ts'
import { listRencana } from '../../store/rencana-store.ts'
import { ReportPage } from './report.page.tsx'
import { type ReportParts, reportPdf } from './report-pdf.ts'

/** The official report of a unit, once its score is published: as a page and as a PDF. */
export function reportRoutes(deps: Deps): readonly Route[] {
  return [
    {
      method: 'GET',
      url: '/skm/laporan/:unit/:periode',
      access: 'public',
      kind: 'page',
      handle: (req) => send(deps, req),
    },
  ]
}

async function send(deps: Deps, req: Req): Promise<Answer> {
  const asked = String(req.params.periode)
  const isPdf = asked.endsWith('.pdf')
  const parts = await loadReport(deps, {
    unitKode: String(req.params.unit),
    periode: isPdf ? asked.slice(0, -'.pdf'.length) : asked,
  })
  if (parts === undefined) return notFound
  if (isPdf)
    return bytes(await reportPdf(deps, parts), 'application/pdf', {
      'content-disposition': `inline; filename="skm-${parts.dokumen.unitKode}-${parts.dokumen.periode}.pdf"`,
    })
  const { view, rencana } = parts
  return page(<ReportPage ctx={req.ctx} view={view} rencana={rencana} today={deps.kit.today()} />)
}

async function loadReport(
  deps: Deps,
  { unitKode, periode: kode }: Readonly<{ unitKode: string; periode: string }>,
): Promise<ReportParts | undefined> {
  const { db } = deps.kit
  const periode = parsePeriode(kode)
  const unit = deps.reference.findUnit(unitKode)
  if (periode === undefined || unit === undefined) return undefined
  const view = await loadSkor(deps, db, {
    pokok: { sisi: 'unit', unitKode: unit.kode, layananKode: '' },
    periode,
  })
  const { nilai, terbit } = view
  if (nilai.kind === 'belum-cukup' || terbit === undefined) return undefined
  return {
    view,
    dokumen: nilai.dokumen,
    terbit,
    rencana: await listRencana(db, unit.kode, kode),
  }
}
