import { type Backdrop, Button, type PageContext } from '../../../../ui/index.ts'
import type { MapView } from '../../domain/map-view.ts'
import { laporMessages } from '../../messages/index.ts'

export type MapPickProps = Readonly<{
  ctx: PageContext
  view: MapView
  zoom: number
  backdrop: Backdrop
  /** The point set so far, in map units. */
  pin: Readonly<{ x: number; y: number }> | undefined
  /** What the script needs to turn a tap into degrees: the sketch's bounds and how it was drawn. */
  bounds: Readonly<{ minLat: number; minLon: number; maxLat: number; maxLon: number }>
  /** Villages around the middle, once the map is close enough to read them. */
  villages: readonly Readonly<{ x: number; y: number; nama: string }>[]
}>

const SMALL_WIDTH = 288

/**
 * A map to tap on. The drawing lies under a see-through picture button, so that a browser without script
 * sends the pixels of the tap; each tap sets the point and moves closer.
 */
export function MapPick({ ctx, view, zoom, backdrop, pin, bounds, villages }: MapPickProps) {
  const m = laporMessages(ctx.lang).place
  const unit = view.width / SMALL_WIDTH
  const empty = ctx.assets.href('kosong.svg')
  return (
    <div class="peta-ketuk" id="f-peta">
      <input type="hidden" name="peta_z" value={zoom} />
      <input type="hidden" name="peta_p" value={`${view.x},${view.y}`} />
      <div
        class="bingkai"
        data-peta={JSON.stringify(bounds)}
        data-z={zoom}
        data-ketelitian={m.accuracy('{m}')}
        data-titik-peta={m.mapPoint}
      >
        <svg
          class="peta"
          viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`}
          aria-hidden="true"
        >
          {backdrop.kecamatan.map((shape) => (
            <path class="d" d={shape.path} />
          ))}
          {backdrop.roads.map((path) => (
            <path class="j" d={path} />
          ))}
          {backdrop.rivers.map((path) => (
            <path class="s" d={path} />
          ))}
          {backdrop.kecamatan.map((shape) => (
            <g transform={`translate(${shape.labelX} ${shape.labelY}) scale(${unit})`} data-skala>
              <text>{shape.nama}</text>
            </g>
          ))}
          <g data-desa>
            {villages.map(({ x, y, nama }) => (
              <g transform={`translate(${x} ${y}) scale(${unit})`} data-skala>
                <circle class="desa" r="2.5" />
                <text class="desa" y="12">
                  {nama}
                </text>
              </g>
            ))}
          </g>
          <g
            transform={`translate(${pin?.x ?? 0} ${pin?.y ?? 0}) scale(${unit})`}
            data-skala
            data-pin
            {...(pin === undefined ? { class: 'tiada' } : {})}
          >
            <path class="pilihan" d="M0 0l-7-11a8.3 8.3 0 1 1 14 0z" />
          </g>
        </svg>
        <input type="image" name="peta" class="kecil-saja" src={empty} alt={m.mapAlt} />
        <input type="image" name="peta2" class="besar-saja" src={empty} alt={m.mapAlt} />
      </div>
      <p class="bantuan">{m.mapHint}</p>
      {zoom > 0 && (
        <Button tone="secondary" isSmall name="aksi" value="perkecil" hook="perkecil">
          {m.zoomOut}
        </Button>
      )}
    </div>
  )
}
