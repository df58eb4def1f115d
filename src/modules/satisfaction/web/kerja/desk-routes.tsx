import { type Actor, type Role, unitsOf } from '../../../../kernel/actor.ts'
import { isUuid, NIL_UUID } from '../../../../kernel/id.ts'
import type { Result } from '../../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { formatNumber } from '../../../../ui/format.ts'
import { loadSkor } from '../../actions/load-skor.ts'
import { PAPER_ROLES, paperUnits } from '../../actions/paper.ts'
import { finishPlan, savePlan } from '../../actions/plan.ts'
import type { Deps } from '../../deps.ts'
import { parsePeriode, periodeOf, quarterOf, quartersOf } from '../../domain/periode.ts'
import { headGrant, KEPALA, type Rencana } from '../../domain/rencana.ts'
import type { Pokok } from '../../domain/sisi.ts'
import { kerjaMessages } from '../../messages/index.ts'
import { listCatatan } from '../../store/jawaban-store.ts'
import { listLayanan } from '../../store/layanan-store.ts'
import { listRencana } from '../../store/rencana-store.ts'
import { listTerbitanOfUnit } from '../../store/terbitan-store.ts'
import { periodeName } from '../words.ts'
import { DeskPage, type DeskUnit, type Refused } from './desk.page.tsx'
import { RemarksPage } from './remarks.page.tsx'

/** Who has a survey of their own to look at. */
export const DESK_ROLES: readonly Role[] = [...KEPALA, ...PAPER_ROLES]
const UNITS_SHOWN = 6
const REMARKS_SHOWN = 30

/** A unit's own survey, its remarks and its plans. */
export function deskRoutes(deps: Deps): readonly Route[] {
  const room = { access: { roles: DESK_ROLES }, kind: 'page' } as const
  const heads = { access: { roles: KEPALA }, kind: 'page' } as const
  return [
    { ...room, method: 'GET', url: '/kerja/skm', handle: (req) => show(deps, req) },
    {
      ...room,
      method: 'GET',
      url: '/kerja/skm/catatan',
      handle: (req) => showRemarks(deps, req),
    },
    { ...heads, method: 'POST', url: '/kerja/skm/rencana', handle: (req) => save(deps, req) },
    {
      ...heads,
      method: 'POST',
      url: '/kerja/skm/rencana/selesai',
      handle: (req) => finish(deps, req),
    },
  ]
}

/** Units whose survey this officer reads, acting posts included. */
export function deskUnits(actor: Actor): readonly string[] {
  return unitsOf(actor, DESK_ROLES).slice(0, UNITS_SHOWN)
}

async function show(deps: Deps, req: Req, refused?: Refused): Promise<Answer> {
  const units: DeskUnit[] = []
  for (const unitKode of deskUnits(req.actor)) units.push(await loadUnit(deps, req, unitKode))
  const view = (
    <DeskPage
      ctx={req.ctx}
      today={deps.kit.today()}
      units={units}
      mayEnterPaper={paperUnits(req.actor).length > 0}
      refused={refused}
    />
  )
  return page(view, { status: refused === undefined ? 200 : 422 })
}

async function loadUnit(deps: Deps, { actor }: Req, unitKode: string): Promise<DeskUnit> {
  const { db } = deps.kit
  const pokok: Pokok = { sisi: 'unit', unitKode, layananKode: '' }
  const running = await loadSkor(deps, db, {
    pokok,
    periode: periodeOf(quarterOf(deps.kit.today())),
  })
  const [last] = await listTerbitanOfUnit(db, unitKode, 1)
  const periode = last && parsePeriode(last.periode)
  return {
    running,
    latest: periode && (await loadSkor(deps, db, { pokok, periode })),
    rencana: last === undefined ? [] : await listRencana(db, unitKode, last.periode),
    isHead: headGrant(actor, unitKode) !== undefined,
  }
}

const PLAN_FIELDS = ['kegiatan', 'penanggungJawab', 'mulai', 'target', 'hasil'] as const

function readPlan({ form }: Req) {
  const text = (name: string) => fieldText(form, name).slice(0, 2_000)
  const typed = Object.fromEntries(PLAN_FIELDS.map((name) => [name, text(name)]))
  const versi = /^\d{1,6}$/.test(text('versi')) ? Number(text('versi')) : 0
  return {
    text,
    typed,
    key: { unitKode: text('unit'), periode: text('periode'), unsur: text('unsur'), versi },
  }
}

async function save(deps: Deps, req: Req): Promise<Answer> {
  const { text, key } = readPlan(req)
  const done = await savePlan(
    deps,
    { actor: req.actor, key },
    {
      kegiatan: text('kegiatan'),
      penanggungJawab: text('penanggungJawab'),
      mulai: text('mulai'),
      target: text('target'),
    },
  )
  return after(deps, req, { done, text: kerjaMessages(req.ctx.lang).saved })
}

async function finish(deps: Deps, req: Req): Promise<Answer> {
  const { text, key } = readPlan(req)
  const done = await finishPlan(deps, { actor: req.actor, key }, text('hasil'))
  return after(deps, req, { done, text: kerjaMessages(req.ctx.lang).finished })
}

async function after(
  deps: Deps,
  req: Req,
  { done, text }: Readonly<{ done: Result<Rencana>; text: string }>,
): Promise<Answer> {
  if (done.ok) return redirect('/kerja/skm', { flash: { kind: 'success', text } })
  const { typed, key } = readPlan(req)
  const { unitKode, unsur } = key
  return show(deps, req, { unitKode, unsur, typed, refusals: done.refusals })
}

async function showRemarks(deps: Deps, req: Req): Promise<Answer> {
  const { kit, reference } = deps
  const unitKode = fieldText(req.query, 'unit')
  if (!deskUnits(req.actor).includes(unitKode)) return notFound
  const periode = parsePeriode(fieldText(req.query, 'periode')) ?? periodeOf(quarterOf(kit.today()))
  if (periode.triwulan === undefined) return notFound
  const after = fieldText(req.query, 'sesudah')
  const view = await loadSkor(deps, kit.db, {
    pokok: { sisi: 'unit', unitKode, layananKode: '' },
    periode,
  })
  const { dari } = quartersOf(periode)
  const found =
    view.nilai.kind === 'belum-cukup'
      ? undefined
      : await listCatatan(kit.db, {
          unitKode,
          triwulan: dari,
          after: isUuid(after) ? after : NIL_UUID,
          limit: REMARKS_SHOWN + 1,
        })
  const shown = found?.slice(0, REMARKS_SHOWN)
  const last = found !== undefined && found.length > REMARKS_SHOWN ? shown?.at(-1) : undefined
  const names = new Map((await listLayanan(kit.db)).map(({ kode, nama }) => [kode, nama]))
  const { lang } = req.ctx
  return page(
    <RemarksPage
      ctx={req.ctx}
      unit={reference.findUnit(unitKode)?.nama ?? unitKode}
      periode={periodeName(periode, lang)}
      remarks={shown?.map(({ layananKode, catatan }) => ({
        layanan: names.get(layananKode) ?? layananKode,
        catatan,
      }))}
      minimum={formatNumber(view.aturan.jawabanMinimum, lang)}
      nextHref={
        last &&
        `/kerja/skm/catatan?unit=${unitKode}&periode=${periode.tahun}-Q${periode.triwulan}&sesudah=${last.id}`
      }
    />,
  )
}
