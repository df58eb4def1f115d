import { uiMessages } from '../messages/index.ts'
import type { PageContext } from '../page-context.ts'
import { type Column, DataTable } from './display.tsx'

export type ChartPoint = Readonly<{ label: string; value: number; text: string; href?: string }>

type ChartProps = Readonly<{ ctx: PageContext; title: string; points: readonly ChartPoint[] }>

const ROW = 26
const WIDTH = 520
const LABEL = 170
const VALUE = 90

/** Bars with their values beside them; the same figures stand in a table behind the picture. */
export function BarChart({ ctx, title, points }: ChartProps) {
  const most = Math.max(1, ...points.map((point) => point.value))
  const scale = (WIDTH - LABEL - VALUE) / most
  const height = points.length * ROW
  return (
    <figure>
      <svg class="grafik" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={title}>
        {points.map((point, index) => (
          <g>
            <text x={LABEL - 8} y={index * ROW + 17} text-anchor="end">
              {shorten(point.label)}
            </text>
            <rect
              class="k1"
              x={LABEL}
              y={index * ROW + 5}
              width={Math.max(1, point.value * scale)}
              height={ROW - 10}
              rx="2"
            />
            <text class="nilai" x={LABEL + point.value * scale + 8} y={index * ROW + 17}>
              {point.text}
            </text>
          </g>
        ))}
      </svg>
      <ChartTable ctx={ctx} title={title} points={points} />
    </figure>
  )
}

const LINE_HEIGHT = 160
const PAD = 24

/** A line over time; labels at both ends, every value in the table behind it. */
export function LineChart({ ctx, title, points }: ChartProps) {
  const most = Math.max(1, ...points.map((point) => point.value))
  const step = points.length > 1 ? (WIDTH - 2 * PAD) / (points.length - 1) : 0
  const y = (value: number) => LINE_HEIGHT - PAD - (value / most) * (LINE_HEIGHT - 2 * PAD)
  const path = points
    .map(
      (point, index) =>
        `${index === 0 ? 'M' : 'L'}${Math.round(PAD + index * step)} ${Math.round(y(point.value))}`,
    )
    .join('')
  const [first] = points
  const last = points.at(-1)
  return (
    <figure>
      <svg class="grafik" viewBox={`0 0 ${WIDTH} ${LINE_HEIGHT}`} role="img" aria-label={title}>
        <path class="sumbu" d={`M${PAD} ${LINE_HEIGHT - PAD}H${WIDTH - PAD}`} />
        <path class="garis g1" d={path} />
        {first && (
          <text x={PAD} y={LINE_HEIGHT - 6}>
            {first.label}
          </text>
        )}
        {last && (
          <text x={WIDTH - PAD} y={LINE_HEIGHT - 6} text-anchor="end">
            {last.label}
          </text>
        )}
        <text class="nilai" x={PAD} y={14}>
          {new Intl.NumberFormat(ctx.lang === 'id' ? 'id-ID' : 'en').format(most)}
        </text>
      </svg>
      <ChartTable ctx={ctx} title={title} points={points} />
    </figure>
  )
}

function ChartTable({ ctx, title, points }: ChartProps) {
  const m = uiMessages(ctx.lang)
  const columns: readonly Column<ChartPoint>[] = [
    {
      header: title,
      isHead: true,
      cell: (point) => (point.href ? <a href={point.href}>{point.label}</a> : point.label),
    },
    { header: m.value, isNumber: true, cell: (point) => point.text },
  ]
  return (
    <figcaption>
      <details>
        <summary class="kecil">{m.tableOfChart}</summary>
        <DataTable caption={title} columns={columns} rows={points} />
      </details>
    </figcaption>
  )
}

export type MeterProps = Readonly<{ percent: number; promisePercent?: number; label: string }>

/** A share against its promise: the bar is the value, the upright line the promise. */
export function Meter({ percent, promisePercent, label }: MeterProps) {
  const isBad = promisePercent !== undefined && percent < promisePercent
  return (
    <svg class="ukur" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label={label}>
      <rect class="dasar" width="100" height="10" />
      <rect
        class={isBad ? 'buruk' : 'isi'}
        width={Math.max(0, Math.min(100, percent))}
        height="10"
      />
      {promisePercent !== undefined && (
        <rect class="janji" x={promisePercent} width="0.8" height="10" />
      )}
    </svg>
  )
}

/** How much of the time is used: green, yellow when near, dark red when over. */
export function TimeBar({
  usedPercent,
  isLate,
}: Readonly<{ usedPercent: number; isLate: boolean }>) {
  const tone = isLate ? 'lambat' : usedPercent >= 70 ? 'dekat' : 'aman'
  return (
    <svg viewBox="0 0 44 6" aria-hidden="true">
      <rect class="dasar" width="44" height="6" rx="2" />
      <rect
        class={tone}
        width={(44 * Math.max(3, Math.min(100, usedPercent))) / 100}
        height="6"
        rx="2"
      />
    </svg>
  )
}

function shorten(label: string): string {
  return label.length > 24 ? `${label.slice(0, 23)}…` : label
}
