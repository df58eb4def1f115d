import { type Answer, notFound, page } from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import {
  listPeriode,
  listSkor,
  loadSkor,
  loadTrend,
  type SkorBaris,
  type SkorView,
} from '../../actions/load-skor.ts'
import type { Deps } from '../../deps.ts'
import {
  type Periode,
  parsePeriode,
  periodeKode,
  periodeOf,
  quarterOf,
} from '../../domain/periode.ts'
import type { Pokok } from '../../domain/sisi.ts'
import { findLayanan, listLayanan } from '../../store/layanan-store.ts'
import { ScorePage } from './score.page.tsx'
import { type CsvBaris, sendScores } from './score-csv.ts'

/** Periods that run come first in the list of those to choose from. */
const RUNNING = 2

/** Scores for everybody: of the region, a unit, a service; each as a page and as a file. */
export function publicRoutes(deps: Deps): readonly Route[] {
  const route = (url: string, handle: Route['handle']): Route => ({
    method: 'GET',
    url,
    access: 'public',
    kind: 'page',
    handle,
  })
  return [
    route('/skm', (req) => showRegion(deps, req)),
    route('/skm/data.csv', (req) => sendRegion(deps, req)),
    route('/skm/nasional.csv', (req) => sendNational(deps, req)),
    route('/skm/unit/:kode', (req) => showUnit(deps, req)),
    route('/skm/unit/:kode/data.csv', (req) => sendUnit(deps, req)),
    route('/skm/layanan/:kode', (req) => showLayanan(deps, req)),
    route('/skm/layanan/:kode/data.csv', (req) => sendLayanan(deps, req)),
  ]
}

/** The period asked for; the latest published one when none was, or the quarter that runs. */
async function periodeAsked(deps: Deps, req: Req): Promise<Periode | undefined> {
  const asked = fieldText(req.query, 'periode')
  if (asked !== '') return parsePeriode(asked)
  const listed = await listPeriode(deps, deps.kit.db)
  return listed[RUNNING] ?? periodeOf(quarterOf(deps.kit.today()))
}

type Shown = Readonly<{
  pokok: Pokok
  units?: (periode: Periode) => Promise<readonly SkorBaris[]>
  services?: (periode: Periode) => Promise<readonly SkorBaris[]>
}>

async function show(deps: Deps, req: Req, shown: Shown): Promise<Answer> {
  const { db } = deps.kit
  const periode = await periodeAsked(deps, req)
  if (periode === undefined) return notFound
  const question = { pokok: shown.pokok, periode }
  const view = await loadSkor(deps, db, question)
  return page(
    <ScorePage
      ctx={req.ctx}
      view={view}
      periods={await listPeriode(deps, db)}
      runningCount={RUNNING}
      trend={await loadTrend(deps, db, question)}
      units={await shown.units?.(periode)}
      services={await shown.services?.(periode)}
      isAll={fieldText(req.query, 'semua') === '1'}
    />,
  )
}

const REGION: Pokok = { sisi: 'daerah', unitKode: '', layananKode: '' }
const unitOf = (unitKode: string): Pokok => ({ sisi: 'unit', unitKode, layananKode: '' })

function showRegion(deps: Deps, req: Req): Promise<Answer> {
  const { db } = deps.kit
  return show(deps, req, {
    pokok: REGION,
    units: (periode) => listSkor(deps, db, { periode, sisi: 'unit' }),
    services: (periode) => listSkor(deps, db, { periode, sisi: 'layanan' }),
  })
}

async function showUnit(deps: Deps, req: Req): Promise<Answer> {
  const unit = deps.reference.findUnit(String(req.params.kode))
  if (unit === undefined) return notFound
  return show(deps, req, {
    pokok: unitOf(unit.kode),
    services: (periode) =>
      listSkor(deps, deps.kit.db, {
        periode,
        sisi: 'unit-layanan',
        within: { unitKode: unit.kode },
      }),
  })
}

/** A service, everywhere or as one unit gives it; undefined where there is no such thing. */
async function layananAsked(deps: Deps, req: Req): Promise<Pokok | undefined> {
  const layanan = await findLayanan(deps.kit.db, String(req.params.kode))
  if (layanan === undefined) return undefined
  const asked = fieldText(req.query, 'unit')
  if (asked === '') return { sisi: 'layanan', unitKode: '', layananKode: layanan.kode }
  const unit = deps.reference.findUnit(asked)
  return unit && { sisi: 'unit-layanan', unitKode: unit.kode, layananKode: layanan.kode }
}

