import type { Refusal, Result } from '../../../../kernel/result.ts'
import { writeCsvRow } from '../../../../platform/csv/write-csv.ts'
import { type Answer, notFound, page, redirect } from '../../../../platform/http/answer.ts'
import {
  fieldList,
  fieldText,
  type Req,
  type Route,
  signedInOf,
} from '../../../../platform/http/route.ts'
import { openDraft, saveHead } from '../../actions/build.ts'
import { inviteStrata } from '../../actions/invite.ts'
import { ownUnits, SURVEYORS } from '../../actions/own.ts'
import { closeOpen, countSurvei, publishSurvei, saveMargin } from '../../actions/publish.ts'
import type { Deps } from '../../deps.ts'
import { marginSoal } from '../../domain/bobot-survei.ts'
import { kerjaPath, type Survei, type SurveiForm, surveiPath } from '../../domain/survei.ts'
import { kerjaMessages } from '../../messages/index.ts'
import type { KerjaMessages } from '../../messages/kerja-id.ts'
import { listHitungan, listPenolakan } from '../../store/jawaban-store.ts'
import { kodeOf, seeOwn, typedOf, versiOf } from './asked.ts'
import { HEAD_FIELDS, headForm } from './head-form.tsx'
import { MarginPage } from './margin.page.tsx'
import { PreviewPage } from './preview.page.tsx'
import { DeskSurveiPage } from './survei.page.tsx'

/** One survey on its officer's desk: head, opening, invitations, closing, weights, publication. */
export function surveiRoutes(deps: Deps): readonly Route[] {
  const room = { access: { roles: SURVEYORS }, kind: 'page' } as const
  const url = '/kerja/survei/:kode'
  const post = (below: string, handle: Route['handle']): Route => ({
    ...room,
    method: 'POST',
    url: `${url}${below}`,
    handle,
  })
  return [
    { ...room, method: 'GET', url, handle: (req) => show(deps, req) },
    post('', (req) => save(deps, req)),
    post('/buka', (req) =>
      act(deps, req, 'opened', () =>
        openDraft(deps, signedInOf(req), { kode: kodeOf(req), versi: versiOf(req) }),
      ),
    ),
    post('/tutup', (req) =>
      act(deps, req, 'closed', () => closeOpen(deps, signedInOf(req), kodeOf(req))),
    ),
    post('/terbit', (req) =>
      act(deps, req, 'published', () => publishSurvei(deps, signedInOf(req), kodeOf(req))),
    ),
    post('/undangan', (req) => invite(deps, req)),
    {
      ...room,
      method: 'GET',
      url: `${url}/timbang`,
      handle: (req) => showMargin(deps, req, { refusals: [] }),
    },
    post('/timbang', (req) => weighIt(deps, req)),
    { ...room, method: 'GET', url: `${url}/hasil`, handle: (req) => preview(deps, req) },
  ]
}

type Shown = Readonly<{ refusals: readonly Refusal[]; form?: SurveiForm }>

async function show(deps: Deps, req: Req, shown: Shown = { refusals: [] }): Promise<Answer> {
  const survei = await seeOwn(deps, req)
  if (survei === undefined) return notFound
  const { kit, reference } = deps
  const view = (
    <DeskSurveiPage
      ctx={req.ctx}
      survei={survei}
      form={shown.form ?? headForm(survei)}
      units={ownUnits(req.actor).map((value) => ({
        value,
        label: reference.findUnit(value)?.nama ?? value,
      }))}
      counts={await listHitungan(kit.db, survei.id)}
      refused={await listPenolakan(kit.db, survei.id)}
      refusals={shown.refusals}
    />
  )
  return page(view, { status: shown.refusals.length > 0 ? 422 : 200 })
}

async function save(deps: Deps, req: Req): Promise<Answer> {
  const form = typedOf(req, HEAD_FIELDS)
  const done = await saveHead(deps, signedInOf(req), {
    kode: kodeOf(req),
    versi: versiOf(req),
    form,
  })
  return done.ok ? back(req, 'saved') : show(deps, req, { refusals: done.refusals, form })
}

