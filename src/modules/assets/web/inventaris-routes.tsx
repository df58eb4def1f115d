import { isSignedIn } from '../../../kernel/actor.ts'
import { isUuid } from '../../../kernel/id.ts'
import type { Refusal } from '../../../kernel/result.ts'
import {
  type Answer,
  bytes,
  forbidden,
  json,
  notFound,
  page,
  redirect,
  text,
} from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import { renderPdf } from '../../../platform/pdf/render-pdf.ts'
import { formatDateTime, formatTanggal, localeOf } from '../../../ui/format.ts'
import {
  CARDS_MAX,
  createBukaInventarisasi,
  createHitung,
  createSahkan,
  type Dihitung,
  type HitungOrder,
} from '../actions/inventarisasi.ts'
import { isWithin, KEEPERS, READERS } from '../actions/wewenang.ts'
import { isKib } from '../domain/kib.ts'
import { messagesIn } from '../messages/index.ts'
import {
  findInventarisasi,
  type Inventarisasi,
  listBarisHitung,
  listInventarisasi,
  listTakDikenal,
} from '../store/inventaris-store.ts'
import { listRuang } from '../store/ruang-store.ts'
import type { AssetsModule } from '../types.ts'
import { BawaPage } from './bawa.page.tsx'
import { CountPage, CountsPage, INVENTARISASI } from './inventaris.page.tsx'
import { MINUTES } from './minutes.ts'
import { numberIn, textsOf } from './read-form.ts'
import { type Reader, readerOf } from './reader.ts'

const SHOWN = 60
const ONE = `${INVENTARISASI}/:id`
const PHOTO_FORM = { bodyLimit: 16 * 1024 * 1024, takesPhotos: true }

/** Counting goods: at the desk, and taken along to where there is no network. */
export function inventarisRoutes(assets: AssetsModule): readonly Route[] {
  const route = (
    method: 'GET' | 'POST',
    url: string,
    handle: Route['handle'],
    rest: Partial<Route> = {},
  ): Route => ({ kind: 'page', method, url, access: { roles: KEEPERS }, handle, ...rest })
  const read = { access: { roles: READERS } }
  return [
    route('GET', INVENTARISASI, (req) => showCounts(assets, req), read),
    route('POST', INVENTARISASI, (req) => begin(assets, req)),
    route('GET', ONE, (req) => showCount(assets, req), read),
    route('GET', `${ONE}/berita-acara.pdf`, (req) => showMinutes(assets, req), read),
    route('POST', `${ONE}/tanda-tangan`, (req) => sign(assets, req)),
    route('GET', `${ONE}/bawa`, (req) => showBawa(assets, req)),
    route('GET', `${ONE}/bawa/token`, (req) => showToken(assets, req)),
    route('GET', `${ONE}/bawa/sw.js`, (req) => showWorker(assets, req)),
    route('POST', `${ONE}/hitung`, (req) => take(assets, req), PHOTO_FORM),
  ]
}

