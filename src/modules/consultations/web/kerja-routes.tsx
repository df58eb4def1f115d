import type { Result } from '../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { fieldList, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { akhiriJanji, buatJanji, catatPertemuan, jawabMasukan } from '../actions/jawab.ts'
import { bukaKonsultasi, createKonsultasi } from '../actions/susun.ts'
import { signMinutes } from '../actions/tanda-tangan.ts'
import { tutupKonsultasi } from '../actions/tutup.ts'
import { PENGELOLA, unitsSendiri } from '../actions/wewenang.ts'
import type { Deps } from '../deps.ts'
import { JANJI_FIELDS, JAWAB_FIELDS } from '../domain/jawaban.ts'
import { KEPALA_FIELDS, type KepalaForm } from '../domain/susun.ts'
import { kerjaIn } from '../messages/index.ts'
import type { KerjaMessages } from '../messages/kerja-id.ts'
import { listJanji, listPertemuan } from '../store/janji-store.ts'
import {
  countMasukan,
  findKonsultasi,
  type Konsultasi,
  listKerja,
} from '../store/konsultasi-store.ts'
import { listMenunggu } from '../store/masukan-store.ts'
import { listBagian } from '../store/naskah-store.ts'
import { afterOf, kodeOf, NOTHING, type Refused, textsOf, typed, urutOf } from './asked.ts'
import { KerjaPage, SatuKerjaPage } from './kerja.page.tsx'
import { JawabPage } from './kerja-jawab.page.tsx'
import { KERJA } from './paths.ts'
import { nameOf } from './publik-routes.tsx'

const SHOWN = 30
const room = { access: { roles: PENGELOLA }, kind: 'page' } as const
const one = `${KERJA}/:kode`

type Work = (req: Req, kode: string) => Promise<Result<unknown> | undefined>
type Show = (deps: Deps, req: Req, refused: Refused) => Promise<Answer>
/** What is said when it was done, and which page is shown again when it was refused. */
type Act = Readonly<{ told: ToldKey; show: Show; back?: string; work: Work }>
type ToldKey = 'saved' | 'opened' | 'closed' | 'answered'

/** Consultations on their officers' desk. */
export function kerjaRoutes(deps: Deps): readonly Route[] {
  const post = (below: string, act: Act): Route => ({
    ...room,
    method: 'POST',
    url: `${one}/${below}`,
    handle: (req) => perform(deps, req, act),
  })
  const base = { told: 'saved', show: showOne } as const
  return [
    { ...room, method: 'GET', url: KERJA, handle: (req) => showList(deps, req, NOTHING) },
    { ...room, method: 'POST', url: KERJA, handle: (req) => create(deps, req) },
    { ...room, method: 'GET', url: one, handle: (req) => showOne(deps, req, NOTHING) },
    {
      ...room,
      method: 'GET',
      url: `${one}/masukan`,
      handle: (req) => showAnswer(deps, req, NOTHING),
    },
    post('masukan', {
      told: 'answered',
      show: showAnswer,
      back: '/masukan',
      work: (req, kode) =>
        jawabMasukan(deps, signedInOf(req), {
          kode,
          urut: chosen(req),
          form: formOf(req, JAWAB_FIELDS),
        }),
    }),
    post('buka', {
      ...base,
      told: 'opened',
      work: (req, kode) => bukaKonsultasi(deps, signedInOf(req), kode),
    }),
    post('tutup', {
      ...base,
      told: 'closed',
      work: (req, kode) => tutupKonsultasi(deps, signedInOf(req), kode),
    }),
    post('berita-acara', {
      ...base,
      work: (req, kode) => signMinutes(deps, signedInOf(req), kode),
    }),
    post('janji', {
      ...base,
      work: (req, kode) =>
        buatJanji(deps, signedInOf(req), { kode, form: formOf(req, JANJI_FIELDS) }),
    }),
    post('janji/:urut', {
      ...base,
      work: (req, kode) =>
        akhiriJanji(deps, signedInOf(req), {
          kode,
          urut: urutOf(req),
          form: { hasil: typed(req, 'hasil'), bukti: typed(req, 'bukti') },
        }),
    }),
    post('pertemuan', {
      ...base,
      work: (req, kode) => catatPertemuan(deps, signedInOf(req), { kode, form: textsOf(req) }),
    }),
  ]
}

function formOf<Name extends string>(
  req: Req,
  names: readonly Name[],
): Readonly<Partial<Record<Name, string>>> {
  return Object.fromEntries(names.map((name) => [name, typed(req, name)])) as Partial<
    Record<Name, string>
  >
}

/** Ticked inputs, each once; what is no number is nothing. */
function chosen(req: Req): readonly number[] {
  const ticked = fieldList(req.form, 'urut').filter((one) => /^[1-9]\d{0,7}$/.test(one))
  return [...new Set(ticked.map(Number))]
}

