import { toInstant } from '../../../../kernel/date.ts'
import { formatDateTime, formatDuration, formatPercent, localeOf } from '../../../../ui/format.ts'
import type { PageContext } from '../../../../ui/page-context.ts'
import { projectOn, type Reference } from '../../../reference/index.ts'
import type { UnitHint, UnitHints } from '../../actions/suggest-units.ts'
import type { Deps } from '../../deps.ts'
import { workingTimeOf } from '../../domain/clock.ts'
import type { Katalog } from '../../domain/katalog.ts'
import { isClosed, type Laporan } from '../../domain/laporan.ts'
import { kerjaMessages, laporanMessages } from '../../messages/index.ts'
import type { JedaRow, Riwayat } from '../../store/riwayat-store.ts'

export type Fact = Readonly<{ label: string; value: string }>

/** The running promise and the time used: elapsed and net, both. */
export function clockLines(
  ctx: PageContext,
  deps: Pick<Deps, 'reference'>,
  { laporan, pauses }: Readonly<{ laporan: Laporan; pauses: readonly JedaRow[] }>,
): readonly Fact[] {
  const m = kerjaMessages(ctx.lang).one
  const words = laporanMessages(ctx.lang).one
  const locale = localeOf(ctx)
  const promise =
    laporan.tenggatAt === null || laporan.tenggatJenis === null
      ? []
      : [
          {
            label: words.promises[laporan.tenggatJenis],
            value: `${formatDateTime(laporan.tenggatAt, locale)}${laporan.isTenggatPasti ? '' : ` (${words.unconfirmed})`}`,
          },
        ]
  return [...promise, ...usedTime(ctx, deps, { laporan, pauses, labels: [m.elapsed, m.net] })]
}

type Used = Readonly<{
  laporan: Laporan
  pauses: readonly JedaRow[]
  labels: readonly [string, string]
}>

function usedTime(
  ctx: PageContext,
  { reference }: Pick<Deps, 'reference'>,
  { laporan, pauses, labels }: Used,
): readonly Fact[] {
  const to = isClosed(laporan.status) ? (laporan.selesaiAt ?? ctx.now) : ctx.now
  if (to < laporan.diterimaAt) return []
  const time = workingTimeOf(
    { from: laporan.diterimaAt, to },
    {
      calendar: reference.calendar(),
      pauses: pauses.map(({ mulai, sampai }) => ({
        from: toInstant(mulai),
        ...(sampai === null ? {} : { to: toInstant(sampai) }),
      })),
    },
  )
  if (!time.ok) return []
  return [
    { label: labels[0], value: formatDuration(time.value.elapsedDays, ctx.lang) },
    { label: labels[1], value: formatDuration(time.value.netDays, ctx.lang) },
  ]
}

/** What happened, in one sentence: the event's words with the unit, reason or number it is about. */
export function eventOf(ctx: PageContext, row: Riwayat, katalog: Katalog): string {
  const events: Readonly<Record<string, string | ((what: string) => string)>> = laporanMessages(
    ctx.lang,
  ).events
  const word = events[row.kejadian]
  const { data } = row
  const alasan =
    typeof data.alasan === 'string'
      ? (katalog.alasan.get(data.alasan)?.teks[ctx.lang] ?? data.alasan)
      : undefined
  const what = data.unit ?? data.induk ?? data.tingkat ?? alasan ?? row.pelakuLabel
  const text = typeof word === 'function' ? word(String(what)) : (word ?? row.kejadian)
  // A refusal or a call for help names its reason besides its unit.
  return alasan !== undefined && !text.includes(alasan) ? `${text}: ${alasan}` : text
}

/** "Dishub, karena Lampu jalan (peta kewenangan)": a hint with its source and its reasons. */
export function suggestionLine(
  ctx: PageContext,
  one: UnitHint,
  reference: Pick<Reference, 'findUnit'>,
): Readonly<{ nama: string; singkatan: string; why: string }> {
  const m = kerjaMessages(ctx.lang).one
  const unit = reference.findUnit(one.unitKode)
  const confidence =
    one.confidence === null ? [] : [m.confidence(formatPercent(one.confidence, ctx.lang))]
  const why = [m.suggestedBy[one.sumber], ...confidence, one.reasons.join(', ')]
    .filter((part) => part !== '')
    .join(' · ')
  return { nama: unit?.nama ?? one.unitKode, singkatan: unit?.singkatan ?? one.unitKode, why }
}

export function hintsOf(
  ctx: PageContext,
  saran: UnitHints,
  reference: Pick<Reference, 'findUnit'>,
): readonly string[] {
  const m = kerjaMessages(ctx.lang).one
  return [
    ...saran.units.map((one) => {
      const { nama, why } = suggestionLine(ctx, one, reference)
      return `${nama}: ${why}`
    }),
    ...(saran.luarDaerah === undefined ? [] : [m.outside(saran.luarDaerah)]),
  ]
}

const MAP_WIDTH = 110
const MAP_HEIGHT = 44

/** A piece of the sketch around the case: its point, or the middle of its village. */
export function mapAround(
  { reference }: Pick<Deps, 'reference'>,
  laporan: Pick<Laporan, 'lat' | 'lon' | 'wilayahKode' | 'nomor' | 'judul'>,
) {
  const isExact = laporan.lat !== null && laporan.lon !== null
  const point =
    laporan.lat !== null && laporan.lon !== null
      ? { lat: laporan.lat, lon: laporan.lon }
      : laporan.wilayahKode === null
        ? undefined
        : reference.innerPoint(laporan.wilayahKode)
  if (point === undefined) return undefined
  const sketch = reference.sketchMap()
  if (sketch.kecamatan.length === 0) return undefined
  const { x, y } = projectOn(sketch, point)
  return {
    isExact,
    props: {
      view: {
        x: Math.round(x - MAP_WIDTH / 2),
        y: Math.round(y - MAP_HEIGHT / 2),
        width: MAP_WIDTH,
        height: MAP_HEIGHT,
      },
      backdrop: sketch,
      clusters: [],
      pins: [
        {
          x: Math.round(x),
          y: Math.round(y),
          kind: 'tunggu' as const,
          href: `/laporan/${laporan.nomor}`,
          label: laporan.judul,
        },
      ],
    },
  }
}
