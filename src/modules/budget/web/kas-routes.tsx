import { Readable } from 'node:stream'
import { isUuid } from '../../../kernel/id.ts'
import { type Sen, sumSen } from '../../../kernel/money.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { csvStream } from '../../../platform/csv/write-csv.ts'
import { together } from '../../../platform/db/database.ts'
import { type Answer, forbidden, notFound, page } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { formatNumber } from '../../../ui/format.ts'
import type { Kodefikasi, Skpd } from '../../fiscal/index.ts'
import { createFillKas, createSaveKas } from '../actions/kas.ts'
import { ENTRY_ROLES, holdsAny, holdsIn, PPKD_ROLES, READ_ROLES } from '../actions/people.ts'
import type { Deps } from '../deps.ts'
import { writeRupiah } from '../domain/rupiah.ts'
import { messagesIn } from '../messages/index.ts'
import { listKas } from '../store/kas-store.ts'
import { listBerlaku, type MataAnggaran } from '../store/mata-store.ts'
import { ANGGARAN, done, inBlock, statusOf } from './frame.ts'
import { KasPage, type PlanRow } from './kas.page.tsx'

const BLOCK_MAX = 2_000_000
const MONTHS = 12

export function kasRoutes(deps: Deps): readonly Route[] {
  const kind = 'page' as const
  const url = `${ANGGARAN}/kas/:tahun/:skpd`
  const enter = { roles: ENTRY_ROLES }
  return [
    { kind, method: 'GET', url, access: { roles: READ_ROLES }, handle: (req) => show(deps, req) },
    {
      kind,
      method: 'GET',
      url: `${url}/data.csv`,
      access: { roles: READ_ROLES },
      handle: (req) => sendCsv(deps, req),
    },
    { kind, method: 'POST', url: `${url}/isi`, access: enter, handle: (req) => fill(deps, req) },
    {
      kind,
      method: 'POST',
      url: `${url}/tempel`,
      access: enter,
      bodyLimit: BLOCK_MAX,
      handle: (req) => paste(deps, req),
    },
  ]
}

type KasView = Readonly<{
  tahun: number
  skpd: Skpd
  codes: Kodefikasi
  mayEnter: boolean
}>

async function viewOf(deps: Deps, req: Req): Promise<KasView | undefined> {
  const text = req.params.tahun ?? ''
  if (!/^20\d\d$/.test(text)) return undefined
  const tahun = Number(text)
  const codes = await deps.fiscal.kodefikasi(deps.kit.db, tahun)
  const skpd = codes.skpd.byId.get(Number(req.params.skpd))
  return (
    skpd && {
      tahun,
      skpd,
      codes,
      mayEnter: holdsIn(req.actor, ENTRY_ROLES, skpd) || holdsAny(req.actor, PPKD_ROLES),
    }
  )
}

const hrefOf = ({ tahun, skpd }: KasView) => `${ANGGARAN}/kas/${tahun}/${skpd.id}`

async function rowsOf(deps: Deps, { tahun, skpd, codes }: KasView): Promise<readonly PlanRow[]> {
  const [positions, plans] = await together([
    listBerlaku(deps.kit.db, { tahun, skpdId: skpd.id }),
    listKas(deps.kit.db, tahun, skpd.id),
  ])
  const byId = new Map(plans.map((plan) => [plan.mataAnggaranId, plan.bulan]))
  const kodeOf = (one: MataAnggaran) => codes.rekening.byId.get(one.rekeningId)
  return positions
    .map((one) => ({
      id: one.id,
      kode: kodeOf(one)?.kode ?? '',
      nama: kodeOf(one)?.nama ?? '',
      sub:
        one.subKegiatanId === null
          ? ''
          : (codes.nomenklatur.byId.get(one.subKegiatanId)?.kode ?? ''),
      anggaran: one.anggaran,
      bulan: byId.get(one.id),
    }))
    .sort((a, b) => (`${a.sub} ${a.kode}` < `${b.sub} ${b.kode}` ? -1 : 1))
}