async function showList(deps: Deps, req: Req, refused: Refused): Promise<Answer> {
  const { kit, reference, aturanAt } = deps
  const units = unitsSendiri(req.actor)
  const today = kit.today()
  const found = await listKerja(kit.db, { units, after: afterOf(req), limit: SHOWN + 1 })
  const rows = found.slice(0, SHOWN)
  const last = found.length > SHOWN ? rows.at(-1) : undefined
  const view = (
    <KerjaPage
      ctx={req.ctx}
      rows={rows}
      hitungan={await countMasukan(kit.db, { ids: rows.map(({ id }) => id), today })}
      today={today}
      nextHref={last && `${KERJA}?sesudah=${last.dibuatAt.getTime()}_${last.id}`}
      units={units.map((value) => ({ value, label: reference.findUnit(value)?.nama ?? value }))}
      bentuk={aturanAt(today).bentuk.map(({ kode, nama }) => ({
        value: kode,
        label: nama[req.ctx.lang],
      }))}
      {...refused}
    />
  )
  return page(view, { status: statusOf(refused) })
}

async function create(deps: Deps, req: Req): Promise<Answer> {
  const form: KepalaForm = formOf(req, KEPALA_FIELDS)
  const done = await createKonsultasi(deps, signedInOf(req), form)
  if (!done.ok) return showList(deps, req, { refusals: done.refusals, typed: textsOf(req) })
  return redirect(`${KERJA}/${done.value}`, flash(req, 'saved'))
}

export const flash = (req: Req, told: ToldKey & keyof KerjaMessages) => ({
  flash: { kind: 'success' as const, text: kerjaIn(req.ctx.lang)[told] },
})

export const statusOf = ({ refusals }: Refused): number => (refusals.length > 0 ? 422 : 200)

/** A consultation of one's own unit, or one of whose promises one's own unit keeps. */
export async function findOwn({ kit }: Deps, req: Req): Promise<Konsultasi | undefined> {
  const konsultasi = await findKonsultasi(kit.db, kodeOf(req))
  if (konsultasi === undefined) return undefined
  return unitsSendiri(req.actor).includes(konsultasi.unitKode) ? konsultasi : undefined
}

async function showOne(deps: Deps, req: Req, refused: Refused): Promise<Answer> {
  const { kit, reference, aturanAt } = deps
  const konsultasi = await findKonsultasi(kit.db, kodeOf(req))
  if (konsultasi === undefined) return notFound
  const units = unitsSendiri(req.actor)
  const janji = await listJanji(kit.db, konsultasi.id)
  const isOwn = units.includes(konsultasi.unitKode)
  if (!isOwn && !janji.some(({ unitKode }) => units.includes(unitKode))) return notFound
  const today = kit.today()
  const view = (
    <SatuKerjaPage
      ctx={req.ctx}
      konsultasi={konsultasi}
      isOwn={isOwn}
      bagian={(await listBagian(kit.db, konsultasi.id, konsultasi.versi)).length}
      hitungan={(await countMasukan(kit.db, { ids: [konsultasi.id], today }))(konsultasi.id)}
      janji={janji.map((row) => ({ ...row, mayEnd: isOwn || units.includes(row.unitKode) }))}
      ending={urutOf(req)}
      pertemuan={await listPertemuan(kit.db, konsultasi.id)}
      unsur={aturanAt(today).unsur.map(({ kode, nama }) => ({ kode, nama: nama[req.ctx.lang] }))}
      units={reference
        .units()
        .filter(({ isActive }) => isActive)
        .map(({ kode, nama }) => ({ value: kode, label: nama }))}
      today={today}
      nameOf={nameOf(deps)}
      {...refused}
    />
  )
  return page(view, { status: statusOf(refused) })
}

const WAITING_SHOWN = 50

async function showAnswer(deps: Deps, req: Req, refused: Refused): Promise<Answer> {
  const konsultasi = await findOwn(deps, req)
  if (konsultasi === undefined) return notFound
  const { db } = deps.kit
  const { id, versi, versiBuka } = konsultasi
  const asked = await listBagian(db, id, versiBuka ?? versi)
  const known = new Set(asked.map(({ jangkar }) => jangkar))
  const added = (await listBagian(db, id, versi)).filter(({ jangkar }) => !known.has(jangkar))
  const view = (
    <JawabPage
      ctx={req.ctx}
      konsultasi={konsultasi}
      masukan={await listMenunggu(db, id, WAITING_SHOWN)}
      bagian={[...asked, ...added]}
      janji={await listJanji(db, id)}
      chosen={chosen(req)}
      today={deps.kit.today()}
      {...refused}
    />
  )
  return page(view, { status: statusOf(refused) })
}

async function perform(
  deps: Deps,
  req: Req,
  { told, show, back = '', work }: Act,
): Promise<Answer> {
  const kode = kodeOf(req)
  const done = await work(req, kode)
  if (done === undefined) return notFound
  if (!done.ok) return show(deps, req, { refusals: done.refusals, typed: textsOf(req) })
  return redirect(`${KERJA}/${kode}${back}`, flash(req, told))
}
