import { Readable } from 'node:stream'
import { NIL_UUID } from '../../../kernel/id.ts'
import { toDecimalString } from '../../../kernel/money.ts'
import { type CsvColumn, csvStream } from '../../../platform/csv/write-csv.ts'
import { type Answer, bytes, notFound } from '../../../platform/http/answer.ts'
import type { Req, Route } from '../../../platform/http/route.ts'
import { writeXlsx } from '../../../platform/xlsx/write-xlsx.ts'
import { READ_ROLES } from '../actions/people.ts'
import type { Deps } from '../deps.ts'
import { LINE_FIELDS } from '../domain/garis.ts'
import { headingOf } from '../domain/kolom.ts'
import { writeRupiah } from '../domain/rupiah.ts'
import { volumeToDecimal } from '../domain/volume.ts'
import { type Garis, pageGaris } from '../store/garis-store.ts'
import { ANGGARAN, bagianOf, type VersiView, versiOf } from './frame.ts'
import { standarKodes } from './grid-routes.ts'
import { writeLine } from './line-text.ts'

const PAGE = 1_000

/** Files of a document: lines as they come in again, the elaboration, and the shape SIPD knows. */
export function fileRoutes(deps: Deps): readonly Route[] {
  const kind = 'page' as const
  const access = { roles: READ_ROLES }
  const versi = `${ANGGARAN}/versi/:id`
  return [
    {
      kind,
      method: 'GET',
      url: `${versi}/skpd/:skpd/baris.csv`,
      access,
      handle: (req) => sendPart(deps, req),
    },
    {
      kind,
      method: 'GET',
      url: `${versi}/skpd/:skpd/baris.xlsx`,
      access,
      handle: (req) => sendSheet(deps, req),
    },
    {
      kind,
      method: 'GET',
      url: `${versi}/penjabaran.csv`,
      access,
      handle: (req) => sendVersi(deps, req, elaboration, 'penjabaran'),
    },
    {
      kind,
      method: 'GET',
      url: `${versi}/sipd.csv`,
      access,
      handle: (req) => sendVersi(deps, req, sipdShape, 'sipd'),
    },
  ]
}

type Row = Readonly<{ line: Garis & Readonly<{ skpdId: number }>; standar: string }>

/** Every line, some at a time: memory stays the same for ten lines and a hundred thousand. */
async function* linesOf(
  deps: Deps,
  place: Readonly<{ versiId: string; skpdId?: number }>,
): AsyncGenerator<Row> {
  let after = NIL_UUID
  for (;;) {
    const page = await pageGaris(deps.kit.db, place, { after, limit: PAGE })
    const standar = await standarKodes(deps, page)
    for (const line of page)
      yield { line, standar: line.standarId === null ? '' : (standar.get(line.standarId) ?? '') }
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return
    after = last.garisAsal
  }
}

async function sendPart(deps: Deps, req: Req): Promise<Answer> {
  const view = await bagianOf(deps, req)
  if (view === undefined) return notFound
  const { versi, skpd } = view
  const lines = linesOf(deps, { versiId: versi.id, skpdId: skpd.id })
  return {
    kind: 'stream',
    body: Readable.from(csvStream(lines, lineColumns(view), { bom: true })),
    contentType: 'text/csv; charset=utf-8',
    filename: `${versi.jenis}-${versi.tahun}-${skpd.kode}.csv`,
  }
}

/** The same columns and texts as the CSV, so that either comes in again. */
async function sendSheet(deps: Deps, req: Req): Promise<Answer> {
  const view = await bagianOf(deps, req)
  if (view === undefined) return notFound
  const { versi, skpd } = view
  const columns = lineColumns(view)
  const rows: string[][] = []
  for await (const row of linesOf(deps, { versiId: versi.id, skpdId: skpd.id }))
    rows.push(columns.map(({ value }) => value(row)))
  const file = writeXlsx(
    skpd.kode,
    columns.map(({ header }) => header),
    rows,
  )
  return bytes(file, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', {
    'content-disposition': `attachment; filename="${versi.jenis}-${versi.tahun}-${skpd.kode}.xlsx"`,
  })
}

type TextColumn = Readonly<{ header: string; value: (row: Row) => string }>

function lineColumns({ codes }: VersiView): readonly TextColumn[] {
  const sub = (id: number | null) =>
    id === null ? '' : (codes.nomenklatur.byId.get(id)?.kode ?? '')
  return [
    { header: headingOf('subKegiatan'), value: ({ line }) => sub(line.subKegiatanId) },
    ...LINE_FIELDS.map((field) => ({
      header: headingOf(field),
      value: ({ line, standar }: Row) =>
        field === 'standar' ? standar : writeLine(line, codes)[field],
    })),
    { header: headingOf('jumlah'), value: ({ line }) => writeRupiah(line.jumlah) },
  ]
}

