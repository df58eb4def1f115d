import { formatDateTime, localeOf } from '../../../../ui/format.ts'
import type { TimelineItem } from '../../../../ui/index.ts'
import type { PageContext } from '../../../../ui/page-context.ts'
import { projectOn, type Reference } from '../../../reference/index.ts'
import { isTold } from '../../actions/records.ts'
import { kelompokStatus, type Laporan } from '../../domain/laporan.ts'
import { kasusMessages, laporanMessages, laporMessages } from '../../messages/index.ts'
import type { Riwayat } from '../../store/riwayat-store.ts'
import { actorOf } from '../labels.ts'

export type FactRow = Readonly<{ label: string; value: string; href?: string }>

type FactSource = Readonly<{
  laporan: Laporan
  kategori: string
  reference: Pick<Reference, 'findWilayah' | 'findUnit'>
}>

/** Facts beside the story; category, area and unit lead to the list they filter. */
export function viewFacts(
  ctx: PageContext,
  { laporan, kategori, reference }: FactSource,
): readonly FactRow[] {
  const words = laporanMessages(ctx.lang)
  const m = words.one
  const kecamatan =
    laporan.kecamatanKode === null ? undefined : reference.findWilayah(laporan.kecamatanKode)
  const desa = laporan.wilayahKode === null ? undefined : reference.findWilayah(laporan.wilayahKode)
  const place = [laporan.patokan, desa?.nama, kecamatan?.nama].filter((part) => part).join(', ')
  const linked = (path: string) => (laporan.isPublik ? { href: path } : {})
  return [
    {
      label: m.category,
      value: kategori,
      ...linked(`/laporan?kategori=${encodeURIComponent(laporan.kategoriKode)}`),
    },
    ...(place === ''
      ? []
      : [
          {
            label: m.place,
            value: place,
            ...(kecamatan === undefined ? {} : linked(`/laporan?kecamatan=${kecamatan.kode}`)),
          },
        ]),
    ...(laporan.barangLabel === null
      ? []
      : [
          {
            label: laporMessages(ctx.lang).barang,
            value: laporan.barangLabel,
            href: `/barang/${laporan.barangLabel}`,
          },
        ]),
    unitRow(ctx, laporan, reference),
    { label: m.receivedAt, value: formatDateTime(laporan.diterimaAt, localeOf(ctx)) },
    { label: m.channel, value: words.kanal[laporan.kanal] },
    {
      label: m.reporter,
      value: laporan.namaTampil ?? (laporan.isAnonim ? m.anonymous : m.hiddenName),
    },
  ]
}

function unitRow(ctx: PageContext, laporan: Laporan, reference: FactSource['reference']): FactRow {
  const m = laporanMessages(ctx.lang).one
  if (laporan.unitKode === null) return { label: m.unit, value: m.notYet }
  return {
    label: m.unit,
    value: reference.findUnit(laporan.unitKode)?.nama ?? laporan.unitKode,
    ...(laporan.isPublik ? { href: `/laporan?unit=${encodeURIComponent(laporan.unitKode)}` } : {}),
  }
}

export type StepView = Readonly<{
  reasonOf: (kode: string) => string
  /** Number of a secret case: its proofs are handed out on its own page only. */
  secretNomor?: string
}>

/** One step of the timeline in words; `data` of the step fills the sentence. */
export function viewStep(
  ctx: PageContext,
  row: Riwayat,
  { reasonOf, secretNomor }: StepView,
): TimelineItem {
  const events: Readonly<Record<string, string | ((what: string) => string)>> = laporanMessages(
    ctx.lang,
  ).events
  const isSilentEnd = row.status === 'ditutup_tanpa_konfirmasi'
  const word = events[isSilentEnd ? `${row.kejadian}_diam` : row.kejadian] ?? events[row.kejadian]
  const detail = String(
    row.data.unit ??
      row.data.induk ??
      row.data.tingkat ??
      (typeof row.data.alasan === 'string' ? reasonOf(row.data.alasan) : row.pelakuLabel),
  )
  const title = typeof word === 'function' ? word(detail) : (word ?? row.kejadian)
  const at = formatDateTime(row.waktu, localeOf(ctx))
  return {
    title,
    when: `${at} · ${actorOf(ctx, row.pelakuLabel)}`,
    ...(isTold(row.kejadian)
      ? { link: proofLink(ctx, { id: row.id, line: `${title}, ${at}`, secretNomor }) }
      : {}),
    isDone: true,
    isLate: row.kejadian === 'eskalasi',
    ...(row.pesan === null ? {} : { body: row.pesan }),
  }
}

/** To the line's record in the public log, for whoever wants to know whether it can be changed. */
function proofLink(
  ctx: PageContext,
  {
    id,
    line,
    secretNomor,
  }: Readonly<{ id: string; line: string; secretNomor: string | undefined }>,
): TimelineItem['link'] & object {
  const label = laporanMessages(ctx.lang).one.proof
  const href =
    secretNomor === undefined ? `/bukti/catatan/${id}` : `/laporan/${secretNomor}/catatan/${id}`
  return { href, label, name: `${label}: ${line}` }
}

/** About 110 metres: enough to find the street, too little to find the house. */
const POINT_DECIMALS = 3
const VIEW_WIDTH = 150
const VIEW_HEIGHT = 100
const NEIGHBOUR_UNITS = 130

export type CaseMap = Readonly<{
  props: Readonly<{
    view: Readonly<{ x: number; y: number; width: number; height: number }>
    backdrop: ReturnType<Reference['sketchMap']>
    pins: readonly Readonly<{
      x: number
      y: number
      kind: ReturnType<typeof kelompokStatus>
      href: string
      label: string
    }>[]
  }>
  note: string
}>

/** The surroundings of a case on the sketch, its point rounded. */
export function viewMap(
  ctx: PageContext,
  laporan: Laporan,
  reference: Pick<Reference, 'sketchMap'>,
): CaseMap | undefined {
  if (laporan.isRahasia || laporan.lat === null || laporan.lon === null) return undefined
  const sketch = reference.sketchMap()
  const { x, y } = projectOn(sketch, roundPoint({ lat: laporan.lat, lon: laporan.lon }))
  const isOverdue = laporan.tenggatAt !== null && laporan.tenggatAt < ctx.now
  const m = kasusMessages(ctx.lang)
  return {
    props: {
      view: {
        x: Math.round(x - VIEW_WIDTH / 2),
        y: Math.round(y - VIEW_HEIGHT / 2),
        width: VIEW_WIDTH,
        height: VIEW_HEIGHT,
      },
      backdrop: {
        ...sketch,
        kecamatan: sketch.kecamatan.filter(
          (shape) =>
            Math.abs(shape.labelX - x) < NEIGHBOUR_UNITS &&
            Math.abs(shape.labelY - y) < NEIGHBOUR_UNITS,
        ),
      },
      pins: [
        {
          x: Math.round(x),
          y: Math.round(y),
          kind: kelompokStatus(laporan.status, isOverdue),
          href: `/laporan/${laporan.nomor}`,
          label: laporan.judul,
        },
      ],
    },
    note: laporan.lokasiSumber === 'wilayah' ? m.mapApproximate : m.mapRounded,
  }
}

/** A published point, rounded for the privacy of whoever lives there. */
export function roundPoint(point: Readonly<{ lat: number; lon: number }>): {
  lat: number
  lon: number
} {
  const factor = 10 ** POINT_DECIMALS
  return {
    lat: Math.round(point.lat * factor) / factor,
    lon: Math.round(point.lon * factor) / factor,
  }
}
