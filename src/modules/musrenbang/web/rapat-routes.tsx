import { isUuid } from '../../../kernel/id.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, json, notFound, page, redirect, text } from '../../../platform/http/answer.ts'
import { type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { formatDateTime, localeOf } from '../../../ui/format.ts'
import { rapatName } from '../actions/nama.ts'
import { createTulisRapat, type Dilakukan, tierOf, usulanDi } from '../actions/rapat.ts'
import { createTutup } from '../actions/tutup.ts'
import type { Deps } from '../deps.ts'
import { mayLead, PEKERJA, PEMBACA } from '../domain/wewenang.ts'
import { messagesIn } from '../messages/index.ts'
import { listKeputusan } from '../store/keputusan-store.ts'
import { findPagu } from '../store/putaran-store.ts'
import {
  findRapat,
  listAset,
  listBerkas,
  listBicara,
  listDelegasi,
  listLembar,
  type Rapat,
  sumHadir,
} from '../store/rapat-store.ts'
import { NOTHING, param, photoOf, type Refused, textsOf, typed } from './asked.ts'
import { LuringPage } from './luring.page.tsx'
import { PUBLIK, RAPAT } from './paths.ts'
import { QrPage, RapatPage } from './rapat.page.tsx'
import type { RapatProps } from './rapat-forms.tsx'

const PHOTO_FORM = { bodyLimit: 40 * 1024 * 1024, takesPhotos: true }
/** Proposals the screen shows at once. */
const SHOWN = 100

/**
 * The meeting screen, and the same taken along without a network: what is filled in carries a key made on the phone, so
 * that sending it twice does it once.
 */
export function rapatRoutes(deps: Deps): readonly Route[] {
  const read = { kind: 'page', access: { roles: PEMBACA } } as const
  const write = { kind: 'page', access: { roles: PEKERJA } } as const
  const one = `${RAPAT}/:id`
  return [
    { ...read, method: 'GET', url: one, handle: (req) => showRapat(deps, req) },
    { ...write, ...PHOTO_FORM, method: 'POST', url: one, handle: (req) => act(deps, req) },
    { ...write, method: 'POST', url: `${one}/tutup`, handle: (req) => close(deps, req) },
    { ...write, method: 'GET', url: `${one}/qr`, handle: (req) => showQr(deps, req) },
    { ...write, method: 'GET', url: `${one}/luring`, handle: (req) => showLuring(deps, req) },
    { ...write, method: 'GET', url: `${one}/luring/token`, handle: (req) => showToken(deps, req) },
    { ...write, method: 'GET', url: `${one}/luring/sw.js`, handle: (req) => showWorker(deps, req) },
  ]
}

async function seen(deps: Deps, req: Req): Promise<Rapat | undefined> {
  const id = param(req, 'id')
  return isUuid(id) ? findRapat(deps.kit.db, id) : undefined
}

async function propsOf(
  deps: Deps,
  req: Req,
  { rapat, refused }: Readonly<{ rapat: Rapat; refused: Refused }>,
): Promise<RapatProps> {
  const { kit, reference, data } = deps
  const { db } = kit
  const tier = tierOf(deps, rapat)
  const here =
    tier === undefined || rapat.status === 'ditutup' ? [] : await usulanDi(db, tier, rapat)
  const putusan = new Map((await listKeputusan(db, rapat.id)).map((one) => [one.usulanId, one]))
  const rank = (id: string) => putusan.get(id)?.peringkat ?? Number.MAX_SAFE_INTEGER
  return {
    ctx: req.ctx,
    rapat,
    nama: rapatName(deps, tier, { rapat, lang: req.ctx.lang }),
    lingkup: tier?.lingkup ?? 'rw',
    mayWrite: tier !== undefined && mayLead(signedInOf(req), tier, rapat),
    usulan: here.toSorted((a, b) => rank(a.id) - rank(b.id)).slice(0, SHOWN),
    jumlahUsulan: here.length,
    putusan,
    jumlahPutus: here.filter(({ id }) => putusan.has(id)).length,
    hadir: await sumHadir(db, rapat.id),
    lembar: await listLembar(db, rapat.id),
    bicara: await listBicara(db, rapat.id),
    delegasi: await listDelegasi(db, rapat.id),
    aset: await listAset(db, rapat.id),
    formulir: [...(await listBerkas(db, rapat.id)).keys()],
    pagu: await findPagu(db, rapat),
    alasan: data.alasan,
    entri: data.kamusAt(kit.today()).entri,
    villages:
      tier?.lingkup === 'kecamatan'
        ? reference.desaOf(rapat.wilayahKode)
        : reference.kecamatan().flatMap((one) => reference.desaOf(one.kode)),
    placeName: (kode) => reference.findWilayah(kode)?.nama ?? kode,
    newKey: kit.newSecretId,
    ...refused,
  }
}

async function showRapat(deps: Deps, req: Req, refused = NOTHING): Promise<Answer> {
  const rapat = await seen(deps, req)
  if (rapat === undefined) return notFound
  const props = await propsOf(deps, req, { rapat, refused })
  return page(<RapatPage {...props} />, { status: refused.refusals.length > 0 ? 422 : 200 })
}

async function act(deps: Deps, req: Req): Promise<Answer> {
  const id = param(req, 'id')
  if (!isUuid(id)) return notFound
  const done = await createTulisRapat(deps)(signedInOf(req), {
    id,
    kunci: typed(req, 'kunci').toLowerCase(),
    tindakan: typed(req, 'tindakan'),
    field: (name) => typed(req, name),
    bytes: photoOf(req),
  })
  if (done === undefined) return notFound
  const isProgram = String(req.headers.accept ?? '').includes('application/json')
  if (isProgram) {
    const detail = done.ok ? saidOf(req, done.value) : wordsOf(req, done.refusals)
    return json({ detail }, { status: done.ok ? 200 : 422 })
  }
  if (!done.ok) return showRapat(deps, req, { refusals: done.refusals, typed: textsOf(req) })
  return redirect(`${RAPAT}/${id}`, {
    flash: { kind: 'success', text: saidOf(req, done.value) },
  })
}

function saidOf({ ctx }: Req, { tindakan, nomor }: Dilakukan): string {
  return `${messagesIn(ctx.lang).kerja.did[tindakan]} ${nomor}`.trim()
}

function wordsOf({ ctx }: Req, refusals: readonly Refusal[]): string {
  return refusals.map((one) => ctx.word(one)).join(' ')
}

async function close(deps: Deps, req: Req): Promise<Answer> {
  const id = param(req, 'id')
  if (!isUuid(id)) return notFound
  const done = await createTutup(deps)(signedInOf(req), id)
  if (done === undefined) return notFound
  if (!done.ok)
    return showRapat(deps, req, { refusals: done.refusals, typed: { tindakan: 'tutup' } })
  const said = messagesIn(req.ctx.lang).kerja.closed(String(done.value.sepakat))
  return redirect(`${RAPAT}/${id}`, { flash: { kind: 'success', text: said } })
}

/** A meeting that this officer leads. */
async function led(deps: Deps, req: Req): Promise<Rapat | undefined> {
  const rapat = await seen(deps, req)
  if (rapat === undefined) return undefined
  const tier = tierOf(deps, rapat)
  return tier !== undefined && mayLead(signedInOf(req), tier, rapat) ? rapat : undefined
}

async function showToken(deps: Deps, req: Req): Promise<Answer> {
  const rapat = await led(deps, req)
  return rapat === undefined ? notFound : text(req.ctx.csrf, 'text/plain; charset=utf-8')
}

async function showQr(deps: Deps, req: Req): Promise<Answer> {
  const rapat = await led(deps, req)
  if (rapat === undefined) return notFound
  const nama = rapatName(deps, tierOf(deps, rapat), { rapat, lang: req.ctx.lang })
  return page(
    <QrPage
      ctx={req.ctx}
      nama={nama}
      address={`${deps.kit.baseUrl}${PUBLIK}/hadir/${rapat.kode}`}
      back={`${RAPAT}/${rapat.id}`}
    />,
  )
}

async function showLuring(deps: Deps, req: Req): Promise<Answer> {
  const rapat = await led(deps, req)
  if (rapat === undefined) return notFound
  const props = await propsOf(deps, req, { rapat, refused: NOTHING })
  return page(
    <LuringPage
      {...props}
      accountId={signedInOf(req).accountId}
      drawnAt={formatDateTime(deps.kit.now(), localeOf(req.ctx))}
    />,
  )
}

/** Names of what it keeps stand in the worker: a new script or sheet makes a new one. */
async function showWorker(deps: Deps, req: Req): Promise<Answer> {
  if ((await led(deps, req)) === undefined) return notFound
  const { href } = req.ctx.assets
  const kept = ['pendopo.css', 'petugas.css', 'rencana.css', 'lapangan.js'].map(href)
  return text(
    `// ${kept.join(' ')}\nimportScripts(${JSON.stringify(href('sw-lapangan.js'))})\n`,
    'text/javascript; charset=utf-8',
    {
      headers: {
        'cache-control': 'no-store',
        'service-worker-allowed': `${RAPAT}/${param(req, 'id')}/luring`,
      },
    },
  )
}