async function showLayanan(deps: Deps, req: Req): Promise<Answer> {
  const pokok = await layananAsked(deps, req)
  if (pokok === undefined) return notFound
  if (pokok.sisi === 'unit-layanan') return show(deps, req, { pokok })
  return show(deps, req, {
    pokok,
    units: (periode) =>
      listSkor(deps, deps.kit.db, {
        periode,
        sisi: 'unit-layanan',
        within: { layananKode: pokok.layananKode },
      }),
  })
}

async function sendRegion(deps: Deps, req: Req): Promise<Answer> {
  const { db } = deps.kit
  return send(deps, req, {
    pokok: REGION,
    name: 'skm',
    rows: async (periode) => [
      ...(await listSkor(deps, db, { periode, sisi: 'unit' })),
      ...(await listSkor(deps, db, { periode, sisi: 'layanan' })),
    ],
  })
}

async function sendUnit(deps: Deps, req: Req): Promise<Answer> {
  const unit = deps.reference.findUnit(String(req.params.kode))
  if (unit === undefined) return notFound
  const within = { unitKode: unit.kode }
  return send(deps, req, {
    pokok: unitOf(unit.kode),
    name: `skm-${unit.kode}`,
    rows: (periode) => listSkor(deps, deps.kit.db, { periode, sisi: 'unit-layanan', within }),
  })
}

async function sendLayanan(deps: Deps, req: Req): Promise<Answer> {
  const pokok = await layananAsked(deps, req)
  if (pokok === undefined) return notFound
  const within = { layananKode: pokok.layananKode }
  return send(deps, req, {
    pokok,
    name: `skm-${pokok.layananKode.replaceAll(/[^\w-]+/g, '-')}`,
    rows: async (periode) =>
      pokok.sisi === 'unit-layanan'
        ? []
        : listSkor(deps, deps.kit.db, { periode, sisi: 'unit-layanan', within }),
  })
}

type Sent = Readonly<{
  pokok: Pokok
  name: string
  /** What stands below the line of the thing itself. */
  rows: (periode: Periode) => Promise<readonly SkorBaris[]>
}>

async function send(deps: Deps, req: Req, { pokok, name, rows }: Sent): Promise<Answer> {
  const periode = await periodeAsked(deps, req)
  if (periode === undefined) return notFound
  const own = await loadSkor(deps, deps.kit.db, { pokok, periode })
  const list = [ownRow(own), ...(await rows(periode))]
  return sendScores(await named(deps, list, periode), {
    layout: 'data',
    filename: `${name}-${periodeKode(periode)}.csv`,
  })
}

/** The thing itself as a line of its own file. */
function ownRow({ pokok, nilai, tally, unitNama, layananNama }: SkorView): SkorBaris {
  const nama = layananNama === '' ? unitNama : layananNama
  if (nilai.kind === 'belum-cukup') return { pokok, nama, tally, nilai }
  const { responden, selang, ...dokumen } = nilai.dokumen
  return {
    pokok,
    nama,
    tally,
    nilai: {
      ...dokumen,
      kind: 'skor',
      n: responden,
      selang: selang === null ? undefined : { ...selang, populasi: selang.populasi ?? undefined },
    },
  }
}

async function sendNational(deps: Deps, req: Req): Promise<Answer> {
  const periode = await periodeAsked(deps, req)
  if (periode === undefined) return notFound
  const rows = await listSkor(deps, deps.kit.db, { periode, sisi: 'unit-layanan' })
  const shown = rows.filter(({ nilai }) => nilai.kind === 'skor')
  return sendScores(await named(deps, shown, periode), {
    layout: 'nasional',
    filename: `skm-nasional-${periodeKode(periode)}.csv`,
  })
}

async function named(
  { kit, reference }: Deps,
  rows: readonly SkorBaris[],
  periode: Periode,
): Promise<readonly CsvBaris[]> {
  const layanan = new Map((await listLayanan(kit.db)).map(({ kode, nama }) => [kode, nama]))
  return rows.map((row) => ({
    ...row,
    periode,
    unitNama: reference.findUnit(row.pokok.unitKode)?.nama ?? row.pokok.unitKode,
    layananNama: layanan.get(row.pokok.layananKode) ?? row.pokok.layananKode,
  }))
}
