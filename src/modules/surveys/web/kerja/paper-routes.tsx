import type { Refusal } from '../../../../kernel/result.ts'
import { type Answer, notFound, page } from '../../../../platform/http/answer.ts'
import { type Req, type Route, signedInOf } from '../../../../platform/http/route.ts'
import { PAPER_ROLES } from '../../actions/own.ts'
import { enterPaper, type Lembar } from '../../actions/paper.ts'
import type { Deps } from '../../deps.ts'
import type { Ketikan } from '../../domain/isian.ts'
import { findSurvei } from '../../store/survei-store.ts'
import { readTyped } from '../question.tsx'
import { kodeOf, typedOf } from './asked.ts'
import { PaperPage } from './paper.page.tsx'

const HEAD = ['bundel', 'lembar', 'strata'] as const
type Head = Readonly<Record<(typeof HEAD)[number], string>>
const EMPTY: Head = { bundel: '', lembar: '1', strata: '' }

/** Paper sheets of one survey, one after the other. */
export function paperRoutes(deps: Deps): readonly Route[] {
  const room = { access: { roles: PAPER_ROLES }, kind: 'page' } as const
  const url = '/kerja/survei/:kode/kertas'
  return [
    {
      ...room,
      method: 'GET',
      url,
      handle: (req) => show(deps, req, { head: EMPTY, typed: {}, refusals: [] }),
    },
    { ...room, method: 'POST', url, handle: (req) => take(deps, req) },
  ]
}

type Shown = Readonly<{
  head: Head
  typed: Ketikan
  refusals: readonly Refusal[]
  saved?: Lembar
}>

async function show({ kit }: Deps, req: Req, shown: Shown): Promise<Answer> {
  const survei = await findSurvei(kit.db, kodeOf(req))
  if (survei === undefined || survei.status === 'draf') return notFound
  return page(<PaperPage ctx={req.ctx} survei={survei} {...shown} />, {
    status: shown.refusals.length > 0 ? 422 : 200,
  })
}

async function take(deps: Deps, req: Req): Promise<Answer> {
  const survei = await findSurvei(deps.kit.db, kodeOf(req))
  if (survei === undefined) return notFound
  const head = typedOf(req, HEAD)
  const typed = readTyped(survei.soal, req.form)
  const done = await enterPaper(deps, signedInOf(req), { kode: survei.kode, head, typed })
  if (!done.ok) return show(deps, req, { head, typed, refusals: done.refusals })
  // The next sheet of the same batch: all but its number and its answers stays.
  const next = String(Math.min(done.value.lembar + 1, 9_999))
  return show(deps, req, {
    head: { ...head, lembar: next },
    typed: {},
    refusals: [],
    saved: done.value,
  })
}
