/** A part of the sketch map, in its units. */
export type MapView = Readonly<{ x: number; y: number; width: number; height: number }>
type Flat = Readonly<{ x: number; y: number }>
type Size = Readonly<{ width: number; height: number }>

/** The map on screen, in CSS pixels; fixed, because a picture that is tapped without script tells only pixels. */
export const MAP_PX: Size = { width: 288, height: 240 }
/** On wide screens it is drawn this many times as large. */
export const MAP_LARGE = 2
/** Each step shows this part of the width before it: small enough to aim, large enough to know where one is. */
const ZOOM_FACTOR = 2.5
export const ZOOM_MAX = 4
/** A fingertip hits within this many pixels. */
const FINGER_PX = 10

/** What is seen at a zoom around a middle; zoom 0 is the whole region, whatever the middle. */
export function viewOf(sketch: Size, zoom: number, middle?: Flat): MapView {
  const ratio = MAP_PX.width / MAP_PX.height
  const whole = Math.max(sketch.width, sketch.height * ratio)
  const width = whole / ZOOM_FACTOR ** zoom
  const at =
    zoom === 0 || middle === undefined
      ? { x: sketch.width / 2, y: sketch.height / 2 }
      : { x: clamp(middle.x, sketch.width), y: clamp(middle.y, sketch.height) }
  const height = width / ratio
  return {
    x: round(at.x - width / 2),
    y: round(at.y - height / 2),
    width: round(width),
    height: round(height),
  }
}

/** Where on the sketch a tap lies, from its pixels on a map drawn `scale` times its small size. */
export function tappedAt(view: MapView, tap: Flat, scale: number): Flat {
  return {
    x: view.x + (tap.x / (MAP_PX.width * scale)) * view.width,
    y: view.y + (tap.y / (MAP_PX.height * scale)) * view.height,
  }
}

/** How far off a tap may be, in metres. */
export function tapAccuracyM(view: MapView, metresPerUnit: number): number {
  return Math.max(1, Math.round((view.width / MAP_PX.width) * FINGER_PX * metresPerUnit))
}

/** Zoom as told by a form: a whole number in range, else the whole map. */
export function readZoom(text: string): number {
  return /^[0-9]$/.test(text) ? Math.min(ZOOM_MAX, Number(text)) : 0
}

function clamp(value: number, max: number): number {
  return Math.min(max, Math.max(0, value))
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
