import { isSignedIn, type SignedIn } from '../../../../kernel/actor.ts'
import { parseNomor } from '../../../../kernel/nomor.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { type Db, type Tx, transaction } from '../../../../platform/db/database.ts'
import {
  type Answer,
  forbidden,
  json,
  notFound,
  page,
  redirect,
  text,
} from '../../../../platform/http/answer.ts'
import { fieldList, fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { formatDateTime, formatRelative, localeOf } from '../../../../ui/format.ts'
import { factsOfCase } from '../../actions/case-facts.ts'
import { takeProof } from '../../actions/field-proof.ts'
import { handBack, listInspections, ROUND_MAX, takeAlong } from '../../actions/field-round.ts'
import type { Inspected } from '../../actions/inspection.ts'
import { type OpenCase, openCase } from '../../actions/open-case.ts'
import { wordsIn } from '../../domain/definition/types.ts'
import { fieldsOnSite } from '../../domain/inspection.ts'
import { luringMessages } from '../../messages/index.ts'
import { listTaken } from '../../store/bawa-store.ts'
import type { AntreanRow } from '../../store/tugas-store.ts'
import type { Services } from '../../types.ts'
import { textsOf } from '../ajukan/draft-routes.tsx'
import { shownValue } from '../field-view.tsx'
import type { ActionView } from '../kerja/case.page.tsx'
import { actionsOf } from '../kerja/case-view.ts'
import { lanesOf, WORK } from '../kerja/queue-routes.tsx'
import { desaGroups, namesOf, tableChoices } from '../lists.ts'
import { toldFor } from '../told.ts'
import { type InspectionRow, InspectionsPage } from './inspections.page.tsx'
import { ROUND, RoundPage, type Stop, type StopAction } from './round.page.tsx'

const PROOF_FORM = { bodyLimit: 40 * 1024 * 1024, takesPhotos: true }
const LIST = '/kerja/permohonan/lapangan'

/**
 * Inspections on the spot: choose today's, take them along, fill them in without a network. The worker at
 * `…/bawa/sw.js` keeps the page; what is sent carries an id of the phone, so that sending it twice does it once.
 */
export function inspectionRoutes(services: Services): readonly Route[] {
  const route = (
    method: 'GET' | 'POST',
    url: string,
    handle: Route['handle'],
    rest: Partial<Route> = {},
  ): Route => ({ method, url, access: WORK, kind: 'page', handle, ...rest })
  return [
    route('GET', LIST, (req) => showList(services, req, [])),
    route('POST', LIST, (req) => choose(services, req)),
    route('GET', ROUND, (req) => showRound(services, req, {})),
    route('GET', `${ROUND}/token`, (req) => text(req.ctx.csrf, 'text/plain; charset=utf-8')),
    route('GET', `${ROUND}/sw.js`, showWorker, { access: 'public' }),
    route('POST', `${ROUND}/:nomor`, (req) => take(services, req), PROOF_FORM),
  ]
}

async function showList(
  services: Services,
  req: Req,
  refusals: readonly Refusal[],
): Promise<Answer> {
  if (!isSignedIn(req.actor)) return forbidden
  const { deps } = services
  const { accountId } = req.actor
  const rows = await listInspections(deps, deps.kit.db, lanesOf(req.actor))
  return page(
    <InspectionsPage
      ctx={req.ctx}
      rows={await Promise.all(rows.map((row) => rowOf(services, req, row, accountId)))}
      taken={String(rows.filter((row) => row.petugasId === accountId).length)}
      refusals={refusals}
    />,
    refusals.length > 0 ? { status: 422 } : {},
  )
}

async function rowOf(
  { deps }: Services,
  { ctx }: Req,
  row: AntreanRow,
  accountId: string,
): Promise<InspectionRow> {
  const { layanan } = await deps.layanan.prepared(deps.kit.db, row)
  const state = layanan.workflow.states[row.tahap]
  const { tenggatAt, petugasId } = row
  return {
    nomor: row.nomor,
    service: wordsIn(layanan.name, ctx.lang),
    stage: state === undefined ? row.tahap : wordsIn(state.label, ctx.lang),
    place: deps.reference.findUnit(row.desaKode ?? row.unitKode)?.nama ?? '',
    remaining: tenggatAt === null ? '' : formatRelative(tenggatAt, ctx.now, localeOf(ctx)),
    isLate: tenggatAt !== null && tenggatAt <= ctx.now,
    holder: petugasId === null ? undefined : petugasId === accountId ? 'me' : 'other',
  }
}

async function choose(services: Services, req: Req): Promise<Answer> {
  if (!isSignedIn(req.actor)) return forbidden
  const { deps } = services
  const m = luringMessages(req.ctx.lang)
  const wish = {
    actor: req.actor,
    lanes: lanesOf(req.actor),
    nomor: [...new Set(fieldList(req.form, 'nomor'))].slice(0, 50),
  }
  if (fieldText(req.form, 'aksi') === 'kembalikan') {
    await handBack(deps.kit.db, wish)
    return redirect(LIST, { flash: { kind: 'notice', text: m.handedBack } })
  }
  const done = await takeAlong(deps, deps.kit.db, wish)
  if (!done.ok) return showList(services, req, done.refusals)
  return redirect(ROUND, {
    flash:
      done.value.length === 0
        ? { kind: 'success', text: m.took }
        : { kind: 'notice', text: m.tookSome(done.value.join(', ')) },
  })
}

type Said = Readonly<{
  refusals?: readonly Refusal[]
  open?: Readonly<{ nomor: string; tindakan: string }>
  typed?: Readonly<Record<string, string>>
}>

async function showRound(services: Services, req: Req, said: Said): Promise<Answer> {
  const { ctx, actor } = req
  const { deps } = services
  if (!isSignedIn(actor)) return forbidden
  const cases = await openTaken(services, deps.kit.db, actor)
  const typed = said.typed ?? {}
  return page(
    <RoundPage
      ctx={ctx}
      accountId={actor.accountId}
      stops={cases.map((open) => stopOf(services, req, { open, typed }))}
      drawnAt={formatDateTime(deps.kit.now(), localeOf(ctx))}
      refusals={said.refusals ?? []}
      open={said.open}
      typed={typed}
      desa={desaGroups(deps)}
      tableChoices={tableChoices(deps)}
    />,
    said.refusals === undefined ? {} : { status: 422 },
  )
}

/** Row-level security opens the answers of one application at a time: each has a transaction of its own. */
async function openTaken(
  { deps }: Services,
  db: Db,
  actor: SignedIn,
): Promise<readonly OpenCase[]> {
  const cases: OpenCase[] = []
  for (const { nomor } of await listTaken(db, actor.accountId, ROUND_MAX)) {
    const open = await transaction(db, (tx: Tx) => openCase(deps, tx, { nomor, caller: { actor } }))
    if (open !== undefined) cases.push(open)
  }
  return cases
}

function stopOf(
  { deps }: Services,
  req: Req,
  { open, typed }: Readonly<{ open: OpenCase; typed: Readonly<Record<string, string>> }>,
): Stop {
  const { ctx } = req
  const { permohonan, prepared } = open
  const { layanan } = prepared
  const facts = factsOfCase(deps, prepared, open)
  const state = layanan.workflow.states[permohonan.tahap]
  const toAction = (action: ActionView): StopAction => {
    const fields = action.fields.map(({ field }) => field)
    return {
      ...action,
      kunci: deps.kit.newSecretId(),
      needed: [
        ...fields.filter((field) => field.required === true).map(({ id }) => id),
        ...(action.reason === 'none' ? [] : ['alasan']),
      ],
      rules: toldFor({ fields, layanan, facts }),
    }
  }
  return {
    nomor: permohonan.nomor,
    service: wordsIn(layanan.name, ctx.lang),
    stage: state === undefined ? permohonan.tahap : wordsIn(state.label, ctx.lang),
    tahap: permohonan.tahap,
    sejak: permohonan.tahapSejak.toISOString(),
    due: permohonan.tenggatAt === null ? '-' : formatDateTime(permohonan.tenggatAt, localeOf(ctx)),
    place: fieldsOnSite(layanan).flatMap((field) => {
      const value = facts.get(field.id)
      if (value === null || value === undefined) return []
      const shown = shownValue(ctx, field, value, namesOf(deps))
      return [
        {
          label: wordsIn(field.label, ctx.lang),
          value: shown,
          // Opens the phone's own map: no map of somebody else's is loaded here.
          href: field.type === 'titik' ? `geo:${shown.replace(' ', '')}` : undefined,
        },
      ]
    }),
    actions: actionsOf(req, open, typed)
      .filter((action) => !action.isFix && !action.isSigning && !action.isOwn)
      .map(toAction),
  }
}

const OWN_NAMES = new Set(['_csrf', 'kunci', 'tindakan', 'tahap', 'sejak', 'diisi', 'alasan'])

async function take(services: Services, req: Req): Promise<Answer> {
  const nomor = parseNomor(req.params.nomor ?? '')
  if (!nomor.ok) return notFound
  const { deps } = services
  const field = (name: string) => fieldText(req.form, name)
  const bukti = await takeProof(deps, req.files)
  const done = !bukti.ok
    ? bukti
    : await services.inspect(
        deps.kit.db,
        { actor: req.actor },
        {
          nomor: nomor.value.nomor,
          kunci: field('kunci').toLowerCase(),
          tindakan: field('tindakan'),
          tahap: field('tahap'),
          sejak: field('sejak'),
          diisi: field('diisi'),
          alasan: field('alasan'),
          isian: Object.fromEntries(
            Object.entries(req.form).filter(([name]) => !OWN_NAMES.has(name)),
          ),
          bukti: bukti.value,
        },
      )
  const wantsJson = String(req.headers.accept ?? '').includes('application/json')
  if (wantsJson)
    return done.ok
      ? json({ nomor: done.value.nomor, detail: await lateWords(services, req, done.value) })
      : json({ detail: done.refusals.map(req.ctx.word).join(' ') }, { status: 422 })
  if (!done.ok)
    return showRound(services, req, {
      refusals: done.refusals,
      open: { nomor: nomor.value.nomor, tindakan: field('tindakan') },
      typed: textsOf(req.form),
    })
  const late = await lateWords(services, req, done.value)
  const m = luringMessages(req.ctx.lang)
  return redirect(ROUND, {
    flash:
      late === ''
        ? { kind: 'success', text: m.done(done.value.nomor) }
        : { kind: 'notice', text: late },
  })
}

/** In plain words that the case had moved on; nothing where it had not. */
async function lateWords(
  { deps }: Services,
  { ctx, actor }: Req,
  { nomor, hasil }: Inspected,
): Promise<string> {
  if (hasil === 'dipakai') return ''
  const open = await transaction(deps.kit.db, (tx) =>
    openCase(deps, tx, { nomor, caller: { actor } }),
  )
  const tahap = open?.permohonan.tahap ?? ''
  const state = open?.prepared.layanan.workflow.states[tahap]
  return luringMessages(ctx.lang).late(
    nomor,
    state === undefined ? tahap : wordsIn(state.label, ctx.lang),
  )
}

/** Names of what it keeps stand in the worker: a new script or sheet makes a new one. */
function showWorker(req: Req): Answer {
  const { href } = req.ctx.assets
  const kept = ['pendopo.css', 'petugas.css', 'layanan.css', 'lapangan.js', 'layanan.js'].map(href)
  return text(
    `// ${kept.join(' ')}\nimportScripts(${JSON.stringify(href('sw-lapangan.js'))})\n`,
    'text/javascript; charset=utf-8',
    { headers: { 'cache-control': 'no-store', 'service-worker-allowed': ROUND } },
  )
}
