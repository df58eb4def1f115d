import { Readable } from 'node:stream'
import { isUuid } from '../../../kernel/id.ts'
import { toDecimalString } from '../../../kernel/money.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type CsvColumn, csvStream } from '../../../platform/csv/write-csv.ts'
import { type Answer, json, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import { createAddBaris, createRemoveBaris, createSaveBaris } from '../actions/baris.ts'
import { createImpor, KOLOM, type Look } from '../actions/impor.ts'
import { ownSkpd } from '../actions/isi.ts'
import { readAllBaris } from '../actions/records.ts'
import type { Deps } from '../deps.ts'
import { BARIS_FIELDS, type BarisForm } from '../domain/baris.ts'
import { type Dokumen, SUMBER } from '../domain/dokumen.ts'
import { typedUkuran, ukuranToDecimal } from '../domain/ukuran.ts'
import { PLANNERS, READERS } from '../domain/wewenang.ts'
import { messagesIn } from '../messages/index.ts'
import { type Baris, findBaris, keyOf, listBaris } from '../store/baris-store.ts'
import { findNewest } from '../store/dokumen-store.ts'
import { findByNomor, type Usulan } from '../store/usulan-store.ts'
import { formatDecimalRupiah } from './amounts.ts'
import { asked, numberOf, type Seen, seeDokumen, tableOf, typed } from './asked.ts'
import { BarisPage } from './baris.page.tsx'
import { ImporPage } from './impor.page.tsx'
import { dokumenPath, RENCANA, USULAN, withQuery } from './paths.ts'
import { RkpdPage, type RkpdProps } from './rkpd.page.tsx'
import { sipdColumns, sipdDocument } from './sipd.ts'

const SHOWN = 100
const UPLOAD_BYTES = 9_000_000

/** Lines of the yearly plan: table, form, import, export. */
export function lineRoutes(deps: Deps): readonly Route[] {
  const path = `${RENCANA}/:id`
  const get = (url: string, handle: Route['handle']): Route => ({
    kind: 'page',
    method: 'GET',
    url,
    access: { roles: READERS },
    handle,
  })
  const post = (url: string, handle: Route['handle'], more: Partial<Route> = {}): Route => ({
    kind: 'page',
    method: 'POST',
    url,
    access: { roles: PLANNERS },
    handle,
    ...more,
  })
  return [
    get(`${path}/baris`, (req) => showNewLine(deps, req)),
    post(`${path}/baris`, (req) => addLine(deps, req)),
    get(`${path}/baris/:baris`, (req) => showLine(deps, req)),
    post(`${path}/baris/:baris`, (req) => saveLine(deps, req)),
    post(`${path}/baris/:baris/hapus`, (req) => removeLine(deps, req)),
    get(`${path}/impor`, (req) => showImpor(deps, req)),
    post(`${path}/impor`, (req) => impor(deps, req), { bodyLimit: UPLOAD_BYTES }),
    get(`${path}/ekspor.csv`, (req) => exportCsv(deps, req)),
    get(`${path}/sipd.csv`, (req) => exportSipd(deps, req, 'csv')),
    get(`${path}/sipd.json`, (req) => exportSipd(deps, req, 'json')),
  ]
}

/** The RKPD a document's lines stand in: itself, or for a Renja that of its year. */
async function rkpdOf({ kit }: Deps, dokumen: Dokumen): Promise<Dokumen | undefined> {
  if (dokumen.jenis === 'rkpd') return dokumen
  if (dokumen.jenis !== 'renja') return undefined
  return findNewest(kit.db, { jenis: 'rkpd', tahun: dokumen.tahunMulai }, true)
}

type Shown = Readonly<{ seen: Seen; state: RkpdProps['state'] }>

export async function showLines(deps: Deps, req: Req, { seen, state }: Shown): Promise<Answer> {
  const { kit, reference } = deps
  const { dokumen, kode } = seen
  const rkpd = await rkpdOf(deps, dokumen)
  const filter = filterOf(req)
  const after = asked(req, 'sesudah')
  const found =
    rkpd === undefined
      ? []
      : await listBaris(kit.db, {
          dokumenId: rkpd.id,
          limit: SHOWN + 1,
          skpdId: dokumen.skpdId ?? numberOf(filter.skpd),
          sumber: filter.sumber === '' ? undefined : filter.sumber,
          lokasi: said(filter.lokasi),
          kata: said(filter.kata),
          after: said(after),
        })
  const rows = found.slice(0, SHOWN)
  const last = found.length > SHOWN ? rows.at(-1) : undefined
  const here = dokumenPath(dokumen)
  const view = (
    <RkpdPage
      ctx={req.ctx}
      {...seen}
      rkpd={rkpd}
      rows={rows}
      filter={filter}
      kecamatan={reference.kecamatan()}
      placeName={(code) => reference.findWilayah(code)?.nama ?? code}
      nextHref={last && withQuery(here, { ...filter, sesudah: keyOf(last) })}
      firstHref={after === '' ? undefined : withQuery(here, filter)}
      mayAdd={ownSkpd(signedInOf(req), kode).size > 0}
      state={state}
      refusals={[]}
    />
  )
  return page(view, { status: state.refusals.length > 0 ? 422 : 200 })
}

const said = (text: string) => (text === '' ? undefined : text)

function filterOf(req: Req) {
  return {
    skpd: asked(req, 'skpd'),
    sumber: SUMBER.find((one) => one === asked(req, 'sumber')) ?? '',
    lokasi: asked(req, 'lokasi'),
    kata: asked(req, 'kata'),
  } as const
}

const EMPTY = Object.fromEntries(BARIS_FIELDS.map((field) => [field, ''])) as BarisForm

type LineShown = Readonly<{
  seen: Seen
  line: Baris | undefined
  form: BarisForm
  /** Number of the proposal a new line is made for. */
  untuk?: string
  refusals?: readonly Refusal[]
}>

function renderLine(req: Req, { seen, line, form, untuk = '', refusals = [] }: LineShown): Answer {
  const { dokumen, kode } = seen
  const own = ownSkpd(signedInOf(req), kode)
  const isOwn = line === undefined || [...own.values()].includes(line.skpdId)
  const mayWrite = dokumen.status === 'disusun' && isOwn && own.size > 0
  const shown = mayWrite ? kode.skpd.all.filter((one) => own.has(one.kode)) : kode.skpd.all
  const view = (
    <BarisPage
      ctx={req.ctx}
      dokumen={dokumen}
      line={line}
      form={form}
      untuk={untuk}
      skpd={line === undefined ? shown : shown.filter(({ id }) => id === line.skpdId)}
      subName={kode.nomenklatur.byKode.get(form.subKegiatan)?.nama}
      mayWrite={mayWrite}
      refusals={refusals}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

async function showNewLine(deps: Deps, req: Req): Promise<Answer> {
  const seen = await seeDokumen(deps, req)
  if (seen === undefined || seen.dokumen.jenis !== 'rkpd') return notFound
  const usulan = await findByNomor(deps.kit.db, asked(req, 'usulan'))
  return renderLine(req, {
    seen,
    line: undefined,
    form: usulan === undefined ? EMPTY : fromUsulan(usulan, seen.kode),
    untuk: usulan?.nomor ?? '',
  })
}

/** A new line as a proposal asks for it; it is linked when the proposal is decided. */
function fromUsulan(usulan: Usulan, kode: Kodefikasi): BarisForm {
  return {
    ...EMPTY,
    skpd: kode.skpd.byId.get(usulan.skpdId)?.kode ?? '',
    uraian: usulan.judul,
    lokasi: usulan.lokasiKode,
    lokasiRinci: usulan.lokasiRinci,
    target: typedUkuran(usulan.volume),
    satuan: usulan.satuan,
    pagu: formatDecimalRupiah(usulan.perkiraan),
    sumber: usulan.sumber,
  }
}

async function seeLine(
  deps: Deps,
  req: Req,
): Promise<Readonly<{ seen: Seen; line: Baris }> | undefined> {
  const seen = await seeDokumen(deps, req)
  const { baris = '' } = req.params
  if (seen === undefined || !isUuid(baris)) return undefined
  const line = await findBaris(deps.kit.db, { dokumenId: seen.dokumen.id, id: baris })
  return line && { seen, line }
}

async function showLine(deps: Deps, req: Req): Promise<Answer> {
  const found = await seeLine(deps, req)
  if (found === undefined) return notFound
  return renderLine(req, { ...found, form: formOf(found.line, found.seen.kode) })
}

function formOf(line: Baris, kode: Kodefikasi): BarisForm {
  return {
    skpd: kode.skpd.byId.get(line.skpdId)?.kode ?? '',
    subKegiatan: kode.nomenklatur.byId.get(line.subKegiatanId)?.kode ?? '',
    uraian: line.uraian,
    lokasi: line.lokasiKode ?? '',
    lokasiRinci: line.lokasiRinci,
    indikator: line.indikator,
    target: typedUkuran(line.target),
    satuan: line.satuan,
    pagu: formatDecimalRupiah(line.pagu),
    paguMaju: line.paguMaju === 0n ? '' : formatDecimalRupiah(line.paguMaju),
    prioritas: line.prioritas,
    sumber: line.sumber,
    usulan: line.usulan.map(({ nomor }) => nomor).join(', '),
  }
}

function typedLine(req: Req): BarisForm {
  return Object.fromEntries(BARIS_FIELDS.map((field) => [field, typed(req, field)])) as BarisForm
}

function flash(to: string, text: string): Answer {
  return redirect(to, { flash: { kind: 'success', text } })
}

async function addLine(deps: Deps, req: Req): Promise<Answer> {
  const seen = await seeDokumen(deps, req)
  if (seen === undefined || seen.dokumen.jenis !== 'rkpd') return notFound
  const form = typedLine(req)
  const target = { actor: signedInOf(req), dokumenId: seen.dokumen.id }
  const added = await createAddBaris(deps)(target, form)
  if (added === undefined) return notFound
  const untuk = typed(req, 'untuk').slice(0, 100)
  if (!added.ok)
    return renderLine(req, { seen, line: undefined, form, untuk, refusals: added.refusals })
  const m = messagesIn(req.ctx.lang).lines
  const usulan = await findByNomor(deps.kit.db, untuk)
  if (usulan !== undefined) return flash(`${USULAN}/${usulan.nomor}`, m.addedFor)
  const text = m.added
  return flash(`${dokumenPath(seen.dokumen)}/baris/${added.value}`, text)
}

async function saveLine(deps: Deps, req: Req): Promise<Answer> {
  const found = await seeLine(deps, req)
  if (found === undefined) return notFound
  const { seen, line } = found
  const stored = formOf(line, seen.kode)
  const form = { ...typedLine(req), skpd: stored.skpd, subKegiatan: stored.subKegiatan }
  const saved = await createSaveBaris(deps)(
    { actor: signedInOf(req), dokumenId: seen.dokumen.id },
    { id: line.id, revisi: Number(typed(req, 'revisi')) || 0, form },
  )
  if (saved === undefined) return notFound
  if (!saved.ok) return renderLine(req, { seen, line, form, refusals: saved.refusals })
  const text = messagesIn(req.ctx.lang).tree.saved
  return flash(`${dokumenPath(seen.dokumen)}/baris/${line.id}`, text)
}

async function removeLine(deps: Deps, req: Req): Promise<Answer> {
  const found = await seeLine(deps, req)
  if (found === undefined) return notFound
  const { seen, line } = found
  const target = { actor: signedInOf(req), dokumenId: seen.dokumen.id }
  const removed = await createRemoveBaris(deps)(target, line.id)
  if (removed === undefined) return notFound
  if (!removed.ok)
    return renderLine(req, { ...found, form: formOf(line, seen.kode), refusals: removed.refusals })
  return flash(dokumenPath(seen.dokumen), messagesIn(req.ctx.lang).tree.removed)
}

type ImporShown = Readonly<{
  refusals: readonly Refusal[]
  pasted: string
  look: Look | undefined
}>

async function showImpor(
  deps: Deps,
  req: Req,
  shown: ImporShown = { refusals: [], pasted: '', look: undefined },
): Promise<Answer> {
  const seen = await seeDokumen(deps, req)
  if (seen === undefined || seen.dokumen.jenis !== 'rkpd') return notFound
  const isRefused = shown.refusals.length > 0 || (shown.look?.problems.length ?? 0) > 0
  return page(<ImporPage ctx={req.ctx} dokumen={seen.dokumen} {...shown} />, {
    status: isRefused ? 422 : 200,
  })
}

/** What was checked comes back as a block, so that storing sends exactly what was looked at. */
async function impor(deps: Deps, req: Req): Promise<Answer> {
  const seen = await seeDokumen(deps, req)
  if (seen === undefined || seen.dokumen.jenis !== 'rkpd') return notFound
  const source = tableOf(req)
  const isStored = fieldText(req.form, 'cara') === 'simpan' && source.kind === 'pasted'
  const target = { actor: signedInOf(req), dokumenId: seen.dokumen.id }
  const done = await createImpor(deps)(target, { source, isStored })
  if (done === undefined) return notFound
  const pasted = source.kind === 'pasted' ? source.text : ''
  if (!done.ok) return showImpor(deps, req, { refusals: done.refusals, pasted, look: undefined })
  if (done.value.stored === 0)
    return showImpor(deps, req, {
      refusals: [],
      pasted: source.kind === 'pasted' ? source.text : done.value.block,
      look: done.value,
    })
  const text = messagesIn(req.ctx.lang).impor.stored(String(done.value.stored))
  return flash(dokumenPath(seen.dokumen), text)
}

/** All lines of a document, for files. */
async function linesOf(deps: Deps, req: Req) {
  const seen = await seeDokumen(deps, req)
  const rkpd = seen && (await rkpdOf(deps, seen.dokumen))
  if (seen === undefined || rkpd === undefined) return undefined
  const all = await readAllBaris(deps.kit.db, rkpd.id)
  const { skpdId } = seen.dokumen
  const rows = skpdId === null ? all : all.filter((one) => one.skpdId === skpdId)
  return { seen, rows }
}

/** The same columns the import takes, so that a plan goes out and comes back. */
async function exportCsv(deps: Deps, req: Req): Promise<Answer> {
  const found = await linesOf(deps, req)
  if (found === undefined) return notFound
  const { kode, dokumen } = found.seen
  const columns = BARIS_FIELDS.map(
    (field): CsvColumn<Baris> => ({
      header: KOLOM[field],
      value: (row) => {
        if (field === 'pagu') return { decimal: toDecimalString(row.pagu) }
        if (field === 'paguMaju') return { decimal: toDecimalString(row.paguMaju) }
        if (field === 'target') return { decimal: ukuranToDecimal(row.target) }
        return formOf(row, kode)[field]
      },
    }),
  )
  return csvOf(found.rows, columns, `${dokumen.jenis}-${dokumen.tahunMulai}-v${dokumen.versi}.csv`)
}

function csvOf(
  rows: readonly Baris[],
  columns: readonly CsvColumn<Baris>[],
  filename: string,
): Answer {
  return {
    kind: 'stream',
    body: Readable.from(csvStream(rows, columns, { bom: true })),
    contentType: 'text/csv; charset=utf-8',
    filename,
  }
}

async function exportSipd(deps: Deps, req: Req, shape: 'csv' | 'json'): Promise<Answer> {
  const found = await linesOf(deps, req)
  if (found === undefined) return notFound
  const { kode, dokumen } = found.seen
  if (shape === 'json') return json(sipdDocument(dokumen, found.rows, kode))
  return csvOf(found.rows, sipdColumns(kode), `sipd-rkpd-${dokumen.tahunMulai}.csv`)
}
