import { yearOf } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { inThousands } from '../../../kernel/thousands.ts'
import { writeCsvRow } from '../../../platform/csv/write-csv.ts'
import { type Answer, bytes, notFound, page } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import { renderPdf } from '../../../platform/pdf/render-pdf.ts'
import { writeXlsx } from '../../../platform/xlsx/write-xlsx.ts'
import { formatTanggal } from '../../../ui/format.ts'
import { type Lembar, lembarKib, lembarKir, readForExport } from '../actions/ekspor.ts'
import type { Dimuat } from '../actions/muat.ts'
import { KEEPERS, READERS } from '../actions/wewenang.ts'
import { isKib } from '../domain/kib.ts'
import type { AssetsModule } from '../types.ts'
import { EksporPage, MuatPage } from './berkas.page.tsx'
import { ASET } from './frame.tsx'
import { numberIn, textsOf } from './read-form.ts'
import { readerOf } from './reader.ts'

const UPLOAD_BYTES = 9_000_000
const PDF_ROWS_MAX = 3_000

/** Lists in and out: official columns, as CSV, XLSX and PDF. */
export function berkasRoutes(assets: AssetsModule): readonly Route[] {
  const kind = 'page' as const
  const read = { roles: READERS }
  const keep = { roles: KEEPERS }
  return [
    {
      kind,
      method: 'GET',
      url: `${ASET}/muat`,
      access: keep,
      handle: (req) => showMuat(assets, req),
    },
    {
      kind,
      method: 'POST',
      url: `${ASET}/muat`,
      access: keep,
      bodyLimit: UPLOAD_BYTES,
      handle: (req) => muat(assets, req),
    },
    {
      kind,
      method: 'GET',
      url: `${ASET}/ekspor`,
      access: read,
      handle: async (req) => {
        const { reads } = await readerOf(assets.deps, req)
        return page(<EksporPage ctx={req.ctx} skpd={reads.skpd} />)
      },
    },
    {
      kind,
      method: 'GET',
      url: `${ASET}/ekspor/unduh`,
      access: read,
      handle: (req) => download(assets, req),
    },
  ]
}

type Said = Readonly<{ refusals?: readonly Refusal[]; dimuat?: Dimuat }>

async function showMuat({ deps }: AssetsModule, req: Req, said: Said = {}): Promise<Answer> {
  const { refusals = [], dimuat } = said
  const reader = await readerOf(deps, req)
  const isWrong = refusals.length > 0 || (dimuat?.salah.length ?? 0) > 0
  const view = (
    <MuatPage
      ctx={req.ctx}
      refusals={refusals}
      skpd={reader.keeps.skpd}
      typed={textsOf(req.form)}
      dimuat={dimuat}
    />
  )
  return page(view, { status: isWrong ? 422 : 200 })
}

async function muat(assets: AssetsModule, req: Req): Promise<Answer> {
  if (req.actor.kind !== 'officer') return notFound
  const [file] = req.files
  const hasFile = file !== undefined && file.bytes.length > 0
  const done = await assets.muat(req.actor, {
    skpdId: numberIn(req.form, 'skpd') ?? 0,
    source: hasFile
      ? { kind: 'file', bytes: file.bytes }
      : { kind: 'pasted', text: fieldText(req.form, 'tempel') },
    isPeriksa: fieldText(req.form, 'cara') !== 'simpan',
  })
  return done.ok
    ? showMuat(assets, req, { dimuat: done.value })
    : showMuat(assets, req, { refusals: done.refusals })
}

async function download({ deps }: AssetsModule, req: Req): Promise<Answer> {
  const reader = await readerOf(deps, req)
  const asked = numberIn(req.query, 'skpd')
  const skpd = reader.reads.skpd.find(({ id }) => id === asked)
  const typed = fieldText(req.query, 'kib')
  const kib = isKib(typed) ? typed : undefined
  const ruangId = numberIn(req.query, 'ruang')
  if (skpd === undefined || (kib === undefined && ruangId === undefined)) return notFound
  const rows = await readForExport(deps.kit.db, { skpdId: skpd.id, kib, ruangId })
  const lembar = kib === undefined ? lembarKir(rows) : lembarKib(kib, rows)
  const judul =
    kib === undefined ? 'Kartu Inventaris Ruangan (KIR)' : `Kartu Inventaris Barang ${kib}`
  const berkas = {
    lembar,
    judul,
    skpd: skpd.nama,
    nama: `${kib === undefined ? 'kir' : `kib-${kib.toLowerCase()}`}-${skpd.kode}`,
    tanggal: formatTanggal(deps.kit.today(), 'id'),
    tahun: yearOf(deps.kit.today()),
    region: req.ctx.region.name,
    at: deps.kit.now(),
  }
  const bentuk = fieldText(req.query, 'bentuk')
  if (bentuk === 'pdf') return pdfOf(berkas)
  return bentuk === 'csv' ? csvOf(berkas) : xlsxOf(berkas)
}

type Berkas = Readonly<{
  lembar: Lembar
  judul: string
  skpd: string
  nama: string
  tanggal: string
  tahun: number
  region: string
  at: Date
}>

const attached = (name: string) => ({ 'content-disposition': `attachment; filename="${name}"` })

function csvOf({ lembar, nama }: Berkas): Answer {
  const text = [lembar.kepala, ...lembar.rows].map((row) => writeCsvRow(row)).join('')
  return bytes(Buffer.from(`\uFEFF${text}`), 'text/csv; charset=utf-8', attached(`${nama}.csv`))
}

function xlsxOf({ lembar, nama, judul }: Berkas): Answer {
  return bytes(
    writeXlsx(judul, lembar.kepala, lembar.rows),
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    attached(`${nama}.xlsx`),
  )
}

const TEMPLATE = `
#set page(flipped: true)
#show: naskah.with(judul: d.judul, penulis: d.skpd)
#set page(paper: "a4", flipped: true, margin: 1.2cm)
#set text(size: 6.5pt)
#align(center)[#text(size: 12pt, weight: "bold")[#upper(d.judul)]]
#pasangan((("Pemerintah daerah", d.region), ("SKPD", d.skpd), ("Per tanggal", d.tanggal)))
#set text(size: 6.5pt)
#table(
  columns: d.kepala.len(), stroke: 0.3pt, inset: 2.5pt,
  table.header(..d.kepala.map(k => strong(k))),
  ..d.baris.flatten().map(v => [#v]),
)
#if d.lagi > 0 [Dan #str(d.lagi) kartu lagi: unduh sebagai XLSX untuk daftar lengkap.]
`

async function pdfOf({ lembar, judul, skpd, nama, tanggal, region, at }: Berkas): Promise<Answer> {
  const baris = lembar.rows
    .slice(0, PDF_ROWS_MAX)
    .map((row) =>
      row.map((cell) => (typeof cell === 'object' ? rupiahText(cell.decimal) : String(cell))),
    )
  const made = await renderPdf({
    template: TEMPLATE,
    data: {
      judul,
      skpd,
      tanggal,
      region,
      kepala: lembar.kepala,
      baris,
      lagi: lembar.rows.length - baris.length,
    },
    at,
  })
  return made.ok ? bytes(made.pdf, 'application/pdf', attached(`${nama}.pdf`)) : notFound
}

const rupiahText = (decimal: string) => {
  const [whole = '', fraction = '00'] = decimal.split('.')
  return `${inThousands(whole, '.')},${fraction}`
}