async function show(
  deps: Deps,
  req: Req,
  refusals: readonly Refusal[] = [],
  known?: KasView,
): Promise<Answer> {
  const view = known ?? (await viewOf(deps, req))
  if (view === undefined) return notFound
  const rows = await rowsOf(deps, view)
  const months = Array.from({ length: MONTHS }, (_, at) =>
    sumSen(rows.map(({ bulan }) => bulan?.[at] ?? (0n as Sen))),
  )
  return page(
    <KasPage
      ctx={req.ctx}
      refusals={refusals}
      tahun={view.tahun}
      skpd={view.skpd}
      mayEnter={view.mayEnter}
      href={hrefOf(view)}
      rows={rows}
      months={months}
      typed={{
        bobot: fieldText(req.form, 'bobot').slice(0, 200),
        blok: fieldText(req.form, 'blok'),
      }}
    />,
    statusOf(refusals),
  )
}

async function fill(deps: Deps, req: Req): Promise<Answer> {
  const view = await viewOf(deps, req)
  if (view === undefined) return notFound
  if (!view.mayEnter) return forbidden
  const weights = fieldText(req.form, 'bobot')
    .slice(0, 200)
    .split(/[\s;,]+/)
    .filter((text) => /^\d{1,6}$/.test(text))
    .map(BigInt)
  const filled = await createFillKas(deps)(signedInOf(req), {
    tahun: view.tahun,
    skpdId: view.skpd.id,
    weights,
    isAll: fieldText(req.form, 'semua') === 'ya',
  })
  if (!filled.ok) return show(deps, req, filled.refusals, view)
  const count = formatNumber(filled.value, req.ctx.lang)
  return done(hrefOf(view), messagesIn(req.ctx.lang).cash.filled(count))
}

/** Rows begin with the number of their position, as our CSV does; columns of names between are passed over. */
async function paste(deps: Deps, req: Req): Promise<Answer> {
  const view = await viewOf(deps, req)
  if (view === undefined) return notFound
  if (!view.mayEnter) return forbidden
  const lines = fieldText(req.form, 'blok')
    .split(/\r?\n/)
    .map((line) => line.split(/\t|;/).map((cell) => cell.trim()))
    .filter(([id = '']) => isUuid(id))
  const typed = lines.map(([mataAnggaranId = '', ...cells]) => ({
    mataAnggaranId,
    bulan: cells.slice(-MONTHS),
  }))
  const order = { tahun: view.tahun, skpdId: view.skpd.id, typed }
  const saved = await createSaveKas(deps)(signedInOf(req), order)
  if (!saved.ok) {
    const rowAt = new Map(typed.map(({ mataAnggaranId }, at) => [mataAnggaranId, at + 1]))
    const told = saved.refusals.map((one) => {
      const [id = '', column = ''] = (one.field ?? '').split('.')
      return { ...one, field: `${rowAt.get(id) ?? ''}.${column}` }
    })
    return show(deps, req, inBlock(told, 'blok'), view)
  }
  const count = formatNumber(saved.value, req.ctx.lang)
  return done(hrefOf(view), messagesIn(req.ctx.lang).cash.saved(count))
}

async function sendCsv(deps: Deps, req: Req): Promise<Answer> {
  const view = await viewOf(deps, req)
  if (view === undefined) return notFound
  const rows = await rowsOf(deps, view)
  return {
    kind: 'stream',
    body: Readable.from(
      csvStream(
        rows,
        [
          { header: 'Mata Anggaran', value: ({ id }: PlanRow) => id },
          { header: 'Kode Sub Kegiatan', value: ({ sub }: PlanRow) => sub },
          { header: 'Kode Rekening', value: ({ kode }: PlanRow) => kode },
          { header: 'Nama Rekening', value: ({ nama }: PlanRow) => nama },
          { header: 'Anggaran', value: ({ anggaran }: PlanRow) => writeRupiah(anggaran) },
          ...Array.from({ length: MONTHS }, (_, at) => ({
            header: `Bulan ${at + 1}`,
            value: ({ bulan }: PlanRow) => writeRupiah(bulan?.[at] ?? (0n as Sen)),
          })),
        ],
        { bom: true },
      ),
    ),
    contentType: 'text/csv; charset=utf-8',
    filename: `anggaran-kas-${view.tahun}-${view.skpd.kode}.csv`,
  }
}
