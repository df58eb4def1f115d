import type { Refusal } from '../../../../kernel/result.ts'
import { type Answer, page, redirect } from '../../../../platform/http/answer.ts'
import { type Req, type Route, signedInOf } from '../../../../platform/http/route.ts'
import { createSurvei } from '../../actions/build.ts'
import { ownUnits, PAPER_ROLES, SURVEYORS } from '../../actions/own.ts'
import type { Deps } from '../../deps.ts'
import { kerjaPath, type SurveiForm } from '../../domain/survei.ts'
import { kerjaMessages } from '../../messages/index.ts'
import { listAll } from '../../store/survei-store.ts'
import { afterOf, pageOf, SHOWN } from '../paging.ts'
import { typedOf } from './asked.ts'
import { HEAD_FIELDS } from './head-form.tsx'
import { DeskListPage } from './list.page.tsx'

const URL = '/kerja/survei'

/** All surveys, and the beginning of a new one. */
export function listRoutes(deps: Deps): readonly Route[] {
  const kind = 'page' as const
  return [
    {
      kind,
      method: 'GET',
      url: URL,
      access: { roles: PAPER_ROLES },
      handle: (req) => show(deps, req, { form: {}, refusals: [] }),
    },
    {
      kind,
      method: 'POST',
      url: URL,
      access: { roles: SURVEYORS },
      handle: (req) => create(deps, req),
    },
  ]
}

async function show(
  { kit, reference }: Deps,
  req: Req,
  { form, refusals }: Readonly<{ form: SurveiForm; refusals: readonly Refusal[] }>,
): Promise<Answer> {
  const found = await listAll(kit.db, { after: afterOf(req), limit: SHOWN + 1 })
  const units = ownUnits(req.actor)
  const view = (
    <DeskListPage
      ctx={req.ctx}
      {...pageOf(found, URL)}
      own={units}
      units={units.map((value) => ({ value, label: reference.findUnit(value)?.nama ?? value }))}
      form={{ unit: units[0] ?? '', ...form }}
      refusals={refusals}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

async function create(deps: Deps, req: Req): Promise<Answer> {
  const form = typedOf(req, HEAD_FIELDS)
  const done = await createSurvei(deps, signedInOf(req), form)
  if (!done.ok) return show(deps, req, { form, refusals: done.refusals })
  return redirect(kerjaPath(done.value), {
    flash: { kind: 'success', text: kerjaMessages(req.ctx.lang).saved },
  })
}
