import { isUuid } from '../../../../kernel/id.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import {
  type Answer,
  json,
  notFound,
  page,
  redirect,
  text,
} from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { formatBytes } from '../../../../ui/format.ts'
import {
  arriveFile,
  arriveOffline,
  type OfflineDraft,
  type OfflineOutcome,
} from '../../actions/arrive-offline.ts'
import { askedDates } from '../../actions/document-dates.ts'
import type { Page as OpenDraft } from '../../actions/drafts.ts'
import { signedIn } from '../../actions/submit.ts'
import { type Doc, wordsIn } from '../../domain/definition/types.ts'
import type { Expr } from '../../domain/expr/types.ts'
import type { Cara } from '../../domain/permohonan.ts'
import { ajukanMessages } from '../../messages/index.ts'
import type { Services } from '../../types.ts'
import { baseOf, knownFields, openOwn, splitForm, textsOf } from '../ajukan/draft-routes.tsx'
import { desaGroups, tableChoices } from '../lists.ts'
import { toldFor } from '../told.ts'
import { KeptPage, LURING, LuringFormPage } from './form.page.tsx'

/** Twelve megabytes for one document; the check says when it is too large. */
const DOCUMENT_FORM = { bodyLimit: 16 * 1024 * 1024, takesPhotos: true }

/**
 * Applying without a network. The worker at `/permohonan/luring/sw.js` keeps the form of a draft; what was filled in comes
 * back here with an id of its own, and is read again as on any other page.
 */
export function luringRoutes(services: Services): readonly Route[] {
  const route = (
    method: 'GET' | 'POST',
    url: string,
    handle: Route['handle'],
    rest: Partial<Route> = {},
  ): Route => ({ method, url, access: 'signed-in', kind: 'page', handle, ...rest })
  return [
    route('GET', LURING, showKept),
    route('GET', `${LURING}/token`, (req) =>
      text(req.ctx.csrf, 'text/plain; charset=utf-8', { headers: { 'cache-control': 'no-store' } }),
    ),
    route('GET', `${LURING}/sw.js`, showWorker, { access: 'public' }),
    route('GET', `${LURING}/:id`, (req) => showForm(services, req, [])),
    route('POST', `${LURING}/:id`, (req) => takeAnswers(services, req)),
    route('POST', `${LURING}/:id/berkas/:dok`, (req) => takeFile(services, req), DOCUMENT_FORM),
  ]
}

function showKept(req: Req): Answer {
  const actor = signedIn(req.actor)
  return actor === undefined
    ? notFound
    : page(<KeptPage ctx={req.ctx} accountId={actor.accountId} />)
}

async function showForm(
  services: Services,
  req: Req,
  refusals: readonly Refusal[],
): Promise<Answer> {
  const open = await openOwn(services, req)
  const actor = signedIn(req.actor)
  if (open === undefined || actor === undefined) return notFound
  const { ctx } = req
  const { draf, judged } = open
  const { layanan } = judged.prepared
  const { facts } = judged.assessment
  const known = knownFields(judged)
  const typed = textsOf(splitForm(req.form).typed)
  return page(
    <LuringFormPage
      ctx={ctx}
      draftId={draf.id}
      accountId={actor.accountId}
      code={draf.kode}
      version={draf.versi}
      revision={draf.revisi}
      cara={draf.cara}
      untuk={draf.untukAkunId ?? ''}
      name={wordsIn(layanan.name, ctx.lang)}
      rules={toldFor({
        fields: layanan.form.flatMap(({ fields }) => fields),
        parts: [
          ...partsOf(layanan.form, ({ id }) => `@${id}`),
          ...partsOf(layanan.documents, ({ id }) => `dok.${id}`),
        ],
        layanan,
        facts,
        known,
      })}
      parts={layanan.form.map((part) => ({
        id: part.id,
        title: wordsIn(part.title, ctx.lang),
        isConditional: part.show !== undefined,
        fields: part.fields.map((field) => ({
          field,
          value: draf.jawaban[field.id] ?? facts.get(field.id),
          isKnown: known.has(field.id),
          claimed: undefined,
          typed: typed[field.id],
        })),
      }))}
      documents={await documentsOf(services, req, open)}
      refusals={refusals}
      desa={desaGroups(services.deps)}
      tableChoices={tableChoices(services.deps)}
    />,
    refusals.length > 0 ? { status: 422 } : {},
  )
}

function partsOf<T extends Readonly<{ show?: Expr }>>(
  list: readonly T[],
  nameOf: (one: T) => string,
): readonly (readonly [string, Expr])[] {
  return list.flatMap((one) => (one.show === undefined ? [] : [[nameOf(one), one.show] as const]))
}

async function documentsOf({ deps }: Services, { ctx }: Req, { draf, judged }: OpenDraft) {
  const m = ajukanMessages(ctx.lang)
  const { documents } = judged.prepared.layanan
  const dates = await askedDates(deps, deps.kit.db, documents)
  return documents.map((doc: Doc) => {
    const date = dates.get(doc.id)
    const accepted = m.docAccept(
      doc.accept.map((kind) => (kind === 'jpg' ? 'Foto' : 'PDF')).join(', '),
      formatBytes(doc.maxKb * 1024, ctx.lang),
    )
    return {
      id: doc.id,
      label: wordsIn(doc.label, ctx.lang),
      hint: [doc.hint === undefined ? '' : wordsIn(doc.hint, ctx.lang), accepted].join(' ').trim(),
      accept: doc.accept.map((kind) => (kind === 'jpg' ? 'image/*' : 'application/pdf')).join(','),
      maxBytes: doc.maxKb * 1024,
      isConditional: doc.show !== undefined,
      isNeeded: doc.required === true,
      isAttached: draf.berkas[doc.id] !== undefined,
      date: date === undefined ? undefined : m.docDate[date],
      href: `${baseOf(draf.id)}/berkas/${doc.id}`,
    }
  })
}

