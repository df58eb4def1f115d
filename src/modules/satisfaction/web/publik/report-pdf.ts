import { startOfDay, tanggalIn } from '../../../../kernel/date.ts'
import { renderPdf } from '../../../../platform/pdf/render-pdf.ts'
import { formatNumber, formatPercent, formatTanggal } from '../../../../ui/format.ts'
import type { SkorView } from '../../actions/load-skor.ts'
import type { Deps } from '../../deps.ts'
import type { DokumenSkor } from '../../domain/dokumen.ts'
import { RUAS } from '../../domain/kuesioner.ts'
import { terendahOf } from '../../domain/nilai.ts'
import { keadaanOf, type Rencana } from '../../domain/rencana.ts'
import { publikMessages } from '../../messages/index.ts'
import {
  hundredths,
  methodLines,
  mutuName,
  periodeName,
  pilihanName,
  ruasName,
  thousandths,
  unsurName,
} from '../words.ts'
import { REPORT_TEMPLATE } from './report-template.ts'

/** Reports are official letters of a unit: in Indonesian, whoever downloads them. */
const LANG = 'id'
const m = publikMessages(LANG)

export type ReportParts = Readonly<{
  view: SkorView
  dokumen: DokumenSkor
  terbit: Readonly<{ id: string; at: Date }>
  rencana: readonly Rencana[]
}>

/** The report as a PDF; of one day the same bytes, as long as nothing of what it says changes. */
export async function reportPdf(deps: Deps, parts: ReportParts): Promise<Buffer> {
  const { kit, reference } = deps
  const at = startOfDay(reference.calendar().zone, kit.today())
  const data = reportData(deps, parts)
  const made = await renderPdf({ template: REPORT_TEMPLATE, data, at })
  if (made.ok) return made.pdf
  // What somebody typed into a plan may hold signs no font has: the report says so in their place.
  const again = await renderPdf({
    template: REPORT_TEMPLATE,
    data: without(data, made.characters),
    at,
  })
  if (!again.ok) throw new Error(`a report cannot print ${again.characters}`)
  return again.pdf
}

/** @param characters as the renderer tells them: themselves or as `U+1F600`, with spaces between */
function without(data: unknown, characters: string): unknown {
  const unprintable = new Set(
    characters
      .split(' ')
      .map((one) =>
        /^U\+[\dA-F]+$/.test(one) ? String.fromCodePoint(Number.parseInt(one.slice(2), 16)) : one,
      ),
  )
  const clean = (text: string) =>
    [...text].map((one) => (unprintable.has(one) ? '?' : one)).join('')
  return JSON.parse(JSON.stringify(data), (_key, value: unknown) =>
    typeof value === 'string' ? clean(value) : value,
  )
}

function reportData({ kit, reference }: Deps, parts: ReportParts) {
  const { view, dokumen, terbit } = parts
  const unit = reference.findUnit(dokumen.unitKode)
  const periode = periodeName(view.periode, LANG)
  return {
    judul: m.reportTitle,
    penulis: dokumen.unitNama,
    pemerintah: `Pemerintah ${reference.region().name}`,
    unit: dokumen.unitNama,
    alamat: unit?.alamat ?? null,
    periode,
    kaki: `${dokumen.unitNama}, ${periode}. ${m.proof}: ${kit.baseUrl}/bukti/catatan/${terbit.id}`,
    kata: {
      hasil: m.indeks,
      unsur: m.elements,
      rencana: m.plan,
      belum: m.planNone,
      responden: m.respondents,
      jumlah: m.count,
      cara: m.method,
    },
    hasil: resultRows(tanggalIn(reference.calendar().zone, terbit.at), parts),
    unsur: elementTable(parts),
    rencana: planParts(parts, kit.today()),
    catatanResponden: m.respondentsNote(formatNumber(view.aturan.selMinimum, LANG)),
    susunan: respondentTables(parts),
    cara: methodLines(view, LANG),
  }
}

type Pair = readonly [label: string, value: string]

function resultRows(
  published: Parameters<typeof formatTanggal>[0],
  { dokumen, view }: ReportParts,
): readonly Pair[] {
  const { selang, diundang, terjawab } = dokumen
  const rate = diundang === 0 ? '–' : formatPercent(terjawab / diundang, LANG)
  return [
    [m.indeksShort, hundredths(dokumen.indeks, LANG)],
    [m.mutu, mutuName(dokumen.mutu, view.aturan, LANG)],
    [
      m.intervalShort,
      selang === null
        ? m.noInterval
        : `${hundredths(selang.bawah, LANG)}–${hundredths(selang.atas, LANG)}`,
    ],
    [m.answers, formatNumber(dokumen.responden, LANG)],
    [m.paper, formatNumber(dokumen.kertas, LANG)],
    [m.invited, formatNumber(diundang, LANG)],
    [m.rate, rate],
    [m.aimShort, formatNumber(dokumen.sasaran, LANG)],
    [m.publishedOn, formatTanggal(published, LANG)],
  ]
}

function elementTable({ dokumen, view }: ReportParts) {
  return {
    kepala: [m.element, m.mean, m.weighted, m.onScale, m.mutu, m.distribution],
    baris: dokumen.unsur.map((one) => [
      `${one.unsur} ${unsurName(one.unsur, view.kuesioner, LANG)}`,
      thousandths(one.rataPerseribu, LANG),
      thousandths(one.tertimbangPerseribu, LANG),
      hundredths(one.indeks, LANG),
      one.mutu,
      one.sebaran.map((count) => formatNumber(count, LANG)).join(' / '),
    ]),
  }
}

function planParts(
  { dokumen, view, rencana }: ReportParts,
  today: Parameters<typeof keadaanOf>[1],
): readonly Readonly<{ judul: string; baris: readonly Pair[] }>[] {
  return terendahOf(dokumen).map(({ unsur }) => {
    const plan = rencana.find((one) => one.unsur === unsur)
    const judul = `${unsur} ${unsurName(unsur, view.kuesioner, LANG)}`
    if (plan === undefined) return { judul, baris: [] }
    const dates = `${formatTanggal(plan.mulai, LANG)} – ${formatTanggal(plan.target, LANG)}`
    return {
      judul,
      baris: [
        [m.activity, plan.kegiatan],
        [m.planBy, plan.penanggungJawab],
        [m.planDates, dates],
        [m.planState, m.state[keadaanOf(plan, today)]],
        ...(plan.hasil === null || plan.selesaiPada === null
          ? []
          : [[m.planResult(formatTanggal(plan.selesaiPada, LANG)), plan.hasil] as const]),
      ],
    }
  })
}

function respondentTables({ dokumen, view: { kuesioner } }: ReportParts) {
  return RUAS.map((ruas) => ({
    nama: ruasName(ruas, kuesioner, LANG),
    baris: dokumen.susunan[ruas].map(({ pilihan, jumlah }) => [
      pilihanName(ruas, pilihan, { kuesioner, lang: LANG }),
      jumlah === null ? m.hidden : formatNumber(jumlah, LANG),
    ]),
  }))
}
