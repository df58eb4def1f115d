import { type Actor, hasRole } from '../../../kernel/actor.ts'
import { parseTanggal } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import {
  createAmend,
  createBegin,
  createEnact,
  createReturn,
  createSubmit,
} from '../actions/dokumen.ts'
import { runPeriksa } from '../actions/periksa.ts'
import { readAllBaris } from '../actions/records.ts'
import type { Deps } from '../deps.ts'
import { compareBaris, compareSimpul } from '../domain/banding.ts'
import { JENIS_DOKUMEN, levelsOf } from '../domain/dokumen.ts'
import { ENACTERS, PLANNERS, READERS } from '../domain/wewenang.ts'
import { messagesIn } from '../messages/index.ts'
import { sumBaris } from '../store/baris-store.ts'
import { findNewest, listDokumen, listVersi } from '../store/dokumen-store.ts'
import { readSimpul } from '../store/simpul-store.ts'
import { asked, type Seen, seeDokumen, typed } from './asked.ts'
import { BandingPage } from './banding.page.tsx'
import { showLines } from './line-routes.tsx'
import { ListPage } from './list.page.tsx'
import { dokumenPath, RENCANA } from './paths.ts'
import { PembagianPage } from './pembagian.page.tsx'
import { PeriksaPage } from './periksa.page.tsx'
import type { StateProps } from './state-forms.tsx'
import { showTree } from './tree-routes.tsx'

const kind = 'page' as const

/** Documents: the list, the first page of each, their state, and what is said about them. */
export function documentRoutes(deps: Deps): readonly Route[] {
  const read = { roles: READERS }
  const write = { roles: PLANNERS }
  const enact = { roles: ENACTERS }
  const get = (url: string, handle: Route['handle']): Route => ({
    kind,
    method: 'GET',
    url,
    access: read,
    handle,
  })
  const post = (url: string, access: Route['access'], handle: Route['handle']): Route => ({
    kind,
    method: 'POST',
    url,
    access,
    handle,
  })
  return [
    get(RENCANA, (req) => showList(deps, req)),
    post(RENCANA, write, (req) => begin(deps, req)),
    get(`${RENCANA}/:id`, (req) => showDokumen(deps, req)),
    get(`${RENCANA}/:id/periksa`, (req) => showPeriksa(deps, req)),
    get(`${RENCANA}/:id/banding`, (req) => showBanding(deps, req)),
    get(`${RENCANA}/:id/pembagian`, (req) => showPembagian(deps, req)),
    post(`${RENCANA}/:id/ajukan`, write, (req) => submit(deps, req)),
    post(`${RENCANA}/:id/ubah`, write, (req) => amend(deps, req)),
    post(`${RENCANA}/:id/tetapkan`, enact, (req) => enactOne(deps, req)),
    post(`${RENCANA}/:id/kembalikan`, enact, (req) => giveBack(deps, req)),
  ]
}

async function showList(
  { kit, fiscal }: Deps,
  req: Req,
  refused: Readonly<{ refusals: readonly Refusal[]; typed: Record<string, string> }> = {
    refusals: [],
    typed: {},
  },
): Promise<Answer> {
  const jenis = JENIS_DOKUMEN.find((one) => one === asked(req, 'jenis')) ?? ''
  const all = await listDokumen(kit.db)
  const kode = await fiscal.kodefikasi(kit.db, Number(kit.today().slice(0, 4)))
  const actor = signedInOf(req)
  const view = (
    <ListPage
      ctx={req.ctx}
      rows={jenis === '' ? all : all.filter((one) => one.jenis === jenis)}
      jenis={jenis}
      skpd={kode.skpd.all}
      skpdNames={new Map(kode.skpd.all.map((one) => [one.id, one.nama]))}
      mayBegin={hasRole(actor, 'perencana')}
      {...refused}
    />
  )
  return page(view, { status: refused.refusals.length > 0 ? 422 : 200 })
}

const BEGIN_FIELDS = ['jenis', 'tahun', 'tahunSampai', 'skpd', 'judul'] as const

async function begin(deps: Deps, req: Req): Promise<Answer> {
  const form = Object.fromEntries(BEGIN_FIELDS.map((name) => [name, typed(req, name)])) as Record<
    (typeof BEGIN_FIELDS)[number],
    string
  >
  const begun = await createBegin(deps)(signedInOf(req), form)
  if (!begun.ok) return showList(deps, req, { refusals: begun.refusals, typed: form })
  return done(dokumenPath({ id: begun.value }), messagesIn(req.ctx.lang).list.begun)
}

type StateRefused = Pick<StateProps, 'refusals' | 'typed'>
const NOTHING: StateRefused = { refusals: [], typed: {} }

/** Trees are outlines; the lines of an RKPD, and of the SKPD's part of it, are a table. */
async function showDokumen(deps: Deps, req: Req, refused = NOTHING): Promise<Answer> {
  const seen = await seeDokumen(deps, req)
  if (seen === undefined) return notFound
  const state = { ...refused, mayEnact: mayEnact(req.actor, seen) }
  return levelsOf(seen.dokumen.jenis).length > 0
    ? showTree(deps, req, { seen, state })
    : showLines(deps, req, { seen, state })
}

function mayEnact(actor: Actor, { dokumen }: Seen): boolean {
  const isOther = 'accountId' in actor && actor.accountId !== dokumen.diajukanOleh
  return isOther && ENACTERS.some((role) => hasRole(actor, role))
}

