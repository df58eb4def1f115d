import { distanceM } from '../../../../kernel/geo.ts'
import { type Fields, fieldText } from '../../../../platform/http/route.ts'
import { type Reference, unprojectFrom } from '../../../reference/index.ts'
import {
  MAP_LARGE,
  MAP_PX,
  readZoom,
  tapAccuracyM,
  tappedAt,
  viewOf,
  ZOOM_MAX,
} from '../../domain/map-view.ts'

type Sketch = ReturnType<Reference['sketchMap']>

/** A tap on the map without script: the pixels as the point they mean, and the map one step closer. */
export function readTap(sketch: Sketch, form: Fields): Record<string, string> | undefined {
  const tap = pixelsOf(form, 'peta', 1) ?? pixelsOf(form, 'peta2', MAP_LARGE)
  if (tap === undefined) return undefined
  const zoom = readZoom(fieldText(form, 'peta_z'))
  const corner = cornerOf(fieldText(form, 'peta_p'))
  const whole = viewOf(sketch, zoom)
  const view = corner === undefined ? whole : { ...whole, ...corner }
  const at = tappedAt(view, tap, tap.scale)
  const point = unprojectFrom(sketch, at)
  const beside = unprojectFrom(sketch, { x: at.x + 1, y: at.y })
  return {
    lat: point.lat.toFixed(6),
    lon: point.lon.toFixed(6),
    sumber: 'peta',
    akurasi: String(Math.min(999_999, tapAccuracyM(view, distanceM(point, beside)))),
    peta_z: String(Math.min(ZOOM_MAX, zoom + 1)),
    kecamatan: '',
    wilayah: '',
  }
}

/** Pixels of a picture button; one pressed by keyboard sends 0,0 and means no place. */
function pixelsOf(
  form: Fields,
  name: string,
  scale: number,
): Readonly<{ x: number; y: number; scale: number }> | undefined {
  const [x, y] = [fieldText(form, `${name}.x`), fieldText(form, `${name}.y`)]
  if (!/^\d{1,4}$/.test(x) || !/^\d{1,4}$/.test(y)) return undefined
  const tap = { x: Number(x), y: Number(y), scale }
  const isOnMap = tap.x <= MAP_PX.width * scale && tap.y <= MAP_PX.height * scale
  return isOnMap && tap.x + tap.y > 0 ? tap : undefined
}

function cornerOf(text: string): Readonly<{ x: number; y: number }> | undefined {
  const parts = /^(-?\d{1,5}(?:\.\d{1,2})?),(-?\d{1,5}(?:\.\d{1,2})?)$/.exec(text)
  return parts === null ? undefined : { x: Number(parts[1]), y: Number(parts[2]) }
}
