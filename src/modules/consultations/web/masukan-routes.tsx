import { isSignedIn } from '../../../kernel/actor.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { kirimMasukan, tarikMasukan } from '../actions/masukan.ts'
import type { Deps } from '../deps.ts'
import { MASUKAN_FIELDS, type MasukanForm, nomorMasukan } from '../domain/masukan.ts'
import { keadaanOf } from '../domain/susun.ts'
import { messagesIn } from '../messages/index.ts'
import { type Konsultasi, listPenolakan } from '../store/konsultasi-store.ts'
import { findMasukan, listMasukan, type Masukan } from '../store/masukan-store.ts'
import { listBagian } from '../store/naskah-store.ts'
import {
  afterMasukanOf,
  jangkarFrom,
  kodeOf,
  NOTHING,
  type Refused,
  textsOf,
  typed,
  urutOf,
} from './asked.ts'
import { MasukanPage, PasalPage, SatuMasukanPage } from './masukan.page.tsx'
import { PUBLIK } from './paths.ts'
import { findPublik, nameOf } from './publik-routes.tsx'

/** Inputs: the form at a passage, all of them with their answers, one of them, and taking it back. */
export function masukanRoutes(deps: Deps): readonly Route[] {
  const open = { access: 'public', kind: 'page', method: 'GET' } as const
  const own = { access: 'signed-in', kind: 'page', method: 'POST' } as const
  const one = `${PUBLIK}/:kode`
  return [
    { ...open, url: `${one}/pasal/:jangkar`, handle: (req) => showPasal(deps, req) },
    { ...own, url: `${one}/pasal/:jangkar`, handle: (req) => take(deps, req) },
    { ...open, url: `${one}/masukan`, handle: (req) => showAll(deps, req) },
    { ...open, url: `${one}/masukan/:urut`, handle: (req) => showOne(deps, req, []) },
    { ...own, url: `${one}/masukan/:urut/tarik`, handle: (req) => withdraw(deps, req) },
  ]
}

const SHOWN = 20

async function labelsOf({ kit }: Deps, { id, versi, versiBuka }: Konsultasi) {
  const asked = await listBagian(kit.db, id, versiBuka ?? versi)
  const latest = versi === versiBuka ? [] : await listBagian(kit.db, id, versi)
  const labels = new Map([...latest, ...asked].map(({ jangkar, label }) => [jangkar, label]))
  return { asked, labelOf: (jangkar: string) => labels.get(jangkar) ?? jangkar }
}

/** One page of inputs, and the address of the next. */
async function someMasukan(
  { kit }: Deps,
  req: Req,
  { id, jangkar, path }: Readonly<{ id: string; jangkar: string | undefined; path: string }>,
) {
  const found = await listMasukan(kit.db, {
    konsultasiId: id,
    jangkar,
    after: afterMasukanOf(req),
    limit: SHOWN + 1,
  })
  const masukan = found.slice(0, SHOWN)
  const last = found.length > SHOWN ? masukan.at(-1) : undefined
  return { masukan, nextHref: last && `${path}?sesudah=${last.bagianUrutan}_${last.urut}` }
}

const whenSignedIn = (req: Req): Readonly<Record<string, string>> =>
  isSignedIn(req.actor) ? { 'cache-control': 'no-store' } : {}

async function showPasal(deps: Deps, req: Req, refused: Refused = NOTHING): Promise<Answer> {
  const konsultasi = await findPublik(deps, req)
  if (konsultasi === undefined) return notFound
  const jangkar = jangkarFrom(req.params.jangkar)
  const { asked, labelOf } = await labelsOf(deps, konsultasi)
  const bagian = asked.find((one) => one.jangkar === jangkar)
  if (bagian === undefined) return notFound
  const today = deps.kit.today()
  const path = `${PUBLIK}/${konsultasi.kode}/pasal/${bagian.jangkar}`
  const view = (
    <PasalPage
      ctx={req.ctx}
      konsultasi={konsultasi}
      bagian={bagian}
      {...(await someMasukan(deps, req, { id: konsultasi.id, jangkar, path }))}
      isOpen={keadaanOf(konsultasi, today) === 'buka'}
      isSignedIn={isSignedIn(req.actor)}
      today={today}
      nameOf={nameOf(deps)}
      labelOf={labelOf}
      {...refused}
    />
  )
  const status = refused.refusals.length > 0 ? 422 : 200
  return page(view, { status, headers: whenSignedIn(req) })
}

async function take(deps: Deps, req: Req): Promise<Answer> {
  const kode = kodeOf(req)
  const jangkar = jangkarFrom(req.params.jangkar)
  if (jangkar === undefined) return notFound
  const form: MasukanForm = Object.fromEntries(
    MASUKAN_FIELDS.map((name) => [name, typed(req, name)]),
  )
  const done = await kirimMasukan(deps, signedInOf(req), { kode, jangkar, form })
  if (done === undefined) return notFound
  if (!done.ok) return showPasal(deps, req, { refusals: done.refusals, typed: textsOf(req) })
  const text = messagesIn(req.ctx.lang).sent(nomorMasukan(kode, done.value))
  return redirect(`${PUBLIK}/${kode}/masukan/${done.value}`, { flash: { kind: 'success', text } })
}

async function showAll(deps: Deps, req: Req): Promise<Answer> {
  const konsultasi = await findPublik(deps, req)
  if (konsultasi === undefined) return notFound
  const { id, kode } = konsultasi
  const { labelOf } = await labelsOf(deps, konsultasi)
  const path = `${PUBLIK}/${kode}/masukan`
  const view = (
    <MasukanPage
      ctx={req.ctx}
      konsultasi={konsultasi}
      {...(await someMasukan(deps, req, { id, jangkar: undefined, path }))}
      penolakan={await listPenolakan(deps.kit.db, id)}
      today={deps.kit.today()}
      nameOf={nameOf(deps)}
      labelOf={labelOf}
    />
  )
  return page(view)
}

async function showOne(deps: Deps, req: Req, refusals: readonly Refusal[]): Promise<Answer> {
  const konsultasi = await findPublik(deps, req)
  const masukan = konsultasi && (await findMasukan(deps.kit.db, konsultasi.id, urutOf(req)))
  if (konsultasi === undefined || masukan === undefined) return notFound
  const { labelOf } = await labelsOf(deps, konsultasi)
  const view = (
    <SatuMasukanPage
      ctx={req.ctx}
      konsultasi={konsultasi}
      masukan={masukan}
      isMine={isMine(req, masukan)}
      today={deps.kit.today()}
      nameOf={nameOf(deps)}
      labelOf={labelOf}
      refusals={refusals}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200, headers: whenSignedIn(req) })
}

function isMine({ actor }: Req, { akunId }: Masukan): boolean {
  return isSignedIn(actor) && akunId === actor.accountId
}

async function withdraw(deps: Deps, req: Req): Promise<Answer> {
  const [kode, urut] = [kodeOf(req), urutOf(req)]
  const done = await tarikMasukan(deps, signedInOf(req), { kode, urut })
  if (done === undefined) return notFound
  if (!done.ok) return showOne(deps, req, done.refusals)
  return redirect(`${PUBLIK}/${kode}/masukan/${urut}`, {
    flash: { kind: 'success', text: messagesIn(req.ctx.lang).withdrew },
  })
}
