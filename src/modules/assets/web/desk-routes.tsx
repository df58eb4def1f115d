import { hasRole } from '../../../kernel/actor.ts'
import { parseTanggal, tanggal as tanggalOf } from '../../../kernel/date.ts'
import { isUuid } from '../../../kernel/id.ts'
import { sumSen, toDecimalString } from '../../../kernel/money.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { writeCsvRow } from '../../../platform/csv/write-csv.ts'
import { type Answer, bytes, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import { formatNumber, formatRupiah } from '../../../ui/format.ts'
import { createRuang } from '../actions/ruang.ts'
import { endedSemesters } from '../actions/susut.ts'
import { mayDecide } from '../actions/usulan.ts'
import { KEEPERS, READERS } from '../actions/wewenang.ts'
import { messagesIn } from '../messages/index.ts'
import { listJalan, listPosisi } from '../store/mutasi-store.ts'
import { listRuang } from '../store/ruang-store.ts'
import { listMenunggu } from '../store/usulan-store.ts'
import type { AssetsModule } from '../types.ts'
import { PosisiPage, RuangPage, SusutPage, UsulanPage } from './desk.page.tsx'
import { ASET } from './frame.tsx'
import { numberIn, textsOf } from './read-form.ts'
import { type Reader, readerOf } from './reader.ts'

const SHOWN = 60
const POSITIONS_SHOWN = 200
const POSITIONS_FILE = 50_000
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** Proposals, depreciation, positions of any day, rooms. */
export function deskRoutes(assets: AssetsModule): readonly Route[] {
  const kind = 'page' as const
  const get = (url: string, handle: Route['handle']): Route => ({
    kind,
    method: 'GET',
    url: `${ASET}/${url}`,
    access: { roles: READERS },
    handle,
  })
  const post = (url: string, handle: Route['handle']): Route => ({
    kind,
    method: 'POST',
    url: `${ASET}/${url}`,
    access: { roles: KEEPERS },
    handle,
  })
  return [
    get('usulan', (req) => showUsulan(assets, req)),
    post('usulan/:id', (req) => decide(assets, req)),
    get('susut', (req) => showSusut(assets, req)),
    post('susut', (req) => charge(assets, req)),
    get('posisi', (req) => showPosisi(assets, req)),
    get('ruang', (req) => showRuang(assets, req)),
    post('ruang', (req) => addRuang(assets, req)),
  ]
}

const common = (req: Req, reader: Reader, refusals: readonly Refusal[]) => ({
  ctx: req.ctx,
  refusals,
  typed: textsOf(req.form),
  nama: (id: number) => reader.skpdOf(id)?.nama ?? '',
})
const statusOf = (refusals: readonly Refusal[]) => ({ status: refusals.length > 0 ? 422 : 200 })

async function showUsulan(
  { deps }: AssetsModule,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const reader = await readerOf(deps, req)
  const rows = await listMenunggu(deps.kit.db, { skpdIds: reader.skpdIds, limit: SHOWN })
  const view = (
    <UsulanPage
      {...common(req, reader, refusals)}
      rows={rows.map((usulan) => ({
        usulan,
        mayDecide: mayDecide(reader.actor, reader.kode, usulan),
      }))}
    />
  )
  return page(view, statusOf(refusals))
}

async function decide(assets: AssetsModule, req: Req): Promise<Answer> {
  const { id = '' } = req.params
  if (!isUuid(id) || req.actor.kind !== 'officer') return notFound
  const putusan = fieldText(req.form, 'putusan')
  const done = await assets.putus(req.actor, {
    id,
    setuju: putusan === 'setuju' ? true : putusan === 'tolak' ? false : undefined,
    dokumen: fieldText(req.form, 'dokumen'),
    catatan: fieldText(req.form, 'catatan'),
  })
  if (done === undefined) return notFound
  if (!done.ok) return showUsulan(assets, req, done.refusals)
  const text = messagesIn(req.ctx.lang).proposal.decided
  return redirect(`${ASET}/usulan`, { flash: { kind: 'success', text } })
}

async function showSusut(
  { deps }: AssetsModule,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const { kit, fiscal } = deps
  const reader = await readerOf(deps, req)
  const rows = await listJalan(kit.db, SHOWN)
  const running = (await fiscal.semuaTahun(kit.db)).filter(({ status }) => status === 'berjalan')
  const view = (
    <SusutPage
      {...common(req, reader, refusals)}
      rows={rows.filter(({ skpdId }) => reader.skpdIds?.includes(skpdId) ?? true)}
      mayRun={hasRole(reader.actor, 'aset')}
      semesters={endedSemesters(
        running.map(({ tahun }) => tahun),
        kit.today(),
      )}
      skpd={reader.reads.skpd}
    />
  )
  return page(view, statusOf(refusals))
}

async function charge(assets: AssetsModule, req: Req): Promise<Answer> {
  if (req.actor.kind !== 'officer') return notFound
  const done = await assets.susutkan(req.actor, { periode: fieldText(req.form, 'periode') })
  if (!done.ok) return showSusut(assets, req, done.refusals)
  const { kartu, jumlah } = done.value
  const { lang } = req.ctx
  const text = messagesIn(lang).susut.done(formatNumber(kartu, lang), formatRupiah(jumlah, lang))
  return redirect(`${ASET}/susut`, { flash: { kind: 'success', text } })
}

async function showPosisi({ deps }: AssetsModule, req: Req): Promise<Answer> {
  const reader = await readerOf(deps, req)
  const asked = numberIn(req.query, 'skpd')
  const skpd = reader.reads.skpd.find(({ id }) => id === asked)
  if (skpd === undefined) return notFound
  const typed = parseTanggal(fieldText(req.query, 'tanggal'))
  const tanggal = typed.ok ? typed.value : deps.kit.today()
  const isFile = fieldText(req.query, 'bentuk') === 'csv'
  const sent = fieldText(req.query, 'sesudah')
  const found = await listPosisi(deps.kit.db, {
    skpdId: skpd.id,
    tanggal,
    after: isUuid(sent) ? sent : FIRST_ID,
    limit: isFile ? POSITIONS_FILE : POSITIONS_SHOWN + 1,
  })
  if (isFile) return csvOf(found, tanggal)
  const rows = found.slice(0, POSITIONS_SHOWN)
  const last = found.length > POSITIONS_SHOWN ? rows.at(-1) : undefined
  const base = `${ASET}/posisi?skpd=${skpd.id}&tanggal=${tanggal}`
  return page(
    <PosisiPage
      {...common(req, reader, [])}
      skpd={skpd.nama}
      tanggal={tanggal}
      rows={rows}
      total={{
        nilai: sumSen(rows.map(({ nilai }) => nilai)),
        akumulasi: sumSen(rows.map(({ akumulasi }) => akumulasi)),
      }}
      nextHref={last && `${base}&sesudah=${last.id}`}
      csvHref={`${base}&bentuk=csv`}
    />,
  )
}

function csvOf(rows: Awaited<ReturnType<typeof listPosisi>>, tanggal: string): Answer {
  const head = writeCsvRow([
    'Label',
    'Kode Barang',
    'Register',
    'Nama Barang',
    'Nilai Perolehan',
    'Akumulasi Penyusutan',
    'Tanggal',
  ])
  const lines = rows.map((row) =>
    writeCsvRow([
      row.label,
      row.kode,
      row.register,
      row.nama,
      { decimal: toDecimalString(row.nilai) },
      { decimal: toDecimalString(row.akumulasi) },
      tanggalOf(tanggal),
    ]),
  )
  return bytes(Buffer.from(`\uFEFF${head}${lines.join('')}`), 'text/csv; charset=utf-8', {
    'content-disposition': `attachment; filename="posisi-aset-${tanggal}.csv"`,
  })
}

async function showRuang(
  { deps }: AssetsModule,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const reader = await readerOf(deps, req)
  const ids = reader.reads.skpd.map(({ id }) => id)
  const view = (
    <RuangPage
      {...common(req, reader, refusals)}
      rows={await listRuang(deps.kit.db, ids)}
      skpd={reader.keeps.skpd}
    />
  )
  return page(view, statusOf(refusals))
}

async function addRuang(assets: AssetsModule, req: Req): Promise<Answer> {
  if (req.actor.kind !== 'officer') return notFound
  const done = await createRuang(assets.deps)(req.actor, {
    skpdId: numberIn(req.form, 'skpd') ?? 0,
    kode: fieldText(req.form, 'kode'),
    nama: fieldText(req.form, 'nama'),
  })
  if (!done.ok) return showRuang(assets, req, done.refusals)
  const text = messagesIn(req.ctx.lang).room.added
  return redirect(`${ASET}/ruang`, { flash: { kind: 'success', text } })
}
