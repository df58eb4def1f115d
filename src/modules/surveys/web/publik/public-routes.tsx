import { Readable } from 'node:stream'
import { csvStream } from '../../../../platform/csv/write-csv.ts'
import { type Answer, notFound, page } from '../../../../platform/http/answer.ts'
import type { Req, Route } from '../../../../platform/http/route.ts'
import { writeXlsx } from '../../../../platform/xlsx/write-xlsx.ts'
import type { Deps } from '../../deps.ts'
import { isOpen, isOverdue, type Survei } from '../../domain/survei.ts'
import { findSurvei, listPublic } from '../../store/survei-store.ts'
import { findMikrodata, findTerbitan, type TerbitanRow } from '../../store/terbitan-store.ts'
import { afterOf, pageOf, SHOWN } from '../paging.ts'
import { microColumns, RESULT_COLUMNS, RESULT_HEAD, resultLines, resultRows } from './files.ts'
import { HasilPage } from './hasil.page.tsx'
import { ListPage } from './list.page.tsx'
import { SurveiPage } from './survei.page.tsx'

/** Surveys for everybody: the list, one survey, its result as a page and as files. */
export function publicRoutes(deps: Deps): readonly Route[] {
  const route = (url: string, handle: Route['handle']): Route => ({
    method: 'GET',
    url,
    access: 'public',
    kind: 'page',
    handle,
  })
  return [
    route('/survei', (req) => showList(deps, req)),
    route('/survei/:kode', (req) => showOne(deps, req)),
    route('/survei/:kode/hasil', (req) => showResult(deps, req)),
    route('/survei/:kode/hasil.csv', (req) => sendCsv(deps, req)),
    route('/survei/:kode/hasil.xlsx', (req) => sendXlsx(deps, req)),
    route('/survei/:kode/mikrodata.csv', (req) => sendMicro(deps, req)),
  ]
}

async function showList(deps: Deps, req: Req): Promise<Answer> {
  const { kit, resmi } = deps
  const after = afterOf(req)
  const found = await listPublic(kit.db, { after, limit: SHOWN + 1 })
  const official = after === undefined ? ((await resmi?.(kit.db)) ?? []) : []
  return page(
    <ListPage
      ctx={req.ctx}
      {...pageOf(found, '/survei')}
      official={official}
      today={kit.today()}
    />,
  )
}

/** A survey everybody may know of: drafts are nobody's business. */
async function find({ kit }: Deps, req: Req): Promise<Survei | undefined> {
  const survei = await findSurvei(kit.db, (req.params.kode ?? '').slice(0, 20))
  return survei?.status === 'draf' ? undefined : survei
}

async function showOne(deps: Deps, req: Req): Promise<Answer> {
  const survei = await find(deps, req)
  if (survei === undefined) return notFound
  const today = deps.kit.today()
  return page(
    <SurveiPage
      ctx={req.ctx}
      survei={survei}
      unit={deps.reference.findUnit(survei.unitKode)?.nama ?? survei.unitKode}
      isOpen={isOpen(survei, today)}
      isOverdue={isOverdue(survei, today)}
    />,
  )
}

type Published = Readonly<{ survei: Survei; terbitan: TerbitanRow }>

async function published(deps: Deps, req: Req): Promise<Published | undefined> {
  const survei = await find(deps, req)
  if (survei === undefined) return undefined
  const terbitan = await findTerbitan(deps.kit.db, survei.id)
  return terbitan && { survei, terbitan }
}

async function showResult(deps: Deps, req: Req): Promise<Answer> {
  const found = await published(deps, req)
  if (found === undefined) return showOne(deps, req)
  return page(<HasilPage ctx={req.ctx} dokumen={found.terbitan.dokumen} />)
}

async function sendCsv(deps: Deps, req: Req): Promise<Answer> {
  const found = await published(deps, req)
  if (found === undefined) return notFound
  const { dokumen } = found.terbitan
  return {
    kind: 'stream',
    body: Readable.from(csvStream(resultLines(dokumen), RESULT_COLUMNS)),
    contentType: 'text/csv; charset=utf-8',
    filename: `survei-${dokumen.kode}.csv`,
  }
}

async function sendXlsx(deps: Deps, req: Req): Promise<Answer> {
  const found = await published(deps, req)
  if (found === undefined) return notFound
  const { dokumen } = found.terbitan
  return {
    kind: 'stream',
    body: Readable.from([writeXlsx('Hasil', RESULT_HEAD, resultRows(dokumen))]),
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    filename: `survei-${dokumen.kode}.xlsx`,
  }
}

async function sendMicro(deps: Deps, req: Req): Promise<Answer> {
  const found = await published(deps, req)
  if (found === undefined) return notFound
  const { survei } = found
  const lines = await findMikrodata(deps.kit.db, survei.id)
  return {
    kind: 'stream',
    body: Readable.from(csvStream(lines, microColumns(survei.soal))),
    contentType: 'text/csv; charset=utf-8',
    filename: `survei-${survei.kode}-jawaban.csv`,
  }
}
