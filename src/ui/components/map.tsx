import { uiMessages } from '../messages/index.ts'
import type { PageContext } from '../page-context.ts'

export type PinKind = 'tunggu' | 'proses' | 'selesai' | 'lewat'
export type Pin = Readonly<{ x: number; y: number; kind: PinKind; href: string; label: string }>
export type Cluster = Readonly<{ x: number; y: number; count: string; href: string }>
export type Backdrop = Readonly<{
  kecamatan: readonly Readonly<{
    kode: string
    nama: string
    path: string
    labelX: number
    labelY: number
  }>[]
  roads: readonly string[]
  rivers: readonly string[]
}>

export type SketchMapProps = Readonly<{
  ctx: PageContext
  /** Part of the sketch shown: x, y, width, height in its units. */
  view: Readonly<{ x: number; y: number; width: number; height: number }>
  backdrop: Backdrop
  /** Paths of plots in units of the sketch. */
  outlines?: readonly string[]
  pins: readonly Pin[]
  clusters: readonly Cluster[]
  /** Where a click on a kecamatan leads; none when absent. */
  kecamatanHref?: (kode: string) => string
  hasLegend?: boolean
}>

/**
 * The region as one inline drawing: no tiles, no script. Pins differ by shape, clusters are discs with
 * their count, and everything is a link; the list beside it has the same content.
 */
export function SketchMapView({
  ctx,
  view,
  backdrop,
  outlines = [],
  pins,
  clusters,
  kecamatanHref,
  hasLegend = true,
}: SketchMapProps) {
  const m = uiMessages(ctx.lang)
  // Marks keep their size on screen however far the view is zoomed in.
  const unit = view.width / 376
  return (
    <>
      <svg
        class="peta"
        viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`}
        role="group"
        aria-label={m.mapLabel(ctx.region.name)}
      >
        {backdrop.kecamatan.map((shape) => {
          const area = <path class="d" d={shape.path} />
          return kecamatanHref === undefined ? (
            area
          ) : (
            <a href={kecamatanHref(shape.kode)} class="kec" aria-label={shape.nama} tabIndex={-1}>
              {area}
            </a>
          )
        })}
        {backdrop.roads.map((path) => (
          <path class="j" d={path} />
        ))}
        {backdrop.rivers.map((path) => (
          <path class="s" d={path} />
        ))}
        {backdrop.kecamatan.map((shape) => (
          <text
            x={shape.labelX}
            y={shape.labelY}
            transform={scaleAt(shape.labelX, shape.labelY, unit)}
            aria-hidden="true"
          >
            {shape.nama}
          </text>
        ))}
        {outlines.map((path) => (
          <path class="bidang" d={path} />
        ))}
        {clusters.map((cluster) => (
          <a href={cluster.href} aria-label={m.clusterLabel(cluster.count)}>
            <g transform={`translate(${cluster.x} ${cluster.y}) scale(${unit})`}>
              <circle class="hit" r={Math.max(14, radiusOf(cluster.count) + 2)} />
              <circle class="gg" r={radiusOf(cluster.count)} />
              <text class="n" y="3">
                {cluster.count}
              </text>
            </g>
          </a>
        ))}
        {pins.map((pin) => (
          <a href={pin.href} aria-label={`${m.mapLegend[pin.kind]}: ${pin.label}`}>
            <g transform={`translate(${pin.x} ${pin.y}) scale(${unit})`}>
              <circle class="hit" r="12" />
              <Mark kind={pin.kind} />
            </g>
          </a>
        ))}
      </svg>
      {hasLegend && <Legend ctx={ctx} />}
    </>
  )
}

/** Wide enough for the count in it. */
function radiusOf(count: string): number {
  return Math.max(10, 3 + 2.1 * count.length)
}

function scaleAt(x: number, y: number, unit: number): string {
  return `translate(${x} ${y}) scale(${unit}) translate(${-x} ${-y})`
}

/** Ring waiting, square working, check done, diamond late: shape first, colour second. */
function Mark({ kind }: { kind: PinKind }) {
  if (kind === 'proses') return <rect class="pp" x="-5" y="-5" width="10" height="10" rx="2" />
  if (kind === 'lewat') return <path class="pl" d="M0-7l7 7-7 7-7-7z" />
  if (kind === 'selesai') {
    return (
      <>
        <circle class="ps" r="5.5" />
        <path class="centang" d="M-2.5 0l2 2 3-4" />
      </>
    )
  }
  return (
    <>
      <circle class="pt" r="5.5" />
      <circle class="putih" r="2" />
    </>
  )
}

function Legend({ ctx }: { ctx: PageContext }) {
  const m = uiMessages(ctx.lang)
  const kinds: readonly PinKind[] = ['tunggu', 'proses', 'selesai', 'lewat']
  return (
    <div class="ket">
      {kinds.map((kind) => (
        <span>
          <svg viewBox="-7 -7 14 14" aria-hidden="true">
            <Mark kind={kind} />
          </svg>
          {m.mapLegend[kind]}
        </span>
      ))}
    </div>
  )
}
