import { isSignedIn, type SignedIn } from '../../../../kernel/actor.ts'
import { isUuid } from '../../../../kernel/id.ts'
import type { Refusal, Result } from '../../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import type { Choice } from '../../../../ui/index.ts'
import { closeAndCount } from '../../actions/hitung.ts'
import {
  addPilihan,
  createPungutan,
  dropPilihan,
  type Form,
  tetapkan,
} from '../../actions/susun.ts'
import {
  DESK_ROLES,
  isInspector,
  keepsRollOf,
  maySetUp,
  ownAreas,
  SETUP_ROLES,
} from '../../actions/wewenang.ts'
import type { Deps } from '../../deps.ts'
import type { Pungutan } from '../../domain/pungutan.ts'
import { messagesIn } from '../../messages/index.ts'
import { findKotak, listPenolakan } from '../../store/kotak-store.ts'
import { findPungutan, listAll, listPilihan } from '../../store/pungutan-store.ts'
import { KERJA, kerjaPath } from '../paths.ts'
import { DeskListPage, DeskPage, NewPage } from './desk.page.tsx'

const SHOWN = 30
const VOTE_FIELDS = [
  'judul',
  'pertanyaan',
  'wilayah',
  'jenis',
  'aturan',
  'anggaran',
  'kursi',
  'banyak',
  'poin',
  'batas',
  'ambang',
  'langkah',
  'bukaTanggal',
  'bukaJam',
  'tutupTanggal',
  'tutupJam',
] as const
const OPTION_FIELDS = ['nama', 'biaya', 'tempat', 'uraian', 'usulan'] as const

export function typedOf({ form }: Req, names: readonly string[]): Form {
  return Object.fromEntries(names.map((name) => [name, fieldText(form, name).slice(0, 4_000)]))
}

/** Setting votes up, fixing and counting them. */
export function deskRoutes(deps: Deps): readonly Route[] {
  const room = { access: { roles: DESK_ROLES }, kind: 'page' } as const
  const makers = { access: { roles: SETUP_ROLES }, kind: 'page', method: 'POST' } as const
  const act = (url: string, work: (actor: SignedIn, nomor: string, req: Req) => Promise<Done>) => ({
    ...makers,
    url: `${KERJA}/:nomor/${url}`,
    handle: (req: Req) => doAct(deps, req, work),
  })
  const said = (req: Req) => messagesIn(req.ctx.lang).kerja
  return [
    { ...room, method: 'GET', url: KERJA, handle: (req) => showList(deps, req) },
    { ...room, method: 'GET', url: `${KERJA}/:nomor`, handle: (req) => showOne(deps, req, {}) },
    {
      ...makers,
      method: 'GET',
      url: `${KERJA}/baru`,
      handle: (req) => showNew(deps, req, { typed: {}, refusals: [] }),
    },
    { ...makers, url: `${KERJA}/baru`, handle: (req) => create(deps, req) },
    act('pilihan', async (actor, nomor, req) => ({
      done: await addPilihan(deps, actor, { nomor, form: typedOf(req, OPTION_FIELDS) }),
      text: said(req).tersimpan,
    })),
    act('hapus', async (actor, nomor, req) => ({
      done: await dropPilihan(deps, actor, {
        nomor,
        kode: fieldText(req.form, 'kode').slice(0, 8),
      }),
      text: said(req).tersimpan,
    })),
    act('tetapkan', async (actor, nomor, req) => ({
      done: await tetapkan(deps, actor, nomor),
      text: said(req).tetapkanDone,
    })),
    act('hitung', async (actor, nomor, req) => ({
      done: await closeAndCount(deps, actor, nomor),
      text: said(req).hitungDone,
    })),
  ]
}

type Done = Readonly<{ done: Result<void>; text: string }>

async function doAct(
  deps: Deps,
  req: Req,
  work: (actor: SignedIn, nomor: string, req: Req) => Promise<Done>,
): Promise<Answer> {
  if (!isSignedIn(req.actor)) return notFound
  const nomor = String(req.params.nomor)
  const { done, text } = await work(req.actor, nomor, req)
  if (done.ok) return redirect(kerjaPath(nomor), { flash: { kind: 'success', text } })
  return showOne(deps, req, { typed: typedOf(req, OPTION_FIELDS), refusals: done.refusals })
}

async function showList(deps: Deps, req: Req): Promise<Answer> {
  const { kit, reference } = deps
  const asked = fieldText(req.query, 'sebelum')
  const found = await listAll(kit.db, {
    ...(isUuid(asked) ? { before: asked } : {}),
    limit: SHOWN + 1,
  })
  const rows = found.slice(0, SHOWN)
  const last = found.length > SHOWN ? rows.at(-1) : undefined
  return page(
    <DeskListPage
      ctx={req.ctx}
      now={kit.now()}
      rows={rows}
      wilayahOf={(kode) => reference.findWilayah(kode)?.nama ?? kode}
      maySetUp={maySetUp(req.actor)}
      keepsRoll={ownAreas(req.actor).length > 0}
      nextHref={last && `${KERJA}?sebelum=${last.id}`}
    />,
  )
}

async function showOne(
  deps: Deps,
  req: Req,
  { typed = {}, refusals = [] }: Readonly<{ typed?: Form; refusals?: readonly Refusal[] }>,
): Promise<Answer> {
  const { kit } = deps
  const pungutan = await findPungutan(kit.db, String(req.params.nomor))
  if (pungutan === undefined) return notFound
  const isMaker = maySetUp(req.actor)
  const view = (
    <DeskPage
      ctx={req.ctx}
      now={kit.now()}
      pungutan={pungutan}
      daftar={await listPilihan(kit.db, pungutan.id)}
      kotak={await findKotak(kit.db, pungutan.id)}
      penolakan={
        isMaker || isInspector(req.actor) ? await listPenolakan(kit.db, pungutan.id) : undefined
      }
      maySetUp={isMaker}
      keepsRoll={keepsRollOf(req.actor, pungutan)}
      typed={typed}
      refusals={refusals}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

function showNew(
  { reference }: Deps,
  req: Req,
  { typed, refusals }: Readonly<{ typed: Form; refusals: readonly Refusal[] }>,
): Answer {
  const region: Choice = { value: reference.regionKode(), label: req.ctx.region.name }
  const wilayah = [region, ...reference.kecamatan().flatMap((one) => placesOf(reference, one))]
  return page(<NewPage {...{ ctx: req.ctx, typed, refusals, wilayah }} />, {
    status: refusals.length > 0 ? 422 : 200,
  })
}

/** A kecamatan and what lies in it. */
export function placesOf(
  reference: Deps['reference'],
  { kode, nama }: Readonly<{ kode: string; nama: string }>,
): readonly Choice[] {
  const desa = reference.desaOf(kode)
  return [
    { value: kode, label: nama },
    ...desa.map((one) => ({ value: one.kode, label: `${nama}: ${one.nama}` })),
  ]
}

async function create(deps: Deps, req: Req): Promise<Answer> {
  if (!isSignedIn(req.actor)) return notFound
  const typed = typedOf(req, VOTE_FIELDS)
  const done: Result<Pungutan> = await createPungutan(deps, req.actor, typed)
  if (!done.ok) return showNew(deps, req, { typed, refusals: done.refusals })
  const text = messagesIn(req.ctx.lang).kerja.tersimpan
  return redirect(kerjaPath(done.value.nomor), { flash: { kind: 'success', text } })
}
