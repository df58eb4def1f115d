import type { SignedIn } from '../../../../kernel/actor.ts'
import { isUuid } from '../../../../kernel/id.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { forbidden, notFound, page, redirect } from '../../../../platform/http/answer.ts'
import { type Fields, fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { formatDateTime, formatNumber, localeOf } from '../../../../ui/format.ts'
import {
  dropDraft,
  type Page as OpenDraft,
  readDraft,
  savePage,
  startDraft,
} from '../../actions/drafts.ts'
import { signedIn } from '../../actions/submit.ts'
import { refusePages } from '../../domain/completeness.ts'
import { type Field, type Layanan, wordsIn } from '../../domain/definition/types.ts'
import { isForBrowser, namesIn } from '../../domain/expr/check.ts'
import { ajukanMessages } from '../../messages/index.ts'
import { listDraf } from '../../store/draf-store.ts'
import { listKuasa } from '../../store/kuasa-store.ts'
import type { Services } from '../../types.ts'
import { desaGroups, tableChoices } from '../lists.ts'
import { LURING } from '../luring/form.page.tsx'
import { toldFor } from '../told.ts'
import { type AskedField, QuestionPage } from './question.page.tsx'
import { StartPage, type TaskRow, TasksPage } from './start.page.tsx'

const DRAFTS_SHOWN = 5
const OTHERS_MAX = 20

export const baseOf = (id: string): string => `/permohonan/draf/${id}`

/** Beginning an application and answering its pages. */
export function draftRoutes(services: Services): readonly Route[] {
  const route = (
    method: 'GET' | 'POST',
    url: string,
    handle: Route['handle'],
    access: Route['access'] = 'signed-in',
  ): Route => ({ method, url, access, kind: 'page', handle })
  return [
    route('GET', '/layanan/:kode/ajukan', (req) => showStart(services, req, []), 'public'),
    route('POST', '/layanan/:kode/ajukan', (req) => start(services, req)),
    route('GET', '/permohonan/draf/:id', (req) => showTasks(services, req)),
    route('POST', '/permohonan/draf/:id/hapus', (req) => drop(services, req)),
    route('GET', '/permohonan/draf/:id/:halaman', (req) => showPage(services, req)),
    route('POST', '/permohonan/draf/:id/:halaman', (req) => takePage(services, req)),
  ]
}

async function showStart(services: Services, req: Req, refusals: readonly Refusal[]) {
  const { ctx } = req
  const { deps } = services
  const katalog = await deps.layanan.katalog()
  const kode = (req.params.kode ?? '').toUpperCase()
  if (katalog.rujukan.has(kode)) return redirect(`/layanan/${kode}`)
  const layanan = katalog.layanan.get(kode)
  if (layanan === undefined) return notFound
  const actor = signedIn(req.actor)
  const drafts = actor === undefined ? [] : await listDraf(deps.kit.db, actor.accountId, 20)
  const m = ajukanMessages(ctx.lang)
  return page(
    <StartPage
      ctx={ctx}
      code={kode}
      name={wordsIn(layanan.name, ctx.lang)}
      pages={formatNumber(layanan.form.length, ctx.lang)}
      documents={layanan.documents.map((doc) => wordsIn(doc.label, ctx.lang))}
      isSignedIn={actor !== undefined}
      isOffline={layanan.offline}
      others={actor === undefined ? [] : await othersOf(services, actor, kode)}
      drafts={drafts
        .filter((draft) => draft.kode === kode)
        .slice(0, DRAFTS_SHOWN)
        .map((draft) => ({
          href: baseOf(draft.id),
          changed: m.resumeLine(formatDateTime(draft.diubahAt, localeOf(ctx))),
        }))}
      draftId={deps.kit.newSecretId()}
      refusals={refusals}
    />,
    refusals.length > 0 ? { status: 422 } : {},
  )
}

/** Those who gave the reader power to apply in their name for this service. */
async function othersOf({ deps }: Services, actor: SignedIn, kode: string) {
  const held = (await listKuasa(deps.kit.db, actor.accountId, OTHERS_MAX)).filter(
    (kuasa) =>
      kuasa.penerimaAkunId === actor.accountId &&
      kuasa.berlakuSampai >= deps.kit.today() &&
      (kuasa.layananKode === null || kuasa.layananKode === kode),
  )
  const others: { value: string; label: string }[] = []
  for (const kuasa of held) {
    const account = await deps.identity.findAccount(deps.kit.db, kuasa.pemberiAkunId)
    if (account !== undefined)
      others.push({ value: `${kuasa.jenis}:${account.id}`, label: account.name })
  }
  return others
}

async function start(services: Services, req: Req) {
  const actor = signedIn(req.actor)
  if (actor === undefined) return forbidden
  const kode = (req.params.kode ?? '').toUpperCase()
  const [cara, untuk] = fieldText(req.form, 'untuk').split(':')
  const id = fieldText(req.form, 'draf')
  const isFor = untuk !== undefined && isUuid(untuk) && (cara === 'keluarga' || cara === 'kuasa')
  const made = await startDraft(services.deps, services.deps.kit.db, actor, {
    kode,
    cara: isFor ? cara : 'sendiri',
    ...(isFor ? { untukAkunId: untuk } : {}),
    ...(isUuid(id) ? { id } : {}),
  })
  if (!made.ok) return showStart(services, req, made.refusals)
  const isOffline = fieldText(req.form, 'aksi') === 'luring'
  return redirect(isOffline ? `${LURING}/${made.value.id}` : baseOf(made.value.id))
}

/** The draft of the address, when it is the reader's own. */
export async function openOwn(services: Services, req: Req): Promise<OpenDraft | undefined> {
  const actor = signedIn(req.actor)
  const id = req.params.id ?? ''
  if (actor === undefined || !isUuid(id)) return undefined
  return readDraft(services.deps, services.deps.kit.db, { id, actor })
}

async function showTasks(services: Services, req: Req) {
  const { ctx } = req
  const { lang } = ctx
  const open = await openOwn(services, req)
  if (open === undefined) return notFound
  const { draf, judged } = open
  const { layanan } = judged.prepared
  const { facts } = judged.assessment
  const problems = refusePages(judged.prepared, facts)
  const base = baseOf(draf.id)
  const pages = layanan.form
    .filter((one) => judged.assessment.pages.includes(one.id))
    .map((one): TaskRow => {
      const isVisited = draf.halaman.includes(one.id)
      const isSound = (problems.get(one.id) ?? []).length === 0
      return {
        href: `${base}/${one.id}`,
        label: wordsIn(one.title, lang),
        state: isVisited ? (isSound ? 'done' : 'problem') : 'todo',
      }
    })
  const offered = layanan.documents.filter(({ id }) => judged.assessment.offered.includes(id))
  const documents = offered.map((doc): TaskRow => {
    const isNeeded = judged.assessment.documents.includes(doc.id)
    return {
      href: `${base}/berkas/${doc.id}`,
      label: wordsIn(doc.label, lang),
      state: draf.berkas[doc.id] !== undefined ? 'done' : isNeeded ? 'todo' : 'optional',
    }
  })
  const isReady = [...pages, ...documents].every(
    (row) => row.state === 'done' || row.state === 'optional',
  )
  const other =
    draf.untukAkunId === null
      ? undefined
      : await services.deps.identity.findAccount(services.deps.kit.db, draf.untukAkunId)
  return page(
    <TasksPage
      ctx={ctx}
      code={layanan.code}
      name={wordsIn(layanan.name, lang)}
      forName={other?.name}
      base={base}
      pages={pages}
      documents={documents}
      isReady={isReady}
      offlineHref={layanan.offline ? `${LURING}/${draf.id}` : undefined}
    />,
  )
}

async function drop(services: Services, req: Req) {
  const actor = signedIn(req.actor)
  const id = req.params.id ?? ''
  if (actor === undefined || !isUuid(id)) return notFound
  await dropDraft(services.deps.kit.db, actor, id)
  return redirect('/akun/permohonan', {
    flash: { kind: 'notice', text: ajukanMessages(req.ctx.lang).discarded },
  })
}

async function showPage(services: Services, req: Req) {
  const open = await openOwn(services, req)
  return open === undefined
    ? notFound
    : questionPage(services, req, open, { refusals: [], typed: {} })
}

type Shown = Readonly<{
  refusals: readonly Refusal[]
  typed: Readonly<Record<string, string>>
  status?: number
}>

function questionPage(services: Services, req: Req, { draf, judged }: OpenDraft, shown: Shown) {
  const { ctx } = req
  const { prepared, assessment, known } = judged
  const { layanan } = prepared
  const asked = layanan.form.filter((one) => assessment.pages.includes(one.id))
  const index = asked.findIndex((one) => one.id === req.params.halaman)
  const now = asked[index]
  if (now === undefined) return notFound
  return page(
    <QuestionPage
      ctx={ctx}
      title={wordsIn(now.title, ctx.lang)}
      name={wordsIn(layanan.name, ctx.lang)}
      base={baseOf(draf.id)}
      pageId={now.id}
      step={index + 1}
      total={asked.length}
      fields={now.fields
        .filter((field) => mayBeAsked(field, { draf, judged }, now.id))
        .map((field) => askedField(field, { open: { draf, judged }, typed: shown.typed }))}
      rules={toldFor({
        fields: now.fields,
        layanan,
        facts: assessment.facts,
        known: knownFields(judged),
      })}
      refusals={shown.refusals}
      unreachable={known.unreachable}
      desa={desaGroups(services.deps)}
      tableChoices={tableChoices(services.deps)}
      desaName={(kode) => services.deps.reference.findWilayah(kode)?.nama}
    />,
    shown.status === undefined ? {} : { status: shown.status },
  )
}

/**
 * What follows from answers is shown once there are some. A question that another one of the page may open is on the page
 * too, closed: a script opens it at once, without one the next screen does.
 */
function mayBeAsked(field: Field, { draf, judged }: OpenDraft, pageId: string): boolean {
  if (field.type === 'hitung' && !draf.halaman.includes(pageId)) return false
  return isShown(field, judged) || isForPage(field, judged.prepared.layanan, pageId)
}

function isShown(field: Field, { prepared, assessment }: OpenDraft['judged']): boolean {
  return prepared.fields.get(field.id)?.isShown(assessment.facts) === true
}

/** Can a browser tell by the answers of this page alone? */
function isForPage({ show, type }: Field, { form }: Layanan, pageId: string): boolean {
  if (show === undefined || type === 'hitung' || !isForBrowser(show)) return false
  const here = new Set(form.find((one) => one.id === pageId)?.fields.map((field) => field.id))
  return namesIn(show).some((name) => here.has(name))
}

/** Fields that hold what their register says and are not typed. */
export function knownFields({ prepared, known }: OpenDraft['judged']): ReadonlySet<string> {
  const held = [...prepared.fields.values()].filter(({ field }) => isHeld(field, known.register))
  return new Set(held.map(({ field }) => field.id))
}

function isHeld({ lock, prefill }: Field, register: Readonly<Record<string, unknown>>): boolean {
  return lock === true && prefill !== undefined && (register[prefill] ?? null) !== null
}

function askedField(
  field: Field,
  { open, typed }: Readonly<{ open: OpenDraft; typed: Readonly<Record<string, string>> }>,
): AskedField {
  const { judged, draf } = open
  const fromRegister =
    field.prefill === undefined ? undefined : judged.known.register[field.prefill]
  const isKnown = field.lock === true && fromRegister !== undefined && fromRegister !== null
  return {
    field,
    isHidden: !isShown(field, judged),
    value: isKnown ? fromRegister : judged.assessment.facts.get(field.id),
    isKnown,
    claimed: draf.sanggahan[field.id],
    typed: typed[field.id],
  }
}

async function takePage(services: Services, req: Req) {
  const actor = signedIn(req.actor)
  const id = req.params.id ?? ''
  const pageId = req.params.halaman ?? ''
  if (actor === undefined || !isUuid(id)) return notFound
  const { typed, disputes, aksi } = splitForm(req.form)
  const saved = await savePage(services.deps, services.deps.kit.db, actor, {
    id,
    pageId,
    typed,
    disputes,
  })
  if (!saved.ok) {
    const open = await openOwn(services, req)
    return open === undefined
      ? notFound
      : questionPage(services, req, open, {
          refusals: saved.refusals,
          typed: textsOf(typed),
          status: 422,
        })
  }
  const { draf, judged, refusals } = saved.value
  if (aksi.startsWith('baris:')) return redirect(`${baseOf(id)}/${pageId}`)
  const isFurther = refusals.length > 0 && refusals.every((one) => isNewQuestion(one, typed))
  if (isFurther) return questionPage(services, req, { draf, judged }, { refusals: [], typed: {} })
  if (refusals.length > 0)
    return questionPage(
      services,
      req,
      { draf, judged },
      { refusals, typed: textsOf(typed), status: 422 },
    )
  return redirect(nextOf({ draf, judged }, pageId))
}

/** A question that an answer has only just opened was not on the page: it is asked now, and nobody is blamed. */
function isNewQuestion(
  { code, field }: Refusal,
  typed: Readonly<Record<string, unknown>>,
): boolean {
  return code === 'ISIAN_WAJIB' && field !== undefined && !Object.hasOwn(typed, field)
}

/** Answers, disputes and the button that was pressed. */
export function splitForm(form: Fields) {
  const typed: Record<string, string | readonly string[]> = {}
  const disputes: Record<string, string> = {}
  for (const [name, value] of Object.entries(form)) {
    if (name === '_csrf' || name === 'aksi' || name === 'tindakan') continue
    if (name.startsWith('sanggah.')) disputes[name.slice('sanggah.'.length)] = fieldText(form, name)
    else typed[name] = value
  }
  return { typed, disputes, aksi: fieldText(form, 'aksi') }
}

/** Single values as they were typed, for fields that could not be read. */
export function textsOf(
  typed: Readonly<Record<string, string | readonly string[]>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  )
}

/** A page that showed new questions is shown once more; else the next one, or the list. */
function nextOf({ draf, judged }: OpenDraft, pageId: string): string {
  const { assessment } = judged
  const at = assessment.pages.indexOf(pageId)
  const next = assessment.pages[at + 1]
  return next === undefined ? baseOf(draf.id) : `${baseOf(draf.id)}/${next}`
}
