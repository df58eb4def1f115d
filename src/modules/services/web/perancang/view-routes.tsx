import { parseTanggal } from '../../../../kernel/date.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { type Answer, forbidden, page, redirect } from '../../../../platform/http/answer.ts'
import { fieldList, fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { formatNumber } from '../../../../ui/format.ts'
import { editDraft, isDesigner } from '../../actions/design-draft.ts'
import { goldenOf, type Trial, type Tried, tryOut } from '../../actions/design-try.ts'
import { standardOf } from '../../domain/catalogue/standard.ts'
import { wordsIn } from '../../domain/definition/types.ts'
import { readRecord } from '../../domain/perancang/read-part.ts'
import { designRefusal } from '../../domain/perancang/refusals.ts'
import { designMessages } from '../../messages/index.ts'
import type { Services } from '../../types.ts'
import { desaGroups, tableChoices } from '../lists.ts'
import { hoursPerDay, standardWords } from '../words.ts'
import { letterViews } from './beside.tsx'
import { type Desk, HOME, partHref } from './frame.tsx'
import { atDesk, baseOf, DESIGN } from './open-desk.ts'
import { PreviewPage } from './preview.page.tsx'
import { TryPage } from './try.page.tsx'

type Handle = (services: Services, req: Req, desk: Desk) => Promise<Answer> | Answer

/** How a definition will look and what it will say, before anybody is served by it. */
export function viewRoutes(services: Services): readonly Route[] {
  const route = (method: 'GET' | 'POST', rest: string, handle: Handle): Route => ({
    method,
    url: `${HOME}/:kode/:versi${rest}`,
    access: DESIGN,
    kind: 'page',
    handle: (req) => atDesk(services, req, (desk) => handle(services, req, desk)),
  })
  return [
    route('GET', '/pratinjau', showPreview),
    route('GET', '/coba', (_, req, desk) => showTrial(services, req, desk, {})),
    route('POST', '/coba', runTrial),
  ]
}

function showPreview({ deps }: Services, req: Req, desk: Desk): Answer {
  const { ctx, isi } = desk
  const asked = Number(fieldText(req.query, 'halaman'))
  const index = Number.isInteger(asked) && asked >= 0 && asked < isi.form.length ? asked : 0
  return page(
    <PreviewPage
      desk={desk}
      page={isi.form[index]}
      index={index}
      desa={desaGroups(deps)}
      tableChoices={tableChoices(deps)}
      letters={letterViews(deps, desk).filter((one) => one !== undefined)}
      standard={standardOf(isi, {
        lang: ctx.lang,
        hoursPerDay: hoursPerDay(deps.reference.calendar(), deps.kit.today()),
        words: standardWords(ctx.lang),
        on: deps.kit.today(),
      })}
    />,
  )
}

type Shown = Readonly<{ trial?: Trial; tried?: Tried; refusals?: readonly Refusal[] }>

function showTrial(services: Services, req: Req, desk: Desk, shown: Shown): Answer {
  const { deps } = services
  const { trial, tried } = shown
  return page(
    <TryPage
      desk={desk}
      day={trial?.at ?? deps.kit.today()}
      documents={trial?.documents ?? []}
      factsText={fieldText(req.form, '_fakta')}
      answers={tried?.answers ?? {}}
      desa={desaGroups(deps)}
      tableChoices={tableChoices(deps)}
      outcome={tried === undefined ? undefined : outcomeOf(desk, tried)}
      missing={tried?.refusals ?? []}
      name={fieldText(req.form, '_nama')}
      refusals={shown.refusals ?? []}
    />,
    shown.refusals === undefined ? {} : { status: 422 },
  )
}

function outcomeOf({ ctx, isi }: Desk, { assessment, state }: Tried) {
  const m = designMessages(ctx.lang)
  const broken = [...assessment.stops, ...assessment.routes]
  const labels = (ids: readonly string[], of: (id: string) => string) =>
    ids.length === 0 ? '-' : ids.map(of).join(', ')
  const docName = (id: string) => {
    const found = isi.documents.find((doc) => doc.id === id)
    return found === undefined ? id : wordsIn(found.label, ctx.lang)
  }
  const stage = isi.workflow.states[state]
  return [
    { label: m.tryEligible, value: broken.length === 0 ? m.tryYes : m.tryNo },
    ...(broken.length === 0
      ? []
      : [
          {
            label: m.tryStops,
            value: broken.map((rule) => wordsIn(rule.message, ctx.lang)).join(' '),
          },
        ]),
    ...(assessment.routes[0]?.to === undefined
      ? []
      : [{ label: m.tryRoute, value: assessment.routes[0].to }]),
    { label: m.tryFee, value: `Rp${formatNumber(assessment.fee, ctx.lang)}` },
    { label: m.tryDocs, value: labels(assessment.documents, docName) },
    { label: m.tryState, value: stage === undefined ? state : wordsIn(stage.label, ctx.lang) },
    { label: m.tryPages, value: labels(assessment.pages, (id) => id) },
  ]
}

async function runTrial(services: Services, req: Req, desk: Desk): Promise<Answer> {
  const { deps } = services
  if (!isDesigner(req.actor)) return forbidden
  const facts = readRecord(
    { kind: 'record', name: 'coba', parts: [{ key: '_fakta', shape: { kind: 'values' } }] },
    req.form,
    { old: {} },
  )
  const day = parseTanggal(fieldText(req.form, '_hari'))
  const trial: Trial = {
    typed: Object.fromEntries(Object.entries(req.form).filter(([name]) => !name.startsWith('_'))),
    documents: fieldList(req.form, '_dok').filter((id) =>
      desk.isi.documents.some((doc) => doc.id === id),
    ),
    facts: facts.value._fakta as Trial['facts'],
    at: day.ok ? day.value : deps.kit.today(),
  }
  const tried = tryOut(deps, desk.isi, trial)
  if (facts.refusals.length > 0)
    return showTrial(services, req, desk, { trial, tried, refusals: facts.refusals })
  if (fieldText(req.form, '_cara') !== 'simpan')
    return showTrial(services, req, desk, { trial, tried })
  const name = fieldText(req.form, '_nama').trim()
  const isTaken = desk.isi.tests.some((test) => test.name === name)
  if (name === '' || isTaken)
    return showTrial(services, req, desk, {
      trial,
      tried,
      refusals: [designRefusal('RANCANGAN_WAJIB', '_nama')],
    })
  const done = await editDraft(deps, deps.kit.db, req.actor, {
    key: desk,
    base: baseOf(req.form),
    change: (isi) => ({ ...isi, tests: [...isi.tests, goldenOf(name, trial, tried)] }),
  })
  return done.ok
    ? redirect(partHref(desk, 'uji'), {
        flash: { kind: 'success', text: designMessages(req.ctx.lang).tryKept },
      })
    : showTrial(services, req, desk, { trial, tried, refusals: done.refusals })
}
