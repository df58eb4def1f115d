import { isUuid } from '../../../../kernel/id.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { type Answer, json, notFound, page, redirect } from '../../../../platform/http/answer.ts'
import { createLimiter, type Limiter } from '../../../../platform/http/limiter.ts'
import type { Req, Route } from '../../../../platform/http/route.ts'
import { formatNumber } from '../../../../ui/format.ts'
import { fieldId, type Place } from '../../../../ui/index.ts'
import type { Page as OpenDraft } from '../../actions/drafts.ts'
import { judgeDraft, signedIn } from '../../actions/submit.ts'
import { promiseOf } from '../../domain/catalogue/standard.ts'
import { type Layanan, wordsIn } from '../../domain/definition/types.ts'
import { refusal } from '../../domain/refusals.ts'
import { ajukanMessages } from '../../messages/index.ts'
import type { Services } from '../../types.ts'
import { shownValue } from '../field-view.tsx'
import { namesOf } from '../lists.ts'
import { hoursPerDay, promiseWords } from '../words.ts'
import { CheckPage } from './check.page.tsx'
import { baseOf, openOwn } from './draft-routes.tsx'

const APPLICATIONS_PER_HOUR = 20
const HOUR_MS = 3_600_000

/** The last look before sending, and sending. */
export function checkRoutes(services: Services): readonly Route[] {
  const sending = createLimiter({
    limit: APPLICATIONS_PER_HOUR,
    windowMs: HOUR_MS,
    now: () => services.deps.kit.now().getTime(),
  })
  return [
    {
      method: 'GET',
      url: '/permohonan/draf/:id/periksa',
      access: 'signed-in',
      kind: 'page',
      handle: (req) => show(services, req, []),
    },
    {
      method: 'POST',
      url: '/permohonan/draf/:id/periksa',
      access: 'signed-in',
      kind: 'page',
      handle: (req) => send(services, req, sending),
    },
  ]
}

/** Sent by a form, or by a phone that filled it in without a network: the same is handed in once. */
async function send(services: Services, req: Req, sending: Limiter): Promise<Answer> {
  const actor = signedIn(req.actor)
  const id = req.params.id ?? ''
  if (actor === undefined || !isUuid(id)) return notFound
  const wantsJson = String(req.headers.accept ?? '').includes('application/json')
  const refuseAs = (refusals: readonly Refusal[], status: number) =>
    wantsJson
      ? json({ detail: refusals.map(req.ctx.word).join(' ') }, { status })
      : show(services, req, refusals)
  if (actor.kind === 'citizen' && sending.hit(actor.accountId) > 0)
    return refuseAs([refusal('TERLALU_SERING')], 429)
  const sent = await services.submit(services.deps.kit.db, actor, {
    drafId: id,
    kanal: actor.kind === 'officer' ? 'loket' : 'web',
    bahasa: req.ctx.lang,
  })
  if (!sent.ok) return refuseAs(sent.refusals, 422)
  const href = `/permohonan/${sent.value.nomor}?baru=1`
  return wantsJson ? json({ nomor: sent.value.nomor, href }) : redirect(href)
}

async function show(services: Services, req: Req, sent: readonly Refusal[]) {
  const open = await openOwn(services, req)
  const actor = signedIn(req.actor)
  if (open === undefined || actor === undefined) return notFound
  const judged = await judgeDraft(services.deps, services.deps.kit.db, { draf: open.draf, actor })
  const missing = judged.ok ? [] : judged.refusals
  // What a rule says has a place of its own on the page.
  const refusals =
    sent.length > 0
      ? sent
      : missing.filter((one) => one.code !== 'SYARAT_TIDAK_TERPENUHI' || one.field !== undefined)
  return page(
    view(services, req, { open, refusals, isReady: judged.ok }),
    sent.length > 0 ? { status: 422 } : {},
  )
}

type Checking = Readonly<{ open: OpenDraft; refusals: readonly Refusal[]; isReady: boolean }>