const noStore = { 'cache-control': 'no-store' }

async function takeAnswers(services: Services, req: Req): Promise<Answer> {
  const wantsJson = String(req.headers.accept ?? '').includes('application/json')
  const actor = signedIn(req.actor)
  const sent = actor === undefined ? undefined : await readSent(services, req, wantsJson)
  if (actor === undefined || sent === undefined) return notFound
  const { deps } = services
  const done = await arriveOffline(deps, deps.kit.db, actor, sent)
  if (!wantsJson) return afterForm(services, req, done)
  if (!done.ok)
    return json(
      { detail: done.refusals.map(req.ctx.word).join(' ') },
      { status: 422, headers: noStore },
    )
  return outcomeJson(req, sent.id, done.value)
}

/** From a script all that is told about the sending; from a form the draft as it is now. */
async function readSent(
  services: Services,
  req: Req,
  isTold: boolean,
): Promise<OfflineDraft | undefined> {
  const id = req.params.id ?? ''
  const { typed } = splitForm(req.form)
  const { 'aksi.langsung': _, ...answers } = typed
  if (isTold) {
    const told = (name: string) => fieldText(req.query, name)
    const untuk = told('untuk')
    return {
      id,
      kunci: told('kunci'),
      akunId: told('akun'),
      kode: told('kode'),
      versi: Number(told('versi')) || 0,
      dasar: Number(told('dasar')) || 0,
      cara: readCara(told('cara')),
      untukAkunId: isUuid(untuk) ? untuk : undefined,
      typed: answers,
    }
  }
  const open = await openOwn(services, req)
  if (open === undefined) return undefined
  const { draf } = open
  return {
    id,
    kunci: services.deps.kit.newSecretId(),
    akunId: draf.akunId,
    kode: draf.kode,
    versi: draf.versi,
    dasar: draf.revisi,
    cara: draf.cara,
    untukAkunId: draf.untukAkunId ?? undefined,
    typed: answers,
  }
}

function readCara(text: string): Cara {
  return text === 'keluarga' || text === 'kuasa' || text === 'petugas-loket' ? text : 'sendiri'
}

async function afterForm(
  services: Services,
  req: Req,
  done: Awaited<ReturnType<typeof arriveOffline>>,
): Promise<Answer> {
  const id = req.params.id ?? ''
  if (!done.ok) return showForm(services, req, done.refusals)
  if (done.value.kind === 'filed') return redirect(`/permohonan/${done.value.nomor}`)
  if (done.value.kind === 'saved' && done.value.unread.length > 0)
    return showForm(services, req, done.value.unread)
  const isRow = fieldText(req.form, 'aksi').startsWith('baris:')
  return redirect(isRow ? `${LURING}/${id}` : `${baseOf(id)}/periksa`)
}

function outcomeJson(req: Req, id: string, outcome: OfflineOutcome): Answer {
  const { lang } = req.ctx
  if (outcome.kind === 'filed')
    return json({ href: `/permohonan/${outcome.nomor}` }, { status: 410, headers: noStore })
  if (outcome.kind === 'conflict')
    return json(
      {
        revisi: outcome.revisi,
        beda: outcome.differing.map((label) => wordsIn(label, lang)),
      },
      { status: 409, headers: noStore },
    )
  return json(
    {
      revisi: outcome.revisi,
      versi: outcome.versi,
      tolak: outcome.unread.map((one) => ({ field: one.field, message: req.ctx.word(one) })),
      berubah: outcome.changed.map((label) => wordsIn(label, lang)),
      periksa: `${baseOf(id)}/periksa`,
    },
    { headers: noStore },
  )
}

async function takeFile(services: Services, req: Req): Promise<Answer> {
  const actor = signedIn(req.actor)
  const file = req.files.find((one) => one.field === 'berkas')
  if (actor === undefined || file === undefined) return notFound
  const { deps } = services
  const done = await arriveFile(deps, deps.kit.db, actor, {
    id: req.params.id ?? '',
    kunci: fieldText(req.query, 'kunci'),
    akunId: fieldText(req.query, 'akun'),
    dasar: Number(fieldText(req.query, 'dasar')) || 0,
    tanggal: fieldText(req.query, 'tanggal').slice(0, 20),
    dokumenId: req.params.dok ?? '',
    bytes: file.bytes,
    filename: file.filename,
  })
  return done.ok
    ? json(done.value, { headers: noStore })
    : json({ detail: done.refusals.map(req.ctx.word).join(' ') }, { status: 422, headers: noStore })
}

/** Names of what it keeps stand in the worker: a new script or sheet makes a new one. */
function showWorker(req: Req): Answer {
  const { href } = req.ctx.assets
  const kept = ['pendopo.css', 'layanan.css', 'layanan.js', 'isi-luring.js', 'ui-form.js'].map(href)
  return text(
    `// ${kept.join(' ')}\nimportScripts(${JSON.stringify(href('sw-layanan.js'))})\n`,
    'text/javascript; charset=utf-8',
    { headers: { ...noStore, 'service-worker-allowed': LURING } },
  )
}
