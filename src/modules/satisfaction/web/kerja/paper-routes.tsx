import type { Refusal } from '../../../../kernel/result.ts'
import { type Answer, page } from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { enterPaper, PAPER_ROLES, paperServices, paperUnits } from '../../actions/paper.ts'
import type { Deps } from '../../deps.ts'
import type { JawabanForm } from '../../domain/jawaban.ts'
import { listBundel } from '../../store/bundel-store.ts'
import { readTyped } from '../isi/survey-routes.tsx'
import { PaperPage } from './paper.page.tsx'

const URL = '/kerja/skm/kertas'
const BATCHES_SHOWN = 10
const HEAD = ['unit', 'layanan', 'bundel', 'lembar', 'tanggal'] as const

/** Paper forms, typed by who sits at counters and who checks applications. */
export function paperRoutes(deps: Deps): readonly Route[] {
  const room = { url: URL, access: { roles: PAPER_ROLES }, kind: 'page' } as const
  return [
    {
      ...room,
      method: 'GET',
      handle: (req) => show(deps, req, { typed: { unit: paperUnits(req.actor)[0] ?? '' } }),
    },
    { ...room, method: 'POST', handle: (req) => take(deps, req) },
  ]
}

type Shown = Readonly<{
  typed: JawabanForm
  refusals?: readonly Refusal[]
  saved?: Readonly<{ bundel: string; lembar: number }>
}>

async function show(deps: Deps, req: Req, shown: Shown): Promise<Answer> {
  const { kit, rules, reference } = deps
  const units = paperUnits(req.actor)
  const services = await paperServices(deps)
  const refusals = shown.refusals ?? []
  const view = (
    <PaperPage
      ctx={req.ctx}
      refusals={refusals}
      typed={shown.typed}
      units={units.map((kode) => ({
        value: kode,
        label: reference.findUnit(kode)?.nama ?? kode,
      }))}
      services={services.map(({ kode, nama }) => ({ value: kode, label: nama }))}
      kuesioner={rules.kuesionerAt(kit.today())}
      isGratis={services.find(({ kode }) => kode === shown.typed.layanan)?.isGratis ?? false}
      batches={await listBundel(kit.db, units, BATCHES_SHOWN)}
      saved={shown.saved}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

async function take(deps: Deps, req: Req): Promise<Answer> {
  const head = Object.fromEntries(
    HEAD.map((name) => [name, fieldText(req.form, name).trim().slice(0, 60)]),
  )
  const typed: JawabanForm = { ...readTyped(req.form), ...head }
  const done = await enterPaper(deps, req.actor, typed)
  if (!done.ok) return show(deps, req, { typed, refusals: done.refusals })
  // The next sheet of the same batch: all but its number and its answers stays.
  return show(deps, req, {
    typed: { ...head, lembar: String(Math.min(done.value.lembar + 1, 9_999)) },
    saved: done.value,
  })
}
