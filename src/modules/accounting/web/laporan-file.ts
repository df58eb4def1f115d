import { Readable } from 'node:stream'
import { startOfDay } from '../../../kernel/date.ts'
import { sen, toDecimalString } from '../../../kernel/money.ts'
import { type CsvColumn, csvStream } from '../../../platform/csv/write-csv.ts'
import { type Answer, bytes } from '../../../platform/http/answer.ts'
import { renderPdf } from '../../../platform/pdf/render-pdf.ts'
import { formatTanggal } from '../../../ui/format.ts'
import type { CalkBab } from '../actions/calk.ts'
import type { Laporan } from '../actions/statements.ts'
import type { Deps } from '../deps.ts'
import { messagesIn } from '../messages/index.ts'
import { formatAmount, formatShare } from './amount.ts'
import type { Asked } from './desk.ts'

import { CALK_TEMPLATE, LAPORAN_TEMPLATE } from './laporan-template.ts'

/** Statements are official papers: in Indonesian, whoever takes them. */
const LANG = 'id'
const m = messagesIn(LANG)

const decimal = (amount: bigint | undefined) =>
  amount === undefined ? '' : { decimal: toDecimalString(sen(amount)) }

export function laporanCsv(laporan: Laporan, asked: Asked): Answer {
  type Row = Laporan['baris'][number]
  const columns: readonly CsvColumn<Row>[] = [
    { header: 'kode_baris', value: ({ id }) => id },
    { header: 'uraian', value: ({ judul }) => judul },
    { header: 'tingkat', value: ({ tingkat }) => tingkat },
    ...(laporan.hasAnggaran
      ? [{ header: 'anggaran', value: ({ anggaran }: Row) => decimal(anggaran) }]
      : []),
    { header: laporan.hasAnggaran ? 'realisasi' : 'nilai', value: ({ nilai }) => decimal(nilai) },
    { header: `nilai_${laporan.tanggalLalu}`, value: ({ lalu }) => decimal(lalu) },
  ]
  return {
    kind: 'stream',
    body: Readable.from(csvStream(laporan.baris, columns, { bom: true })),
    contentType: 'text/csv; charset=utf-8',
    filename: `${nameOf(laporan.jenis, asked)}.csv`,
  }
}

function nameOf(jenis: string, { skpd, tanggal }: Asked): string {
  return [jenis, ...(skpd === undefined ? ['daerah'] : [skpd.kode]), tanggal].join('-')
}

export async function laporanPdf(deps: Deps, laporan: Laporan, asked: Asked): Promise<Answer> {
  const { hasAnggaran, baris, jenis } = laporan
  const day = formatTanggal(laporan.tanggal, LANG)
  const kepala = [
    m.line,
    ...(hasAnggaran ? [m.budget, m.realised, '%'] : [day]),
    formatTanggal(laporan.tanggalLalu, LANG),
  ]
  const data = {
    ...headOf(deps, asked, laporan.judul),
    kepala,
    baris: baris.map((one) => ({
      judul: one.judul,
      tingkat: one.tingkat,
      tebal: one.kind === 'judul' || one.tingkat === 0,
      nilai: [
        ...(hasAnggaran ? [formatAmount(one.anggaran, LANG)] : []),
        formatAmount(one.nilai, LANG),
        ...(hasAnggaran
          ? [one.nilai === undefined ? '' : formatShare(one.nilai, one.anggaran ?? 0n, LANG)]
          : []),
        formatAmount(one.lalu, LANG),
      ],
    })),
    catatan: [...auditNote(asked), m.layoutSource(laporan.sumber)],
  }
  return pdfOf(deps, { template: LAPORAN_TEMPLATE, data, name: nameOf(jenis, asked) })
}

export async function calkPdf(deps: Deps, bab: readonly CalkBab[], asked: Asked): Promise<Answer> {
  const data = {
    ...headOf(deps, asked, m.calkTitle),
    kepala: [m.line, m.now, m.before],
    catatan: auditNote(asked),
    bab: bab.map((one) => ({
      judul: `${m.chapter} ${one.bab}. ${one.judul}`,
      alinea: one.alinea,
      baris: one.baris.map(({ judul, nilai, lalu }) => [
        judul,
        formatAmount(nilai, LANG),
        formatAmount(lalu, LANG),
      ]),
    })),
  }
  return pdfOf(deps, { template: CALK_TEMPLATE, data, name: nameOf('calk', asked) })
}

/** What auditors said of the year, on paper of its last day. */
function auditNote({ isYearEnd, opini }: Asked): readonly string[] {
  if (!isYearEnd) return []
  if (opini?.status !== 'ditetapkan') return [m.opinion.notYet]
  const { opini: kind, lhpNomor, lhpTanggal } = opini
  const said = `${kind} (${m.opinion.kinds[kind]})`
  return [m.opinion.mark(said, lhpNomor, formatTanggal(lhpTanggal, LANG))]
}

function headOf({ reference }: Deps, { skpd, tanggal }: Asked, judul: string) {
  const nama = skpd?.nama ?? m.region
  const periode = m.until(formatTanggal(tanggal, LANG))
  return {
    judul,
    penulis: nama,
    pemerintah: `Pemerintah ${reference.region().name}`,
    nama,
    periode,
    kaki: `${judul}, ${nama}, ${periode}`,
  }
}

async function pdfOf(
  { kit, reference }: Deps,
  { template, data, name }: Readonly<{ template: string; data: unknown; name: string }>,
): Promise<Answer> {
  const at = startOfDay(reference.calendar().zone, kit.today())
  const first = await renderPdf({ template, data, at })
  // What accountants wrote may hold a sign no font of the house has: it is shown as a question mark.
  const made = first.ok ? first : await renderPdf({ template, data: printable(data), at })
  if (!made.ok) throw new Error(`a statement cannot print ${made.characters}`)
  return bytes(made.pdf, 'application/pdf', {
    'content-disposition': `inline; filename="${name}.pdf"`,
  })
}

function printable(data: unknown): unknown {
  return JSON.parse(
    JSON.stringify(data).replace(/[^\u0020-\u024f\u2010-\u2026\n]/g, '?'),
  ) as unknown
}
