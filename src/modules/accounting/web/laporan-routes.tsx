import { yearOf } from '../../../kernel/date.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import type { Laporan } from '../actions/statements.ts'
import { lineOf, writeBaris } from '../domain/baris-laporan.ts'
import { accountsOfLine } from '../domain/laporan.ts'
import { JENIS_LAPORAN, type JenisLaporan, type Susunan } from '../domain/susunan.ts'
import { listEntries } from '../store/jurnal-store.ts'
import { READERS } from './access.ts'
import { type Asked, readAsked, roomsOf, type Web } from './desk.ts'
import { AKUNTANSI } from './frame.tsx'
import { LaporanPage, type ReportTab } from './laporan.page.tsx'
import { laporanCsv, laporanPdf } from './laporan-file.ts'
import { BooksPage, LinePage, SheetPage } from './rincian.page.tsx'

const SHOWN = 50

export function laporanRoutes(web: Web): readonly Route[] {
  const get = (url: string, handle: (req: Req) => Promise<Answer> | Answer): Route => ({
    kind: 'page',
    method: 'GET',
    url: `${AKUNTANSI}${url}`,
    access: { roles: READERS },
    handle,
  })
  return [
    get('', (req) => redirectToLra(req)),
    get('/laporan/:jenis', (req) =>
      withLaporan(web, req, async (laporan, asked) =>
        page(
          <LaporanPage
            ctx={req.ctx}
            rooms={roomsOf(req)}
            asked={asked}
            tabs={tabsOf(web, asked)}
            laporan={laporan}
          />,
          { status: asked.refusals.length > 0 ? 422 : 200 },
        ),
      ),
    ),
    get('/laporan/:jenis/csv', (req) =>
      withLaporan(web, req, async (laporan, asked) => laporanCsv(laporan, asked)),
    ),
    get('/laporan/:jenis/pdf', (req) =>
      withLaporan(web, req, (laporan, asked) => laporanPdf(web.deps, laporan, asked)),
    ),
    get('/laporan/:jenis/baris/:id', (req) => showLine(web, req)),
    get('/buku/:kode', (req) => showAccount(web, req)),
  ]
}

function redirectToLra(req: Req): Answer {
  const query = new URLSearchParams()
  for (const name of ['tanggal', 'skpd'])
    if (fieldText(req.query, name) !== '') query.set(name, fieldText(req.query, name))
  const text = query.toString()
  return redirect(`${AKUNTANSI}/laporan/lra${text === '' ? '' : `?${text}`}`)
}

function layoutOf({ statements }: Web, { tanggal }: Asked): Susunan {
  return statements.susunan(yearOf(tanggal))
}

/** Statements this reach has, CaLK last. */
export function tabsOf(web: Web, asked: Asked): readonly ReportTab[] {
  const { laporan } = layoutOf(web, asked)
  const { lingkup } = asked.scope
  return [...JENIS_LAPORAN.filter((one) => laporan[one].untuk.includes(lingkup)), 'calk']
}

async function withLaporan(
  web: Web,
  req: Req,
  answer: (laporan: Laporan, asked: Asked) => Promise<Answer>,
): Promise<Answer> {
  const jenis = JENIS_LAPORAN.find((one) => one === req.params.jenis)
  if (jenis === undefined) return notFound
  const asked = await readAsked(web, req)
  if (isOffShelf(asked)) return notFound
  // An SKPD has no statement of the whole region's: its own LRA is where it begins.
  if (!layoutOf(web, asked).laporan[jenis].untuk.includes(asked.scope.lingkup))
    return redirect(`${AKUNTANSI}/laporan/lra?${asked.query}`)
  return answer(await web.statements.laporan(web.deps.kit.db, jenis, asked.scope), asked)
}

/** Somebody without any book: their unit is no SKPD. */
export function isOffShelf({ shelf, skpd }: Asked): boolean {
  return !shelf.isAll && skpd === undefined
}