type Told = 'saved' | 'opened' | 'closed' | 'published' | 'weighed'

function back(req: Req, told: Told & keyof KerjaMessages): Answer {
  return redirect(kerjaPath(kodeOf(req)), {
    flash: { kind: 'success', text: kerjaMessages(req.ctx.lang)[told] },
  })
}

async function act(
  deps: Deps,
  req: Req,
  told: Told,
  work: () => Promise<Result<void>>,
): Promise<Answer> {
  const done = await work()
  return done.ok ? back(req, told) : show(deps, req, { refusals: done.refusals })
}

/** The links, once, as a file: they are not kept. */
async function invite(deps: Deps, req: Req): Promise<Answer> {
  const kode = kodeOf(req)
  const done = await inviteStrata(deps, signedInOf(req), {
    kode,
    strata: fieldText(req.form, 'strata').slice(0, 10),
    jumlah: Number(fieldText(req.form, 'jumlah').trim().slice(0, 6)),
  })
  if (!done.ok) return show(deps, req, { refusals: done.refusals })
  const lines = done.value.map(({ token, strata }) =>
    writeCsvRow([strata, `${deps.kit.baseUrl}${surveiPath(kode, `/isi/${token}`)}`]),
  )
  return {
    kind: 'text',
    body: writeCsvRow(['strata', 'tautan']) + lines.join(''),
    contentType: 'text/csv; charset=utf-8',
    headers: {
      'content-disposition': `attachment; filename="undangan-${kode}.csv"`,
      'cache-control': 'no-store',
    },
  }
}

type MarginShown = Readonly<{
  refusals: readonly Refusal[]
  chosen?: readonly string[]
  fields?: Readonly<Record<string, string>>
  klaster?: string
}>

async function showMargin(deps: Deps, req: Req, shown: MarginShown): Promise<Answer> {
  const survei = await seeOwn(deps, req)
  if (survei === undefined) return notFound
  const view = (
    <MarginPage
      ctx={req.ctx}
      survei={survei}
      chosen={shown.chosen ?? survei.margin.map(({ soal }) => soal)}
      fields={shown.fields ?? storedFields(survei)}
      klaster={shown.klaster ?? survei.klaster}
      refusals={shown.refusals}
    />
  )
  return page(view, { status: shown.refusals.length > 0 ? 422 : 200 })
}

function storedFields({ margin }: Survei): Readonly<Record<string, string>> {
  return Object.fromEntries(
    margin.flatMap(({ soal, sumber, populasi }) => [
      [`sumber.${soal}`, sumber],
      ...Object.entries(populasi).map(([kode, n]) => [`populasi.${soal}.${kode}`, String(n)]),
    ]),
  )
}

async function weighIt(deps: Deps, req: Req): Promise<Answer> {
  const survei = await seeOwn(deps, req)
  if (survei === undefined) return notFound
  const names = marginSoal(survei.soal).flatMap(({ kode, pilihan }) => [
    `sumber.${kode}`,
    ...pilihan.map((one) => `populasi.${kode}.${one.kode}`),
  ])
  const fields = typedOf(req, names)
  const chosen = fieldList(req.form, 'margin').slice(0, 20)
  const klaster = fieldText(req.form, 'klaster').slice(0, 10)
  const done = await saveMargin(deps, signedInOf(req), {
    kode: survei.kode,
    form: { soal: chosen, fields, klaster },
  })
  if (!done.ok) return showMargin(deps, req, { refusals: done.refusals, chosen, fields, klaster })
  return back(req, 'weighed')
}

async function preview(deps: Deps, req: Req): Promise<Answer> {
  const survei = await seeOwn(deps, req)
  if (survei === undefined) return notFound
  if (survei.status === 'draf' || survei.status === 'buka') return show(deps, req)
  const counted = await countSurvei(deps, deps.kit.db, survei)
  if (!counted.ok) return show(deps, req, { refusals: counted.refusals })
  return page(<PreviewPage ctx={req.ctx} dokumen={counted.value.dokumen} />)
}
