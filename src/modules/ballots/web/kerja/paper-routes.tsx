import { isSignedIn } from '../../../../kernel/actor.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../../platform/http/answer.ts'
import type { Req, Route } from '../../../../platform/http/route.ts'
import { type Loaded, loadPungutan } from '../../actions/beri-suara.ts'
import { keepDomisili } from '../../actions/hak.ts'
import { enterLembar, markPresent } from '../../actions/kertas.ts'
import type { Form } from '../../actions/susun.ts'
import { isWithin, keepsRollOf, ownAreas, PAPER_ROLES } from '../../actions/wewenang.ts'
import type { Deps } from '../../deps.ts'
import { messagesIn } from '../../messages/index.ts'
import { listOpen } from '../../store/lembar-store.ts'
import { readBallotForm } from '../ballot-form.tsx'
import { KERJA } from '../paths.ts'
import { placesOf, typedOf } from './desk-routes.tsx'
import { PaperPage, RollPage } from './paper.page.tsx'

const OPEN_SHOWN = 50

/** The roll, paper ballots, and where voters live: kept by the heads of kecamatan, desa and kelurahan. */
export function paperRoutes(deps: Deps): readonly Route[] {
  const room = { access: { roles: PAPER_ROLES }, kind: 'page' } as const
  return [
    {
      ...room,
      method: 'GET',
      url: `${KERJA}/penduduk`,
      handle: (req) => showRoll(deps, req, { typed: {}, refusals: [] }),
    },
    { ...room, method: 'POST', url: `${KERJA}/penduduk`, handle: (req) => keepRoll(deps, req) },
    {
      ...room,
      method: 'GET',
      url: `${KERJA}/:nomor/kertas`,
      handle: (req) => onPaper(deps, req, (loaded) => showPaper(deps, loaded, req, {})),
    },
    {
      ...room,
      method: 'POST',
      url: `${KERJA}/:nomor/kertas`,
      handle: (req) => onPaper(deps, req, (loaded) => takeSheet(deps, loaded, req)),
    },
    {
      ...room,
      method: 'POST',
      url: `${KERJA}/:nomor/pemilih`,
      handle: (req) => onPaper(deps, req, (loaded) => mark(deps, loaded, req)),
    },
  ]
}

async function onPaper(
  { kit }: Deps,
  req: Req,
  work: (loaded: Loaded) => Promise<Answer>,
): Promise<Answer> {
  const loaded = await loadPungutan(kit.db, String(req.params.nomor))
  if (loaded === undefined || !keepsRollOf(req.actor, loaded.pungutan)) return notFound
  return work(loaded)
}

type Shown = Readonly<{
  refusals?: readonly Refusal[]
  said?: string
  head?: Form
  isKept?: boolean
}>

async function showPaper(
  { kit }: Deps,
  { pungutan, daftar }: Loaded,
  req: Req,
  { refusals = [], said, head = {}, isKept = false }: Shown,
): Promise<Answer> {
  const view = (
    <PaperPage
      ctx={req.ctx}
      pungutan={pungutan}
      daftar={daftar}
      typed={readBallotForm(isKept ? req.form : {})}
      head={head}
      refusals={refusals}
      open={await listOpen(kit.db, pungutan.id, OPEN_SHOWN)}
      said={said}
    />
  )
  return page(view, {
    status: refusals.length > 0 ? 422 : 200,
    headers: { 'cache-control': 'no-store' },
  })
}

async function takeSheet(deps: Deps, loaded: Loaded, req: Req): Promise<Answer> {
  if (!isSignedIn(req.actor)) return notFound
  const head = typedOf(req, ['bundel', 'lembar'])
  const done = await enterLembar(deps, req.actor, {
    ...loaded,
    form: {
      bundel: head.bundel ?? '',
      lembar: head.lembar ?? '',
      isi: readBallotForm(req.form),
    },
  })
  if (!done.ok) return showPaper(deps, loaded, req, { refusals: done.refusals, head, isKept: true })
  const m = messagesIn(req.ctx.lang).kerja
  const { keadaan, bundel, lembar } = done.value
  // The next sheet of the same batch.
  return showPaper(deps, loaded, req, {
    said: keadaan === 'cocok' ? m.cocok : m.menunggu,
    head: { bundel, lembar: String(Math.min(lembar + 1, 9_999)) },
  })
}

async function mark(deps: Deps, loaded: Loaded, req: Req): Promise<Answer> {
  if (!isSignedIn(req.actor)) return notFound
  const head = typedOf(req, ['nik'])
  const done = await markPresent(deps, req.actor, {
    pungutan: loaded.pungutan,
    nik: (head.nik ?? '').trim(),
  })
  if (!done.ok) return showPaper(deps, loaded, req, { refusals: done.refusals, head })
  return showPaper(deps, loaded, req, { said: messagesIn(req.ctx.lang).kerja.catatDone })
}

function showRoll(
  { reference }: Deps,
  req: Req,
  { typed, refusals }: Readonly<{ typed: Form; refusals: readonly Refusal[] }>,
): Answer {
  const areas = ownAreas(req.actor)
  const desa = reference
    .kecamatan()
    .flatMap((one) => placesOf(reference, one).slice(1))
    .filter(({ value }) => areas.some((area) => isWithin(value, area)))
  return page(<RollPage {...{ ctx: req.ctx, typed, refusals, desa }} />, {
    status: refusals.length > 0 ? 422 : 200,
  })
}

async function keepRoll(deps: Deps, req: Req): Promise<Answer> {
  if (!isSignedIn(req.actor)) return notFound
  const typed = typedOf(req, ['warga', 'desa', 'apa'])
  const done = await keepDomisili(deps, req.actor, {
    warga: (typed.warga ?? '').trim(),
    desaKode: typed.desa ?? '',
    isCabut: typed.apa === 'cabut',
  })
  if (!done.ok) return showRoll(deps, req, { typed, refusals: done.refusals })
  const text = messagesIn(req.ctx.lang).kerja.tersimpan
  return redirect(`${KERJA}/penduduk`, { flash: { kind: 'success', text } })
}