function done(to: string, text: string): Answer {
  return redirect(to, { flash: { kind: 'success', text } })
}

async function submit(deps: Deps, req: Req): Promise<Answer> {
  const seen = await seeDokumen(deps, req)
  if (seen === undefined) return notFound
  const submitted = await createSubmit(deps)(signedInOf(req), seen.dokumen.id)
  if (submitted === undefined) return notFound
  return submitted.ok
    ? done(dokumenPath(seen.dokumen), messagesIn(req.ctx.lang).dokumen.submitted)
    : showDokumen(deps, req, { refusals: submitted.refusals, typed: {} })
}

async function amend(deps: Deps, req: Req): Promise<Answer> {
  const seen = await seeDokumen(deps, req)
  if (seen === undefined) return notFound
  const amended = await createAmend(deps)(signedInOf(req), seen.dokumen.id)
  if (amended === undefined) return notFound
  return amended.ok
    ? done(dokumenPath({ id: amended.value }), messagesIn(req.ctx.lang).dokumen.amended)
    : showDokumen(deps, req, { refusals: amended.refusals, typed: {} })
}

async function enactOne(deps: Deps, req: Req): Promise<Answer> {
  const seen = await seeDokumen(deps, req)
  if (seen === undefined) return notFound
  const form = { jenis: typed(req, 'jenis'), nomor: typed(req, 'nomor') }
  const date = parseTanggal(typed(req, 'tanggal'))
  const enacted = await createEnact(deps)(signedInOf(req), {
    ...form,
    id: seen.dokumen.id,
    tanggal: date.ok ? date.value : undefined,
  })
  if (enacted === undefined) return notFound
  if (enacted.ok)
    return done(dokumenPath(seen.dokumen), messagesIn(req.ctx.lang).dokumen.enactedNow)
  return showDokumen(deps, req, {
    refusals: enacted.refusals,
    typed: { ...form, tanggal: typed(req, 'tanggal') },
  })
}

async function giveBack(deps: Deps, req: Req): Promise<Answer> {
  const seen = await seeDokumen(deps, req)
  if (seen === undefined) return notFound
  const alasan = typed(req, 'alasan')
  const returned = await createReturn(deps)(signedInOf(req), { id: seen.dokumen.id, alasan })
  if (returned === undefined) return notFound
  return returned.ok
    ? done(dokumenPath(seen.dokumen), messagesIn(req.ctx.lang).dokumen.returned)
    : showDokumen(deps, req, { refusals: returned.refusals, typed: { alasan } })
}

async function showPeriksa(deps: Deps, req: Req): Promise<Answer> {
  const seen = await seeDokumen(deps, req)
  if (seen === undefined) return notFound
  const { dokumen } = seen
  const temuan = await runPeriksa(deps, deps.kit.db, dokumen)
  const rkpd =
    dokumen.jenis === 'renja'
      ? await findNewest(deps.kit.db, { jenis: 'rkpd', tahun: dokumen.tahunMulai }, true)
      : dokumen
  return page(
    <PeriksaPage ctx={req.ctx} {...seen} temuan={temuan} barisDi={rkpd?.id ?? dokumen.id} />,
  )
}

async function showBanding({ kit, ...deps }: Deps, req: Req): Promise<Answer> {
  const seen = await seeDokumen({ kit, ...deps }, req)
  if (seen === undefined) return notFound
  const { dokumen } = seen
  const versi = await listVersi(kit.db, dokumen)
  const lama =
    versi.find(({ id }) => id === asked(req, 'lama')) ??
    versi.find(({ id }) => id === dokumen.mengubahId)
  if (lama === undefined) return notFound
  const beda =
    dokumen.jenis === 'rkpd'
      ? compareBaris(await readAllBaris(kit.db, lama.id), await readAllBaris(kit.db, dokumen.id))
      : compareSimpul(await readSimpul(kit.db, lama.id), await readSimpul(kit.db, dokumen.id))
  return page(<BandingPage ctx={req.ctx} {...seen} lama={lama} versi={versi} beda={beda} />)
}

async function showPembagian(deps: Deps, req: Req): Promise<Answer> {
  const { kit, reference } = deps
  const seen = await seeDokumen(deps, req)
  if (seen === undefined || seen.dokumen.jenis !== 'rkpd') return notFound
  const m = messagesIn(req.ctx.lang)
  const shares = (menurut: 'sumber' | 'kecamatan' | 'skpd') =>
    sumBaris(kit.db, { dokumenId: seen.dokumen.id, menurut })
  const nameOf = (menurut: 'sumber' | 'kecamatan' | 'skpd', kunci: string): string => {
    if (menurut === 'sumber') return m.sources[kunci as keyof typeof m.sources]
    if (menurut === 'skpd') return seen.kode.skpd.byId.get(Number(kunci))?.nama ?? kunci
    return kunci === '' ? m.lines.wholeRegion : (reference.findWilayah(kunci)?.nama ?? kunci)
  }
  return page(
    <PembagianPage
      ctx={req.ctx}
      {...seen}
      bySource={await shares('sumber')}
      byKecamatan={await shares('kecamatan')}
      bySkpd={await shares('skpd')}
      nameOf={nameOf}
    />,
  )
}
