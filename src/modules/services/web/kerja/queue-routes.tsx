import { grantsOf, isSignedIn, type Role } from '../../../../kernel/actor.ts'
import { DAY_MS } from '../../../../kernel/date.ts'
import { isUuid } from '../../../../kernel/id.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { forbidden, page } from '../../../../platform/http/answer.ts'
import { fieldList, fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { formatDateTime, formatNumber, formatRelative, localeOf } from '../../../../ui/format.ts'
import type { SavedView } from '../../../../ui/index.ts'
import { WATCH_MS } from '../../domain/clock.ts'
import { type Action, type Layanan, wordsIn } from '../../domain/definition/types.ts'
import { refusal } from '../../domain/refusals.ts'
import { kerjaMessages, luringMessages } from '../../messages/index.ts'
import { listWatch } from '../../store/permohonan-store.ts'
import {
  type AntreanKey,
  type AntreanRow,
  countAntrean,
  type Lane,
  listAntrean,
} from '../../store/tugas-store.ts'
import type { Services } from '../../types.ts'
import { QueuePage, type QueueRow, WatchPage } from './queue.page.tsx'

const PAGE = 50
const BULK_MAX = 50
const WATCH_DAYS_MS = 30 * DAY_MS

/** Roles that work on applications. */
export const WORKERS: readonly Role[] = [
  'petugas-layanan',
  'petugas-lapangan',
  'loket',
  'kades',
  'lurah',
  'camat',
  'kepala-opd',
  'bupati',
  'pajak',
]
export const WORK = { roles: WORKERS } as const

export function queueRoutes(services: Services): readonly Route[] {
  return [
    {
      method: 'GET',
      url: '/kerja/permohonan',
      access: WORK,
      kind: 'page',
      handle: (req) => show(services, req, {}),
    },
    {
      method: 'GET',
      url: '/kerja/permohonan/pantau',
      access: WORK,
      kind: 'page',
      handle: (req) => showWatch(services, req),
    },
    {
      method: 'POST',
      url: '/kerja/permohonan/massal',
      access: WORK,
      kind: 'page',
      handle: (req) => actOnMany(services, req),
    },
  ]
}

/** The offices an officer works in, with the roles held there; acting ones too. */
export function lanesOf(actor: Req['actor']): readonly Lane[] {
  const byUnit = new Map<string, Role[]>()
  for (const grant of grantsOf(actor)) {
    if (!WORKERS.includes(grant.role) || grant.unitKode === undefined) continue
    byUnit.set(grant.unitKode, [...(byUnit.get(grant.unitKode) ?? []), grant.role])
  }
  return [...byUnit].map(([unitKode, peran]) => ({ unitKode, peran }))
}

type Said = Readonly<{ refusals?: readonly Refusal[]; notes?: readonly string[] }>

async function show(services: Services, req: Req, said: Said) {
  const { ctx } = req
  const { deps } = services
  const lanes = lanesOf(req.actor)
  const kode = fieldText(req.query, 'layanan') || fieldText(req.form, 'layanan')
  const after = keyOf(fieldText(req.query, 'sesudah'))
  const found =
    lanes.length === 0
      ? []
      : await listAntrean(deps.kit.db, {
          lanes,
          after,
          limit: PAGE + 1,
          kode: kode === '' ? undefined : kode,
        })
  const rows = found.slice(0, PAGE)
  const katalog = await deps.layanan.katalog()
  const layanan = katalog.layanan.get(kode)
  const bulk = layanan === undefined ? [] : bulkActions(layanan, rows)
  const last = rows.at(-1)
  return page(
    <QueuePage
      ctx={ctx}
      views={await viewsOf(services, req, 'all')}
      rows={rows.map((row) => rowOf(services, req, row, katalog.layanan.get(row.kode)))}
      services={[...new Set(rows.map((row) => row.kode))].map((one) => {
        const name = katalog.layanan.get(one)?.name
        return { value: one, label: name === undefined ? one : wordsIn(name, ctx.lang) }
      })}
      chosen={kode}
      bulk={bulk.map((one) => ({ value: one.id, label: wordsIn(one.label, ctx.lang) }))}
      needsPassphrase={
        deps.letters.needsPassphrase() &&
        bulk.some((one) => layanan !== undefined && signs(layanan, one))
      }
      shown={formatNumber(rows.length, ctx.lang)}
      nextHref={
        found.length > PAGE && last !== undefined
          ? `/kerja/permohonan?${kode === '' ? '' : `layanan=${kode}&`}sesudah=${last.tenggatAt?.toISOString() ?? ''}_${last.tugasId}`
          : undefined
      }
      firstHref={after === undefined ? undefined : '/kerja/permohonan'}
      refusals={said.refusals ?? []}
      notes={said.notes ?? []}
    />,
    said.refusals === undefined ? {} : { status: 422 },
  )
}

function signs(layanan: Layanan, action: Action): boolean {
  return layanan.outputs.some((output) => output.letter !== undefined && output.at === action.to)
}

/** Steps that several applications of one service and stage can take at once. */
function bulkActions(layanan: Layanan, rows: readonly AntreanRow[]): readonly Action[] {
  const stages = new Set(rows.map((row) => row.tahap))
  const [stage] = stages
  if (stages.size !== 1 || stage === undefined) return []
  return (layanan.workflow.states[stage]?.actions ?? []).filter((action) => action.bulk === true)
}

function keyOf(text: string): AntreanKey | undefined {
  const [at = '', id = ''] = text.split('_')
  const tenggatAt = new Date(at)
  return Number.isNaN(tenggatAt.getTime()) || !isUuid(id) ? undefined : { tenggatAt, tugasId: id }
}

function rowOf(
  services: Services,
  { ctx }: Req,
  row: AntreanRow,
  layanan: Layanan | undefined,
): QueueRow {
  const m = kerjaMessages(ctx.lang)
  const { reference } = services.deps
  const state = layanan?.workflow.states[row.tahap]
  const at = row.tenggatAt
  const isLate = at !== null && at <= ctx.now
  return {
    nomor: row.nomor,
    href: `/kerja/permohonan/${row.nomor}`,
    service: layanan === undefined ? row.kode : wordsIn(layanan.name, ctx.lang),
    stage: state === undefined ? row.tahap : wordsIn(state.label, ctx.lang),
    unit: reference.findUnit(row.unitKode)?.singkatan ?? row.unitKode,
    applied: formatDateTime(row.diajukanAt, localeOf(ctx)),
    remaining: at === null ? '-' : formatRelative(at, ctx.now, localeOf(ctx)),
    isLate,
    flags: [
      ...(row.caraHabis === 'setuju' ? [m.silent] : []),
      ...(row.tingkatEskalasi > 0 ? [m.escalated] : []),
      ...(row.isPendapat ? [m.opinion] : []),
    ],
  }
}

async function viewsOf(
  services: Services,
  req: Req,
  current: 'all' | 'watch',
): Promise<readonly SavedView[]> {
  const { kit } = services.deps
  const m = kerjaMessages(req.ctx.lang)
  const lanes = lanesOf(req.actor)
  const count =
    lanes.length === 0 ? { all: 0, late: 0 } : await countAntrean(kit.db, lanes, kit.now())
  const isClerk = grantsOf(req.actor).some(
    (grant) => grant.role === 'loket' || grant.role === 'petugas-layanan',
  )
  const isInspector = grantsOf(req.actor).some((grant) => grant.role === 'petugas-lapangan')
  return [
    {
      href: '/kerja/permohonan',
      label: m.views.all,
      count: formatNumber(count.all, req.ctx.lang),
      isCurrent: current === 'all',
      isHot: count.late > 0,
    },
    { href: '/kerja/permohonan/pantau', label: m.views.watch, isCurrent: current === 'watch' },
    ...(isInspector
      ? [
          {
            href: '/kerja/permohonan/lapangan',
            label: luringMessages(req.ctx.lang).inspections,
            isCurrent: false,
          },
        ]
      : []),
    ...(isClerk
      ? [{ href: '/kerja/permohonan/loket', label: m.views.counter, isCurrent: false }]
      : []),
  ]
}

async function showWatch(services: Services, req: Req) {
  const { ctx } = req
  const { deps } = services
  const units = grantsOf(req.actor).flatMap((grant) =>
    grant.role === 'bupati' ? [undefined] : grant.unitKode === undefined ? [] : [grant.unitKode],
  )
  const until = new Date(deps.kit.now().getTime() + WATCH_DAYS_MS)
  const katalog = await deps.layanan.katalog()
  const unitKode = units.includes(undefined) ? undefined : units[0]
  const found =
    units.length === 0 ? [] : await listWatch(deps.kit.db, { until, unitKode, limit: 200 })
  const soon = new Date(deps.kit.now().getTime() + WATCH_MS)
  return page(
    <WatchPage
      ctx={ctx}
      views={await viewsOf(services, req, 'watch')}
      rows={found.map((row) => {
        const layanan = katalog.layanan.get(row.kode)
        const state = layanan?.workflow.states[row.tahap]
        return {
          nomor: row.nomor,
          href: `/kerja/permohonan/${row.nomor}`,
          service: layanan === undefined ? row.kode : wordsIn(layanan.name, ctx.lang),
          stage: state === undefined ? row.tahap : wordsIn(state.label, ctx.lang),
          unit: deps.reference.findUnit(row.pemilikUnit)?.singkatan ?? row.pemilikUnit,
          applied: '',
          remaining:
            row.tenggatAt === null ? '-' : formatRelative(row.tenggatAt, ctx.now, localeOf(ctx)),
          isLate: row.tenggatAt !== null && row.tenggatAt <= soon,
          flags: [],
        }
      })}
    />,
  )
}

/** One step on many: each in its own transaction, each with its own answer. */
async function actOnMany(services: Services, req: Req) {
  if (!isSignedIn(req.actor)) return forbidden
  const nomor = [...new Set(fieldList(req.form, 'nomor'))]
  const tindakan = fieldText(req.form, 'tindakan')
  const passphrase = fieldText(req.form, 'frasa')
  if (nomor.length === 0) return show(services, req, { refusals: [refusal('PILIHAN_KOSONG')] })
  if (nomor.length > BULK_MAX)
    return show(services, req, { refusals: [refusal('PILIHAN_TERLALU_BANYAK')] })
  const m = kerjaMessages(req.ctx.lang)
  const failed: string[] = []
  for (const one of nomor) {
    const done = await services.act(
      services.deps.kit.db,
      { actor: req.actor },
      { nomor: one, tindakan, ...(passphrase === '' ? {} : { passphrase }) },
    )
    if (!done.ok)
      failed.push(m.bulkFailed(one, done.refusals.map((each) => req.ctx.word(each)).join(' ')))
  }
  const count = (value: number) => formatNumber(value, req.ctx.lang)
  return show(services, req, {
    notes: [m.bulkDone(count(nomor.length - failed.length), count(failed.length)), ...failed],
  })
}