async function showCounts(
  { deps }: AssetsModule,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const reader = await readerOf(deps, req)
  const ids = reader.reads.skpd.map(({ id }) => id)
  const own = reader.keeps.semua ? [] : reader.keeps.skpd.map(({ id }) => id)
  const view = (
    <CountsPage
      ctx={req.ctx}
      refusals={refusals}
      typed={textsOf(req.form)}
      rows={await listInventarisasi(deps.kit.db, { skpdIds: ids, limit: SHOWN })}
      skpd={reader.keeps.skpd}
      ruang={await listRuang(deps.kit.db, own)}
      nama={(id) => reader.skpdOf(id)?.nama ?? ''}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

async function begin(assets: AssetsModule, req: Req): Promise<Answer> {
  if (!isSignedIn(req.actor)) return forbidden
  const kib = fieldText(req.form, 'kib')
  const done = await createBukaInventarisasi(assets.deps)(req.actor, {
    skpdId: numberIn(req.form, 'skpd') ?? 0,
    ruangId: numberIn(req.form, 'ruang') ?? null,
    kib: isKib(kib) ? kib : null,
    judul: fieldText(req.form, 'judul'),
  })
  return done.ok
    ? redirect(`${INVENTARISASI}/${done.value}`)
    : showCounts(assets, req, done.refusals)
}

async function seen(
  { deps }: AssetsModule,
  req: Req,
): Promise<Readonly<{ count: Inventarisasi; reader: Reader }> | undefined> {
  const { id = '' } = req.params
  const count = isUuid(id) ? await findInventarisasi(deps.kit.db, id) : undefined
  if (count === undefined) return undefined
  const reader = await readerOf(deps, req)
  return isWithin(reader.reads, count.skpdId) ? { count, reader } : undefined
}

async function showCount(
  assets: AssetsModule,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const found = await seen(assets, req)
  if (found === undefined) return notFound
  const { count, reader } = found
  const { db } = assets.deps.kit
  const view = (
    <CountPage
      ctx={req.ctx}
      refusals={refusals}
      count={count}
      rows={await listBarisHitung(db, { id: count.id, limit: CARDS_MAX })}
      unknown={await listTakDikenal(db, count.id)}
      skpd={reader.skpdOf(count.skpdId)?.nama ?? ''}
      maySign={isWithin(reader.keeps, count.skpdId)}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

async function sign(assets: AssetsModule, req: Req): Promise<Answer> {
  const { id = '' } = req.params
  if (!isSignedIn(req.actor) || !isUuid(id)) return notFound
  const done = await createSahkan(assets.deps)(req.actor, id)
  if (done === undefined) return notFound
  if (!done.ok) return showCount(assets, req, done.refusals)
  const said = messagesIn(req.ctx.lang).count.signed
  return redirect(`${INVENTARISASI}/${id}`, { flash: { kind: 'success', text: said } })
}

async function showBawa(
  assets: AssetsModule,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const found = await seen(assets, req)
  if (found === undefined || !isSignedIn(req.actor)) return notFound
  const { count } = found
  const { kit } = assets.deps
  const view = (
    <BawaPage
      ctx={req.ctx}
      accountId={req.actor.accountId}
      count={count}
      rows={await listBarisHitung(kit.db, { id: count.id, limit: CARDS_MAX })}
      kunci={kit.newSecretId()}
      drawnAt={formatDateTime(kit.now(), localeOf(req.ctx))}
      refusals={refusals}
      typed={refusals.length > 0 ? textsOf(req.form) : {}}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

async function take(assets: AssetsModule, req: Req): Promise<Answer> {
  const { id = '' } = req.params
  if (!isSignedIn(req.actor) || !isUuid(id)) return notFound
  const done = await createHitung(assets.deps)(req.actor, orderOf(req, id))
  if (done === undefined) return notFound
  const said = done.ok ? wordsOf(req, done.value) : done.refusals.map(req.ctx.word).join(' ')
  if (String(req.headers.accept ?? '').includes('application/json'))
    return json({ detail: said }, { status: done.ok ? 200 : 422 })
  if (!done.ok) return showBawa(assets, req, done.refusals)
  return redirect(`${INVENTARISASI}/${id}/bawa`, { flash: { kind: 'success', text: said } })
}

function orderOf({ form, files }: Req, id: string): HitungOrder {
  const at = (name: string) => fieldText(form, name).slice(0, 1_000)
  const [file] = files
  return {
    id,
    kunci: at('kunci').toLowerCase(),
    isPenetapan: at('penetapan') === 'ya',
    foto: file !== undefined && file.bytes.length > 0 ? file.bytes : undefined,
    typed: {
      kode: at('kode'),
      hasil: at('hasil'),
      kondisi: at('kondisi'),
      catatan: at('catatan'),
      lat: at('lat'),
      lon: at('lon'),
      diisi: at('diisi'),
    },
  }
}

function wordsOf({ ctx }: Req, { nama, isBentrok, isDikenal }: Dihitung): string {
  const m = messagesIn(ctx.lang).count
  return m.took(nama, isBentrok ? m.clash : isDikenal ? '' : m.unknown)
}

async function showToken(assets: AssetsModule, req: Req): Promise<Answer> {
  const found = await seen(assets, req)
  return found === undefined ? notFound : text(req.ctx.csrf, 'text/plain; charset=utf-8')
}

/** Names of what it keeps stand in the worker: a new script or sheet makes a new one. */
async function showWorker(assets: AssetsModule, req: Req): Promise<Answer> {
  const { id = '' } = req.params
  if ((await seen(assets, req)) === undefined) return notFound
  const { href } = req.ctx.assets
  const kept = ['pendopo.css', 'petugas.css', 'aset.css', 'lapangan.js', 'aset-hitung.js'].map(href)
  return text(
    `// ${kept.join(' ')}\nimportScripts(${JSON.stringify(href('sw-lapangan.js'))})\n`,
    'text/javascript; charset=utf-8',
    {
      headers: {
        'cache-control': 'no-store',
        'service-worker-allowed': `${INVENTARISASI}/${id}/bawa`,
      },
    },
  )
}

async function showMinutes(assets: AssetsModule, req: Req): Promise<Answer> {
  const found = await seen(assets, req)
  if (found === undefined) return notFound
  const { count, reader } = found
  const { kit } = assets.deps
  const rows = await listBarisHitung(kit.db, { id: count.id, limit: CARDS_MAX })
  const unknown = await listTakDikenal(kit.db, count.id)
  const m = messagesIn('id')
  const at = (when: Date | null) => (when === null ? '' : formatDateTime(when, localeOf(req.ctx)))
  const made = await renderPdf({
    template: MINUTES,
    data: {
      judul: count.judul,
      region: req.ctx.region.name,
      skpd: reader.skpdOf(count.skpdId)?.nama ?? '',
      ruang: count.ruang ?? '-',
      tanggal: formatTanggal(kit.today(), 'id'),
      baris: rows.map((row, index) => [
        String(index + 1),
        row.nama,
        `${row.kode}.${String(row.register).padStart(4, '0')}`,
        row.hasil === null ? m.count.notYet : m.count.results[row.hasil],
        row.kondisi ?? '',
        row.oleh ?? '',
      ]),
      lain: unknown.map((row) => [row.kode, row.catatan, row.nama]),
      pemeriksa: count.diperiksaNama ?? '',
      diperiksa: at(count.diperiksaAt),
      pengesah: count.disahkanNama ?? '',
      disahkan: at(count.disahkanAt),
    },
    at: count.disahkanAt ?? count.dibuatAt,
  })
  if (!made.ok) return notFound
  return bytes(made.pdf, 'application/pdf', {
    'content-disposition': `attachment; filename="berita-acara-inventarisasi.pdf"`,
  })
}