/** A missing document is named as its reader reads; the sentence around it is worded later. */
function namedIn({ documents }: Layanan, lang: 'id' | 'en', one: Refusal): Refusal {
  const doc = documents.find(({ id }) => one.code === 'BERKAS_WAJIB' && one.field === `dok.${id}`)
  return doc === undefined
    ? one
    : refusal('BERKAS_WAJIB', one.field, { berkas: wordsIn(doc.label, lang) })
}

type Wanted = Readonly<{ field: string; base: string; lang: 'id' | 'en' }>

/** Where a refused field is asked: nothing is typed on this page. A cell of a row stands with its group. */
function placeOf({ form, documents }: Layanan, { field, base, lang }: Wanted): Place | undefined {
  if (documents.some(({ id }) => field === `dok.${id}`))
    return { href: `${base}/berkas/${field.slice('dok.'.length)}` }
  const asked = form.flatMap((one) => one.fields.map((each) => ({ pageId: one.id, each })))
  const found =
    asked.find(({ each }) => field === each.id) ??
    asked.find(({ each }) => field.startsWith(`${each.id}.`))
  if (found === undefined) return undefined
  const { pageId, each } = found
  return { href: `${base}/${pageId}#${fieldId(field)}`, name: wordsIn(each.label, lang) }
}

function view(services: Services, req: Req, { open, refusals, isReady }: Checking) {
  const { ctx } = req
  const { lang } = ctx
  const { deps } = services
  const { draf, judged } = open
  const { layanan } = judged.prepared
  const { assessment } = judged
  const { facts } = assessment
  const base = baseOf(draf.id)
  const m = ajukanMessages(lang)
  const rupiah = (value: number) => (value === 0 ? m.feeNone : `Rp${formatNumber(value, lang)}`)
  const asked = layanan.form.filter((one) => assessment.pages.includes(one.id))
  return (
    <CheckPage
      ctx={ctx}
      name={wordsIn(layanan.name, lang)}
      base={base}
      groups={asked.map((one) => ({
        title: wordsIn(one.title, lang),
        answers: one.fields
          .filter(
            (field) =>
              field.type !== 'info' &&
              judged.prepared.fields.get(field.id)?.isShown(facts) === true,
          )
          .map((field) => ({
            label: wordsIn(field.label, lang),
            value: shownValue(ctx, field, facts.get(field.id), namesOf(deps)),
            changeHref: `${base}/${one.id}#${fieldId(field.id)}`,
          })),
      }))}
      documents={layanan.documents
        .filter(
          ({ id }) =>
            assessment.documents.includes(id) ||
            (draf.berkas[id] !== undefined && assessment.offered.includes(id)),
        )
        .map((doc) => ({
          label: wordsIn(doc.label, lang),
          value: draf.berkas[doc.id] === undefined ? m.taskTodo : m.taskDone,
          changeHref: `${base}/berkas/${doc.id}`,
        }))}
      feeLines={assessment.feeLines.map((line) => ({
        label: wordsIn(line.label, lang),
        amount: rupiah(line.rupiah),
      }))}
      feeTotal={rupiah(assessment.fee)}
      promise={promiseWords(
        promiseOf(layanan, hoursPerDay(deps.reference.calendar(), deps.kit.today())),
        lang,
      )}
      warnings={assessment.warnings.map((rule) => wordsIn(rule.message, lang))}
      stops={assessment.stops.map((rule) => wordsIn(rule.message, lang))}
      routes={assessment.routes.map((rule) => ({
        message: wordsIn(rule.message, lang),
        href: `/layanan/${rule.to ?? ''}`,
        name: rule.to ?? '',
      }))}
      refusals={refusals.map((one) => namedIn(layanan, ctx.lang, one))}
      placeOf={(field) => placeOf(layanan, { field, base, lang })}
      isReady={isReady}
      unreachable={judged.known.unreachable}
    />
  )
}
