import { create } from 'qrcode'

const QUIET = 3

const SIDE_PX = 132

/**
 * A QR code as one SVG path in modules: sharp at any size, black on white in every theme.
 *
 * @param sidePx how large it is shown
 */
export function qrSvg(text: string, sidePx: number = SIDE_PX): string {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const side = modules.size + 2 * QUIET
  let path = ''
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1) {
      const start = column
      while (column < modules.size && modules.get(row, column)) column += 1
      const run = column - start
      if (run > 0) path += `M${start + QUIET} ${row + QUIET}h${run}v1h-${run}z`
    }
  return (
    `<svg viewBox="0 0 ${side} ${side}" width="${sidePx}" height="${sidePx}" shape-rendering="crispEdges" aria-hidden="true">` +
    `<path fill="#fff" d="M0 0h${side}v${side}H0z"/><path fill="#000" d="${path}"/></svg>`
  )
}