type Shape = (view: VersiView) => readonly CsvColumn<Row>[]

async function sendVersi(deps: Deps, req: Req, shape: Shape, name: string): Promise<Answer> {
  const view = await versiOf(deps, req)
  if (view === undefined) return notFound
  const { versi } = view
  return {
    kind: 'stream',
    body: Readable.from(
      csvStream(linesOf(deps, { versiId: versi.id }), shape(view), { bom: true }),
    ),
    contentType: 'text/csv; charset=utf-8',
    filename: `${name}-${versi.jenis}-${versi.tahun}-${versi.urutan}.csv`,
  }
}

function lookups({ codes }: VersiView) {
  const skpd = ({ line }: Row) => codes.skpd.byId.get(line.skpdId)
  const sub = ({ line }: Row) =>
    line.subKegiatanId === null ? undefined : codes.nomenklatur.byId.get(line.subKegiatanId)
  const above = (row: Row, jenis: string) =>
    codes.nomenklatur.pathOf(sub(row)?.kode ?? '').find((one) => one.jenis === jenis)
  const rekening = ({ line }: Row) => codes.rekening.byId.get(line.rekeningId)
  const dana = ({ line }: Row) =>
    line.sumberDanaId === null ? undefined : codes.sumberDana.byId.get(line.sumberDanaId)
  return { skpd, sub, above, rekening, dana }
}

/** Penjabaran: from the SKPD down to the line, codes and names beside each other. */
const elaboration: Shape = (view) => {
  const { skpd, sub, above, rekening, dana } = lookups(view)
  const text = (header: string, value: (row: Row) => string | undefined) => ({
    header,
    value: (row: Row) => value(row) ?? '',
  })
  return [
    text('Kode SKPD', (row) => skpd(row)?.kode),
    text('Nama SKPD', (row) => skpd(row)?.nama),
    text('Kode Program', (row) => above(row, 'program')?.kode),
    text('Nama Program', (row) => above(row, 'program')?.nama),
    text('Kode Kegiatan', (row) => above(row, 'kegiatan')?.kode),
    text('Nama Kegiatan', (row) => above(row, 'kegiatan')?.nama),
    text('Kode Sub Kegiatan', (row) => sub(row)?.kode),
    text('Nama Sub Kegiatan', (row) => sub(row)?.nama),
    text('Kode Rekening', (row) => rekening(row)?.kode),
    text('Nama Rekening', (row) => rekening(row)?.nama),
    text('Sumber Dana', (row) => dana(row)?.nama),
    text('Uraian', ({ line }) => line.uraian),
    text('Spesifikasi', ({ line }) => line.spesifikasi),
    { header: 'Volume', value: ({ line }) => ({ decimal: volumeToDecimal(line.volume) }) },
    text('Satuan', ({ line }) => line.satuan),
    { header: 'Harga Satuan', value: ({ line }) => ({ decimal: toDecimalString(line.harga) }) },
    { header: 'Jumlah', value: ({ line }) => ({ decimal: toDecimalString(line.jumlah) }) },
  ]
}

/** Columns as exports of SIPD are known to name them: ours to the best of our knowledge, not verified. */
const sipdShape: Shape = (view) => {
  const { skpd, sub, above, rekening, dana } = lookups(view)
  const text = (header: string, value: (row: Row) => string | undefined) => ({
    header,
    value: (row: Row) => value(row) ?? '',
  })
  return [
    text('tahun', () => String(view.versi.tahun)),
    text('kode_sub_skpd', (row) => skpd(row)?.kode),
    text('nama_sub_skpd', (row) => skpd(row)?.nama),
    text('kode_urusan', (row) => above(row, 'urusan')?.kode),
    text('kode_bidang_urusan', (row) => above(row, 'bidang')?.kode),
    text('kode_program', (row) => above(row, 'program')?.kode),
    text('kode_giat', (row) => above(row, 'kegiatan')?.kode),
    text('kode_sub_giat', (row) => sub(row)?.kode),
    text('nama_sub_giat', (row) => sub(row)?.nama),
    text('kode_akun', (row) => rekening(row)?.kode),
    text('nama_akun', (row) => rekening(row)?.nama),
    text('kode_dana', (row) => dana(row)?.kode),
    text('nama_komponen', ({ line }) => line.uraian),
    text('spek_komponen', ({ line }) => line.spesifikasi),
    { header: 'koefisien', value: ({ line }) => ({ decimal: volumeToDecimal(line.volume) }) },
    text('satuan', ({ line }) => line.satuan),
    { header: 'harga_satuan', value: ({ line }) => ({ decimal: toDecimalString(line.harga) }) },
    { header: 'rincian', value: ({ line }) => ({ decimal: toDecimalString(line.jumlah) }) },
  ]
}