async function showLine(web: Web, req: Req): Promise<Answer> {
  const jenis = JENIS_LAPORAN.find((one) => one === req.params.jenis)
  const asked = await readAsked(web, req)
  if (jenis === undefined || isOffShelf(asked)) return notFound
  const susunan = layoutOf(web, asked)
  const layout = susunan.laporan[jenis]
  const line = layout.baris.find(({ id }) => id === req.params.id)
  if (line === undefined || (line.akun === undefined && line.rumus === undefined)) return notFound
  const shared = {
    ctx: req.ctx,
    rooms: roomsOf(req),
    asked,
    jenis,
    judul: line.judul,
    laporan: layout.judul,
    hasAnggaran: layout.hasAnggaran,
    traceHref: traceOf(susunan, asked, { jenis, baris: line.id }),
  }
  const { db } = web.deps.kit
  if (line.akun === undefined) {
    const laporan = await web.statements.laporan(db, jenis, asked.scope)
    const parts = (line.rumus ?? []).map((one) => one.replace(/^-/, ''))
    const rows = laporan.baris
      .filter(({ id }) => parts.includes(id))
      .map(({ id, judul, nilai, anggaran }) => ({
        href: `${AKUNTANSI}/laporan/${jenis}/baris/${id}?${asked.query}`,
        kode: '',
        nama: judul,
        nilai: nilai ?? 0n,
        anggaran: anggaran ?? 0n,
      }))
    return page(<LinePage {...shared} rows={rows} />)
  }
  const reach = { lingkup: asked.scope.lingkup, eliminasi: susunan.eliminasi }
  const found = accountsOfLine(line, await web.statements.sums(db, asked.scope), reach)
  const { rekening } = asked.kodefikasi
  const rows = found.map(({ kode, nilai, anggaran }) => ({
    href: `${AKUNTANSI}/buku/${kode}?${asked.query}`,
    kode,
    nama: rekening.byKode.get(kode)?.nama ?? '',
    nilai,
    anggaran,
  }))
  return page(<LinePage {...shared} rows={rows} />)
}

/** The line of the year in the trace, where it has one. */
function traceOf(
  susunan: Susunan,
  { tahun, skpd }: Asked,
  { jenis, baris }: Readonly<{ jenis: JenisLaporan; baris: string }>,
): string | undefined {
  if (jenis !== 'lra' && jenis !== 'lo' && jenis !== 'neraca') return undefined
  const kunci = { jenis, tahun, skpdId: skpd?.id, baris }
  return lineOf(susunan, kunci) && `/jejak/baris-laporan.${writeBaris(kunci)}`
}

/** An account: in every book of the region, or its sheet in one. */
async function showAccount(web: Web, req: Req): Promise<Answer> {
  const asked = await readAsked(web, req)
  const account = asked.kodefikasi.rekening.byKode.get(req.params.kode ?? '')
  if (account === undefined || isOffShelf(asked)) return notFound
  const { db } = web.deps.kit
  const { kode, nama } = account
  const shared = { ctx: req.ctx, rooms: roomsOf(req), asked, kode, nama }
  const base = `${AKUNTANSI}/buku/${kode}`
  const wanted = fieldText(req.query, 'buku')
  const skpdIds = asked.scope.skpdIds ?? asked.kodefikasi.skpd.all.map(({ id }) => id)
  const only = skpdIds.length === 1 ? skpdIds[0] : skpdIds.find((id) => String(id) === wanted)
  if (only === undefined) {
    const books = await web.statements.perBook(db, asked.scope, account.id)
    const rows = books.map(({ skpdId, debit, kredit }) => ({
      href: `${base}?${asked.query}&buku=${skpdId}`,
      nama: asked.kodefikasi.skpd.byId.get(skpdId)?.nama ?? '',
      debit,
      kredit,
    }))
    return page(<BooksPage {...shared} rows={rows} />)
  }
  const after = readAfter(fieldText(req.query, 'sesudah'))
  const entries = await listEntries(db, {
    rekeningId: account.id,
    skpdId: only,
    tahun: asked.tahun,
    sampai: asked.tanggal,
    after,
    limit: SHOWN,
  })
  const last = entries.length === SHOWN ? entries.at(-1) : undefined
  const here = `${base}?${asked.query}&buku=${only}`
  return page(
    <SheetPage
      {...shared}
      buku={asked.kodefikasi.skpd.byId.get(only)?.nama ?? ''}
      entries={entries}
      nextHref={last && `${here}&sesudah=${last.tanggal}_${last.jurnalId}_${last.urutan}`}
      firstHref={after && here}
    />,
  )
}

function readAfter(text: string) {
  const [, tanggal = '', jurnalId = '', urutan = ''] =
    /^(\d{4}-\d\d-\d\d)_(\d{1,18})_(\d{1,4})$/.exec(text) ?? []
  return tanggal === '' ? undefined : { tanggal, jurnalId, urutan: Number(urutan) }
}
